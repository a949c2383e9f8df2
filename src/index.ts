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

export { netByDay, periodReturn, signChanges } from './capital/cash-flow.js';
export type { CashFlow, NetFlow } from './capital/cash-flow.js';
export { RateRefusal, mirr, readRate, xirr } from './capital/irr.js';
export type { RateFailure, RateReading } from './capital/irr.js';
export { expectedFlows, npvUsd } from './capital/npv.js';
export { createMeasure, expectation, lognormalMeasure } from './capital/measure.js';
export type { LevelMeasure, Measure } from './capital/measure.js';
export { blumeBeta, costOfEquity, wacc } from './capital/cost-of-capital.js';
export { regressionBeta, stressBeta } from './capital/beta.js';
export type { PairedReturn, RegressionBeta } from './capital/beta.js';
export { boxPrice, boxRate, boxValue, shortBoxLoan } from './capital/box.js';
export type { BoxQuotes, BoxRate, ShortBoxLoan } from './capital/box.js';
export { quotedBox } from './capital/quoted-box.js';
export {
  borrowRate,
  fundingAt,
  leverageOf,
  leveredReturn,
  liquidationDrop,
  surviveCrash,
} from './capital/leverage.js';
export type { CrashReading, Funding } from './capital/leverage.js';

export { historyWindow, tradingIndex } from './market/history.js';
export type { BillRate, HistoryDay, MarketHistory } from './market/history.js';
export { parseHistory } from './input/history.js';
export type { HistoryOptions, HistorySources, ParsedHistory } from './input/history.js';

export { DEFAULT_DYNAMICS } from './scenario/dynamics.js';
export type { Dynamics, ResponseColumn } from './scenario/dynamics.js';
export { SHOCK_TENORS, shockAtTenor } from './scenario/shock.js';
export type { MarketShock, ScenarioSet } from './scenario/shock.js';
export { constantMaturities, curveLogShock } from './scenario/curve-history.js';
export { bootstrapGenerator } from './scenario/generate-bootstrap.js';
export type { BootstrapOptions } from './scenario/generate-bootstrap.js';
export { parametricGenerator } from './scenario/generate-parametric.js';
export type { ParametricOptions } from './scenario/generate-parametric.js';
export type { ScenarioGenerator, ScenarioRequest } from './scenario/generate.js';
export { DEFAULT_MIX, mixScenarios } from './scenario/mix.js';

export { calibrate } from './calibrate/calibrate.js';
export type { CalibrationReport } from './calibrate/report.js';
export { rollYears } from './calibrate/roll-years.js';
export type { RollYear } from './calibrate/roll-years.js';
export { dynamicsText } from './config/dynamics-text.js';

export { dividendDiscount, gordonValue, impliedReturn, payoutValue } from './signals/ddm.js';
export type { DividendDiscountInput, PayoutModel } from './signals/ddm.js';
export { macroGauges } from './signals/macro-gauges.js';
export type { MacroEffects, MacroGauges, MarketFigures } from './signals/macro-gauges.js';
export { macroReport } from './signals/macro-report.js';
export type { MacroReport } from './signals/macro-report.js';
export type { MacroSettings } from './signals/macro-settings.js';
export type { MonthlySeries, MonthlyValue } from './signals/monthly-series.js';
export { percentileRank } from './signals/percentile.js';
export type { BalanceSheet } from './signals/quick-ratio.js';
export { bigTop } from './press/big-top.js';
export type { BigTop, BigTopCondition, BigTopInputs, Measured } from './press/big-top.js';
export { percentileOf, recentMax, shareOfHigh } from './press/closes.js';
export { createHolding } from './press/holding.js';
export type { Holding, HoldingInput } from './press/holding.js';
export type { LadderReading } from './press/ladder.js';
export { ledgerState } from './press/ledger.js';
export type { LedgerPeriod, LedgerState } from './press/ledger.js';
export { createLedger } from './press/ledger-event.js';
export type { Ledger, LedgerEvent, LedgerType } from './press/ledger-event.js';
export { pressBook } from './press/press.js';
export type { PressInputs } from './press/press.js';
export { replayPress } from './press/replay.js';
export type { PressReplay, ReplayInputs, ReplayLine } from './press/replay.js';
export type { PressDecision, PressResult } from './press/result.js';
export { evaluateRolls } from './press/roll.js';
export type { RollReading } from './press/roll.js';
export { pressShare } from './press/share.js';
export type { PressShare, PressTilts } from './press/share.js';

