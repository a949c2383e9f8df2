import { Refusal } from '../../errors.js';
import { prepareHedge } from '../../hedge/prepare.js';
import type { HedgeSettings } from '../../hedge/settings.js';
import { planBook } from '../../hedge/size.js';
import { daysBetween } from '../../market/date.js';
import { vxSettlementMoment } from '../../market/settlement-time.js';
import { chicagoDate, readMoment } from '../../market/time.js';
import type { EpochMs } from '../../market/time.js';
import type { Ledger } from '../../press/ledger-event.js';
import { pressBook, pressReplayAlone } from '../../press/press.js';
import type { PressInputs } from '../../press/press.js';
import { replayPress } from '../../press/replay.js';
import type { PressReplay } from '../../press/replay.js';
import type { PressTilts } from '../../press/share.js';
import { emit, renderOptions, withReadings } from '../emit.js';
import type { Note } from '../emit.js';
import { bookOf, checkStdinOnce, readMarket, readPositions } from '../inputs.js';
import type { MarketInput } from '../inputs.js';
import type { Io } from '../io.js';
import { macroNotes, readMacro } from '../macro-input.js';
import type { MacroInput } from '../macro-input.js';
import type { SizeFlags } from '../options.js';
import { checkOutputTarget } from '../output-target.js';
import {
  readCloses,
  readHoldings,
  readLedger,
  readReplayHistory,
  readRollTo,
  readRolls,
} from '../press-input.js';
import type { PressFlags } from '../press-input.js';
import { rendered } from '../rendered.js';
import { readSettings, refuseDynamics } from '../settings.js';

export type PressCommandFlags = SizeFlags & PressFlags;

/** `alvh press`: realised credit into the long layer; the ladder, rolls and a replay. */
export async function runPress(flags: PressCommandFlags, io: Io): Promise<void> {
  refuseDynamics(flags, 'press');
  const options = renderOptions(flags, io);
  checkStdinOnce(
    ...[flags.position, flags.snapshot, flags.config, flags.ledger, flags.holdings],
    ...[flags.rollTo, flags.spx, flags.breadth, flags.vix, flags.vix3m, flags.vx, flags.market],
  );
  checkOutputTarget(flags, io);
  refuseUnused(flags);
  const { settings, from } = await readSettings(flags, io);
  const { result, notes } = aloneWanted(flags)
    ? await replayAlone(flags, settings, io)
    : await pressOfBook(flags, settings, io);
  const read = withReadings(result, notes);
  const shown = { ...options, settingsFrom: from };
  const text = await rendered(read, shown, (all) => all.renderPress);
  await emit(text, read, options.format, flags, io);
}

/** A ledger replayed by itself, with neither position nor snapshot. */
function aloneWanted({ replay, position, snapshot }: PressCommandFlags): boolean {
  return replay === true && position === undefined && snapshot === undefined;
}

async function pressOfBook(flags: PressCommandFlags, settings: HedgeSettings, io: Io) {
  const rollsBefore = readRolls(flags);
  const parsed = await readPositions(flags.position, io);
  const market = await readMarket(flags, io);
  const book = bookOf(parsed, market);
  const today = chicagoDate(market.asOf);
  const ledger = await readLedger(flags, today, io);
  const holdings = await readHoldings(flags, today, io);
  const rollTo = await readRollTo(flags, market, book, io);
  const replay =
    flags.replay === true ? await replayed(flags, ledger, market.asOf, settings, io) : undefined;
  const closes = await readCloses(flags, io);
  const signals = await readTopSignals(flags, market, settings, io);
  const macro = await readMacro(flags, today, settings, io);
  const prepared = prepareHedge(market.snapshot, settings, market.asOf, macro?.inputs);
  const plan = planBook(prepared, book);
  const result = pressBook(plan, {
    ledger,
    closes,
    ...signals.inputs,
    ...(macro && { tilts: tiltsOf(macro) }),
    ...(holdings && { holdings }),
    ...(rollTo && { rollTo }),
    ...(rollsBefore !== undefined && { rollsBefore }),
    ...(replay && { replay: replay.replay }),
  });
  const notes = [
    ...market.notes,
    ...(replay?.notes ?? []),
    ...signals.notes,
    ...macroNotes(macro, settings),
  ];
  return { result, notes };
}

