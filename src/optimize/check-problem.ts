import { Refusal } from '../errors.js';
import type { HedgeInstrument, HedgeLimits, OptimizeProblem } from './problem.js';
import { assertProbabilities, assertSupportsAlpha } from './tail-risk.js';

/**
 * Refuses a problem that cannot be read: lengths that do not match, numbers that are not numbers,
 * bounds the wrong way round, an alpha the sample cannot support. Limits that merely contradict
 * one another are no fault of the input: the search says `infeasible`.
 * @throws Refusal naming the first fault
 */
export function checkProblem(problem: OptimizeProblem): void {
  const { alpha, probabilities, baseLossUsd, instruments, limits } = problem;
  const scenarios = probabilities.length;
  assertProbabilities(probabilities);
  if (baseLossUsd.length !== scenarios) {
    refuse(
      `there are ${baseLossUsd.length} losses and ${scenarios} probabilities`,
      'give one of each for every scenario',
    );
  }
  assertSupportsAlpha(scenarios, probabilities, alpha);
  checkFinite('the loss of the position', baseLossUsd);
  const names = new Set<string>();
  for (const item of instruments) {
    if (names.has(item.id)) {
      refuse(`two instruments are called ${item.id}`, 'give each instrument its own id');
    }
    names.add(item.id);
    if (item.gainUsd.length !== scenarios) {
      refuse(
        `${item.id} has ${item.gainUsd.length} gains for ${scenarios} scenarios`,
        'give one gain for every scenario',
      );
    }
    checkFinite(`the gain of ${item.id}`, item.gainUsd);
    const { notionalUsd, costUsd, premiumUsd, carryUsd, maxUnits, layer } = item;
    for (const [key, value] of Object.entries({ notionalUsd, costUsd, premiumUsd, carryUsd })) {
      if (!Number.isFinite(value)) {
        refuse(`the ${key} of ${item.id} is ${value}`, 'give a finite number of dollars');
      }
    }
    if (notionalUsd < 0) {
      refuse(
        `the notionalUsd of ${item.id} is ${notionalUsd}`,
        'give a notional of at least 0: shares of a total need one sign',
      );
    }
    if (!(maxUnits >= 0 && (Number.isInteger(maxUnits) || maxUnits === Infinity))) {
      refuse(`the maxUnits of ${item.id} is ${maxUnits}`, 'give a whole number of at least 0');
    }
    const layers = limits.bands?.length ?? Infinity;
    if (!(Number.isInteger(layer) && layer >= 0 && layer < layers)) {
      refuse(
        `the layer of ${item.id} is ${layer}`,
        layers === Infinity
          ? 'give the index of its layer'
          : `give the index of one of the ${layers} bands`,
      );
    }
  }
  checkLimits(limits);
  checkExtra(limits, instruments);
}

function checkLimits(limits: HedgeLimits): void {
  for (const { name, min, max } of limits.bands ?? []) {
    if (!(min >= 0 && max <= 1 && min <= max)) {
      refuse(
        `the band of ${name} is ${min} to ${max}`,
        'give shares between 0 and 1, the lesser first',
      );
    }
  }
  checkBounds('notional', limits.notionalUsd ?? {});
  checkBounds('premium', limits.premiumUsd ?? {});
  checkBounds('carry', limits.carryUsd ?? {});
  checkBounds('cvar', limits.cvarUsd ?? {});
  const { min, constantUsd = 0, discount = 1 } = limits.expectedValueUsd ?? { min: 0 };
  checkBounds('expected value', { min });
  if (!(Number.isFinite(constantUsd) && discount > 0 && discount < Infinity)) {
    refuse(
      `the expected value has constantUsd ${constantUsd} and discount ${discount}`,
      'give a finite constant and a discount factor above 0',
    );
  }
}

function checkExtra(limits: HedgeLimits, instruments: readonly HedgeInstrument[]): void {
  const size = instruments.length;
  const names = new Set([
    ...['notional', 'premium', 'carry', 'cvar', 'expected value'],
    ...(limits.bands ?? []).map(({ name }) => `band of ${name}`),
    ...instruments.map(({ id }) => `units of ${id}`),
  ]);
  for (const { name, coefficients, constant = 0, min: least, max: most } of limits.extra ?? []) {
    if (names.has(name)) refuse(`two limits are called ${name}`, 'give each limit its own name');
    names.add(name);
    if (coefficients.length !== size) {
      refuse(
        `the limit ${name} has ${coefficients.length} coefficients for ${size} instruments`,
        'give one for each instrument',
      );
    }
    const broken = coefficients.find((c) => !Number.isFinite(c));
    if (broken !== undefined) {
      refuse(`the limit ${name} has a coefficient ${broken}`, 'give finite coefficients');
    }
    if (!Number.isFinite(constant)) {
      refuse(`the limit ${name} has the constant ${constant}`, 'give a finite constant');
    }
    checkBounds(name, { min: least, max: most });
  }
}

function checkBounds(
  name: string,
  { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined },
): void {
  if (Number.isNaN(min) || min === Infinity) {
    refuse(`the least ${name} is ${min}`, 'give a number, or leave the limit out');
  }
  if (Number.isNaN(max) || max === -Infinity) {
    refuse(`the most ${name} is ${max}`, 'give a number, or leave the limit out');
  }
  if (min !== undefined && max !== undefined && min > max) {
    refuse(`the ${name} is to be at least ${min} and at most ${max}`, 'give the lesser first');
  }
}

function checkFinite(what: string, values: Float64Array): void {
  for (let s = 0; s < values.length; s += 1) {
    const value = values[s] as number;
    if (Number.isFinite(value)) continue;
    refuse(`${what} in scenario ${s} is ${value}`, 'give a finite number of dollars');
  }
}

function refuse(problem: string, mend: string): never {
  throw new Refusal(problem, mend);
}
