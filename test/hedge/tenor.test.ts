import { describe, expect, it } from 'vitest';
import type { LayerSettings } from '../../src/hedge/settings.js';
import { chooseTenors } from '../../src/hedge/tenor.js';
import { addDays, isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import type { CurveNode, TermStructure } from '../../src/market/term-structure.js';
import { termStructure } from '../../src/market/term-structure.js';
import type { EpochMs } from '../../src/market/time.js';
import { LAYERS, layersWith, snapshotOf } from './fixtures.js';

const TODAY = isoDate('2026-11-20');

function node(daysToExpiry: number, weekly = false): CurveNode {
  const expiry: IsoDate = addDays(TODAY, daysToExpiry);
  return { symbol: `D${daysToExpiry}`, expiry, weekly, price: 20, daysToExpiry };
}

function curve(days: readonly number[], weeklies: readonly number[] = []): TermStructure {
  return {
    date: TODAY,
    spotVix: 18,
    nodes: days.map((d) => node(d)),
    weeklies: weeklies.map((d) => node(d, true)),
  };
}

/** What each layer holds, as days and `!` for outside its window. */
function picks(
  days: readonly number[],
  layers: readonly LayerSettings[] = LAYERS,
  weeklies: readonly number[] | undefined = undefined,
): string[] {
  const choices = chooseTenors(curve(days, weeklies), layers, weeklies !== undefined);
  return choices.map(({ node: held, blendWith, outsideWindow }) => {
    const first = held === undefined ? 'nothing' : String(held.daysToExpiry);
    const second = blendWith === undefined ? '' : `+${blendWith.node.daysToExpiry}`;
    return `${first}${second}${outsideWindow ? '!' : ''}`;
  });
}

describe('the dated examples of METHOD 15.2, on the real calendar', () => {
  function onDate(time: string, expiries: readonly string[]): string[] {
    const snapshot = snapshotOf({
      time: Date.parse(time) as EpochMs,
      expiries,
      prices: expiries.map(() => 20),
    });
    const choices = chooseTenors(termStructure(snapshot, snapshot.time), LAYERS, false);
    return choices.map(
      ({ node: held, outsideWindow }) => `${held?.daysToExpiry}${outsideWindow ? '!' : ''}`,
    );
  }

  it('2023-10-20: 26, 61 outside, 117', () => {
    expect(
      onDate('2023-10-20T20:00:00Z', [
        '2023-11-15',
        '2023-12-20',
        '2024-01-17',
        '2024-02-14',
        '2024-03-20',
        '2024-04-17',
        '2024-05-22',
        '2024-06-18',
      ]),
    ).toEqual(['26', '61!', '117']);
  });

  it('2022-06-13: 2 is too near, 37 outside, 65 outside, 128 (nearest to 120)', () => {
    expect(
      onDate('2022-06-13T20:00:00Z', [
        '2022-06-15',
        '2022-07-20',
        '2022-08-17',
        '2022-09-21',
        '2022-10-19',
        '2022-11-16',
        '2022-12-21',
        '2023-01-18',
      ]),
    ).toEqual(['37!', '65!', '128']);
  });
});

describe('windows are half-open and contiguous (METHOD 15.1)', () => {
  it('30 days belong to the short layer, 60 to the intermediate', () => {
    expect(picks([30, 60, 90])).toEqual(['30', '60', '90']);
    expect(picks([29, 30, 45, 60, 61])).toEqual(['29', '45', '61']);
    // With 30 as the only short contract, it is not the intermediate's for the asking.
    expect(picks([20, 30, 58, 120])).toEqual(['20', '58', '120']);
    expect(picks([20, 30, 60, 120])).toEqual(['20', '60', '120']);
  });

  it('30 days stay the short layer’s when that layer holds an ETP', () => {
    const layers = layersWith('short', { instrument: 'etp', etp: 'VXX' });
    expect(picks([30, 60, 120], layers)).toEqual(['nothing', '60', '120']);
  });

  it('220 is inside, 221 is not', () => {
    expect(picks([20, 45, 220])).toEqual(['20', '45', '220']);
    expect(picks([20, 45, 221])).toEqual(['20', '45', '221!']);
  });

  it('7 days will do, 6 never: not even outside the window', () => {
    expect(picks([7, 45, 120])).toEqual(['7', '45', '120']);
    expect(picks([6, 45, 120])).toEqual(['45!', '120!', 'nothing']);
    expect(picks([6])).toEqual(['nothing', 'nothing', 'nothing']);
  });
});

describe('which contract', () => {
  it('nearest to the target days; the shorter of two as near', () => {
    expect(picks([10, 29, 45, 120])[0]).toBe('29');
    expect(picks([15, 25, 45, 120])[0]).toBe('15');
    expect(picks([20, 44, 47, 100, 139])).toEqual(['20', '44', '139']);
  });

  it('each layer after the one before', () => {
    expect(picks([40, 44, 120])).toEqual(['40!', '44', '120']);
    expect(picks([44, 120])).toEqual(['44!', '120!', 'nothing']);
    expect(picks([])).toEqual(['nothing', 'nothing', 'nothing']);
  });

  it('every day of a roll: later and later, never under 7 days, inside where it can be', () => {
    const monthlies = [26, 61, 89, 117, 152, 179, 208, 243];
    for (let back = 0; back < 26; back += 1) {
      const days = monthlies.map((d) => d - back);
      const choices = chooseTenors(curve(days), LAYERS, false);
      let previous = 0;
      choices.forEach(({ node: held, outsideWindow }, i) => {
        const at = held?.daysToExpiry ?? NaN;
        const { minDays, maxDays } = LAYERS[i]?.window ?? { minDays: NaN, maxDays: NaN };
        expect(at).toBeGreaterThan(previous);
        expect(at).toBeGreaterThanOrEqual(7);
        const inside = (d: number): boolean =>
          d <= maxDays && (i === 0 ? d >= minDays : d > minDays);
        expect(inside(at)).toBe(!outsideWindow);
        if (outsideWindow) expect(days.some((d) => inside(d) && d > previous)).toBe(false);
        previous = at;
      });
    }
  });

  it('weeklies only if asked for', () => {
    expect(picks([26, 61, 117], LAYERS, undefined)).toEqual(['26', '61!', '117']);
    expect(picks([26, 61, 117], LAYERS, [5, 12, 19, 33, 40])).toEqual(['19', '40', '117']);
    const asked = chooseTenors(curve([26, 61, 117], [19]), LAYERS, false);
    expect(asked[0]?.node?.daysToExpiry).toBe(26);
  });
});

describe('blend: the target days with the two contracts around them (METHOD 15.2, 3.2)', () => {
  const blended = layersWith('stabilizer', { blend: true });

  it('117 and 152 hold 120 with 32/35 and 3/35', () => {
    const choice = chooseTenors(curve([26, 61, 89, 117, 152]), blended, false)[2];
    expect(choice?.node?.daysToExpiry).toBe(117);
    expect(choice?.blendWith?.node.daysToExpiry).toBe(152);
    expect(choice?.blendWith?.firstShare).toBeCloseTo(32 / 35, 14);
  });

  it('the nearest may be the later of the two', () => {
    const choice = chooseTenors(curve([26, 61, 98, 126]), blended, false)[2];
    expect(choice?.node?.daysToExpiry).toBe(98);
    expect(choice?.blendWith).toMatchObject({ firstShare: 6 / 28 });
  });

  it('nothing to blend at the target itself, or with nothing on the other side', () => {
    expect(picks([26, 61, 120, 152], blended)).toEqual(['26', '61!', '120']);
    expect(picks([26, 61, 89], blended)).toEqual(['26', '61!', '89']);
    const short = layersWith('short', { blend: true });
    expect(picks([26, 61, 89], short)).toEqual(['26', '61!', '89']);
    // 5 days are too few even as one of two.
    expect(picks([5, 33, 61, 89], short)).toEqual(['33!', '61!', '89']);
  });

  it('the shorter of the two may be the layer before’s', () => {
    const layers = layersWith('intermediate', { blend: true });
    const choice = chooseTenors(curve([26, 61, 89, 117]), layers, false)[1];
    expect(choice?.node?.daysToExpiry).toBe(26);
    expect(choice?.blendWith?.node.daysToExpiry).toBe(61);
    // 16/35 x 26 + 19/35 x 61 = 45, inside the window.
    expect(choice?.blendWith?.firstShare).toBeCloseTo(16 / 35, 14);
    expect(picks([26, 61, 89, 117], layers)).toEqual(['26', '26+61', '117']);
  });

  it('every layer blended, a fortnight on: each at its own target days', () => {
    const layers = LAYERS.map((layer) => ({ ...layer, blend: true }));
    const choices = chooseTenors(curve([12, 47, 75, 103, 138]), layers, false);
    expect(picks([12, 47, 75, 103, 138], layers)).toEqual(['12+47', '12+47', '103+138']);
    choices.forEach(({ node: first, blendWith, layer, outsideWindow }) => {
      const share = blendWith?.firstShare ?? NaN;
      const mean =
        share * (first?.daysToExpiry ?? NaN) + (1 - share) * (blendWith?.node.daysToExpiry ?? NaN);
      expect(mean).toBeCloseTo(layer.targetDays, 12);
      expect(outsideWindow).toBe(false);
    });
  });

  it('says where it cannot', () => {
    const failed = (days: readonly number[], name: string): boolean[] =>
      chooseTenors(curve(days), layersWith(name, { blend: true }), false).map(
        ({ blendImpossible }) => blendImpossible === true,
      );
    expect(failed([26, 61, 89], 'stabilizer')).toEqual([false, false, true]);
    expect(failed([26, 61, 89], 'short')).toEqual([true, false, false]);
    expect(failed([26, 61, 120], 'stabilizer')).toEqual([false, false, false]);
    expect(failed([26, 61], 'stabilizer')).toEqual([false, false, true]);
  });

  it('the contract in the window counts: the other one may be the next layer’s', () => {
    const short = layersWith('short', { blend: true });
    expect(picks([12, 40, 68, 103], short)).toEqual(['12+40', '40', '103']);
  });
});