/** What the market file makes of the press: the speed, never the amount of cash (METHOD 8.3). */
function tiltsOf({ pressTilts }: MacroInput): PressTilts {
  const { priceToCashFlow, reer, quick } = pressTilts;
  return { priceToCashFlow, realExchangeRate: reer, quickRatio: quick };
}

/** RSI and breadth at the last close, for the fourth condition of Big Top. */
async function readTopSignals(
  flags: PressCommandFlags,
  market: MarketInput,
  settings: HedgeSettings,
  io: Io,
): Promise<{ inputs: Pick<PressInputs, 'rsi' | 'breadthDivergence'>; notes: readonly Note[] }> {
  const { spx, breadth } = flags;
  if (spx === undefined && breadth === undefined) return { inputs: {}, notes: [] };
  const { knownMoment, readSignalFiles } = await import('../signals-input.js');
  const files = { ...(spx !== undefined && { spx }), ...(breadth !== undefined && { breadth }) };
  const read = await readSignalFiles(files, knownMoment(market), undefined, settings, io);
  const { rsi, divergence, date } = read?.report ?? {};
  const age = date === undefined ? 0 : daysBetween(date, chicagoDate(market.asOf));
  if (date !== undefined && age > settings.signals.staleDays) {
    const message = `The last close of SPX, of ${date}, is ${age} days old: RSI and breadth are not read from it (signals.staleDays).`;
    return { inputs: {}, notes: [{ code: 'signals-stale', message }] };
  }
  return {
    inputs: {
      ...(rsi !== undefined && { rsi }),
      ...(divergence !== undefined && { breadthDivergence: divergence }),
    },
    notes: read?.notes ?? [],
  };
}

async function replayAlone(flags: PressCommandFlags, settings: HedgeSettings, io: Io) {
  const given = flags.asOf === undefined ? undefined : momentOf(flags.asOf);
  const limit = given ?? (io.now() as EpochMs);
  const ledger = await readLedger(flags, chicagoDate(limit), io);
  const last = ledger.events.at(-1)?.date;
  const asOf = given ?? (last === undefined ? limit : vxSettlementMoment(last));
  const { replay, notes } = await replayed(flags, ledger, asOf, settings, io);
  return { result: pressReplayAlone(ledger, asOf, settings, replay), notes };
}

async function replayed(
  flags: PressCommandFlags,
  ledger: Ledger,
  asOf: EpochMs,
  settings: HedgeSettings,
  io: Io,
): Promise<{ replay: PressReplay; notes: readonly string[] }> {
  const read = await readReplayHistory(flags, io);
  const replay = replayPress({
    ledger,
    asOf: chicagoDate(asOf),
    settings,
    ...(read && { days: read.history.days }),
  });
  return { replay, notes: read?.notes ?? [] };
}

function momentOf(text: string): EpochMs {
  try {
    const { moment, date } = readMoment(text);
    return moment ?? vxSettlementMoment(date);
  } catch (error) {
    throw error instanceof Refusal ? error.at({ key: '--as-of' }) : error;
  }
}

/** Flags that would change nothing are refused, not passed over. */
function refuseUnused(flags: PressCommandFlags): void {
  const alone = aloneWanted(flags);
  const unused = [
    flags.replay !== true && flags.vx !== undefined && (['--vx', 'add --replay'] as const),
    flags.replay !== true && flags.vix3m !== undefined && (['--vix3m', 'add --replay'] as const),
    alone && flags.holdings !== undefined && (['--holdings', 'add -p and -s'] as const),
    alone && flags.rollTo !== undefined && (['--roll-to', 'add -p and -s'] as const),
    alone && flags.rolls !== undefined && (['--rolls', 'add -p, -s and --roll-to'] as const),
    alone && flags.market !== undefined && (['--market', 'add -p and -s'] as const),
    alone && flags.breadth !== undefined && (['--breadth', 'add -p and -s'] as const),
    alone && flags.index !== undefined && (['--index', 'add -p and -s'] as const),
    alone && flags.maxAge !== undefined && (['--max-age', 'add -p and -s'] as const),
  ].find((one) => one !== false);
  if (unused === undefined) return;
  throw new Refusal('it would change nothing here', `${unused[1]}, or leave it out`, {
    key: unused[0],
  });
}
