import { prepareHedge } from '../hedge/prepare.js';
import type { PreparedHedge } from '../hedge/prepare.js';
import type { Factor } from '../hedge/result.js';
import type { HedgeSettings } from '../hedge/settings.js';
import { unitNotionalUsd } from '../hedge/instruments.js';
import { smallestSymbol } from '../hedge/instrument-symbols.js';
import { previousTradingDay } from '../market/calendar.js';
import { dateOf, daysBetween, monthOf, yearOf } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { HistoryDay } from '../market/history.js';
import type { RegimeName } from '../market/regime.js';
import { roundUsd } from '../market/rounding.js';
import { optionSettlementMoment, vxSettlementMoment } from '../market/settlement-time.js';
import type { Snapshot } from '../market/snapshot.js';
import { bigTop } from './big-top.js';
import type { BigTop } from './big-top.js';
import { percentileOf, shareOfHigh } from './closes.js';
import type { Close } from './closes.js';
import { carriedOn, cashAfter, netOf, pressBudget } from './ledger.js';
import type { Carried } from './ledger.js';
import type { Ledger } from './ledger-event.js';
import { pressShare } from './share.js';
import type { PressTilts } from './share.js';
import { pressCost, unitsFor } from './unit-cost.js';

/** One press day of a replay. Dollars. */
export interface ReplayLine {
  /** The last trading day of a month. */
  readonly date: IsoDate;
  readonly gainsUsd: number;
  readonly lossesUsd: number;
  readonly feesUsd: number;
  readonly lossCarriedInUsd: number;
  readonly cashUsd: number;
  readonly regime: RegimeName | 'unknown';
  readonly regimeRule: string;
  /** Absent without history. */
  readonly bigTop?: BigTop;
  readonly share: number;
  readonly factors: readonly Factor[];
  readonly leftOverInUsd: number;
  /** share x cash, and the left-over used. */
  readonly budgetUsd: number;
  /** Absent without VX prices of the day: then the budget counts as spent. */
  readonly bought?: {
    readonly symbol: string;
    readonly units: number;
    readonly unitCostUsd: number;
    readonly unitNotionalUsd: number;
    /** What allows no more: the budget, or the notional that the money there may stand for. */
    readonly limit: 'budget' | 'hedgeRatio';
  };
  readonly spentUsd: number;
  /** Cash that waits whole, as nothing was pressed. */
  readonly cashCarriedUsd: number;
  /** Of presses: what their budgets did not spend. */
  readonly leftOverUsd: number;
  readonly lossCarryUsd: number;
  /** What the ledger says was pressed since the line before: shown, not used. */
  readonly recordedPressUsd: number;
  readonly why: string;
}

/** The rule replayed over a ledger, month by month. */
export interface PressReplay {
  readonly lines: readonly ReplayLine[];
  readonly cadence: string;
  readonly totals: {
    readonly realisedUsd: number;
    readonly feesUsd: number;
    readonly spentUsd: number;
    readonly recordedPressUsd: number;
  };
  /** How regimes and prices were known, in words. */
  readonly basis: string;
}

export interface ReplayInputs {
  readonly ledger: Ledger;
  /** The last day whose settlements are known. */
  readonly asOf: IsoDate;
  readonly settings: HedgeSettings;
  /** Days of SPX, VIX and VX; none known after `asOf` is used. */
  readonly days?: readonly HistoryDay[];
  readonly tilts?: PressTilts;
  /** RSI and breadth by session, ascending; each from what was known at its close (METHOD 7). */
  readonly sessions?: readonly TopSession[];
}

/** What Big Top's fourth condition reads of a session. */
export interface TopSession {
  readonly date: IsoDate;
  readonly rsi?: number;
  readonly breadthDivergence?: boolean;
  /** Why breadth, although given, could not be read. */
  readonly breadthUnread?: string;
}

/**
 * Replays the rule of METHOD 8.2 over a ledger on the last trading day of each month: what was
 * realised since the line before, the cash, the share and why, what it buys, what is carried on.
 * The rule presses by itself; presses the ledger records are shown beside it. Book limits (band,
 * carry caps) are not applied: past books are not in the ledger. The hedge ratio is, with the money
 * that is there as the risk capital: see {@link purchaseOf}. A line uses nothing after its day, so
 * a longer ledger changes none of the lines before.
 */
