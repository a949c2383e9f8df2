import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';

/** A row of the user's data that may know where it was read. */
export interface InputRow {
  /** The place of one of its fields, e.g. `price`. */
  readonly locate?: ((field: string) => Place) | undefined;
}

/** A row at its list and index, for the key of a message where its place is not known. */
export interface Numbered<T extends InputRow> {
  readonly row: T;
  readonly key: string;
}

/** Rows numbered as `futures[0]`, `futures[1]`... */
export function numbered<T extends InputRow>(list: string, rows: readonly T[]): Numbered<T>[] {
  return rows.map((row, index) => ({ row, key: `${list}[${index}]` }));
}

/** The place of a field of a row. */
export function placeOf({ row, key }: Numbered<InputRow>, field: string): Place {
  return row.locate?.(field) ?? { key: `${key}.${field}` };
}

/**
 * Refuses a second row that says the same thing as an earlier one.
 * @param what names the thing, e.g. `VXZ26`
 */
export function refuseTwice<T extends InputRow>(
  rows: readonly { readonly entry: Numbered<T>; readonly what: string }[],
  field: string,
): void {
  const seen = new Map<string, Numbered<T>>();
  for (const { entry, what } of rows) {
    const earlier = seen.get(what);
    if (earlier !== undefined) {
      throw new Refusal(
        `${what} is given twice: also at ${describe(placeOf(earlier, field))}`,
        'drop one of the two',
        placeOf(entry, field),
      );
    }
    seen.set(what, entry);
  }
}

/** A number within its sane range, the bounds included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * Refuses a number outside its sane range, with the readings in which it would fit.
 * @param range `wide` where it spans magnitudes, so that a reading which fits tells nothing
 * @param what names the number, e.g. `the VIX`
 */
export function checkRange(
  value: number,
  range: Range & { readonly wide?: boolean },
  what: string,
  place: Place,
): void {
  if (Number.isFinite(value) && value >= range.min && value <= range.max) return;
  throw new Refusal(
    `${value} cannot be ${what}`,
    `give a number from ${range.min} to ${range.max}${range.wide === true ? '' : likelyReadings(value, range)}`,
    place,
  );
}

/** Decimal points that slip: cents and percents, levels ten times too large, thousands. */
const SLIPS: readonly [factor: number, reading: string][] = [
  [100, 'a hundredfold, as cents are'],
  [10, 'tenfold'],
  [0.01, 'a hundredth, as a fraction is'],
  [0.001, 'a thousandth'],
];

function likelyReadings(value: number, { min, max }: Range): string {
  const readings = SLIPS.flatMap(([factor, reading]) => {
    const meant = tidy(value / factor);
    return meant >= min && meant <= max ? [`${meant} if ${value} is ${reading}`] : [];
  });
  return readings.length === 0 ? '' : `: ${readings.join(', ')}`;
}

/** A quotient without the noise of binary: 17.3 / 100 is 0.173. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function describe({ file, line, key }: Place): string {
  if (file === undefined) return key ?? 'an unknown place';
  return line === undefined ? file : `${file}:${line}`;
}
