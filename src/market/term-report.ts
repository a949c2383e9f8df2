import type { IsoDate } from './date.js';
import type { RegimeName } from './regime.js';
import type { IndexSymbol } from './snapshot.js';
import type { Warning } from '../report-parts.js';

/** What `alvh term -f json` prints. */
export interface TermReport {
  readonly schemaVersion: 1;
  readonly command: 'term';
  readonly asOf: string;
  readonly indices: Readonly<Partial<Record<IndexSymbol, number>>>;
  readonly nodes: readonly TermNode[];
  readonly constantMaturities: readonly ConstantMaturity[];
  readonly measures: {
    /** VX2/VX1 - 1. */
    readonly slope12?: number;
    /** VX7/VX4 - 1. */
    readonly slope47?: number;
    /** VX1/VIX - 1. */
    readonly basis?: number;
    readonly vixToVix3m?: number;
    /** (VX1 - VIX) per business day to VX1's settlement, points. */
    readonly dailyRollPoints?: number;
  };
  readonly regime: RegimeName | 'unknown';
  readonly regimeRule: string;
  readonly warnings: readonly Warning[];
  readonly disclaimer: string;
}

/** Roll of a long position on an unchanged curve; negative in contango. */
interface Roll {
  /** -(dF/dtau)/F x 365, a fraction of the price a year. */
  readonly rollYieldPerYear: number;
  /** Of one VX contract over 30 days, or to its expiry where that is nearer. */
  readonly rollUsdPer30Days: number;
}

export interface TermNode extends Roll {
  readonly symbol: string;
  readonly expiry: IsoDate;
  readonly weekly: boolean;
  readonly daysToExpiry: number;
  readonly tradingDaysToExpiry: number;
  readonly price: number;
}

export interface ConstantMaturity extends Roll {
  readonly days: number;
  readonly price: number;
  /** Interpolated between spot VIX and the first future (METHOD 3.1). */
  readonly synthetic: boolean;
  /** Beyond the last contract: held at its price. */
  readonly clamped: boolean;
}
