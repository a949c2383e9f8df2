import { DAYS_PER_YEAR } from '../capital/cash-flow.js';
import type { CashFlow } from '../capital/cash-flow.js';
import { creditUsd } from '../condor/condor.js';
import { extremesOf, payoffOf } from '../condor/payoff.js';
import { condorPnlInState } from '../condor/valuation.js';
import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { expiresBy } from '../scenario/horizon-path.js';
import type { ExpectedResult } from './expected-result.js';
import { roundTripCostUsd } from './horizon-value.js';
import { tradeCostUsd, unitOutlayUsd } from './instruments.js';
import type { HedgeInstrument } from './instruments.js';
import { marginOf } from './layer-facts.js';
import type { HeldPart, Structure } from './structure.js';

/** Expected cash flows of a part of the structure: paid on the first day, received after. */
export interface ExpectedFlows {
  readonly entry: readonly CashFlow[];
  readonly exit: readonly CashFlow[];
}

/**
 * The condors' cash flows (METHOD 6.6): the margin of their wider wing out, the credit in; at the
 * horizon the margin back and the expected settlement. So what is tied up is the risk capital.
 * With `hedge.riskCapital: atRiskNow` the options' value today stands for the credit.
 */
export function condorFlows(structure: Structure, expected: ExpectedResult): ExpectedFlows {
  const { book, resolved, valuation, prepared } = structure;
  const { date } = prepared.market.curve;
  const horizon = structure.centre.horizon.path.horizon;
  const flows = new FlowList();
  let marginUsd = 0;
  const creditOf = book.groups.map((group) => {
    const credit = group.condors.reduce((sum, condor) => sum + creditUsd(condor), 0);
    marginUsd += Math.max(0, extremesOf(payoffOf(group.condors)).maxLossUsd + credit);
    return credit;
  });
  const [firstCredit = 0, ...laterCredits] = creditOf;
  const laterCredit = laterCredits.reduce((sum, credit) => sum + credit, 0);
  const atMark = prepared.market.settings.hedge.riskCapital === 'atRiskNow';
  const now = { moment: valuation.asOf, spx: valuation.spx, volFactor: 1 };
  const gained = atMark
    ? resolved.reduce((sum, condor) => sum + condorPnlInState(condor, valuation, now), 0)
    : 0;
  flows.add(date, -marginUsd, 'margin of the condors, their wider wing');
  flows.add(
    date,
    firstCredit + laterCredit - gained,
    atMark ? "value today of the condors' options" : 'credit of the condors, as if received today',
  );
  const entry = flows.take();
  flows.add(horizon, marginUsd, 'margin of the condors back');
  flows.add(horizon, interest(structure, marginUsd, horizon), 'interest on margin');
  flows.add(horizon, expected.firstUsd - firstCredit, 'condors settle, expected');
  flows.add(horizon, expected.laterUsd - laterCredit, 'later condors bought back, expected');
  return { entry, exit: flows.take() };
}

/**
 * The hedge's cash flows (METHOD 6.6): margin, prices and costs out; margin, value and gains back
 * less costs, at the horizon or, of what settles before it, on its own day. The caller has seen
 * that every margin is known (METHOD 15.11).
 */
export function hedgeFlows(structure: Structure, expected: ExpectedResult): ExpectedFlows {
  const { held, prepared } = structure;
  const { settings, curve } = prepared.market;
  const entry = new FlowList();
  const exit = new FlowList();
  held.forEach((part, i) => {
    const { instrument, units } = part;
    if (units === 0) return;
    const priceUsd = units * unitOutlayUsd(instrument);
    const marginUsd = marginOf([part], settings) ?? 0;
    const entryCostUsd = tradeCostUsd(instrument, units, settings.costs);
    entry.add(curve.date, -marginUsd, 'margin of the VIX futures');
    entry.add(curve.date, -priceUsd, 'price of VIX options and shares');
    entry.add(curve.date, -entryCostUsd, 'costs of entering the hedge');
    const end = endOf(structure, part);
    const gainUsd = expected.heldUsd[i] ?? 0;
    exit.add(end, marginUsd, 'margin of the VIX futures back');
    exit.add(end, interest(structure, marginUsd, end), 'interest on margin');
    exit.add(end, priceUsd + gainUsd, endText(instrument));
    exit.add(end, entryCostUsd - roundTrip(structure, part), 'costs of leaving the hedge');
  });
  return { entry: entry.take(), exit: exit.take() };
}

function roundTrip(structure: Structure, { instrument, units }: HeldPart): number {
  const { centre, prepared } = structure;
  return roundTripCostUsd(prepared.market, instrument, units, centre.horizon.path);
}

/** The day on which a part turns to cash: its own settlement where that comes first. */
function endOf({ centre }: Structure, { instrument }: HeldPart): IsoDate {
  const { path } = centre.horizon;
  return instrument.kind !== 'etp' && expiresBy(path, instrument.node)
    ? instrument.node.expiry
    : path.horizon;
}

function endText({ kind }: HedgeInstrument): string {
  return kind === 'future'
    ? 'gain of the VIX futures, expected'
    : 'value of VIX options and shares, expected';
}

/** What margin earns to a day, where the broker pays for it. */
function interest({ prepared }: Structure, marginUsd: number, to: IsoDate): number {
  const { settings, curve } = prepared.market;
  const { marginYield } = settings.capital;
  if (marginYield === undefined) return 0;
  return marginUsd * ((1 + marginYield) ** (daysBetween(curve.date, to) / DAYS_PER_YEAR) - 1);
}

/** Cash flows, those of one day and one name added up, in the order of their first mention. */
class FlowList {
  private flows = new Map<string, CashFlow>();

  add(date: IsoDate, amountUsd: number, what: string): void {
    const key = `${date} ${what}`;
    const before = this.flows.get(key)?.amountUsd ?? 0;
    this.flows.set(key, { date, amountUsd: before + amountUsd, what });
  }

  /** What was added, days in order, nothing left out but amounts of 0; the list is empty then. */
  take(): CashFlow[] {
    const taken = [...this.flows.values()].filter(({ amountUsd }) => amountUsd !== 0);
    this.flows = new Map();
    return taken.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  }
}
