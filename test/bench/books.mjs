/** Random valid one-condor books on the snapshot of examples/calm-contango. */
import { readFileSync } from 'node:fs';
import {
  addDays,
  chicagoTime,
  createBook,
  createCondor,
  createSnapshot,
  isTradingDay,
  isoDate,
} from '../../dist/index.js';
import { seededRandom } from './random.mjs';
import { root } from './program.mjs';

const DATE = isoDate('2026-07-06');

/** The example's snapshot, read without the program's own reader: that is not measured here. */
export function exampleSnapshot() {
  const rows = readFileSync(`${root}examples/calm-contango/snapshot.csv`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const indices = [];
  const futures = [];
  for (const [kind, symbol, expiry, price] of rows) {
    if (kind === 'index') indices.push({ symbol, price: Number(price) });
    if (kind === 'future') futures.push({ symbol, expiry: isoDate(expiry), price: Number(price) });
  }
  const time = chicagoTime(DATE, 15, 0);
  const parts = { time, indices, futures, options: [], etps: [], rates: [] };
  return createSnapshot(parts).snapshot;
}

/** @returns `count` condors, each to be a book of its own; the same in every run */
export function randomCondors(count, spx) {
  const random = seededRandom(2026);
  const between = (low, high) => low + (high - low) * random();
  const toFive = (level) => Math.round(level / 5) * 5;
  const days = Array.from({ length: 110 }, (_, i) => addDays(DATE, 10 + i)).filter(isTradingDay);
  return Array.from({ length: count }, () => {
    const shortPut = toFive(spx * between(0.85, 0.98));
    const shortCall = toFive(spx * between(1.02, 1.12));
    const wing = toFive(between(20, 200));
    return createCondor({
      underlying: 'SPX',
      expiry: days[Math.floor(random() * days.length)],
      quantity: 1 + Math.floor(random() * 50),
      legs: { longPut: shortPut - wing, shortPut, shortCall, longCall: shortCall + wing },
      credit: Math.round(wing * between(0.1, 0.4) * 100) / 100,
    });
  });
}

export function randomBooks(count, spx) {
  return randomCondors(count, spx).map((condor) => createBook([condor]));
}
