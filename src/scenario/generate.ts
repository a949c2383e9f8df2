import { daysBetween } from '../market/date.js';
import { nextTradingDay } from '../market/calendar.js';
import { priceAt } from '../market/term-structure.js';
import type { TermStructure } from '../market/term-structure.js';
import { Refusal } from '../errors.js';
import { randomSource } from './random.js';
import type { RandomSource } from './random.js';
import { shockAtTenor } from './shock.js';
import type { MarketShock, ScenarioSet } from './shock.js';

/** What is asked of a generator. */
export interface ScenarioRequest {
  /** Scenarios wanted, at least 1. */
  readonly count: number;
  /** The same seed gives the same scenarios, to the byte. */
  readonly seed: number;
  /**
   * The curve that the shocks are for. Those that would put a future of it, or spot VIX, at 5 or
   * below or above 100 are drawn anew (METHOD 4.3). Absent: none is refused.
   */
  readonly curve?: TermStructure;
}

/** A way to make scenarios: one interface for bootstrap and parametric ones. */
export interface ScenarioGenerator {
  /** How it makes them, without count and seed. */
  readonly description: string;
  /** The same request gives the same set. @throws Refusal where the request cannot be met */
  readonly generate: (request: ScenarioRequest) => ScenarioSet;
}

/** A shock before it has a name. */
export type ShockDraw = Omit<MarketShock, 'id' | 'days'>;

/** A generator from a function that draws one shock. */
export interface GeneratorParts {
  /** Of the ids: `bootstrap` gives `bootstrap-1`, `bootstrap-2`, ... */
  readonly name: string;
  readonly description: string;
  /** Trading days that a shock takes. */
  readonly horizonDays: number;
  readonly draw: (random: RandomSource) => ShockDraw;
}

/** METHOD 4.3: a curve beyond these is no curve. */
export const LEAST_FUTURE = 5;
export const MOST_FUTURE = 100;

/** One draw in this many may be refused; with more the generator does not fit the curve. */
const MOST_DRAWS_EACH = 50;

export function generatorOf(parts: GeneratorParts): ScenarioGenerator {
  const { name, description, horizonDays, draw } = parts;
  checkWhole(horizonDays, 'a horizon');
  return {
    description,
    generate: ({ count, seed, curve }) => {
      checkWhole(count, 'a number of scenarios');
      if (!Number.isInteger(seed)) {
        throw new Refusal(`${seed} is no seed`, 'give a whole number');
      }
      const random = randomSource(seed);
      const days = calendarDaysOf(horizonDays, curve);
      const shocks: MarketShock[] = [];
      let refused = 0;
      while (shocks.length < count) {
        const shock = { id: `${name}-${shocks.length + 1}`, days, ...draw(random) };
        if (curve === undefined || staysInBounds(curve, shock)) {
          shocks.push(shock);
          continue;
        }
        refused += 1;
        if (refused > MOST_DRAWS_EACH * count) {
          throw new Refusal(
            `${refused} of ${refused + shocks.length} draws put the curve outside ${LEAST_FUTURE} to ${MOST_FUTURE}`,
            'take a shorter horizon, a smaller vol or another curve',
          );
        }
      }
      return {
        shocks,
        probabilities: shocks.map(() => 1 / shocks.length),
        description: `${description}; ${count} drawn, seed ${seed}, ${refused} refused`,
      };
    },
  };
}

function checkWhole(value: number, what: string): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new Refusal(`${value} is no ${what.replace(/^a /, '')}`, 'give a whole number from 1 on');
}

/** Calendar days of trading days from a curve's date on; without one there is no date, and five are a week. */
export function calendarDaysOf(tradingDays: number, curve: TermStructure | undefined): number {
  if (curve === undefined) return Math.round((tradingDays * 7) / 5);
  let date = curve.date;
  for (let i = 0; i < tradingDays; i += 1) date = nextTradingDay(date);
  return daysBetween(curve.date, date);
}

/**
 * Whether spot VIX and every future that lives on stay above 5 and at most at 100 when a curve,
 * rolled down by the shock's days, moves by the shock (METHOD 4.3, 15.7).
 */
export function staysInBounds(curve: TermStructure, shock: MarketShock): boolean {
  const tenors = [0, ...curve.nodes.map((node) => node.daysToExpiry - shock.days)];
  return tenors.every((days) => {
    if (days < 0) return true;
    const level = priceAt(curve, days) * Math.exp(shockAtTenor(shock, days));
    return level > LEAST_FUTURE && level <= MOST_FUTURE;
  });
}