export { timeTravel } from './hedge/time-travel.js';
export type { TenorScore, TravelOutcome, TravelStop } from './hedge/adaptive-result.js';
export { overrideRecord, overridesAt } from './hedge/override.js';
export type { OverrideRecord, OverridesStanding, OverrideWish } from './hedge/override.js';

export { defaultSettings } from './config/defaults.js';
export type { HedgeSettings, LayerSettings } from './hedge/settings.js';
export { planBook, sizeBook, sizeHedge } from './hedge/size.js';
export type { HedgePlan, SizeInputs } from './hedge/size.js';
export { prepareHedge } from './hedge/prepare.js';
export type { PreparedHedge } from './hedge/prepare.js';
export type { AdaptiveInputs, MeasuredBeta } from './hedge/adaptive.js';
export type { StructureCapital } from './hedge/capital-result.js';
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

export type { MarketEvent } from './signals/events.js';
export type { EventSettings } from './signals/event-settings.js';
export { FOMC_MEETINGS } from './signals/fomc-meetings.js';
export { createEventCalendar } from './signals/event-calendar.js';
export type { EventCalendar, GivenEvents } from './signals/event-calendar.js';
export { eventTilt, eventWeights } from './signals/event-weights.js';
export type { EventWeights } from './signals/event-weights.js';
export { impliedEventVariance } from './signals/event-variance.js';
export { calendarReport } from './signals/calendar-report.js';
export type { CalendarInputs, CalendarReport } from './signals/calendar-report.js';

export { alarmsOf } from './report/alarms.js';
export type { AlarmInputs } from './report/alarms.js';
export { changesSince } from './report/changes.js';
export type { EarlierResult } from './report/changes.js';
export { curveThenAndNow, dayCurveOf } from './report/curve.js';
export { dataAges } from './report/data-ages.js';
export type { SeriesEnd } from './report/data-ages.js';
export { payoffOfPlan } from './report/payoff.js';
export { pricesOf } from './report/price-of.js';
export { reportOf } from './report/report.js';
export type { ReportInputs } from './report/report.js';
export type { Alarm, Changes, DayCurve, ReportResult, StressBar } from './report/result.js';
export { stressBars } from './report/stress-bars.js';

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
export type { ShockMove, ShockStep } from './scenario/shock.js';
export { scoreSessions } from './signals/score.js';
export type { MissingSignal, ScoredSession, SignalComponent } from './signals/score.js';
export { readSignals } from './signals/reading.js';
export type { ScorePoint, SignalReading } from './signals/reading.js';
export type { Session } from './signals/session.js';
export type { SignalSettings, SignalStateSettings } from './signals/settings.js';
export { nextSignalState } from './signals/signal-state.js';
export type { SignalState } from './signals/signal-state.js';
export { signalTilts } from './signals/tilt.js';
export { nextRegimeState } from './signals/regime-state.js';
export type { RegimeMemory, RegimeObservation, RegimeState } from './signals/regime-state.js';
export { regimeHistory } from './signals/regime-history.js';
export type { RegimeHistory } from './signals/regime-history.js';
export { optimizeHedge } from './optimize/solve.js';
export type {
  HedgeInstrument,
  HedgeLimits,
  HedgeObjective,
  HedgeSolution,
  LayerBand,
  LimitStatus,
  LinearLimit,
  OptimizeOptions,
  OptimizeProblem,
  OptimizeResult,
  SearchEffort,
} from './optimize/problem.js';
export { explainInfeasible } from './optimize/infeasible.js';
export type { Conflict, ConflictingLimit } from './optimize/infeasible.js';
export { efficientFrontier, limitCosts } from './optimize/frontier.js';
export type { FrontierPoint, LimitCost } from './optimize/frontier.js';
export { hedgeStability } from './optimize/stability.js';
export type { Stability, StabilityOptions, UnitsSpread } from './optimize/stability.js';
export { assertSupportsAlpha, tailRisk } from './optimize/tail-risk.js';
export type { TailRisk } from './optimize/tail-risk.js';
export { optimizeBook } from './optimize/optimize-book.js';
export type { HedgeQuestion } from './optimize/hedge-problem.js';
export type { OptimizeReport, OptimizedHedge } from './optimize/report.js';
export { scenarioSet } from './optimize/scenario-set.js';
export { pricedPlan } from './stress/stress.js';
