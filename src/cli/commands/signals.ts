import { Refusal } from '../../errors.js';
import type { HedgeSettings } from '../../hedge/settings.js';
import type { ParsedObservations } from '../../input/regime-observations.js';
import { daysBetween } from '../../market/date.js';
import type { IsoDate } from '../../market/date.js';
import { chicagoDate } from '../../market/time.js';
import type { EpochMs } from '../../market/time.js';
import type { RegimeStanding } from '../../signals/report.js';
import {
  rawStanding,
  regimeHistoryReport,
  regimeStanding,
  signalsReport,
} from '../../signals/signals-report.js';
import { emit, renderOptions, withReadings } from '../emit.js';
import type { OutputFlags } from '../emit.js';
import { readWindow } from '../history-input.js';
import { checkStdinOnce, readMarket, readNamed, valuationMoment } from '../inputs.js';
import type { MarketFlags, MarketInput } from '../inputs.js';
import type { Io } from '../io.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { readSettings, refuseDynamics } from '../settings.js';
import { memoryOf, observationOf, readState, withKeptState } from '../state-input.js';
import type { StateInput } from '../state-input.js';
import type { SettingsFlags } from '../settings.js';
import { knownMoment, readSignalFiles } from '../signals-input.js';
import type { SignalFlags } from '../signals-input.js';

export type SignalsFlags = SignalFlags &
  MarketFlags &
  SettingsFlags &
  OutputFlags & {
    readonly vx?: readonly string[];
    readonly history?: boolean;
    readonly state?: string;
    readonly from?: string;
    readonly to?: string;
  };

/** `alvh signals`: the market signals at the last close, or the regime day by day. */
export async function runSignals(flags: SignalsFlags, io: Io): Promise<void> {
  refuseDynamics(flags, 'signals');
  checkStdinOnce(
    ...[flags.spx, flags.breadth, flags.vix, flags.vix3m],
    ...[flags.vx, flags.snapshot, flags.config],
  );
  checkOutputTarget(flags, io);
  if (flags.history === true) await runHistory(flags, io);
  else await runScore(flags, io);
}

async function runScore(flags: SignalsFlags, io: Io): Promise<void> {
  refuseFlags(flags, ['from', 'to'], 'is the window of --history', 'add --history, or use --as-of');
  const options = renderOptions(flags, io);
  const { settings, from, notes: idle } = await readSettings(flags, 'signals', io);
  const market = flags.snapshot === undefined ? undefined : await readMarket(flags, io);
  const known = market === undefined ? momentWithout(flags, io) : knownMoment(market);
  if (flags.spx === undefined) {
    throw new Refusal('no file of SPX prices is given', 'add --spx FILE, or --history', {
      key: '--spx',
    });
  }
  if (flags.vix === undefined && (flags.vx ?? []).length > 0) {
    throw new Refusal('a regime is read from VX with VIX beside it', 'add --vix FILE', {
      key: '--vx',
    });
  }
  const read = await readSignalFiles(flags, known, market, settings, io);
  if (read?.report === undefined) {
    throw new Refusal(
      `no session of SPX had closed by ${chicagoDate(known)}`,
      'give earlier prices, or a later --as-of',
      { file: flags.spx },
    );
  }
  refuseStale(read.report.date, known, settings, flags.spx);
  const regime = await readRegimes(flags, known, io, { atMoment: true });
  const seen = { observations: regime?.observations ?? [], course: read.course };
  const state = await readState(flags, seen, settings, io);
  const standing =
    (regime && regimeStanding(regime.observations, memoryOf(settings))) ??
    (market && snapshotRegime(market, settings));
  const report = signalsReport({
    asOf: market?.asOf ?? known,
    reading: withKeptState(read.report, state),
    course: read.course,
    layers: read.layers,
    regime: standing && withKeptRegime(standing, state),
  });
  const notes = [
    ...(market?.notes ?? []),
    ...idle,
    ...read.notes,
    ...(regime?.notes ?? []),
    ...state.notes,
  ];
  const result = withReadings(report, notes);
  const shown = { ...options, settingsFrom: from };
  const text = await rendered(result, shown, (all) => all.renderSignals);
  await emit(text, result, options.format, flags, io);
}

