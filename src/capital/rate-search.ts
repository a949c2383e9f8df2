import type { NetFlow } from './cash-flow.js';

/** METHOD 6.6: rates are searched in (-0.9999, 1e3) a year. */
export const LOWEST_RATE = -0.9999;
const HIGHEST_RATE = 1e3;
/** Step of the grid in ln(1 + rate): half a percent. */
const STEP = 0.005;
/** ln(1 + rate) beyond which a double overflows. */
const FURTHEST = 700;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** A value this small beside the sum of its parts is a rate at which the curve only touches 0. */
const TOUCH = 1e-12;

/**
 * The flows' value at a rate, over the largest discount factor: its sign and zeros are those of
 * the net present value, and no rate overflows it.
 * @param logGrowth ln(1 + rate)
 */
export function signedValue(flows: readonly NetFlow[], logGrowth: number): number {
  // The largest factor belongs to the last day where rates are negative, else to the first.
  const longest = logGrowth < 0 ? (flows[flows.length - 1]?.years ?? 0) : 0;
  return flows.reduce(
    (sum, { amountUsd, years }) => sum + amountUsd * Math.exp(logGrowth * (longest - years)),
    0,
  );
}

/** The rate of flows with one change of sign; undefined where it lies beyond all doubles. */
export function soleRate(flows: readonly NetFlow[]): number | undefined {
  const atZero = signedValue(flows, 0);
  if (atZero === 0) return 0;
  for (let tried = 0, reach = 0.1; tried < FURTHEST; tried = reach, reach *= 2) {
    reach = Math.min(reach, FURTHEST);
    for (const end of [reach, -reach]) {
      if (signedValue(flows, end) * atZero <= 0) return Math.expm1(bisect(flows, 0, end));
    }
  }
  return undefined;
}

/** Every rate in METHOD's range at which the value crosses zero or touches it, ascending. */
export function ratesOnGrid(flows: readonly NetFlow[]): number[] {
  const low = Math.log1p(LOWEST_RATE);
  const steps = Math.ceil((Math.log1p(HIGHEST_RATE) - low) / STEP);
  const found: number[] = [];
  const at = (i: number): number => low + i * STEP;
  const values = Array.from({ length: steps + 1 }, (_, i) => signedValue(flows, at(i)));
  for (let i = 0; i < steps; i += 1) {
    const here = values[i] as number;
    const next = values[i + 1] as number;
    if (here === 0) found.push(at(i));
    else if (here * next < 0) found.push(bisect(flows, at(i), at(i + 1)));
    else found.push(...touching(flows, at(i), values[i - 1], here, next));
  }
  return found.map(Math.expm1);
}

/** Zeros between two grid points beside a valley of the size of the value: two, one or none. */
function touching(
  flows: readonly NetFlow[],
  x: number,
  before: number | undefined,
  here: number,
  next: number,
): number[] {
  const size = Math.abs(here);
  const isValley =
    before !== undefined && before * here > 0 && size <= Math.abs(before) && size <= Math.abs(next);
  if (!isValley) return [];
  const side = Math.sign(here);
  const bottom = lowest((at) => side * signedValue(flows, at), x - STEP, x + STEP);
  const depth = side * signedValue(flows, bottom);
  const scale = flows.reduce((sum, { amountUsd }) => sum + Math.abs(amountUsd), 0);
  if (Math.abs(depth) <= TOUCH * scale) return [bottom];
  if (depth > 0) return [];
  return [bisect(flows, x - STEP, bottom), bisect(flows, bottom, x + STEP)];
}

function bisect(flows: readonly NetFlow[], from: number, to: number): number {
  let [a, b] = [from, to];
  const sign = Math.sign(signedValue(flows, a));
  if (sign === 0) return a;
  for (let i = 0; i < 200; i += 1) {
    const middle = (a + b) / 2;
    if (middle === a || middle === b) break;
    if (Math.sign(signedValue(flows, middle)) === sign) a = middle;
    else b = middle;
  }
  return b;
}

/** Where a function with one valley in a bracket is least: golden section. */
function lowest(f: (x: number) => number, from: number, to: number): number {
  let [a, b] = [from, to];
  for (let i = 0; i < 60; i += 1) {
    const left = b - GOLDEN * (b - a);
    const right = a + GOLDEN * (b - a);
    if (f(left) < f(right)) b = right;
    else a = left;
  }
  return (a + b) / 2;
}
