import type { Band } from './settings.js';

/** Something a layer can hold in whole units; the smallest unit that trades. */
export interface WholeLeg {
  /** Index of the layer the leg belongs to. */
  readonly layer: number;
  readonly unitNotionalUsd: number;
  readonly targetNotionalUsd: number;
  /** Units in one standard contract (10 minis), 1 where there is one size only. */
  readonly unitsPerContract: number;
}

export interface WholeChoice {
  /** Units of each leg. */
  readonly units: readonly number[];
  /** False where no whole combination keeps every band and the total's tolerance. */
  readonly bandsHeld: boolean;
  /** Set where the search was cut off before it was exhausted. */
  readonly incomplete?: true;
}

/** Weights may pass their band by this much: floating-point dust, not dollars. */
const DUST = 1e-12;
/**
 * Units by which the search bounds are widened, far more than rounding can shift them: what lies
 * on a bound is tried, and `keepsBands` decides.
 */
const SLACK = 1e-6;
/** Two sums of squares this near each other, relatively, are a tie. */
const TIE = 1e-9;
/** Branches after which an infeasible-looking problem is given up (seconds, not minutes). */
const MOST_BRANCHES = 20_000_000;

/**
 * The whole units nearest the targets (METHOD 15.3): among all combinations whose total lies
 * within the tolerance of the targets' total and whose layer weights lie in their bands, the
 * least sum of squared distances; ties go to fewer contracts. Where there is none, the least sum
 * without bands; and where no total lies within the tolerance either, the least sum of all.
 * Exact: branch and bound outward from the targets, the last leg in closed form.
 */
export function chooseWholeContracts(
  legs: readonly WholeLeg[],
  bands: readonly Band[],
  tolerance: number,
): WholeChoice {
  const rounded: number[] = [];
  let total = 0;
  for (const leg of legs) {
    rounded.push(roundLeg(leg));
    total += leg.targetNotionalUsd;
  }
  if (legs.length === 0 || !(total > 0)) return { units: rounded, bandsHeld: false };
  if (keepsBands(rounded, legs, bands, total, tolerance))
    return { units: rounded, bandsHeld: true };
  const missing = bands.some((band, i) => band.min > 0 && !legs.some((leg) => leg.layer === i));
  const search = new BandSearch(legs, bands, total, tolerance);
  const found = missing ? undefined : search.run();
  return {
    units: found ?? withoutBands(rounded, legs, bands.length, total, tolerance),
    bandsHeld: found !== undefined,
    ...(search.cutOff && { incomplete: true as const }),
  };
}

/** Contracts that a number of units makes: whole ones first, minis for the rest. */
export function contractCount(units: number, unitsPerContract: number): number {
  return Math.floor(units / unitsPerContract) + (units % unitsPerContract);
}

/** The nearest combination whose total is within the tolerance, whatever its weights. */
function withoutBands(
  rounded: readonly number[],
  legs: readonly WholeLeg[],
  layers: number,
  total: number,
  tolerance: number,
): readonly number[] {
  const free = Array.from({ length: layers }, (): Band => ({ min: 0, max: 1 }));
  if (keepsBands(rounded, legs, free, total, tolerance)) return rounded;
  return new BandSearch(legs, free, total, tolerance).run() ?? rounded;
}

/** The nearest whole units to one target alone; of two equally near, fewer contracts. */
function roundLeg(leg: WholeLeg): number {
  const exact = leg.targetNotionalUsd / leg.unitNotionalUsd;
  const low = Math.floor(exact);
  const distance = exact - low;
  if (distance < 0.5 - DUST) return low;
  if (distance > 0.5 + DUST) return low + 1;
  const perContract = leg.unitsPerContract;
  return contractCount(low, perContract) <= contractCount(low + 1, perContract) ? low : low + 1;
}

function keepsBands(
  units: readonly number[],
  legs: readonly WholeLeg[],
  bands: readonly Band[],
  target: number,
  tolerance: number,
): boolean {
  const notionals: number[] = [];
  for (let i = 0; i < bands.length; i += 1) notionals.push(0);
  for (let i = 0; i < legs.length; i += 1) {
    const { layer, unitNotionalUsd } = legs[i] as WholeLeg;
    notionals[layer] = (notionals[layer] ?? 0) + (units[i] ?? 0) * unitNotionalUsd;
  }
  let total = 0;
  for (const value of notionals) total += value;
  if (!(total > 0) || Math.abs(total - target) > tolerance * target * (1 + DUST)) return false;
  for (let i = 0; i < notionals.length; i += 1) {
    const band = bands[i] as Band;
    const weight = (notionals[i] as number) / total;
    if (!(weight >= band.min - DUST && weight <= band.max + DUST)) return false;
  }
  return true;
}