export function replayPress(inputs: ReplayInputs): PressReplay {
  const { ledger, asOf, days, settings } = inputs;
  const byDate = new Map((days ?? []).map((day) => [day.date, day]));
  const closes = days && { spx: closesOf(days, 'spx'), vix: closesOf(days, 'vix') };
  const lines: ReplayLine[] = [];
  let open: Open = { carried: { lossCarryUsd: 0, leftOverUsd: 0 }, netUsd: 0 };
  let next = 0;
  for (const date of pressDays(ledger, asOf)) {
    const from = next;
    while (next < ledger.events.length && (ledger.events[next]?.date ?? asOf) <= date) next += 1;
    const events = ledger.events.slice(from, next);
    const line = lineOf(inputs, closes, date, events, open, byDate.get(date));
    open =
      line.spentUsd > 0
        ? { carried: line, netUsd: 0 }
        : { ...open, netUsd: open.netUsd + line.gainsUsd + line.lossesUsd + line.feesUsd };
    lines.push(line);
  }
  const sum = (pick: (line: ReplayLine) => number): number =>
    roundUsd(lines.reduce((total, line) => total + pick(line), 0));
  return {
    lines,
    cadence: 'the last trading day of each month',
    totals: {
      realisedUsd: sum(({ gainsUsd, lossesUsd }) => gainsUsd + lossesUsd),
      feesUsd: sum(({ feesUsd }) => feesUsd),
      spentUsd: sum(({ spentUsd }) => spentUsd),
      recordedPressUsd: sum(({ recordedPressUsd }) => recordedPressUsd),
    },
    basis: `${basisOf(days)}; ${limitsOf(days, settings)}`,
  };
}

/** What the last press left, and what has been realised since: a day without a press ends nothing. */
interface Open {
  readonly carried: Carried;
  readonly netUsd: number;
}

function basisOf(days: readonly HistoryDay[] | undefined): string {
  const unknown = 'the regime is not known and its factor is 1, budgets count as spent';
  if (days === undefined) return `no history is given: ${unknown}, Big Top is not read`;
  if (days.every(({ curve }) => curve === undefined)) {
    return `no VX settlements are given: ${unknown}, Big Top lacks the curve`;
  }
  return days.some(({ vix3m }) => vix3m !== undefined)
    ? 'regime, Big Top and prices are those of each day'
    : 'regime, Big Top and prices are those of each day; without VIX3M no crisis is told from a stress';
}

function limitsOf(days: readonly HistoryDay[] | undefined, { hedge }: HedgeSettings): string {
  const caps = 'band and carry caps of past books are not applied';
  const priced = days?.some(({ curve }) => curve !== undefined) ?? false;
  if (!priced) return caps;
  return `a press buys at most ${hedge.ratioMax} x its cash and left-over in notional (hedge.ratioMax; the risk capital of past books is not known); ${caps}`;
}

/** The last trading days of the months from the ledger's first to the last that has ended. */
export function pressDays(ledger: Ledger, asOf: IsoDate): IsoDate[] {
  const first = ledger.events[0]?.date;
  if (first === undefined) return [];
  const days: IsoDate[] = [];
  for (let [year, month] = [yearOf(first), monthOf(first)]; ; month += 1) {
    const day = previousTradingDay(dateOf(year, month + 1, 1));
    if (day > asOf) return days;
    days.push(day);
  }
}

/** SPX and VIX by day, for Big Top; absent without history. */
interface Closes {
  readonly spx: readonly Close[];
  readonly vix: readonly Close[];
}

function closesOf(days: readonly HistoryDay[], symbol: 'spx' | 'vix'): Close[] {
  return days.map((day) => ({ date: day.date, value: day[symbol] }));
}

function lineOf(
  inputs: ReplayInputs,
  closes: Closes | undefined,
  date: IsoDate,
  events: Ledger['events'],
  { carried, netUsd }: Open,
  day: HistoryDay | undefined,
): ReplayLine {
  const { settings, tilts } = inputs;
  const net = netOf(events);
  const after = cashAfter(carried, netUsd + net.gainsUsd + net.lossesUsd + net.feesUsd);
  const prepared = day === undefined ? undefined : preparedOn(day, settings);
  const regime = prepared?.regime ?? {
    regime: 'unknown' as const,
    rule: inputs.days === undefined ? 'no history given' : 'no VX settlements of this day',
  };
  const top = closes && bigTopOn(inputs, closes, date, day, prepared);
  const share = pressShare(settings, regime.regime, top, tilts);
  const { leftOverInUsd, budgetUsd } = pressBudget(after, share.value);
  const purchase = prepared && purchaseOf(prepared, budgetUsd, after.cashUsd + leftOverInUsd);
  const spentUsd = purchase?.spentUsd ?? budgetUsd;
  return {
    date,
    ...net,
    lossCarriedInUsd: cashAfter(carried, netUsd).lossCarryUsd,
    cashUsd: after.cashUsd,
    regime: regime.regime,
    regimeRule: regime.rule,
    ...(top && { bigTop: top }),
    share: share.value,
    factors: share.factors,
    leftOverInUsd,
    budgetUsd,
    ...(purchase && { bought: purchase.bought }),
    spentUsd,
    ...carriedOn(after, budgetUsd, spentUsd),
    lossCarryUsd: after.lossCarryUsd,
    recordedPressUsd: roundUsd(
      events.reduce((sum, { type, amountUsd }) => (type === 'press' ? sum - amountUsd : sum), 0),
    ),
    why: whyOf(after, share.value, budgetUsd, purchase),
  };
}

