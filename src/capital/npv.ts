import { Refusal } from '../errors.js';
import { netByDay } from './cash-flow.js';
import type { CashFlow } from './cash-flow.js';
import { expectation } from './measure.js';
import type { Measure } from './measure.js';

/**
 * Value of dated cash flows on their first day, dollars: each over (1 + rate)^(days/365).
 * @param rate effective a year, a fraction; above -1
 * @throws Refusal for no flows, an amount that is not finite, or a rate that is none
 */
export function npvUsd(flows: readonly CashFlow[], rate: number): number {
  assertRate(rate, 'the discount rate');
  return netByDay(flows).reduce(
    (sum, { amountUsd, years }) => sum + amountUsd / (1 + rate) ** years,
    0,
  );
}

/** @throws Refusal for a rate of -100% or less, or none */
export function assertRate(rate: number, what: string): void {
  if (rate > -1 && rate < Infinity) return;
  throw new Refusal(`${what} is ${rate}`, 'give a fraction a year above -1, such as 0.08');
}

/**
 * Cash flows expected over scenarios that share their dates and names: the i-th flow of the result
 * is the probability-weighted mean of the scenarios' i-th flows.
 * @param scenarios one list of flows for each probability of the measure, in its order
 * @throws Refusal where the lists do not match one another or the measure
 */
export function expectedFlows(
  scenarios: readonly (readonly CashFlow[])[],
  measure: Measure,
): CashFlow[] {
  const [first = []] = scenarios;
  for (const flows of scenarios) {
    const same =
      flows.length === first.length &&
      flows.every(({ date, what }, i) => date === first[i]?.date && what === first[i]?.what);
    if (!same) {
      throw new Refusal(
        'the scenarios have cash flows of other days or names',
        'give every scenario the same flows in the same order, 0 where nothing is paid',
      );
    }
  }
  return first.map(({ date, what }, i) => ({
    date,
    what,
    amountUsd: expectation(
      measure,
      scenarios.map((flows) => flows[i]?.amountUsd ?? 0),
    ),
  }));
}
