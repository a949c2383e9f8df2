const NUMBER = /^[-+]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const MAX_DIGITS = 60;

/**
 * An unquoted scalar as a value: empty or `null`, `true` or `false`, a decimal number, else text.
 * Hexadecimal, octal, leading zeros, `.inf`, `.nan`, `yes` and `on` stay text and are refused
 * where a number or a flag is due: readers of YAML disagree about what they mean.
 */
export function plainScalar(text: string): unknown {
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  return readDecimal(text) ?? text;
}

/** A finite decimal number; undefined for any other text. */
export function readDecimal(text: string): number | undefined {
  if (text.length > MAX_DIGITS || !NUMBER.test(text)) return undefined;
  const value = Number(text);
  // A sign without a size means nothing and would show in the output.
  return Number.isFinite(value) ? value + 0 : undefined;
}

/**
 * Why a text is no number, and what to write, for what people take for numbers.
 * @param example what to write where the text does not tell
 */
export function explainNumber(text: string, example: string): { problem: string; mend: string } {
  if (readDecimal(text) !== undefined) {
    return { problem: `"${text}" is quoted`, mend: `write ${text} without quotes` };
  }
  if (NUMBER.test(text) || /^[-+]?\.?(?:nan|inf(?:inity)?)$/i.test(text)) {
    return { problem: `${text} is no finite number`, mend: example };
  }
  const percent = readDecimal(/^([-+]?[\d.]+)\s*%$/.exec(text)?.[1] ?? '');
  if (percent !== undefined) {
    return {
      problem: `${text} is a percentage`,
      mend: `write the fraction ${asFraction(percent)}`,
    };
  }
  const bare = text.replace(/[\p{Sc}\s_']|,(?=\d{3}(?:\D|$))/gu, '');
  if (bare !== text && readDecimal(bare) !== undefined) {
    return { problem: `${text} is no plain number`, mend: `write ${bare}` };
  }
  const point = text.replace(/^([-+]?\d+),(\d+)$/, '$1.$2');
  if (point !== text) return { problem: `${text} has a decimal comma`, mend: `write ${point}` };
  if (/^[-+]?0[xob\d]/i.test(text)) return { problem: `${text} is not decimal`, mend: example };
  return { problem: `${JSON.stringify(text)} is no number`, mend: example };
}

/** Per cent as a fraction, without the noise of binary division. */
export function asFraction(percent: number): number {
  return Number((percent / 100).toPrecision(12));
}
