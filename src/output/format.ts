/** Numbers as people read them. Rounding is for the eye: the JSON holds the full figures. */

/** Printed where a figure is unknown; never 0 (PRODUCT, JSON). */
export const ABSENT = '-';

/** Digits in groups of three, with exactly `decimals` places, and no negative zero. */
export function grouped(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  const [whole = '', fraction] = digits.split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const text = fraction === undefined ? spaced : `${spaced}.${fraction}`;
  return value < 0 && /[1-9]/.test(digits) ? `-${text}` : text;
}

/** As `grouped`, never above the value: what is below a cut must not be printed as the cut. */
export function roundedDown(value: number, decimals: number): string {
  const nearest = Number(value.toFixed(decimals));
  return grouped(nearest <= value ? nearest : nearest - 10 ** -decimals, decimals);
}

/** `$1,234` and `-$1,234`: whole dollars. */
export function money(usd: number | undefined): string {
  return usd === undefined ? ABSENT : dollars(grouped(usd, 0));
}

/** Dollars of a rate or a greek: with cents below 1,000, and more places where it is tiny. */
export function fineMoney(usd: number | undefined): string {
  if (usd === undefined) return ABSENT;
  const size = Math.abs(usd);
  const decimals = size >= 1000 || size === 0 ? 0 : size >= 0.1 ? 2 : 4;
  return dollars(grouped(usd, decimals));
}

function dollars(digits: string): string {
  return digits.startsWith('-') ? `-$${digits.slice(1)}` : `$${digits}`;
}

/** Index points: two decimals. */
export function points(value: number | undefined): string {
  return value === undefined ? ABSENT : grouped(value, 2);
}

/** A price as given: two to four decimals. */
export function price(value: number | undefined): string {
  return value === undefined ? ABSENT : trimmed(value, 2, 4);
}

/** A strike: no decimals unless it has them. */
export function strike(value: number): string {
  return trimmed(value, 0, 2);
}

/** A ratio such as VIX/VIX3M: three decimals. */
export function ratio(value: number | undefined): string {
  return value === undefined ? ABSENT : grouped(value, 3);
}

/** A share as a percentage with one decimal. */
export function percent(share: number | undefined): string {
  return share === undefined ? ABSENT : `${grouped(share * 100, 1)}%`;
}

/** A percentage that says its sign, for moves and slopes. */
export function signedPercent(share: number | undefined): string {
  const text = percent(share);
  return share === undefined || text.startsWith('-') || text === '0.0%' ? text : `+${text}`;
}

/** `15–25%`, with decimals only where the band has them. */
export function band(range: { readonly min: number; readonly max: number }): string {
  return `${trimmed(range.min * 100, 0, 1)}–${trimmed(range.max * 100, 0, 1)}%`;
}

/** A whole number. */
export function count(value: number | undefined): string {
  return value === undefined ? ABSENT : trimmed(value, 0, 4);
}

/** A number of unknown kind (a factor's value): up to eight significant digits, none invented. */
export function plainNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-6 || size >= 1e15)) return value.toExponential(7);
  const wholeDigits = size >= 1 ? Math.floor(Math.log10(size)) + 1 : 0;
  const leadingZeros = size > 0 && size < 1 ? -Math.floor(Math.log10(size)) - 1 : 0;
  return trimmed(value, 0, Math.max(0, Math.min(12, 8 - wholeDigits + leadingZeros)));
}

/** The value of a named figure: dollars and cents where its name says so. */
export function namedNumber(name: string, value: number): string {
  return /usd$/i.test(name)
    ? dollars(grouped(value, Number.isInteger(value) ? 0 : 2))
    : plainNumber(value);
}

const ACRONYMS = new Set(['vx', 'vxm', 'vix', 'etp', 'spx']);

/** The JSON's name of a factor as words: `vxmHalfSpread` is "VXM half spread". */
export function factorName(name: string): string {
  if (!/^[a-z]+(?:[A-Z][a-z]*)*$/.test(name)) return name;
  return name
    .split(/(?=[A-Z])/)
    .map((word) => word.toLowerCase())
    .map((word) => (ACRONYMS.has(word) ? word.toUpperCase() : word))
    .join(' ');
}

/** "1 condor", "3 condors". */
export function counted(n: number, noun: string): string {
  return `${grouped(n, 0)} ${noun}${n === 1 ? '' : 's'}`;
}

function trimmed(value: number, least: number, most: number): string {
  const text = grouped(value, most);
  if (most === least || !text.includes('.')) return text;
  const keep = text.indexOf('.') + 1 + least;
  let end = text.length;
  while (end > keep && text[end - 1] === '0') end -= 1;
  if (text[end - 1] === '.') end -= 1;
  const cut = text.slice(0, end);
  return /[1-9]/.test(cut) ? cut : cut.replace('-', '');
}
