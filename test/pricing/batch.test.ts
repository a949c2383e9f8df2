import { describe, expect, it } from 'vitest';
import {
  black76GreeksBatch,
  black76PriceBatch,
  createGreeksBatch,
  type Black76Batch,
} from '../../src/pricing/batch.js';
import { black76Greeks, black76Price } from '../../src/pricing/black76.js';
import type { Right } from '../../src/pricing/black.js';
import type { Greeks } from '../../src/pricing/greeks.js';

type Row = readonly [Right, number, number, number, number, number];

const NAMES = Object.keys(createGreeksBatch(0)) as (keyof Greeks)[];

function batchOf(rows: readonly Row[]): Black76Batch {
  const column = (index: 1 | 2 | 3 | 4 | 5) => Float64Array.from(rows, (row) => row[index]);
  return {
    isCall: Uint8Array.from(rows, ([right]) => (right === 'call' ? 1 : 0)),
    forward: column(1),
    strike: column(2),
    years: column(3),
    vol: column(4),
    rate: column(5),
  };
}

/** Ordinary options, wings past underflow, stdDev beyond 2, and every limit; over several blocks. */
function grid(): Row[] {
  const rows: Row[] = [];
  for (const right of ['call', 'put'] as const) {
    for (const forward of [0, 20, 5800]) {
      for (const moneyness of [0, 0.05, 0.5, 0.9, 1, 1.01, 1.3, 3, 40]) {
        for (const years of [0, 1 / 365, 45 / 365, 2]) {
          for (const vol of [0, 0.11, 0.95, 4, 60]) {
            rows.push([right, forward, (forward || 1) * moneyness, years, vol, 0.043]);
            rows.push([right, forward, (forward || 1) * moneyness, years, vol, -0.01]);
          }
        }
      }
    }
  }
  return rows;
}

/** Where batch and scalar part, as text; the sign of a zero does not count. */
function differences(rows: readonly Row[]): string[] {
  const batch = batchOf(rows);
  const prices = new Float64Array(rows.length);
  const greeks = createGreeksBatch(rows.length);
  black76PriceBatch(batch, prices);
  black76GreeksBatch(batch, greeks);
  return rows.flatMap((row, i) => {
    const expected = black76Greeks(...row);
    const pairs = [
      ['price alone', prices[i], black76Price(...row)] as const,
      ...NAMES.map((name) => [name, greeks[name][i], expected[name]] as const),
    ];
    return pairs
      .filter(([, got, wanted]) => got !== wanted)
      .map(([name, got, wanted]) => `${name} of ${row.join(' ')}: expected ${wanted}, got ${got}`);
  });
}

describe('black76PriceBatch and black76GreeksBatch', () => {
  it('equal the scalar functions to the bit, limits and wings included', () => {
    const rows = grid();
    expect(rows.length).toBeGreaterThan(2000);
    expect(differences(rows)).toEqual([]);
  });

  it.each([0, 1, 255, 256, 257, 513])('fill %d options, no fewer and no more', (size) => {
    const rows = grid()
      .filter((row) => row[1] > 0 && row[3] > 0)
      .slice(0, size);
    expect(rows).toHaveLength(size);
    expect(differences(rows)).toEqual([]);
  });

  it('do not remember the batch before', () => {
    const rows = grid().slice(700, 1300);
    const out = new Float64Array(rows.length);
    black76PriceBatch(batchOf(rows), out);
    const first = Float64Array.from(out);
    black76PriceBatch(batchOf(grid().slice(0, 300)), new Float64Array(300));
    black76PriceBatch(batchOf(rows), out);
    expect(out).toEqual(first);
  });

  it('refuse a bad number and name it', () => {
    const rows: Row[] = [
      ['call', 20, 25, 0.1, 0.9, 0],
      ['call', 20, 25, 0.1, -0.9, 0],
    ];
    const batch = batchOf(rows);
    const message = 'vol must be a finite number of at least 0, got -0.9';
    expect(() => black76PriceBatch(batch, new Float64Array(2))).toThrow(message);
    expect(() => black76GreeksBatch(batch, createGreeksBatch(2))).toThrow(message);
  });

  it('refuse columns of unequal length', () => {
    const batch = batchOf([['call', 20, 25, 0.1, 0.9, 0]]);
    const message = 'columns of one length, got 1 and 2';
    expect(() => black76PriceBatch(batch, new Float64Array(2))).toThrow(message);
    expect(() => black76GreeksBatch(batch, createGreeksBatch(2))).toThrow(message);
    const short = { ...batch, years: new Float64Array(2) };
    expect(() => black76PriceBatch(short, new Float64Array(1))).toThrow(message);
  });
});
