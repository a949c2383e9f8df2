import { DISCLAIMER } from '../disclaimer.js';
import type { SizeResult } from '../hedge/result.js';
import type { IsoDate } from '../market/date.js';
import { chicagoDate } from '../market/time.js';
import type { Warning } from '../report-parts.js';
import type { Ledger } from '../press/ledger-event.js';
import type { CalendarEntry } from '../signals/calendar-entry.js';
import type { PricedPlan } from '../stress/outcome.js';
import { alarmsOf } from './alarms.js';
import { changesSince, isOtherBook } from './changes.js';
import type { EarlierResult } from './changes.js';
import { curveThenAndNow, dayCurveOf } from './curve.js';
import { dataAges } from './data-ages.js';
import type { SeriesEnd } from './data-ages.js';
import { eventsAhead } from './events-ahead.js';
import { payoffOfPlan } from './payoff.js';
import { pressSummary } from './press-summary.js';
import type {
  CostSoFar,
  DayCurve,
  HeldAgainstTarget,
  JournalState,
  ReportResult,
} from './result.js';
import { stressBars } from './stress-bars.js';

/** What a daily report is made of. What is absent is unknown, and said to be. */
export interface ReportInputs {
  /** The sizing as it is to be printed: with sources, readings and warnings. */
  readonly size: SizeResult;
  /** What it was made of. */
  readonly plan: PricedPlan;
  /** The day that the report is read on: ages and roll dates count from it. */
  readonly today: IsoDate;
  readonly pastCurves: readonly DayCurve[];
  /** The last recommendation before the report's day. */
  readonly earlier?: EarlierResult;
  readonly held?: HeldAgainstTarget;
  readonly cost?: CostSoFar;
  readonly ledger?: Ledger;
  readonly calendar: readonly CalendarEntry[];
  readonly series: readonly SeriesEnd[];
  /** Absent where no store was read. */
  readonly journal?: JournalState;
  /** Those of the report alone: the size's are in `size`. */
  readonly warnings: readonly Warning[];
}

/** The daily report of one sizing. Pure: the same inputs give the same report. */
export function reportOf(inputs: ReportInputs): ReportResult {
  const { size, plan, today, held, cost, earlier, ledger, journal } = inputs;
  const { market } = plan.prepared;
  const { alarms: settings } = market.settings;
  const date = chicagoDate(market.asOf);
  const stress = stressBars(plan);
  const ages = dataAges(inputs.series, today, settings.staleDays);
  const curve = curveThenAndNow(
    dayCurveOf(market.curve, chicagoDate(market.snapshot.time)),
    inputs.pastCurves,
  );
  return {
    schemaVersion: 1,
    command: 'report',
    asOf: size.asOf,
    date,
    size,
    curve,
    ...(earlier !== undefined && { changes: changesSince(earlier, size) }),
    ...(held !== undefined && { held }),
    ...(cost !== undefined && { cost }),
    stress,
    payoff: payoffOfPlan(plan),
    ...(ledger !== undefined && { press: pressSummary(ledger) }),
    events: eventsAhead(inputs.calendar, date),
    dataAges: ages,
    alarms: alarmsOf({
      size,
      ...(held !== undefined && { held }),
      stress,
      dataAges: ages,
      ...(journal !== undefined && { journal }),
      today,
      settings,
    }),
    ...(journal !== undefined && { journal }),
    warnings: [
      ...size.warnings,
      ...inputs.warnings,
      ...absences(inputs, curve),
      ...otherBook(inputs),
      ...noLimit(settings.stressLoss),
    ],
    disclaimer: DISCLAIMER,
  };
}

/** What the report cannot tell, and why: absent is not nothing. */
function absences(
  { earlier, held, journal }: ReportInputs,
  { yesterday, monthAgo }: ReportResult['curve'],
): Warning[] {
  const missing = [
    ...(earlier === undefined ? ['what has changed (no earlier recommendation)'] : []),
    ...(held === undefined ? ['what is held and what it has cost (no fills)'] : []),
    ...(yesterday === undefined ? ['the curve of the trading day before'] : []),
    ...(monthAgo === undefined ? ['the curve of a month ago'] : []),
  ];
  if (missing.length === 0) return [];
  const where = journal === undefined ? 'No store was read' : 'The store does not hold it';
  return [{ code: 'history-absent', message: `${where}: unknown is ${missing.join('; ')}.` }];
}

/** A store is of one account: its journal knows no other. */
function otherBook({ earlier, size }: ReportInputs): Warning[] {
  if (earlier === undefined || !isOtherBook(earlier.result, size)) return [];
  const { seq, date } = earlier;
  return [
    {
      code: 'other-book',
      message: `No condor of today was in the recommendation of ${date} (entry ${seq}) that changes are told against. If it was of another account: keep a store for each.`,
    },
  ];
}

function noLimit(stressLoss: number | undefined): Warning[] {
  if (stressLoss !== undefined) return [];
  return [
    {
      code: 'no-stress-limit',
      message: 'No stress limit is set, so none is watched (alarms.stressLoss).',
    },
  ];
}
