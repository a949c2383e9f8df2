import { Refusal } from '../errors.js';
import type { Book } from '../condor/book.js';
import type { Condor } from '../condor/condor.js';
import { readNumber } from '../input/numbers.js';
import type { Source } from '../input/read-source.js';
import type { IsoDate } from '../market/date.js';
import type { MarketHistory } from '../market/history.js';
import { vxSettlementMoment } from '../market/settlement-time.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import type { Close } from '../press/closes.js';
import type { Holding } from '../press/holding.js';
import type { Ledger } from '../press/ledger-event.js';
import { bookOf, readNamed, readSources } from './inputs.js';
import type { MarketInput } from './inputs.js';
import type { Io } from './io.js';
import { inStore } from './store-path.js';

/** Flags of `alvh press` that name files of its own, and numbers. */
export interface PressFlags {
  readonly ledger?: string;
  readonly holdings?: string;
  readonly rollTo?: string;
  readonly rolls?: string;
  readonly replay?: boolean;
  readonly spx?: string;
  readonly vix?: string;
  readonly vix3m?: string;
  readonly vx?: readonly string[];
  readonly overrides?: string;
}

/** @throws Refusal where no ledger is given, or with file and line */
export async function readLedger(flags: PressFlags, asOf: IsoDate, io: Io): Promise<Ledger> {
  if (inStore(flags.ledger)) {
    const { storedLedger } = await import('./stored-journal.js');
    return storedLedger(io, asOf);
  }
  const source = await sourceOf(flags.ledger, '--ledger', io);
  if (source === undefined) {
    throw new Refusal('no ledger is given', 'add --ledger FILE: what was realised, and pressed', {
      key: '--ledger',
    });
  }
  const { parseLedger } = await import('../input/ledger.js');
  return parseLedger(source, asOf);
}

export async function readHoldings(
  flags: PressFlags,
  asOf: IsoDate,
  io: Io,
): Promise<Holding[] | undefined> {
  const source = await sourceOf(flags.holdings, '--holdings', io);
  if (source === undefined) return undefined;
  const { parseHoldings } = await import('../input/holdings.js');
  return parseHoldings(source, asOf);
}

/**
 * The condors proposed in the place of those of the same id, live and of the market's scale.
 * @throws Refusal with file and line for an id that the position does not have
 */
export async function readRollTo(
  flags: PressFlags,
  market: MarketInput,
  book: Book,
  io: Io,
): Promise<readonly Condor[] | undefined> {
  const source = await sourceOf(flags.rollTo, '--roll-to', io);
  if (source === undefined) return undefined;
  const { parsePositions } = await import('../input/position.js');
  const parsed = await parsePositions([source]);
  const ids = book.condors.map(({ id }) => id);
  for (const { condor, locate } of parsed) {
    if (ids.includes(condor.id)) continue;
    throw new Refusal(
      `no condor of the position is called ${condor.id}`,
      `give the new condor the id of the one it replaces: ${ids.join(', ')}`,
      locate('id'),
    );
  }
  return bookOf(parsed, market).condors;
}

/** Closes for Big Top and the ladder, each by itself. */
export async function readCloses(
  flags: PressFlags,
  io: Io,
): Promise<{ readonly spx?: readonly Close[]; readonly vix?: readonly Close[] }> {
  const spx = await closesOf(flags.spx, 'SPX', io);
  const vix = await closesOf(flags.vix, 'VIX', io);
  return { ...(spx && { spx }), ...(vix && { vix }) };
}

async function closesOf(
  path: string | undefined,
  symbol: 'SPX' | 'VIX',
  io: Io,
): Promise<Close[] | undefined> {
  const source = await sourceOf(path, `--${symbol.toLowerCase()}`, io);
  if (source === undefined) return undefined;
  const { parseCloses } = await import('../input/closes.js');
  return parseCloses(source, symbol, chicagoDate(io.now() as EpochMs));
}

/**
 * The history that a replay reads regimes and prices from; undefined where none is given.
 * @throws Refusal where VX or VIX3M is given without SPX and VIX
 */
export async function readReplayHistory(
  flags: PressFlags,
  io: Io,
): Promise<{ readonly history: MarketHistory; readonly notes: readonly string[] } | undefined> {
  const { vx = [] } = flags;
  const spx = await sourceOf(flags.spx, '--spx', io);
  const vix = await sourceOf(flags.vix, '--vix', io);
  const vix3m = await sourceOf(flags.vix3m, '--vix3m', io);
  if (spx === undefined && vix === undefined && vix3m === undefined && vx.length === 0) {
    return undefined;
  }
  if (spx === undefined || vix === undefined) {
    throw new Refusal(
      'a replay reads days that have both SPX and VIX',
      `add ${spx === undefined ? '--spx' : '--vix'} FILE`,
      { key: spx === undefined ? '--spx' : '--vix' },
    );
  }
  const now = io.now() as EpochMs;
  const today = chicagoDate(now);
  const { parseHistory } = await import('../input/history.js');
  return parseHistory(
    { spx, vix, vx: await readSources(vx, '--vx', io), ...(vix3m && { vix3m }) },
    { today, closed: now >= vxSettlementMoment(today) },
  );
}

export function readRolls(flags: PressFlags): number | undefined {
  if (flags.rolls === undefined) return undefined;
  const key = '--rolls';
  if (flags.rollTo === undefined) {
    throw new Refusal('it counts the rolls of a condor that is rolled', 'add --roll-to FILE', {
      key,
    });
  }
  const rolls = readAt(key, flags.rolls);
  if (Number.isSafeInteger(rolls) && rolls >= 0) return rolls;
  throw new Refusal(`${rolls} is no number of rolls`, 'give 0, 1, 2, ...', { key });
}

function readAt(key: string, text: string): number {
  try {
    return readNumber(text);
  } catch (error) {
    throw error instanceof Refusal ? error.at({ key }) : error;
  }
}

async function sourceOf(
  path: string | undefined,
  flag: string,
  io: Io,
): Promise<Source | undefined> {
  return path === undefined ? undefined : readNamed(path, flag, io);
}
