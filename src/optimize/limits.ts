import type { CvarModel } from './cvar-model.js';
import type { LimitStatus, OptimizeProblem } from './problem.js';

/**
 * One side of one limit, in the form the search understands. `linear`: offset + coefficients . n
 * against the bound. `band`: part . n against the bound's share of whole . n. `cvar`: the CVaR
 * against the bound. `units`: one instrument's units against the bound.
 */
export type Limit =
  | {
      readonly kind: 'linear';
      readonly name: string;
      readonly side: 'min' | 'max';
      readonly bound: number;
      readonly coefficients: Float64Array;
      readonly offset: number;
    }
  | {
      readonly kind: 'band';
      readonly name: string;
      readonly side: 'min' | 'max';
      readonly bound: number;
      readonly part: Float64Array;
      readonly whole: Float64Array;
    }
  | { readonly kind: 'cvar'; readonly name: string; readonly side: 'max'; readonly bound: number }
  | {
      readonly kind: 'units';
      readonly name: string;
      readonly side: 'max';
      readonly bound: number;
      readonly instrument: number;
    };

/** Every limit of the problem, one side each, in the problem's order; sides at infinity left out. */
export function limitsOf(problem: OptimizeProblem, model: CvarModel): readonly Limit[] {
  const { limits, instruments } = problem;
  const column = (pick: (item: (typeof instruments)[number]) => number): Float64Array =>
    Float64Array.from(instruments, pick);
  const notional = column((item) => item.notionalUsd);
  const found: Limit[] = [];
  const linear = (
    name: string,
    coefficients: Float64Array,
    { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined },
    offset = 0,
  ): void => {
    const rest = { kind: 'linear', name, coefficients, offset } as const;
    if (min !== undefined && min !== -Infinity) found.push({ ...rest, side: 'min', bound: min });
    if (max !== undefined && max !== Infinity) found.push({ ...rest, side: 'max', bound: max });
  };
  limits.bands?.forEach((band, layer) => {
    const part = column((item) => (item.layer === layer ? item.notionalUsd : 0));
    const rest = { kind: 'band', name: `band of ${band.name}`, part, whole: notional } as const;
    if (band.min > 0) found.push({ ...rest, side: 'min', bound: band.min });
    if (band.max < 1) found.push({ ...rest, side: 'max', bound: band.max });
  });
  if (limits.notionalUsd) linear('notional', notional, limits.notionalUsd);
  if (limits.premiumUsd)
    linear(
      'premium',
      column((item) => item.premiumUsd),
      limits.premiumUsd,
    );
  if (limits.carryUsd)
    linear(
      'carry',
      column((item) => item.carryUsd),
      limits.carryUsd,
    );
  if (limits.cvarUsd && limits.cvarUsd.max !== Infinity) {
    found.push({ kind: 'cvar', name: 'cvar', side: 'max', bound: limits.cvarUsd.max });
  }
  if (limits.expectedValueUsd) {
    const { min, constantUsd = 0, discount = 1 } = limits.expectedValueUsd;
    const gains = model.meanGainsUsd.map((gain) => discount * gain);
    const offset = constantUsd - discount * model.meanBaseLossUsd;
    linear('expected value', gains, { min }, offset);
  }
  for (const { name, coefficients, constant, min, max } of limits.extra ?? []) {
    linear(name, Float64Array.from(coefficients), { min, max }, constant);
  }
  instruments.forEach(({ id, maxUnits }, instrument) => {
    if (maxUnits === Infinity) return;
    found.push({ kind: 'units', name: `units of ${id}`, side: 'max', bound: maxUnits, instrument });
  });
  return found;
}

/** A linear form of a limit: coefficients . n compared with `bound`, unscaled. */
export interface LimitRow {
  readonly coefficients: Float64Array;
  readonly side: 'min' | 'max';
  readonly bound: number;
}

/** The limit as a row over the units; undefined for one that is not a row (cvar, units). */
export function rowOf(limit: Limit): LimitRow | undefined {
  const { side, bound } = limit;
  if (limit.kind === 'linear') {
    return { coefficients: limit.coefficients, side, bound: bound - limit.offset };
  }
  if (limit.kind === 'band') {
    const coefficients = limit.part.map((part, j) => part - bound * (limit.whole[j] as number));
    return { coefficients, side, bound: 0 };
  }
  return undefined;
}

/** Where units stand against a limit. @param cvarUsd of the hedged loss at these units */
export function statusOf(
  limit: Limit,
  units: readonly number[],
  cvarUsd: number,
): LimitStatus & { readonly value: number } {
  const { name, side, bound } = limit;
  return { name, side, bound, value: valueOf(limit, units, cvarUsd) };
}

function valueOf(limit: Limit, units: readonly number[], cvarUsd: number): number {
  switch (limit.kind) {
    case 'linear':
      return limit.offset + total(limit.coefficients, units);
    case 'band': {
      const whole = total(limit.whole, units);
      return whole === 0 ? limit.bound : total(limit.part, units) / whole;
    }
    case 'cvar':
      return cvarUsd;
    case 'units':
      return units[limit.instrument] as number;
  }
}

/** Sum of coefficients times units. */
export function total(coefficients: ArrayLike<number>, units: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < coefficients.length; j += 1) {
    sum += (coefficients[j] as number) * (units[j] as number);
  }
  return sum;
}
