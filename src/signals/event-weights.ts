import { tradingDaysBetween } from '../market/calendar.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { isReleaseType, releaseOf } from './events.js';
import type { MarketEvent, ReleaseType } from './events.js';
import type { EventSettings } from './event-settings.js';
import type { Factor } from '../report-parts.js';

/**
 * Events further ahead than this many trading days are left out: at the default decay their
 * weight is below 3e-10.
 */
export const WEIGHT_RANGE_DAYS = 60;

/** How one event weighs now. */
export interface EventWeight {
  readonly event: MarketEvent;
  /** Trading days from the valuation date to the event; 0 on its day. */
  readonly tradingDays: number;
  /** e = A exp(-d/decay), a fraction. */
  readonly weight: number;
}

export interface EventWeights {
  /** Events ahead within range, those without an amplitude among them. */
  readonly events: readonly EventWeight[];
  /** E = 1 - prod(1 - e), and exactly 0 where that is below the least tilt. */
  readonly combined: number;
  /** Set where E was cut to 0: what it was, and the least. */
  readonly cut?: { readonly combined: number; readonly leastTilt: number };
}

const AMPLITUDE_KEY = { FOMC: 'fomc', CPI: 'cpi', PPI: 'ppi' } as const satisfies Readonly<
  Record<ReleaseType, keyof EventSettings['amplitude']>
>;

/** What an event of a type weighs on its day. */
export function amplitudeOf(type: string, { amplitude }: EventSettings): number {
  return isReleaseType(type) ? amplitude[AMPLITUDE_KEY[type]] : amplitude.other;
}

/**
 * Weights of the events ahead (METHOD 11, a convention): e = A exp(-d/3), d trading days to the
 * event, and 0 once it is out: the tilt is not held through the fall of volatility after it.
 * Together below `leastTilt` they count as none (our choice): an event weeks away must not change
 * how contracts are chosen.
 */
export function eventWeights(
  events: readonly MarketEvent[],
  asOf: EpochMs,
  settings: EventSettings,
): EventWeights {
  const today = chicagoDate(asOf);
  const ahead = events.flatMap((event): EventWeight[] => {
    if (releaseOf(event).moment <= asOf) return [];
    const tradingDays = Math.max(0, tradingDaysBetween(today, event.date));
    if (tradingDays > WEIGHT_RANGE_DAYS) return [];
    const weight = amplitudeOf(event.type, settings) * Math.exp(-tradingDays / settings.decayDays);
    return [{ event, tradingDays, weight }];
  });
  const combined = 1 - ahead.reduce((none, { weight }) => none * (1 - weight), 1);
  const { leastTilt } = settings;
  return combined > 0 && combined < leastTilt
    ? { events: ahead, combined: 0, cut: { combined, leastTilt } }
    : { events: ahead, combined };
}

/** m_event of METHOD 11 by layer: 1 + E on the first (the short) one, 1 on the others. */
export function eventTilt(
  { events, combined, cut }: EventWeights,
  layers: readonly string[],
): Readonly<Record<string, Factor>> {
  const weighty = events.filter(({ weight }) => weight >= LEAST_TOLD);
  const note =
    weighty.length === 0
      ? 'no event near'
      : weighty
          .map(
            ({ event: { type, date }, tradingDays, weight }) =>
              `${type} ${date} in ${tradingDays} trading ${tradingDays === 1 ? 'day' : 'days'} ${weight.toFixed(4)}`,
          )
          .join(', ');
  const [first, ...others] = layers;
  const factors = others.map((layer): [string, Factor] => [
    layer,
    { name: 'events', value: 1, source: 'neutral: events move the first layer only' },
  ]);
  if (first !== undefined) {
    const source = cut === undefined ? 'METHOD 11, our choice' : noneNear(cut);
    factors.push([first, { name: 'events', value: 1 + combined, source, note }]);
  }
  return Object.fromEntries(factors);
}

function noneNear({ combined, leastTilt }: NonNullable<EventWeights['cut']>): string {
  const shown = Number(combined.toPrecision(2));
  return `no event near: E ${shown} is below ${leastTilt} (METHOD 11, our choice)`;
}

/** Weights below this are counted, not listed. */
const LEAST_TOLD = 0.0001;
