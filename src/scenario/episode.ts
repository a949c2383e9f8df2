import { daysBetween, isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { SHOCK_TENORS } from './shock.js';
import type { MarketShock } from './shock.js';

/** A level before and after. */
export type BeforeAfter = readonly [before: number, after: number];

/** A move that happened, or that the user made up: a shock with the levels it was taken from. */
export interface Episode extends MarketShock {
  readonly name: string;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly vix?: BeforeAfter;
  /** Rise of the curve from 30 to 120 days at the start: what a hedge had to be rolled along. */
  readonly slope?: number;
  /** Where the figures come from. */
  readonly source: string;
}

interface EpisodeFigures {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly spx: BeforeAfter;
  readonly vix: BeforeAfter;
  readonly vvix: BeforeAfter;
  /** VX futures of constant maturities of 30, 60, .. 180 days. */
  readonly curve: readonly BeforeAfter[];
  /** Days between, where it took longer than a month: a week before the monthly expiries. */
  readonly steps?: readonly StepFigures[];
}

interface StepFigures {
  readonly on: string;
  readonly spx: number;
  readonly vix: number;
  readonly vvix: number;
  readonly curve: readonly number[];
}

const SOURCE =
  'closes of SPX, VIX and VVIX and settlements of VX futures on both dates, constant maturities linear in days (method 5)';

/** The longest of the bank takes 282 days; a longer one of the user's is a mistyped date. */
export const MAX_EPISODE_DAYS = 750;

/** An episode from the levels on its first and last day, and between. */
export function episode(figures: EpisodeFigures): Episode {
  const { id, name, from, to, spx, vix, vvix, curve, steps } = figures;
  const [start, end] = [isoDate(from), isoDate(to)];
  return {
    id,
    name,
    from: start,
    to: end,
    days: daysBetween(start, end),
    spxReturn: spx[1] / spx[0] - 1,
    vix,
    vixLogChange: logChange(vix),
    slope: startSlope(curve),
    curveLogChanges: SHOCK_TENORS.map((_, i) => logChange(curve[i] as BeforeAfter)),
    vvixLogChange: logChange(vvix),
    ...(steps && {
      steps: steps.map((step) => ({
        day: daysBetween(start, isoDate(step.on)),
        spxReturn: step.spx / spx[0] - 1,
        vixLogChange: logChange([vix[0], step.vix]),
        curveLogChanges: SHOCK_TENORS.map((_, i) =>
          logChange([(curve[i] as BeforeAfter)[0], step.curve[i] as number]),
        ),
        vvixLogChange: logChange([vvix[0], step.vvix]),
      })),
    }),
    source: SOURCE,
  };
}

/** Tenors, calendar days, between which the slope of a curve is told. */
export const SLOPE_TENORS = [30, 120] as const;

export function startSlope(curve: readonly BeforeAfter[]): number {
  const [from, to] = SLOPE_TENORS.map((tenor) => curve[SHOCK_TENORS.indexOf(tenor)]) as [
    BeforeAfter,
    BeforeAfter,
  ];
  return to[0] / from[0] - 1;
}

export function logChange([before, after]: BeforeAfter): number {
  return Math.log(after / before);
}
