import { Refusal } from '../errors.js';
import type { Source } from '../input/read-source.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { weeklyFutureSymbol } from '../market/futures-symbol.js';
import { settledUntil, vxSettlementMoment } from '../market/settlement-time.js';
import { INDEX_SYMBOLS } from '../market/snapshot.js';
import { formatMoment, readMoment } from '../market/time.js';
import { vixExpiryKind } from '../market/vix-expiry.js';
import { openToRead } from '../store/database.js';
import type { StoreDb } from '../store/database.js';
import {
  indexLevels,
  lastSettledDay,
  levelOn,
  settlements,
  settlementsOn,
} from '../store/market-store.js';
import type { StoredLevel } from '../store/market-store.js';
import { lackingContracts } from '../store/whole-days.js';
import type { Io } from './io.js';
import { counted } from './take-rows.js';

/** Flags that the store can answer, and with which series. */
const HISTORIES: Readonly<Record<string, string>> = {
  '--spx': 'SPX',
  '--vix': 'VIX',
  '--vix3m': 'VIX3M',
  '--vvix': 'VVIX',
};

/**
 * What the store holds for a flag, as a text of the form that the flag's files have: it then goes
 * through the very checks that a file does.
 * @param path `store`, or `store:DATE` for a snapshot of that day
 * @throws Refusal for a flag that the store has nothing for (exit 2), and for a day or series that
 *   it lacks (exit 3)
 */
export async function storeSource(path: string, flag: string, io: Io): Promise<Source> {
  const day = dayIn(path, flag);
  const snapshot = flag === '--snapshot' || flag === '--then';
  if (!snapshot && HISTORIES[flag] === undefined && flag !== '--vx') {
    throw new Refusal(
      'the store has nothing for it',
      `name a file (one that is called ${path}: ./${path})`,
      { key: flag },
    );
  }
  if (!snapshot && day !== undefined) {
    throw new Refusal('a day is for a snapshot only', 'write store', { key: flag });
  }
  const until = knownUntil(io.asOf);
  const db = await openToRead(io.store);
  try {
    return {
      name: path,
      text: snapshot ? snapshotText(db, day, until) : historyText(db, flag, until),
    };
  } finally {
    db.close();
  }
}

function dayIn(path: string, flag: string): IsoDate | undefined {
  if (path === 'store') return undefined;
  try {
    return isoDate(path.slice('store:'.length));
  } catch (error) {
    throw error instanceof Refusal ? error.at({ key: flag }) : error;
  }
}

/** The last day whose settlements are known at --as-of; what came later would be looking ahead. */
export function knownUntil(asOf: string | undefined): IsoDate | undefined {
  if (asOf === undefined) return undefined;
  try {
    const read = readMoment(asOf);
    return read.moment === undefined ? read.date : settledUntil(read.moment);
  } catch {
    // The command itself says what is wrong with it.
    return undefined;
  }
}

/** A day's index closes and VX settlements as a snapshot taken at that day's settlement. */
function snapshotText(db: StoreDb, given: IsoDate | undefined, until: IsoDate | undefined): string {
  const day = given ?? lastSettledDay(db, until);
  if (day === undefined) {
    throw lacking(
      db,
      until === undefined
        ? 'it holds no VX settlement'
        : `it holds no VX settlement up to ${until}`,
    );
  }
  const lacks = lackingContracts(db, day);
  if (lacks[0] !== undefined) {
    throw lacking(
      db,
      `it holds a part of the VX settlements of ${day}: they lack ${counted(lacks.length, 'monthly contract')}, the first that of ${lacks[0]}`,
    );
  }
  // On its last day a contract is settled for good: no part of the curve any more.
  const futures = settlementsOn(db, day).filter(({ expiry }) => expiry > day);
  if (futures.length === 0) {
    const last = lastSettledDay(db, day);
    throw lacking(
      db,
      `it holds no VX settlement of ${day}${last === undefined ? '' : `, the last before it is of ${last}`}`,
    );
  }
  const levels = INDEX_SYMBOLS.flatMap((symbol) => {
    const level = levelOn(db, symbol, day);
    return level?.date === day ? [`index,${symbol},,${level.close}`] : [];
  });
  if (!levels.some((line) => line.startsWith('index,VIX,'))) {
    throw lacking(db, `it holds VX settlements of ${day} and no VIX close of that day`);
  }
  return [
    'kind,symbol,expiry,price',
    `asof,,${formatMoment(vxSettlementMoment(day))},`,
    ...levels,
    ...futures.map(({ expiry, settle }) => `future,${symbolOf(expiry)},${expiry},${settle}`),
    '',
  ].join('\n');
}

/** VX alone is the monthly contract; Cboe's settlements have weeklies beside it. */
function symbolOf(expiry: IsoDate): string {
  return vixExpiryKind(expiry) === 'weekly' ? weeklyFutureSymbol(expiry) : 'VX';
}

function historyText(db: StoreDb, flag: string, until: IsoDate | undefined): string {
  if (flag === '--vx') {
    const rows = settlements(db, '', until);
    if (rows.length === 0) throw lacking(db, 'it holds no VX settlement');
    return [
      'trade_date,expiry,settle',
      ...rows.map(({ date, expiry, settle }) => `${date},${expiry},${settle}`),
      '',
    ].join('\n');
  }
  const symbol = HISTORIES[flag] ?? '';
  const levels = indexLevels(db, symbol, '', until);
  if (levels.length === 0) throw lacking(db, `it holds no ${symbol}`);
  const ranged = levels.some(({ high, low }) => (high ?? low) !== undefined);
  return [
    ranged ? 'date,open,high,low,close' : 'date,close',
    ...levels.map((level) => levelLine(level, ranged)),
    '',
  ].join('\n');
}

function levelLine({ date, open, high, low, close }: StoredLevel, ranged: boolean): string {
  return ranged ? [date, open, high, low, close].join(',') : `${date},${close}`;
}

function lacking(db: StoreDb, problem: string): Refusal {
  return new Refusal(
    problem,
    'bring it in with alvh data pull or alvh data import; alvh data status lists what is held',
    { file: db.path },
    'data',
  );
}
