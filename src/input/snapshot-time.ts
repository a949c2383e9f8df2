import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import { vxSettlementMoment } from '../market/settlement-time.js';
import { chicagoClock, chicagoDate, formatMoment } from '../market/time.js';
import type { EpochMs, ReadMoment } from '../market/time.js';
import { describePlace } from './place.js';
import type { History, HistoryRow, StatedTime } from './snapshot-parts.js';

/** The time of a snapshot, and the rows of histories that belong to its day. */
export interface ResolvedTime {
  readonly time: EpochMs;
  /** Where the time was read. */
  readonly place: Place;
  readonly rows: readonly HistoryRow[];
}

/**
 * The one time of all sources. Its day is what a source states, else that of --as-of, else the last
 * of the histories; a bare date is that day's VX settlement.
 * @throws Refusal where there is no time, sources differ, a history lacks the day, or the snapshot
 *   is later than --as-of
 */
export function resolveTime(
  stated: readonly StatedTime[],
  histories: readonly History[],
  asOf: ReadMoment | undefined,
): ResolvedTime {
  const day = stated[0]?.read.date ?? asOf?.date;
  const rows = histories.map((history) => rowOf(history, day));
  const times = [...stated, ...rows.map(timeOfRow)];
  refuseDifferentDays(times, histories.length > 0);
  const time = momentOf(times, asOf);
  refuseLookAhead(time, asOf);
  const source = times.find(({ read }) => read.moment !== undefined) ?? times[0];
  return { time, place: source?.place ?? { key: '--as-of' }, rows };
}

/** The row of a day, or the last one. */
function rowOf(history: History, day: IsoDate | undefined): HistoryRow {
  const { file } = history;
  const latest = (rows: readonly HistoryRow[]) =>
    rows.reduce<HistoryRow | undefined>(
      (best, row) => (best === undefined || row.date > best.date ? row : best),
      undefined,
    );
  const wanted = day ?? latest(history.rows)?.date;
  const [row, again] = history.rows.filter(({ date }) => date === wanted);
  if (row !== undefined && again !== undefined) {
    throw new Refusal(
      `${row.date} is given twice: also at ${describePlace(row.place)}`,
      'drop one of the two rows',
      again.place,
    );
  }
  if (row !== undefined) return row;
  const earlier = latest(history.rows.filter(({ date }) => wanted !== undefined && date < wanted));
  throw new Refusal(
    `there is no row of ${wanted ?? 'any day'}`,
    earlier === undefined
      ? 'give a history that reaches back to it'
      : `the nearest earlier one is ${earlier.date}: give a newer file, or --as-of ${earlier.date}`,
    { file },
    'data',
  );
}

function timeOfRow(row: HistoryRow): StatedTime {
  return { read: { date: row.date, zoneAssumed: false }, text: row.date, place: row.place };
}

function refuseDifferentDays(times: readonly StatedTime[], withHistories: boolean): void {
  const [first] = times;
  const other = times.find(({ read }) => read.date !== first?.read.date);
  if (first === undefined || other === undefined) return;
  throw new Refusal(
    `the sources are of different dates: ${first.read.date} in ${describePlace(first.place)}, ` +
      `${other.read.date} in ${describePlace(other.place)}`,
    withHistories ? 'give files of one day, or --as-of DATE' : 'give files of one day',
    other.place,
  );
}

function momentOf(times: readonly StatedTime[], asOf: ReadMoment | undefined): EpochMs {
  const exact = times.filter(({ read }) => read.moment !== undefined);
  const [first] = exact;
  const other = exact.find(({ read }) => read.moment !== first?.read.moment);
  if (first !== undefined && other !== undefined) {
    throw new Refusal(
      `the sources are of different times: ${first.text} in ${describePlace(first.place)}, ` +
        `${other.text} in ${describePlace(other.place)}`,
      'give files of one moment',
      other.place,
    );
  }
  const daily = times.find(({ read }) => read.moment === undefined);
  const moment = first?.read.moment;
  if (moment === undefined) {
    if (daily !== undefined) return vxSettlementMoment(daily.read.date);
    if (asOf !== undefined) return asOf.moment ?? vxSettlementMoment(asOf.date);
    throw new Refusal(
      'the snapshot does not say when it was taken',
      'add the row asof,,2026-11-20T15:15:00-06:00, (YAML: asOf:), or give --as-of',
      { key: 'asof' },
    );
  }
  if (daily !== undefined && moment < vxSettlementMoment(daily.read.date)) {
    throw new Refusal(
      `these are prices of the end of ${daily.read.date}, but the snapshot is of ` +
        `${chicagoClock(moment)} Chicago that day (${describePlace(first?.place ?? {})})`,
      'drop the file, or give the snapshot the time of the settlement',
      daily.place,
    );
  }
  return moment;
}

/**
 * Prices of later than --as-of would be known before their time. A bare date allows the whole day:
 * a snapshot of 15:15 is one of that date, though VX settles at 15:00.
 */
function refuseLookAhead(time: EpochMs, asOf: ReadMoment | undefined): void {
  if (asOf === undefined) return;
  const later = asOf.moment === undefined ? chicagoDate(time) > asOf.date : time > asOf.moment;
  if (!later) return;
  const limit = asOf.moment === undefined ? asOf.date : formatMoment(asOf.moment);
  throw new Refusal(
    `the snapshot is of ${formatMoment(time)}, later than ${limit}`,
    `give a snapshot taken by then, or --as-of ${formatMoment(time)}`,
    { key: '--as-of' },
  );
}
