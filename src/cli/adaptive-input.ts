import type { Book } from '../condor/book.js';
import type { AdaptiveInputs } from '../hedge/adaptive.js';
import type { HedgeSettings } from '../hedge/settings.js';
import { chicagoDate } from '../market/time.js';
import type { MacroGauges } from '../signals/macro-gauges.js';
import type { SignalReading } from '../signals/reading.js';
import type { Note } from './emit.js';
import { readEvents } from './events-input.js';
import type { EventsFlags } from './events-input.js';
import type { MarketInput } from './inputs.js';
import type { Io } from './io.js';
import { macroFrom, macroNotes, readMacro } from './macro-input.js';
import type { MacroFlags, MacroInput } from './macro-input.js';
import { readBeta } from './returns.js';
import type { ReturnsFlags } from './returns.js';
import { readSizeSignals } from './signals-input.js';
import type { SignalFlags } from './signals-input.js';

/** Flags that name what adapts the hedge beyond position and curve. */
export type AdaptiveFlags = ReturnsFlags & SignalFlags & EventsFlags & MacroFlags;

/** What adapts the hedge, as read from files. */
export interface AdaptiveRead {
  readonly adaptive: AdaptiveInputs;
  readonly macro: MacroInput | undefined;
  /** What was read, for the result. */
  readonly shown: { readonly macro?: MacroGauges; readonly signals?: SignalReading };
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
  const signals = await readSizeSignals(flags, market, settings, io);
  const events = await readEvents(flags, settings, book, market.asOf, io);
  const macro = await readMacro(flags, chicagoDate(market.asOf), settings, io);
  return {
    adaptive: {
      ...beta,
      ...(signals !== undefined && { signalTilt: signals.tilt }),
      ...events.inputs,
      ...macro?.inputs,
    },
    macro,
    shown: {
      ...(signals?.report !== undefined && { signals: signals.report }),
      ...(macro !== undefined && { macro: macro.gauges }),
    },
    notes: [...(signals?.notes ?? []), ...events.notes, ...macroNotes(macro, settings)],
    from: `${namedFrom(flags)}${macroFrom(flags)}`,
  };
}

function namedFrom({ returns, spx, breadth, vix, vix3m, events = [] }: AdaptiveFlags): string {
  const single = Object.entries({ returns, spx, breadth, vix, vix3m }).flatMap(([name, path]) =>
    path === undefined ? [] : [`, --${name} ${path}`],
  );
  return [...single, ...events.map((name) => `, --events ${name}`)].join('');
}
