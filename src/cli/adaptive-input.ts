import type { Book } from '../condor/book.js';
import type { AdaptiveInputs } from '../hedge/adaptive.js';
import type { HedgeSettings } from '../hedge/settings.js';
import { vxSettlementMoment } from '../market/settlement-time.js';
import { chicagoDate } from '../market/time.js';
import type { Note } from './emit.js';
import type { EventCalendar } from '../signals/event-calendar.js';
import type { EventsFlags, EventsInput } from './events-input.js';
import type { MarketInput } from './inputs.js';
import type { Io } from './io.js';
import type { MacroFlags, MacroInput } from './macro-input.js';
import { readBeta } from './returns.js';
import type { ReturnsFlags } from './returns.js';
import type { SignalFlags, SignalsInput } from './signals-input.js';
import type { StateInput } from './state-input.js';

/** Flags that name what adapts the hedge beyond position and curve. */
export type AdaptiveFlags = ReturnsFlags &
  SignalFlags &
  EventsFlags &
  MacroFlags & {
    /** Memory from one session to the next. */
    readonly state?: string;
  };

/** What adapts the hedge, as read from files. */
export interface AdaptiveRead {
  readonly adaptive: AdaptiveInputs;
  readonly macro: MacroInput | undefined;
  readonly signals: SignalsInput | undefined;
  /** Of --events. */
  readonly calendar: EventCalendar | undefined;
  readonly notes: readonly Note[];
  /** The flags in force, for the header. */
  readonly from: string;
}

/** Reads every adaptive input that the flags name; what is not named is neutral. */
export async function readAdaptive(
  flags: AdaptiveFlags & { readonly output?: string },
  market: MarketInput,
  book: Book,
  settings: HedgeSettings,
  io: Io,
): Promise<AdaptiveRead> {
  const beta = await readBeta(flags, market.asOf, io);
  const read = await signalsOf(flags, market, settings, io);
  const events = await eventsOf(flags, market, book, settings, io);
  const macro = await macroOf(flags, market, settings, io);
  const { state, signals } = await stateOf(flags, market, read, settings, io);
  return {
    adaptive: {
      ...beta,
      ...(signals?.report !== undefined && { signalTilt: signals.tilt }),
      ...events.inputs,
      ...macro.read?.inputs,
      ...(state.confirmedRegime && { confirmedRegime: state.confirmedRegime }),
    },
    macro: macro.read,
    signals,
    calendar: events.calendar,
    notes: [...(signals?.notes ?? []), ...events.notes, ...macro.notes, ...state.notes],
    from: namedFrom(flags),
  };
}

/** Each reader loads only where a flag asks for it: start-up time is a feature. */
async function signalsOf(
  flags: AdaptiveFlags,
  market: MarketInput,
  settings: HedgeSettings,
  io: Io,
): Promise<SignalsInput | undefined> {
  const { spx, breadth, vix, vix3m } = flags;
  if ([spx, breadth, vix, vix3m].every((path) => path === undefined)) return undefined;
  const { readSizeSignals } = await import('./signals-input.js');
  return readSizeSignals(flags, market, settings, io);
}

async function eventsOf(
  flags: AdaptiveFlags,
  market: MarketInput,
  book: Book,
  settings: HedgeSettings,
  io: Io,
): Promise<EventsInput> {
  if (flags.events === undefined) return { inputs: {}, notes: [] };
  const { readEvents } = await import('./events-input.js');
  return readEvents(flags, settings, book, market.asOf, io);
}

async function macroOf(
  flags: AdaptiveFlags & { readonly output?: string },
  { asOf }: MarketInput,
  settings: HedgeSettings,
  io: Io,
): Promise<{ readonly read?: MacroInput; readonly notes: readonly Note[] }> {
  const asked = flags.market !== undefined || flags.macroTilt === false || settings.macro.erpTilt;
  if (!asked) return { notes: [] };
  const { macroNotes, readMacro } = await import('./macro-input.js');
  const read = await readMacro(flags, chicagoDate(asOf), settings, io);
  return { ...(read && { read }), notes: macroNotes(read, settings) };
}

/** The state goes on from the snapshot's own measures, one day a run, and from the scores. */
async function stateOf(
  flags: AdaptiveFlags,
  { snapshot, asOf }: MarketInput,
  signals: SignalsInput | undefined,
  settings: HedgeSettings,
  io: Io,
): Promise<{ readonly state: StateInput; readonly signals: SignalsInput | undefined }> {
  if (flags.state === undefined) return { state: { notes: [] }, signals };
  const { observationOf, readState, withKeptState } = await import('./state-input.js');
  // Of the snapshot's own day, also where it is valued later.
  const observation = { ...observationOf(snapshot, asOf), date: chicagoDate(snapshot.time) };
  const dayOpen = snapshot.time < vxSettlementMoment(observation.date);
  const seen = { observations: [observation], course: signals?.course ?? [], dayOpen };
  const state = await readState(flags, seen, settings, io);
  const report = signals?.report && withKeptState(signals.report, state);
  return { state, signals: signals && { ...signals, report } };
}

/** The flags in force, for the header: a saved page must not hide what adapted it. */
function namedFrom(flags: AdaptiveFlags): string {
  const { returns, spx, breadth, vix, vix3m, events = [], market, state } = flags;
  const named: readonly (readonly [flag: string, path: string | undefined])[] = [
    ...Object.entries({ returns, spx, breadth, vix, vix3m }),
    ...events.map((name) => ['events', name] as const),
    ...Object.entries({ market, state }),
  ];
  const given = named.flatMap(([flag, path]) =>
    path === undefined ? [] : [`, --${flag} ${path}`],
  );
  return [...given, ...(flags.macroTilt === false ? [', --no-macro-tilt'] : [])].join('');
}
