import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import { nextTradingDay, previousTradingDay, tradingDaysBetween } from '../market/calendar.js';
import type { IsoDate } from '../market/date.js';
import type { Level } from './history-series.js';

/** A history with more trading days missing in a row than this is refused, not bridged. */
const MOST_MISSING = 5;

/** Trading days that are missing between two rows. */
export interface Gap {
  readonly firstMissing: IsoDate;
  readonly lastMissing: IsoDate;
  readonly missing: number;
  /** The day on which the rows go on. */
  readonly to: IsoDate;
  readonly place: Place;
}

/** The gaps of a series that ascends. */
export function gapsOf(levels: readonly Level[]): Gap[] {
  return levels.slice(1).flatMap(({ date, place }, i) => {
    const before = (levels[i] as Level).date;
    const missing = tradingDaysBetween(before, date) - 1;
    if (missing <= 0) return [];
    return [
      {
        firstMissing: nextTradingDay(before),
        lastMissing: previousTradingDay(date),
        missing,
        to: date,
        place,
      },
    ];
  });
}

/** Too wide to be bridged. */
export function isWide({ missing }: Gap): boolean {
  return missing > MOST_MISSING;
}

/** The way out where a command has no --from and --to. */
export function cutBefore({ to }: Gap): string {
  return `fill them in, or take the rows before ${to} out`;
}

/**
 * @param mend what to do about it; by default the window of --from and --to
 * @throws Refusal for a gap of more than five trading days, at the row where it ends
 */
export function refuseWideGap(
  gap: Gap,
  what: string,
  place: Place = gap.place,
  mend = 'fill them in, or choose a window without them by --from and --to',
): void {
  if (!isWide(gap)) return;
  throw new Refusal(
    `no ${what} from ${gap.firstMissing} to ${gap.lastMissing}: ${gap.missing} trading days are missing`,
    mend,
    place,
  );
}

/** What is told of the gaps that are let pass: no daily change spans one. */
export function gapNote(gaps: readonly Gap[], what: string): string[] {
  const [first] = gaps;
  if (first === undefined) return [];
  const days = gaps.reduce((sum, { missing }) => sum + missing, 0);
  return [
    `${what}: ${days} trading ${days === 1 ? 'day is' : 'days are'} missing (the first is ${first.firstMissing}); no daily change is taken across a gap.`,
  ];
}
