import { Refusal } from '../errors.js';
import { netByDay, signChanges } from './cash-flow.js';
import type { CashFlow, NetFlow } from './cash-flow.js';
import { newtonRate } from './newton-rate.js';
import { assertRate } from './npv.js';
import { LOWEST_RATE, ratesOnGrid, signedValue, soleRate } from './rate-search.js';

/** Why flows have no internal rate of return, or not one. */
export type RateFailure = 'oneDay' | 'noSignChange' | 'noRate' | 'severalRates';

/** What the flows say of their internal rate of return, effective a year. */
export type RateReading =
  | { readonly kind: 'one'; readonly rate: number }
  /** Every rate found on a grid, ascending: none of them is the answer. */
  | { readonly kind: 'several'; readonly rates: readonly number[]; readonly signChanges: number }
  | { readonly kind: 'none'; readonly reason: Exclude<RateFailure, 'severalRates'> };

/** Flows without one internal rate of return; `reason` tells programs which way. */
export class RateRefusal extends Refusal {
  readonly reason: RateFailure;

  constructor(reason: RateFailure, problem: string, mend: string) {
    super(problem, mend);
    this.name = 'RateRefusal';
    this.reason = reason;
  }
}

/**
 * The internal rate of return of dated cash flows, years of 365 days (METHOD 6.6). With one change
 * of sign there is exactly one rate above -100%: Newton (the package `xirr`), checked, with
 * bisection where it fails. With more, all rates from -99.99% to 100,000% are searched.
 * @throws Refusal for no flows, or an amount that is not finite
 */
export function readRate(flows: readonly CashFlow[]): RateReading {
  const nets = netByDay(flows);
  const changes = signChanges(nets);
  if (nets.length < 2) return { kind: 'none', reason: 'oneDay' };
  if (changes === 0) return { kind: 'none', reason: 'noSignChange' };
  if (changes === 1) {
    const newton = newtonRate(nets);
    const rate = newton !== undefined && isZero(nets, newton) ? newton : soleRate(nets);
    return rate === undefined ? { kind: 'none', reason: 'noRate' } : { kind: 'one', rate };
  }
  const rates = ratesOnGrid(nets);
  const [only, ...others] = rates;
  if (only === undefined) return { kind: 'none', reason: 'noRate' };
  return others.length === 0
    ? { kind: 'one', rate: only }
    : { kind: 'several', rates, signChanges: changes };
}

/** Whether the value changes sign, or is nothing beside its parts, about a rate. */
function isZero(nets: readonly NetFlow[], rate: number): boolean {
  const logGrowth = Math.log1p(rate);
  const step = 1e-9 * Math.max(1, Math.abs(logGrowth));
  return signedValue(nets, logGrowth - step) * signedValue(nets, logGrowth + step) <= 0;
}

/**
 * The one internal rate of return of dated cash flows, effective a year.
 * @throws RateRefusal where there is none, or more than one: then it names all and advises MIRR
 */
export function xirr(flows: readonly CashFlow[]): number {
  const reading = readRate(flows);
  switch (reading.kind) {
    case 'one':
      return reading.rate;
    case 'several':
      throw new RateRefusal(
        'severalRates',
        `the cash flows change sign ${reading.signChanges} times and have ${reading.rates.length} rates of return: ${reading.rates.map((rate) => rate.toFixed(6)).join(', ')}`,
        'use the modified rate of return (mirr), or the net present value',
      );
    case 'none':
      throw new RateRefusal(reading.reason, ...explainNone(reading.reason));
  }
}

/** Problem and mend, for a refusal or a note. */
export function explainNone(reason: Exclude<RateFailure, 'severalRates'>): [string, string] {
  switch (reason) {
    case 'oneDay':
      return [
        'all cash flows fall on one day, which has no return a year',
        'give the day on which the money comes back',
      ];
    case 'noSignChange':
      return [
        'the cash flows never change sign, so no rate of return exists',
        'count the capital tied up as paid, and what comes back as received',
      ];
    case 'noRate':
      return [
        `no rate from ${LOWEST_RATE} a year upwards makes the cash flows worth nothing`,
        'use the net present value',
      ];
  }
}

/**
 * Modified internal rate of return, effective a year: what is received is reinvested to the last
 * day, what is paid is financed from the first. Always one number, whatever the signs.
 * @param financeRate, reinvestRate effective a year, fractions
 * @throws RateRefusal where nothing is paid, nothing is received, or all falls on one day
 */
export function mirr(
  flows: readonly CashFlow[],
  financeRate: number,
  reinvestRate: number,
): number {
  assertRate(financeRate, 'the finance rate');
  assertRate(reinvestRate, 'the reinvestment rate');
  const nets = netByDay(flows);
  const years = nets[nets.length - 1]?.years ?? 0;
  if (years === 0) throw new RateRefusal('oneDay', ...explainNone('oneDay'));
  let paid = 0;
  let received = 0;
  for (const net of nets) {
    if (net.amountUsd < 0) paid -= net.amountUsd / (1 + financeRate) ** net.years;
    else received += net.amountUsd * (1 + reinvestRate) ** (years - net.years);
  }
  if (paid === 0 || received === 0) {
    throw new RateRefusal('noSignChange', ...explainNone('noSignChange'));
  }
  return (received / paid) ** (1 / years) - 1;
}
