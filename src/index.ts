/**
 * The library face of alvh: the engine's functions over plain values, without files, clock or
 * terminal. `sizeHedge` is the main one; `prepareHedge` and `sizeBook` size many books on one
 * snapshot; `stressBook` puts a book and its hedge through shocks.
 */
export { Refusal, describeRefusal } from './errors.js';
export type { Place, RefusalKind } from './errors.js';

export { isoDate, addDays, daysBetween } from './market/date.js';
export type { IsoDate } from './market/date.js';
export { chicagoTime, formatMoment, readMoment } from './market/time.js';
export type { EpochMs } from './market/time.js';
export * from './market/contracts.js';
export {
  isEarlyClose,
  isTradingDay,
  nextTradingDay,
  previousTradingDay,
  tradingDaysBetween,
} from './market/calendar.js';
export { monthlyVixExpiry, nextMonthlyVixExpiries, weeklyVixExpiry } from './market/vix-expiry.js';
export { isStandardSpxExpiry, standardSpxExpiry } from './market/spx-expiry.js';
export { futureSymbol, parseFutureSymbol } from './market/futures-symbol.js';
export { formatOptionSymbol, parseOptionSymbol } from './market/option-symbol.js';
export { createSnapshot } from './market/build-snapshot.js';
export type { SnapshotInput } from './market/build-snapshot.js';
export { readRegime } from './market/regime.js';
export type { RegimeThresholds } from './market/regime.js';
export type {
  Snapshot,
  FutureQuote,
  OptionQuote,
  EtpQuote,
  IndexSymbol,
} from './market/snapshot.js';
export { priceAt, rollYieldPerYear, termStructure } from './market/term-structure.js';
export type { TermStructure, CurveNode } from './market/term-structure.js';
export { termReport } from './market/build-term-report.js';
export type { TermReport } from './market/term-report.js';

export { black76Greeks, black76Price } from './pricing/black76.js';
export { bsmGreeks, bsmPrice, forwardPrice } from './pricing/bsm.js';
export { impliedVol } from './pricing/implied-vol.js';
export { black76GreeksBatch, black76PriceBatch } from './pricing/batch.js';

export { createCondor } from './condor/condor.js';
export type { Condor, CondorInput } from './condor/condor.js';
export { createBook } from './condor/book.js';
export type { Book } from './condor/book.js';
export { riskCapitalUsd } from './condor/risk-capital.js';
export { breakEvensOf, extremesOf, payoffAt, payoffOf } from './condor/payoff.js';
export { condorReport } from './condor/condor-report.js';
export type { CondorReport } from './condor/report.js';

export { defaultSettings } from './config/defaults.js';
export type { HedgeSettings, LayerSettings } from './hedge/settings.js';
export { sizeBook, sizeHedge } from './hedge/size.js';
export type { SizeInputs } from './hedge/size.js';
export { prepareHedge } from './hedge/prepare.js';
export type { PreparedHedge } from './hedge/prepare.js';
export type { AdaptiveInputs } from './hedge/adaptive.js';
export type {
  Derivation,
  Factor,
  HedgeSummary,
  InstrumentResult,
  LayerResult,
  SizeResult,
  StructureResult,
  Warning,
} from './hedge/result.js';

export { DEFAULT_SPX_MOVES, DEFAULT_VIX_FACTORS, stressBook } from './stress/stress.js';
export type { StressInputs } from './stress/stress.js';
export type {
  EpisodeResult,
  HorizonBreakEvens,
  LayerOutcome,
  Outcome,
  ReplayResult,
  StressGrid,
  StressResult,
} from './stress/result.js';
export { EPISODES } from './scenario/episodes.js';
export { createEpisode } from './scenario/create-episode.js';
export type { EpisodeInput } from './scenario/create-episode.js';
export type { Episode } from './scenario/episode.js';
export type { MarketShock, ScenarioSet, ShockMove, ShockStep } from './scenario/shock.js';
