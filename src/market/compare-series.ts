import { Refusal } from '../errors.js';
import type { IsoDate } from './date.js';
import type { SeriesLimits } from './index-limits.js';
import type { OfferedDay, RowsForm, SeriesDay } from './market-rows.js';
import { checkSeries } from './series-check.js';

/** Offered days against those held. */
export interface Comparison<T extends OfferedDay> {
  readonly added: readonly T[];
  readonly equal: number;
  readonly revised: readonly { readonly day: T; readonly held: number }[];
}

/** How a series is offered, and what is let pass. */
export interface CompareOptions {
  readonly form: RowsForm;
  /** Held days that a history may lack at its end. */
  readonly mayLag: number;
  /** The user says that it is sound though it lacks held days or differs on many. */
  readonly accepts: boolean;
}

/** Sources round prices apart (price sites keep 32-bit floats): within this share they are one. */
const SAME_SHARE = 1e-6;
/** Exchanges revise single days. More is another index, another scale or another field. [C] */
const MOST_REVISED = 20;

/**
 * What a series offered would add to the one held, and where the two differ.
 * @param days plausible by themselves, ascending
 * @param held the whole series held, ascending
 * @throws Refusal (exit 3) for a history that lacks held days, for another series than the one
 *   held, and for moves between new and held days that cannot be
 */
export function compareWithHeld<T extends OfferedDay>(
  name: string,
  limits: SeriesLimits,
  days: readonly T[],
  held: readonly SeriesDay[],
  { form, mayLag, accepts }: CompareOptions,
): Comparison<T> {
  const heldOn = new Map(held.map((day) => [day.date, day.value]));
  const added = days.filter(({ date }) => !heldOn.has(date));
  const revised = days.flatMap((day) => {
    const value = heldOn.get(day.date);
    return value === undefined || isSame(value, day.value) ? [] : [{ day, held: value }];
  });
  if (form === 'history' && !accepts)
    refuseTruncated(name, days, held, added.length > 0 ? Infinity : mayLag);
  if (!accepts) refuseOtherSeries(name, days.length - added.length, revised);
  checkSeams(name, limits, added, held);
  return { added, revised, equal: days.length - added.length - revised.length };
}

function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= SAME_SHARE * Math.abs(one);
}

/** A history cut short, or with holes in it: what is held is more than what it offers. */
function refuseTruncated(
  name: string,
  days: readonly OfferedDay[],
  held: readonly SeriesDay[],
  mayLag: number,
): void {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return;
  const offered = new Set(days.map(({ date }) => date));
  const lost = held.filter(
    ({ date }) => date > first.date && date < last.date && !offered.has(date),
  );
  const [hole] = lost;
  if (hole !== undefined) {
    throw implausible(
      `${name}: ${lost.length} of ${held.length} held days are missing in it, the first ${hole.date}`,
      'the file is not whole: fetch it again; where the publisher has taken them out, --accept-revisions keeps the held days and takes the rest',
      last,
    );
  }
  const after = held.filter(({ date }) => date > last.date).length;
  if (after <= mayLag) return;
  throw implausible(
    `${name}: it ends on ${last.date} and lacks the last ${after} of ${held.length} held days`,
    'it is cut short or an old copy, and adds nothing: fetch it again',
    last,
  );
}

function refuseOtherSeries(
  name: string,
  common: number,
  revised: readonly { readonly day: OfferedDay; readonly held: number }[],
): void {
  const [first] = revised;
  if (first === undefined || revised.length <= MOST_REVISED) return;
  const { day, held } = first;
  throw implausible(
    `${name}: ${revised.length} of ${common} held days differ, the first ${day.date}: ${held} held, ${day.value} offered`,
    'this is another series than the one held, not a revision; where it is one, --accept-revisions takes it',
    day,
  );
}

/** The moves where new days meet held ones. */
function checkSeams(
  name: string,
  limits: SeriesLimits,
  added: readonly OfferedDay[],
  held: readonly SeriesDay[],
): void {
  if (added.length === 0 || held.length === 0) return;
  const isNew = new Map<IsoDate, OfferedDay>(added.map((day) => [day.date, day]));
  const all = [...held, ...added].sort((a, b) => (a.date < b.date ? -1 : 1));
  all.forEach((after, i) => {
    const before = all[i - 1];
    const seam = before && (isNew.get(after.date) ?? isNew.get(before.date));
    if (before === undefined || seam === undefined) return;
    checkSeries(name, limits, [
      { ...before, place: seam.place },
      { ...after, place: seam.place },
    ]);
  });
}

function implausible(problem: string, mend: string, { place }: OfferedDay): Refusal {
  return new Refusal(problem, mend, place, 'data');
}