function whyOf(
  after: { cashUsd: number } & Carried,
  share: number,
  budgetUsd: number,
  purchase: ReturnType<typeof purchaseOf>,
): string {
  if (after.lossCarryUsd > 0) return 'a loss is still to be earned back';
  if (share === 0) return 'the share is 0 in this regime';
  if (budgetUsd === 0) return 'no cash since the last press';
  if (purchase === undefined) return 'pressed; no prices of the day, so no contracts';
  const { symbol, units, limit } = purchase.bought;
  const bounded = limit === 'hedgeRatio' ? ': hedge.ratioMax x the cash allows no more' : '';
  if (units > 0) return `buys ${units} ${symbol}${bounded}`;
  return bounded === '' ? `buys no whole ${symbol}: the cash waits` : `buys no ${symbol}${bounded}`;
}

/**
 * What a budget buys. The budget of a future is its expected carry, and on an inverted curve that
 * is next to nothing: it bounds no count there. Of the limits of a book only the greatest hedge
 * ratio can stand in for it: a condor hardly ever gains more than it risks, so that the risk
 * capital behind the money realised is at least that money.
 */
function purchaseOf(
  prepared: PreparedHedge,
  budgetUsd: number,
  moneyUsd: number,
): { bought: NonNullable<ReplayLine['bought']>; spentUsd: number } | undefined {
  const index = prepared.layers.length - 1;
  const instrument = prepared.layers[index]?.parts[0]?.instrument;
  if (instrument === undefined) return undefined;
  const cost = pressCost(prepared.market, index, instrument);
  const notionalUsd = unitNotionalUsd(instrument);
  const { ratioMax } = prepared.market.settings.hedge;
  const most = Math.floor((ratioMax * moneyUsd) / notionalUsd + 1e-9);
  const paidFor = unitsFor(cost, budgetUsd, Number.MAX_SAFE_INTEGER);
  const units = paidFor <= most ? paidFor : unitsFor(cost, budgetUsd, most);
  return {
    bought: {
      ...{ symbol: smallestSymbol(instrument), units, unitCostUsd: cost.costUsd(1) },
      unitNotionalUsd: roundUsd(notionalUsd),
      limit: paidFor > most && units === most ? 'hedgeRatio' : 'budget',
    },
    spentUsd: units === 0 ? 0 : cost.costUsd(units),
  };
}

/** The day's closes and settlements as a snapshot; layers hold futures, the only prices there. */
function preparedOn(day: HistoryDay, settings: HedgeSettings): PreparedHedge | undefined {
  if (day.curve === undefined || day.curve.nodes.length === 0) return undefined;
  const time = vxSettlementMoment(day.date);
  const snapshot: Snapshot = {
    time,
    indices: {
      VIX: day.vix,
      SPX: day.spx,
      ...(day.vix3m !== undefined && { VIX3M: day.vix3m }),
      ...(day.vvix !== undefined && { VVIX: day.vvix }),
    },
    futures: day.curve.nodes.map(({ symbol, expiry, weekly, price }) => ({
      symbol,
      expiry,
      weekly,
      price,
    })),
    options: [],
    etps: [],
  };
  const layers = settings.layers.map((layer) => ({ ...layer, instrument: 'future' as const }));
  return prepareHedge(snapshot, { ...settings, layers }, time);
}

/** The last session that had closed when VX settled on the day; none that is too old. */
function sessionOn(
  sessions: readonly TopSession[] | undefined,
  date: IsoDate,
  staleDays: number,
): Partial<TopSession> {
  const settled = vxSettlementMoment(date);
  const last = sessions
    ?.filter((one) => one.date <= date && optionSettlementMoment(one.date, 'pm') <= settled)
    .at(-1);
  return last === undefined || daysBetween(last.date, date) > staleDays ? {} : last;
}

function bigTopOn(
  { settings, sessions }: ReplayInputs,
  { spx, vix }: Closes,
  date: IsoDate,
  day: HistoryDay | undefined,
  prepared: PreparedHedge | undefined,
): BigTop {
  return bigTop(
    {
      spxShareOfHigh: shareOfHigh(spx, date, day?.spx),
      vixPercentile: percentileOf(vix, date, day?.vix),
      slope12: prepared?.measures.slope12,
      ...sessionOn(sessions, date, settings.signals.staleDays),
    },
    settings.press.bigTop,
  );
}
