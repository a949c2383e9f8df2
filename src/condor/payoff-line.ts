import type { Payoff, PayoffKink } from './payoff.js';

/**
 * A payoff asked for at one level after another: the straight line last looked at is kept, from its
 * lower end on.
 */
export class PayoffLine {
  private readonly kinks: readonly PayoffKink[];
  private from = NaN;
  private to = NaN;
  private base = NaN;
  private baseUsd = NaN;
  private width = NaN;
  private riseUsd = NaN;

  constructor({ kinks }: Payoff) {
    this.kinks = kinks;
  }

  /** The payoff at an SPX level, dollars. */
  at(spx: number): number {
    if (!(spx >= this.from && spx < this.to)) this.find(spx);
    return this.baseUsd + ((spx - this.base) / this.width) * this.riseUsd;
  }

  private find(spx: number): void {
    const { kinks } = this;
    let passed = 0;
    while (passed < kinks.length && (kinks[passed] as PayoffKink).spx <= spx) passed += 1;
    const left = passed > 0 ? kinks[passed - 1] : undefined;
    const right = passed < kinks.length ? kinks[passed] : undefined;
    this.from = left?.spx ?? -Infinity;
    this.to = right?.spx ?? Infinity;
    this.base = left?.spx ?? 0;
    this.baseUsd = (left ?? right)?.pnlUsd ?? 0;
    const slopes = left !== undefined && right !== undefined;
    this.width = slopes ? right.spx - left.spx : 1;
    this.riseUsd = slopes ? right.pnlUsd - left.pnlUsd : 0;
  }
}
