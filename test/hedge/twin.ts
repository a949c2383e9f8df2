import { expect } from 'vitest';
import type { Condor } from '../../src/condor/condor.js';
import type { SizeResult } from '../../src/hedge/result.js';
import type { HedgeSettings, LayerSettings } from '../../src/hedge/settings.js';
import { sizeHedge } from '../../src/hedge/size.js';
import type { Snapshot } from '../../src/market/snapshot.js';
import { settingsWith, snapshotOf } from './fixtures.js';
import * as naive from './naive.js';

export const TODAY = '2026-11-20';
export const RATE = 0.04;
/** No carry cap, so that there is a hedge to look at whatever the curve. */
const UNCAPPED = { calm: 50, normal: 50, flat: 50, stress: 50, crisis: 50 };

export function settingsFor(layers?: readonly LayerSettings[]): HedgeSettings {
  const settings = settingsWith({ hedge: { premiumBudget: 1e6 } }, layers);
  return { ...settings, regimes: { ...settings.regimes, carryCap: UNCAPPED } };
}

/** The morning of a settlement, or the close of one in the afternoon (winter). */
function settlesAt(item: Condor): number {
  return item.settlement === 'am'
    ? naive.morning(item.expiry)
    : Date.parse(`${item.expiry}T21:00:00Z`);
}

/** A naive structure from what the result prints, revalued with nothing of the program's. */
export class Twin {
  readonly hedge: naive.NaiveHedge;
  readonly rows: readonly naive.Row[];
  private readonly first: readonly Condor[];
  private readonly later: readonly Condor[];
  private readonly vols: ReadonlyMap<string, number>;

  constructor(result: SizeResult, condors: readonly Condor[], snapshot: Snapshot) {
    const order = [...condors].sort((a, b) => settlesAt(a) - settlesAt(b));
    const firstAt = settlesAt(order[0] as Condor);
    this.first = order.filter((item) => settlesAt(item) === firstAt);
    this.later = order.filter((item) => settlesAt(item) !== firstAt);
    this.vols = new Map(result.position.atmVol?.map(({ id, vol }) => [id, vol]));
    this.rows = result.layers.flatMap(({ instruments }) => instruments);
    this.hedge = {
      today: TODAY,
      spot: snapshot.indices.VIX,
      spx: snapshot.indices.SPX ?? NaN,
      curve: [
        [0, snapshot.indices.VIX],
        ...snapshot.futures.map(
          ({ expiry, price }) => [naive.daysFrom(TODAY, expiry), price] as const,
        ),
      ],
      rate: RATE,
      horizon: this.first[0]?.expiry ?? '',
      moment: firstAt,
    };
  }

  condors(spx: number, state: naive.NaiveState): number {
    let total = 0;
    for (const item of [...this.first, ...this.later]) {
      const years = (settlesAt(item) - this.hedge.moment) / (365 * 86_400_000);
      const spot = item.underlying === 'XSP' ? spx / 10 : spx;
      const forward = spot * Math.exp(0.027 * years);
      const days = naive.daysFrom(this.hedge.horizon, item.expiry);
      const h = naive.tradingDays(TODAY, this.hedge.horizon);
      const change = (state.vix / this.hedge.spot) ** naive.spxVolBeta(days, state.r, h);
      const atm = (this.vols.get(item.id) ?? NaN) * change;
      const value = (right: 'put' | 'call', k: number): number => {
        if (years === 0) return Math.max(0, right === 'call' ? spot - k : k - spot);
        const m = Math.log(forward / k);
        const vol = Math.max(0.05, atm + (m > 0 ? 0.35 * m : 0.05 * m));
        return naive.black(right, forward, k, years, vol, RATE);
      };
      const { longPut, shortPut, shortCall, longCall } = item.strikes;
      const cost =
        value('put', shortPut) -
        value('put', longPut) +
        value('call', shortCall) -
        value('call', longCall);
      total += 100 * item.quantity * (item.creditPoints - cost);
    }
    return total;
  }

  parts(spx: number, residuals = 0): { condor: number; hedge: number; net: number; vix: number } {
    const state = naive.onPath(this.hedge, spx, residuals);
    const condorUsd = this.condors(spx, state);
    const hedgeUsd = naive.hedgePnl(this.hedge, this.rows, state);
    return { condor: condorUsd, hedge: hedgeUsd, net: condorUsd + hedgeUsd, vix: state.vix };
  }

  net(spx: number, residuals = 0): number {
    return this.parts(spx, residuals).net;
  }

  strikes(): number[] {
    return this.first.flatMap(({ strikes, underlying }) =>
      Object.values(strikes).map((strike) => strike * (underlying === 'XSP' ? 10 : 1)),
    );
  }

  /** A grid much finer than the engine's, with every strike of the first settlement. */
  grid(): number[] {
    const out = this.strikes();
    for (let i = 0; i <= 650; i += 1) out.push(this.hedge.spx * (0.6 + i * 0.001));
    return out.sort((a, b) => a - b);
  }
}

export interface Sized {
  readonly result: SizeResult;
  readonly twin: Twin;
}

export function sized(
  condors: readonly Condor[],
  snapshot: Snapshot = snapshotOf({ rate: RATE, dividendYield: 0.013 }),
  settings: HedgeSettings = settingsFor(),
): Sized {
  const result = sizeHedge({ condors, snapshot, settings });
  return { result, twin: new Twin(result, condors, snapshot) };
}

export function structureOf({ result }: Sized): NonNullable<SizeResult['structure']> {
  if (result.structure === undefined) throw new Error('no structure');
  return result.structure;
}

/** Agreement to a millionth of the book, and never worse than a tenth of a cent. */
export function expectUsd(got: number, wanted: number): void {
  expect(Math.abs(got - wanted)).toBeLessThan(1e-3 + 1e-8 * Math.abs(wanted));
}
