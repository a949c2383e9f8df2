import { Refusal } from '../errors.js';
import { shorten } from './keys.js';

const PLAIN_DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const EXPONENT = /^-?(?:0|[1-9]\d*)(?:\.\d+)?e[-+]?\d{1,3}$/i;
/** A double holds 17 digits; forty leave room for zeros and keep the value finite. */
const MAX_LENGTH = 40;

/** Whether the text is a number as alvh reads them: digits, at most one point, at most a minus. */
export function isPlainDecimal(text: string): boolean {
  return text.length <= MAX_LENGTH && PLAIN_DECIMAL.test(text);
}

/**
 * Reads a plain decimal such as `18.85`, `6000` or `-0.5`.
 * @throws Refusal for every other spelling, naming the plain one where there is one reading only
 */
export function readNumber(text: string): number {
  if (isPlainDecimal(text)) return plainValue(text);
  throw explain(text);
}

/**
 * Reads a number of a file that programs write: a plain decimal, or one with an exponent such as
 * `-6e-05`, which is how they print what is near 0.
 * @throws Refusal as {@link readNumber} does
 */
export function readComputed(text: string): number {
  if (text.length <= MAX_LENGTH && EXPONENT.test(text) && Number.isFinite(Number(text))) {
    return plainValue(text);
  }
  return readNumber(text);
}

/** `-0` is 0: a sign without a size means nothing and would show in the output. */
function plainValue(text: string): number {
  return Number(text) + 0;
}

function explain(text: string): Refusal {
  const shown = shorten(text);
  if (text.trim() === '') return new Refusal('the value is empty', 'give a number such as 18.85');
  if (/^[-+]?\.?(?:nan|inf(?:inity)?)$/i.test(text)) {
    return new Refusal(`${shown} is no finite number`, 'give the number, or leave the row out');
  }
  if (text.length > MAX_LENGTH) {
    return new Refusal(`${shown} is too long for a number`, 'give at most 17 digits');
  }
  return currency(text) ?? percentage(text) ?? separators(text) ?? otherNotation(text);
}

function currency(text: string): Refusal | undefined {
  const bare = text.replace(/\p{Sc}|\b(?:USD|EUR|GBP)\b/gu, '').trim();
  if (bare === text.trim()) return undefined;
  return new Refusal(`${shorten(text)} has a currency sign`, write(bare));
}

function percentage(text: string): Refusal | undefined {
  const bare = /^(.*\S)\s*%$/.exec(text)?.[1];
  if (bare === undefined) return undefined;
  const fraction = isPlainDecimal(bare) ? ` (${Number((Number(bare) / 100).toPrecision(12))})` : '';
  const mend = `write a number without %: rates and volatilities as a fraction${fraction}`;
  return new Refusal(`${shorten(text)} is a percentage`, mend);
}

function separators(text: string): Refusal | undefined {
  const shown = shorten(text);
  if (/^-?[1-9]\d{0,2},\d{3}$/.test(text)) {
    const whole = text.replace(',', '');
    return new Refusal(
      `${shown} can be read as ${whole} or as ${text.replace(',', '.')}`,
      `write ${whole} if that is meant: no thousands separators, a point for decimals`,
    );
  }
  if (/^-?\d{1,3}(?:[,'_\s]\d{3})+(?:\.\d+)?$/.test(text)) {
    return new Refusal(`${shown} has a thousands separator`, write(text.replace(/[,'_\s]/g, '')));
  }
  if (/^-?\d{1,3}(?:[.\s]\d{3})+,\d+$/.test(text)) {
    const plain = text.replace(/[.\s]/g, '').replace(',', '.');
    return new Refusal(`${shown} has thousands separators and a decimal comma`, write(plain));
  }
  if (/^-?\d+,\d+$/.test(text)) {
    return new Refusal(`${shown} has a decimal comma`, write(text.replace(',', '.')));
  }
  return undefined;
}

function otherNotation(text: string): Refusal {
  const shown = shorten(text);
  const value = Number(text.replace(/^\+/, ''));
  if (/^[-+]?0[xob]/i.test(text)) {
    return new Refusal(`${shown} is not decimal`, Number.isNaN(value) ? write('') : write(value));
  }
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)e[-+]?\d+$/i.test(text)) {
    return new Refusal(`${shown} has an exponent`, write(value));
  }
  if (/^0\d+$/.test(text)) return new Refusal(`${shown} has leading zeros`, write(value));
  const accounting = /^\((.*)\)$/.exec(text)?.[1];
  if (accounting !== undefined && isPlainDecimal(accounting)) {
    return new Refusal(
      `${shown} is in brackets`,
      `write ${accounting}, or -${accounting} if it is negative`,
    );
  }
  if (!Number.isNaN(value) && text.trim() !== '') {
    return new Refusal(`${shown} is not a plain decimal`, write(value));
  }
  return new Refusal(`${JSON.stringify(shown)} is no number`, write(''));
}

function write(plain: string | number): string {
  return isPlainDecimal(String(plain)) ? `write ${plain}` : 'write a plain decimal such as 18.85';
}
