import { Refusal } from '../../errors.js';
import type { AdaptiveInputs } from '../../hedge/adaptive.js';
import { prepareHedge } from '../../hedge/prepare.js';
import type { PreparedHedge } from '../../hedge/prepare.js';
import type { HedgeSettings } from '../../hedge/settings.js';
import { planBook } from '../../hedge/size.js';
import { daysBetween } from '../../market/date.js';
import { settledUntil, vxSettlementMoment } from '../../market/settlement-time.js';
import { chicagoDate } from '../../market/time.js';
import type { EpochMs } from '../../market/time.js';
import type { Ledger } from '../../press/ledger-event.js';
import { pressBook, pressReplayAlone } from '../../press/press.js';
import type { PressInputs } from '../../press/press.js';
import { replayPress } from '../../press/replay.js';
import type { PressReplay, TopSession } from '../../press/replay.js';
import type { PressTilts } from '../../press/share.js';
import type { ScoredSession } from '../../signals/score.js';
import { chosenOf, overrideOf } from '../chosen-ratio.js';
import { emit, renderOptions, withReadings } from '../emit.js';
import type { Note } from '../emit.js';
import {
  bookOf,
  checkStdinOnce,
  readMarket,
  readNamed,
  readPositions,
  valuationMoment,
} from '../inputs.js';
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
  const { settings, from, notes: idle } = await readSettings(flags, 'press', io);
  const { result, notes } = aloneWanted(flags)
    ? await replayAlone(flags, settings, io)
    : await pressOfBook(flags, settings, io);
  const read = withReadings(result, [...notes, ...idle]);
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
  const prepare = (adaptive: AdaptiveInputs): PreparedHedge =>
    prepareHedge(market.snapshot, settings, market.asOf, adaptive);
  const adaptive = { ...macro?.inputs, ...signals.adaptive };
  const byRule = prepare(adaptive);
  // Read only: alvh size writes the log.
  const override = await overrideOf(flags, byRule, market.asOf, io);
  const chosen = chosenOf(override);
  const prepared = chosen.record === undefined ? byRule : prepare({ ...adaptive, ...chosen.input });
  const plan = planBook(prepared, book);
  const pressed = pressBook(plan, {
    ledger,
    closes,
    ...signals.inputs,
    ...(macro && { tilts: tiltsOf(macro) }),
    ...(holdings && { holdings }),
    ...(rollTo && { rollTo }),
    ...(rollsBefore !== undefined && { rollsBefore }),
    ...(replay && { replay: replay.replay }),
  });
  // First of all: no result hides that someone chose it.
  const warnings = [
    ...chosen.warnings(plan.result.hedge.ratio),
    ...(override?.warnings ?? []),
    ...pressed.warnings,
  ];
  const result = { ...pressed, warnings };
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
  return { priceToCashFlow, reer, quickRatio: quick };
}

/** RSI and breadth at the last close, for Big Top, and the tilt of the weights as in `alvh size`. */
async function readTopSignals(
  flags: PressCommandFlags,
  market: MarketInput,
  settings: HedgeSettings,
  io: Io,
): Promise<TopSignals> {
  const { spx, breadth, vix, vix3m } = flags;
  if (spx === undefined && breadth === undefined) return NO_SIGNALS;
  const { knownMoment, readSignalFiles, readSizeSignals } = await import('../signals-input.js');
  const files = {
    ...(spx !== undefined && { spx }),
    ...(breadth !== undefined && { breadth }),
    ...(vix !== undefined && vix3m !== undefined && { vix, vix3m }),
  };
  // A static hedge is not tilted; Big Top is shown all the same.
  const read = settings.static
    ? await readSignalFiles(files, knownMoment(market), market, settings, io)
    : await readSizeSignals(files, market, settings, io);
  const report = read?.report;
  const { rsi, divergence, date } = report ?? {};
  const age = date === undefined ? 0 : daysBetween(date, chicagoDate(market.asOf));
  if (date !== undefined && age > settings.signals.staleDays) {
    const message = `The last close of SPX, of ${date}, is ${age} days old: RSI and breadth are not read from it (signals.staleDays).`;
    return { ...NO_SIGNALS, notes: [{ code: 'signals-stale', message }] };
  }
  return {
    inputs: {
      ...(rsi !== undefined && { rsi }),
      ...(divergence !== undefined && { breadthDivergence: divergence }),
      ...(report !== undefined && breadth !== undefined && breadthUnread(report)),
    },
    adaptive: read?.report === undefined || settings.static ? {} : { signalTilt: read.tilt },
    notes: read?.notes ?? [],
  };
}

