import { Refusal } from '../errors.js';
import type { HedgeSettings } from '../hedge/settings.js';
import { signalWeights } from '../hedge/signal-weights.js';
import type { IsoDate } from '../market/date.js';
import { chicagoDate, chicagoTime } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import type { Source } from '../input/read-source.js';
import type { ScorePoint, SignalReading } from '../signals/reading.js';
import type { LayerLean } from '../signals/report.js';
import { signalWarnings } from '../signals/signals-report.js';
import { signalTilts } from '../signals/tilt.js';
import type { Note } from './emit.js';
import { readNamed } from './inputs.js';
import type { MarketInput } from './inputs.js';
import type { Io } from './io.js';
import type { Factor } from '../report-parts.js';

/** Flags that name the files of the signals. */
export interface SignalFlags {
  readonly spx?: string;
  readonly breadth?: string;
  readonly vix?: string;
  readonly vix3m?: string;
}

/** VX settlements beside VIX make a regime without VIX3M; the score's curve is then missing. */
type WithSettlements = SignalFlags & { readonly vx?: readonly string[] };

/** The signals as read from files, and what sizing takes of them. */
export interface SignalsInput {
  readonly tilt: Readonly<Record<string, Factor>>;
  /** Undefined where no session of SPX had closed by then. */
  readonly report: SignalReading | undefined;
  readonly course: readonly ScorePoint[];
  readonly layers: readonly LayerLean[];
  readonly notes: readonly Note[];
}

/** SPX closes whose level is outside these multiples of the snapshot's are of another scale. */
const LEAST_OF_SNAPSHOT = 0.7;
const MOST_OF_SNAPSHOT = 1.4;

/**
 * Reads the files of the signals; nothing where none is named.
 * @param known the moment up to which closes are taken
 * @param market the snapshot, whose VIX and VIX3M stand in where the files have none of the last session,
 *   if that is of its day
 * @throws Refusal with the flag, or with file and line
 */
export async function readSignalFiles(
  flags: WithSettlements,
  known: EpochMs,
  market: MarketInput | undefined,
  settings: HedgeSettings,
  io: Io,
): Promise<SignalsInput | undefined> {
  if (!namesSignals(flags)) return undefined;
  const sources = await readSources(flags, io);
  // The indicators bring a package along, which a size without signals need not load.
  const [{ parseSessions }, { readSignals, withSnapshotCurve }] = await Promise.all([
    import('../input/signal-sessions.js'),
    import('../signals/reading.js'),
  ]);
  const today = chicagoDate(io.now() as EpochMs);
  const parsed = await parseSessions(sources, { today, asOf: known });
  const last = parsed.sessions.at(-1);
  if (market !== undefined && last !== undefined)
    checkScale(last.close, last.date, market, sources);
  const sessions =
    market === undefined
      ? parsed.sessions
      : withSnapshotCurve(parsed.sessions, {
          date: chicagoDate(market.snapshot.time),
          vix: market.snapshot.indices.VIX,
          vix3m: market.snapshot.indices.VIX3M,
        });
  const read = readSignals(sessions, settings.signals, chicagoDate(known));
  const names = settings.layers.map(({ name }) => name);
  const tilt = signalTilts(names, read?.reading, settings.signals.tilt);
  return {
    tilt,
    report: read?.reading,
    course: read?.course ?? [],
    layers: signalWeights(settings.layers, tilt),
    notes: [...parsed.notes, ...mixedNote(sessions !== parsed.sessions)],
  };
}

/** Signals for `alvh size`, at the snapshot's day: later prices are left out. */
export async function readSizeSignals(
  flags: SignalFlags,
  market: MarketInput,
  settings: HedgeSettings,
  io: Io,
): Promise<SignalsInput | undefined> {
  if (!namesSignals(flags)) return undefined;
  if (settings.static) {
    const message = `--static: ${namedFlags(flags).join(', ')} not read, weights are the base ones.`;
    return {
      ...{ tilt: {}, report: undefined, course: [], layers: [] },
      notes: [{ code: 'signals-not-used', message }],
    };
  }
  const read = await readSignalFiles(flags, knownMoment(market), market, settings, io);
  return read && { ...read, notes: [...read.notes, ...signalWarnings(read.report)] };
}

/** The valuation time, but not beyond the snapshot's day. */
export function knownMoment({ asOf, snapshot }: MarketInput): EpochMs {
  const day = chicagoDate(snapshot.time);
  return chicagoDate(asOf) > day ? chicagoTime(day, 23, 59) : asOf;
}

function namesSignals(flags: SignalFlags): boolean {
  return namedFlags(flags).length > 0;
}

function namedFlags({ spx, breadth, vix, vix3m }: SignalFlags): string[] {
  return Object.entries({ spx, breadth, vix, vix3m }).flatMap(([name, path]) =>
    path === undefined ? [] : [`--${name}`],
  );
}

async function readSources(
  { spx, breadth, vix, vix3m, vx = [] }: WithSettlements,
  io: Io,
): Promise<{ spx: Source; breadth?: Source; vix?: Source; vix3m?: Source }> {
  if (spx === undefined) {
    throw new Refusal('no file of SPX prices is given', 'add --spx FILE', { key: '--spx' });
  }
  const besideSettlements = vix !== undefined && vx.length > 0;
  if ((vix === undefined) !== (vix3m === undefined) && !besideSettlements) {
    const [given, absent] = vix === undefined ? ['--vix3m', '--vix'] : ['--vix', '--vix3m'];
    throw new Refusal('the curve is read from VIX and VIX3M together', `add ${absent} FILE`, {
      key: given,
    });
  }
  return {
    spx: await readNamed(spx, '--spx', io),
    ...(breadth !== undefined && { breadth: await readNamed(breadth, '--breadth', io) }),
    ...(vix !== undefined && { vix: await readNamed(vix, '--vix', io) }),
    ...(vix3m !== undefined && { vix3m: await readNamed(vix3m, '--vix3m', io) }),
  };
}

/** Prices of a fund, or a slipped digit, give readings without a sign that they are wrong. */
function checkScale(
  close: number,
  date: IsoDate,
  { snapshot }: MarketInput,
  { spx }: { readonly spx: Source },
): void {
  const level = snapshot.indices.SPX;
  if (level === undefined) return;
  if (close >= LEAST_OF_SNAPSHOT * level && close <= MOST_OF_SNAPSHOT * level) return;
  throw new Refusal(
    `SPX closes at ${close} on ${date}, and stands at ${level} in the snapshot`,
    'give closes of the index itself, up to the day of the snapshot',
    { file: spx.name },
  );
}

function mixedNote(mixed: boolean): Note[] {
  if (!mixed) return [];
  const message =
    "VIX/VIX3M is the snapshot's, on the last session only: earlier scores, and the state they lead to, are without it; --vix and --vix3m give it throughout.";
  return [{ code: 'signals-curve-today', message }];
}
