import type { IsoDate } from '../market/date.js';
import type { LegName } from './condor.js';
import type { CondorSummary } from './position.js';
import type { Warning } from '../report-parts.js';

/** What `alvh condor -f json` prints. Dollars are for the whole book; theta is the seller's. */
export interface CondorReport {
  readonly schemaVersion: 1;
  readonly command: 'condor';
  /** Absent without a snapshot and --as-of: then only the payoff is known. */
  readonly asOf?: string;
  readonly spx?: number;
  readonly condors: readonly CondorDetail[];
  readonly creditUsd: number;
  readonly riskCapitalUsd: number;
  readonly riskCapitalMethod: string;
  /** Current model value to worst case; absent without market data. */
  readonly atRiskNowUsd?: number;
  /** Several expiries: worst case at the first expiry with the rest revalued (METHOD 6.1 b). */
  readonly firstExpiryWorst?: { readonly spx: number; readonly pnlUsd: number };
  readonly expiries: readonly ExpiryPayoff[];
  readonly greeks?: BookGreeks;
  /** Cost to close the book at model value, dollars paid: negative. */
  readonly modelValueUsd?: number;
  readonly extrinsicUsd?: number;
  readonly expectedDailyRange?: { readonly points: number; readonly share: number };
  /**
   * Book profit or loss over one day at SPX down, flat and up one daily sd (METHOD 8.1), the
   * at-the-money vol as it is and the skew sliding with SPX.
   */
  readonly oneDay?: readonly { readonly spxMove: number; readonly pnlUsd: number }[];
  readonly decay?: readonly DecayDay[];
  readonly warnings: readonly Warning[];
  readonly disclaimer: string;
}

/** One condor; daysToExpiry needs a valuation date. */
export interface CondorDetail extends Omit<CondorSummary, 'daysToExpiry'> {
  readonly daysToExpiry?: number;
  readonly strikes: Readonly<Record<LegName, number>>;
  readonly creditPoints: number;
  readonly forward?: number;
  readonly atmVol?: number;
  readonly atmVolSource?: string;
  readonly legs?: readonly LegDetail[];
  readonly probabilityOfProfit?: {
    readonly value: number;
    /** The distribution's centre, spread and clock, in words. */
    readonly basis: string;
  };
}

export interface LegDetail {
  readonly leg: LegName;
  readonly strike: number;
  readonly impliedVol: number;
  readonly impliedVolSource: string;
  /** Model price in points of the underlying. */
  readonly price: number;
  /** Of one option, per point of the underlying. */
  readonly delta: number;
  readonly extrinsic: number;
}

/** Of the whole book, in dollars. */
export interface BookGreeks {
  readonly deltaUsdPerPoint: number;
  readonly gammaUsdPerPointSquared: number;
  readonly vegaUsdPerVolPoint: number;
  readonly thetaUsdPerDay: number;
  readonly rhoUsdPerPercent: number;
  readonly vannaUsdPerPointPerVolPoint: number;
  readonly vommaUsdPerVolPointSquared: number;
  readonly charmUsdPerPointPerDay: number;
}

/** The payoff at one settlement, from the stated credits alone: exact, piecewise linear. */
export interface ExpiryPayoff {
  readonly expiry: IsoDate;
  readonly settlement: 'am' | 'pm';
  readonly kinks: readonly { readonly spx: number; readonly pnlUsd: number }[];
  readonly breakEvens: readonly number[];
  readonly maxProfitUsd: number;
  readonly maxLossUsd: number;
  readonly probabilityOfProfit?: number;
}

export interface DecayDay {
  readonly date: IsoDate;
  readonly daysToFirstExpiry: number;
  /** Gain of the seller's book against today at unchanged spot and vol. */
  readonly gainUsd: number;
  /** What the book's options are worth beyond intrinsic, as the seller still has to earn. */
  readonly extrinsicUsd: number;
  readonly thetaUsdPerDay: number;
}