interface TopSignals {
  readonly inputs: Pick<PressInputs, 'rsi' | 'breadthDivergence' | 'breadthUnread'>;
  readonly adaptive: Pick<AdaptiveInputs, 'signalTilt'>;
  readonly notes: readonly Note[];
}

const NO_SIGNALS: TopSignals = { inputs: {}, adaptive: {}, notes: [] };

/** Why breadth that was given has no reading. */
function breadthUnread({
  divergence,
  missing,
}: Pick<ScoredSession, 'divergence' | 'missing'>): Pick<TopSession, 'breadthUnread'> {
  if (divergence !== undefined) return {};
  const reason = missing.find(({ name }) => name === 'breadth')?.reason;
  return { breadthUnread: reason ?? 'no reading' };
}

/** RSI and breadth of every session that had closed by the replay's end. */
async function topSessions(
  { spx, breadth }: PressCommandFlags,
  asOf: EpochMs,
  settings: HedgeSettings,
  io: Io,
): Promise<readonly TopSession[] | undefined> {
  if (spx === undefined) {
    if (breadth === undefined) return undefined;
    throw new Refusal('breadth is read beside SPX prices', 'add --spx FILE', { key: '--breadth' });
  }
  const [{ parseSessions }, { scoreSessions }] = await Promise.all([
    import('../../input/signal-sessions.js'),
    import('../../signals/score.js'),
  ]);
  const sources = {
    spx: await readNamed(spx, '--spx', io),
    ...(breadth !== undefined && { breadth: await readNamed(breadth, '--breadth', io) }),
  };
  const today = chicagoDate(io.now() as EpochMs);
  const { sessions } = await parseSessions(sources, { today, asOf });
  return scoreSessions(sessions, settings.signals).map((scored) => ({
    date: scored.date,
    ...(scored.rsi !== undefined && { rsi: scored.rsi }),
    ...(scored.divergence !== undefined && { breadthDivergence: scored.divergence }),
    ...(breadth !== undefined && breadthUnread(scored)),
  }));
}

async function replayAlone(flags: PressCommandFlags, settings: HedgeSettings, io: Io) {
  const given = flags.asOf === undefined ? undefined : valuationMoment(flags.asOf, io).asOf;
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
  const sessions = await topSessions(flags, asOf, settings, io);
  const replay = replayPress({
    ledger,
    // A day belongs to the replay once it has settled: its prices are not known before.
    asOf: settledUntil(asOf),
    settings,
    ...(read && { days: read.history.days }),
    ...(sessions && { sessions }),
  });
  return { replay, notes: read?.notes ?? [] };
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
    alone && flags.overrides !== undefined && (['--overrides', 'add -p and -s'] as const),
    alone && flags.index !== undefined && (['--index', 'add -p and -s'] as const),
    alone && flags.maxAge !== undefined && (['--max-age', 'add -p and -s'] as const),
  ].find((one) => one !== false);
  if (unused === undefined) return refuseReplayedGauges(flags);
  throw new Refusal('it would change nothing here', `${unused[1]}, or leave it out`, {
    key: unused[0],
  });
}

/** The gauges are of one day, and a replay is of many. */
function refuseReplayedGauges({ replay, market }: PressCommandFlags): void {
  if (replay !== true || market === undefined) return;
  throw new Refusal(
    'a replay does not read the macro gauges of its days',
    'leave out --market, or --replay',
    { key: '--market' },
  );
}