/** Depth-first over the legs, layer by layer, keeping the interval that the total must lie in. */
class BandSearch {
  cutOff = false;
  private branches = 0;
  private best: number[] | undefined;
  private bestCost = Infinity;
  private bestCount = Infinity;
  private readonly order: readonly number[];
  private readonly units: number[];

  private readonly legs: readonly WholeLeg[];
  private readonly bands: readonly Band[];
  private readonly target: number;
  private readonly tolerance: number;

  constructor(
    legs: readonly WholeLeg[],
    bands: readonly Band[],
    target: number,
    tolerance: number,
  ) {
    this.legs = legs;
    this.bands = bands;
    this.target = target;
    this.tolerance = tolerance;
    this.units = legs.map(() => 0);
    // Legs of one layer together; coarse layers first, as they have the fewest choices.
    const coarse = bands.map(() => 0);
    for (const { layer, unitNotionalUsd } of legs) {
      coarse[layer] = Math.max(coarse[layer] ?? 0, unitNotionalUsd);
    }
    const ranks = legs.map(({ layer }) => -(coarse[layer] ?? 0) * 1e3 + layer);
    const order = legs.map((_, i) => i);
    order.sort((a, b) => (ranks[a] as number) - (ranks[b] as number) || a - b);
    this.order = order;
  }

  run(): number[] | undefined {
    const low = this.target * Math.max(0, 1 - this.tolerance) * (1 - DUST);
    const high = this.target * (1 + this.tolerance) * (1 + DUST);
    this.descend(0, 0, 0, 0, 0, low, high);
    return this.best;
  }

  /**
   * @param depth legs chosen so far
   * @param sum notional chosen so far
   * @param layerSum notional of the current layer's legs chosen so far
   * @param low least total that the layers chosen so far allow
   * @param high greatest such total
   */
  private descend(
    depth: number,
    cost: number,
    count: number,
    sum: number,
    layerSum: number,
    low: number,
    high: number,
  ): void {
    const index = this.order[depth] as number;
    const leg = this.legs[index] as WholeLeg;
    const band = this.bands[leg.layer] as Band;
    const next = this.order[depth + 1];
    const closesLayer = next === undefined || (this.legs[next] as WholeLeg).layer !== leg.layer;
    const unit = leg.unitNotionalUsd;
    let least = 0;
    let most = (band.max * high - layerSum) / unit + SLACK;
    if (closesLayer) least = (band.min * low - layerSum) / unit - SLACK;
    if (next === undefined) {
      // The total is sum + units: every remaining condition bounds the last leg directly.
      const others = sum - layerSum;
      least = Math.max(least, (low - sum) / unit - SLACK);
      most = Math.min(most, (high - sum) / unit + SLACK);
      if (band.min < 1) {
        least = Math.max(least, ((band.min * others) / (1 - band.min) - layerSum) / unit - SLACK);
      }
      if (band.max < 1) {
        most = Math.min(most, ((band.max * others) / (1 - band.max) - layerSum) / unit + SLACK);
      }
    }
    const from = Math.max(0, Math.ceil(least));
    const to = Math.floor(most);
    if (from > to) return;
    const exact = leg.targetNotionalUsd / unit;
    let below = Math.min(to, Math.floor(exact));
    let above = Math.max(from, below + 1);
    while (below >= from || above <= to) {
      const takeBelow =
        above > to || (below >= from && Math.abs(exact - below) <= Math.abs(above - exact));
      const units = takeBelow ? below-- : above++;
      const distance = (units - exact) * (unit / this.target);
      const newCost = cost + distance * distance;
      if (newCost > this.bestCost * (1 + TIE)) return;
      this.branches += 1;
      if (this.branches > MOST_BRANCHES) {
        this.cutOff = true;
        return;
      }
      this.units[index] = units;
      const newCount = count + contractCount(units, leg.unitsPerContract);
      const notional = units * unit;
      if (next === undefined) {
        this.accept(newCost, newCount);
        continue;
      }
      const newLayerSum = layerSum + notional;
      if (!closesLayer) {
        this.descend(depth + 1, newCost, newCount, sum + notional, newLayerSum, low, high);
        continue;
      }
      const newLow = band.max > 0 ? Math.max(low, newLayerSum / band.max) : low;
      const newHigh = band.min > 0 ? Math.min(high, newLayerSum / band.min) : high;
      if (newLow > newHigh * (1 + DUST)) continue;
      this.descend(depth + 1, newCost, newCount, sum + notional, 0, newLow, newHigh);
    }
  }

  private accept(cost: number, count: number): void {
    const tie = Math.abs(cost - this.bestCost) <= TIE * this.bestCost;
    if (tie ? count >= this.bestCount : cost > this.bestCost) return;
    if (!keepsBands(this.units, this.legs, this.bands, this.target, this.tolerance)) return;
    this.best = [...this.units];
    this.bestCost = tie ? Math.min(cost, this.bestCost) : cost;
    this.bestCount = count;
  }
}
