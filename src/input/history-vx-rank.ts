import { Refusal } from '../errors.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { nextMonthlyVixExpiries, vixExpiryKind } from '../market/vix-expiry.js';
import { checkColumns, numberIn } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { dateReader } from './history-dates.js';
import { checkOrder } from './history-series.js';
import { relocated } from './place.js';
import { checkAlive, isMonthly } from './vx-settlement.js';
import type { VxHistory, VxSettlement } from './vx-settlement.js';

const MOST_RANKS = 12;
const RANKS = Array.from({ length: MOST_RANKS }, (_, i) => `VX${i + 1}`);

/** Settlement days needed to tell on which day the columns of a table change contract. */
const ENOUGH_SETTLEMENTS = 3;

/**
 * A table of ranks: `date,VX1,VX2,..`, VXk being the k-th monthly contract on that date. What a
 * column holds changes on settlement day, so each price is given its contract: by the column
 * `VX1_expiry`, or where there is none by the expiry rule. Nothing is ever compared by column.
 * @throws Refusal with the line; also where the columns do not change on settlement day
 */
export function readRankTable(table: CsvTable, today: IsoDate): VxHistory {
  const ranks = RANKS.filter((rank) => table.head.includes(rank));
  const dateColumn = table.head.includes('DATE') ? 'DATE' : 'date';
  checkColumns(
    table,
    [dateColumn, 'VX1'],
    RANKS.flatMap((rank) => [
      rank,
      ...['expiry', 'volume', 'open_interest'].map((what) => `${rank}_${what}`),
    ]).filter((column) => column !== 'VX1'),
  );
  const byRule = !table.head.includes('VX1_expiry');
  const dateOf = dateReader(table.rows, dateColumn);
  const settlements: VxSettlement[] = [];
  let before: { date: IsoDate } | undefined;
  for (const row of table.rows) {
    const date = dateOf(row);
    checkOrder(before, date, row.place(dateColumn), today);
    before = { date };
    const live = byRule ? nextMonthlyVixExpiries(date, MOST_RANKS) : [];
    for (const rank of ranks) {
      if (row.cell(rank) === '') continue;
      const expiry = byRule
        ? (live[Number(rank.slice(2)) - 1] as IsoDate)
        : statedExpiry(row, rank, date);
      const price = numberIn(row, rank);
      if (!(price > 0)) {
        throw new Refusal(
          `${price} is not above 0`,
          'give the settlement, or leave the cell empty',
          row.place(rank),
        );
      }
      settlements.push({ date, expiry, price, place: row.place(rank) });
    }
  }
  if (byRule) checkRollDay(table, settlements);
  return {
    settlements,
    notes: byRule ? [`${table.file}: contracts of its columns derived from the expiry rule.`] : [],
  };
}

function statedExpiry(row: CsvRow, rank: string, date: IsoDate): IsoDate {
  const column = `${rank}_expiry`;
  const text = row.cell(column);
  if (text === '') {
    throw new Refusal(
      `${rank} has a price and no expiry`,
      'fill it in: the column changes contract on settlement day',
      row.place(column),
    );
  }
  const expiry = relocated(row.place, column, () => isoDate(text));
  if (!isMonthly(expiry, row.place(column))) {
    throw new Refusal(
      `${expiry} is the expiry of a weekly contract`,
      'rank the monthly contracts alone',
      row.place(column),
    );
  }
  checkAlive(date, expiry, row.place(column));
  return expiry;
}

type Ranks = ReadonlyMap<string, VxSettlement>;

/**
 * On settlement day VX1 must be what was VX2 the day before, and the day before that it must not.
 * A table whose columns change on another day has the same head: it shows in the prices.
 */
function checkRollDay(table: CsvTable, settlements: readonly VxSettlement[]): void {
  const byDate = new Map<IsoDate, Map<string, VxSettlement>>();
  for (const settlement of settlements) {
    let ranks = byDate.get(settlement.date);
    if (ranks === undefined) byDate.set(settlement.date, (ranks = new Map<string, VxSettlement>()));
    ranks.set(settlement.place.key ?? '', settlement);
  }
  const days = [...byDate];
  const onSettlement = days.flatMap(([date], i) => (vixExpiryKind(date) === 'monthly' ? [i] : []));
  const early =
    changesOn(
      days,
      onSettlement.map((i) => i - 1),
    ) === 'yes';
  // A table that has changed the day before goes on from VX1 on settlement day too.
  const late = !early && changesOn(days, onSettlement) === 'no';
  const first = days[(onSettlement[0] ?? 0) - (early ? 1 : 0)]?.[1].get('VX1');
  if (!(late || early) || first === undefined) return;
  throw new Refusal(
    late
      ? `on settlement days such as ${first.date} VX1 goes on from VX1, not from VX2 of the day before`
      : `on days before settlement such as ${first.date} VX1 goes on from VX2 of the day before`,
    'its columns change contract on another day than settlement: give a table with ' +
      'VX1_expiry,VX2_expiry,..., or the files of the contracts',
    { file: table.file, line: first.place.line ?? table.headLine, key: 'VX1' },
  );
}

/** Whether the columns change contract on these days, by which reading moves the prices less. */
function changesOn(
  days: readonly (readonly [IsoDate, Ranks])[],
  indices: readonly number[],
): 'yes' | 'no' | 'unknown' {
  let moveIfChanged = 0;
  let moveIfNot = 0;
  let seen = 0;
  for (const i of indices) {
    const now = days[i]?.[1];
    const before = days[i - 1]?.[1];
    const [one, two] = ['VX1', 'VX2'].map((rank) => now?.get(rank)?.price);
    const [oneBefore, twoBefore, threeBefore] = RANKS.map((rank) => before?.get(rank)?.price);
    if (!one || !two || !oneBefore || !twoBefore || !threeBefore) continue;
    moveIfChanged += Math.abs(Math.log(one / twoBefore)) + Math.abs(Math.log(two / threeBefore));
    moveIfNot += Math.abs(Math.log(one / oneBefore)) + Math.abs(Math.log(two / twoBefore));
    seen += 1;
  }
  if (seen < ENOUGH_SETTLEMENTS) return 'unknown';
  return moveIfChanged < moveIfNot ? 'yes' : 'no';
}