function withKeptRegime(standing: RegimeStanding, { regime }: StateInput): RegimeStanding {
  if (regime === undefined) return standing;
  const { regime: confirmed, since, daysInRegime: days } = regime;
  return { ...standing, confirmed: { regime: confirmed, since, days } };
}

async function runHistory(flags: SignalsFlags, io: Io): Promise<void> {
  refuseFlags(
    flags,
    ['spx', 'breadth', 'snapshot', 'index', 'maxAge', 'state'],
    'is not read by --history, which is of the regime alone',
    'leave it out',
  );
  const options = renderOptions(flags, io);
  const window = readWindow(flags);
  const { settings, from, notes: idle } = await readSettings(flags, 'signals', io);
  const known = momentWithout(flags, io);
  const read = await readRegimes(flags, known, io, window);
  const [first, ...others] = read?.observations ?? [];
  if (read === undefined || first === undefined) {
    throw new Refusal(
      'a regime is read from VIX and with it VIX3M, VX or both',
      'add --vix FILE and --vix3m FILE, --vx FILE or both',
      { key: flags.vix === undefined ? '--vix' : '--vix3m' },
    );
  }
  const days = [first, ...others] as const;
  const report = regimeHistoryReport(days, memoryOf(settings), known, read.earlier);
  const result = withReadings(report, [...idle, ...read.notes]);
  const shown = { ...options, settingsFrom: from };
  const text = await rendered(result, shown, (all) => all.renderRegimeHistory);
  await emit(text, result, options.format, flags, io);
}

/** The regime's observations; undefined where the flags name too few files for any. */
async function readRegimes(
  flags: SignalsFlags,
  asOf: EpochMs,
  io: Io,
  options: { from?: IsoDate; to?: IsoDate; atMoment?: boolean },
): Promise<ParsedObservations | undefined> {
  const { vix, vix3m, vx = [] } = flags;
  if (vix === undefined || (vix3m === undefined && vx.length === 0)) return undefined;
  const futures = [];
  for (const path of vx) futures.push(await readNamed(path, '--vx', io));
  const { parseRegimeObservations } = await import('../../input/regime-observations.js');
  return parseRegimeObservations(
    {
      vix: await readNamed(vix, '--vix', io),
      ...(vix3m !== undefined && { vix3m: await readNamed(vix3m, '--vix3m', io) }),
      vx: futures,
    },
    { today: chicagoDate(io.now() as EpochMs), asOf, ...options },
  );
}

/** The raw regime that `alvh size` goes by. */
function snapshotRegime(
  { snapshot, asOf }: MarketInput,
  { regimes }: HedgeSettings,
): RegimeStanding {
  return rawStanding(observationOf(snapshot, asOf), regimes.thresholds);
}

/** --as-of, or the clock: a bare date means that day's closes. */
function momentWithout(flags: SignalsFlags, io: Io): EpochMs {
  refuseFlags(
    flags,
    ['index', 'maxAge'],
    'is of a snapshot',
    'add --snapshot FILE, or leave it out',
  );
  return valuationMoment(flags.asOf, io).asOf;
}

/** @throws Refusal, exit 3, where the last close is too old for a score */
function refuseStale(
  last: IsoDate,
  known: EpochMs,
  { signals }: HedgeSettings,
  file: string,
): void {
  const age = daysBetween(last, chicagoDate(known));
  if (age <= signals.staleDays) return;
  throw new Refusal(
    `the last close is of ${last}, ${age} days before ${chicagoDate(known)}`,
    `bring newer prices, read them at their own date with --as-of ${last}, or allow it with --set signals.staleDays=N`,
    { file },
    'data',
  );
}

const SPELLING = { maxAge: 'max-age' } as const;

function refuseFlags(
  flags: SignalsFlags,
  names: readonly ('spx' | 'breadth' | 'snapshot' | 'index' | 'maxAge' | 'from' | 'to' | 'state')[],
  why: string,
  mend: string,
): void {
  const given = names.find((name) => flags[name] !== undefined);
  if (given === undefined) return;
  const flag = `--${given === 'maxAge' ? SPELLING.maxAge : given}`;
  throw new Refusal(`it ${why}`, mend, { key: flag });
}
