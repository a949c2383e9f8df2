import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { defaultSettings } from '../../src/config/defaults.js';
import { parseMarket } from '../../src/input/market-file.js';
import { parsePositions } from '../../src/input/position.js';
import { parseSnapshot } from '../../src/input/snapshot.js';
import { isoDate } from '../../src/market/date.js';
import { macroGauges } from '../../src/signals/macro-gauges.js';
import { POSITION_HEAD, POSITION_YAML, SNAPSHOT_CSV } from './fixtures.js';

const POSITION_CSV = `${POSITION_HEAD}\na,SPX,2026-12-18,10,5900,6000,6900,7000,14.80,2026-11-20\n`;
const POSITION_JSON =
  '{"positions":[{"underlying":"SPX","expiry":"2026-12-18","quantity":10,"credit":14.8,' +
  '"legs":{"longPut":5900,"shortPut":6000,"shortCall":6900,"longCall":7000}}]}';
const SNAPSHOT_YAML =
  'asOf: 2026-11-20\nindices: {VIX: 17.92}\nfutures:\n  - {symbol: VX, expiry: 2026-12-16, price: 18.85}\n' +
  'options:\n  - {symbol: VIX, expiry: 2026-12-16, strike: 25, right: call, bid: 1, ask: 1.1}\n';
const SETTLEMENTS = 'Product,Symbol,Expiration Date,Price\nVX,VX/Z6,2026-12-16,18.85\n';
const HISTORY = 'DATE,OPEN,HIGH,LOW,CLOSE\n11/20/2026,17,18,17,17.92\n';
const CONTRACT = 'Trade Date,Futures,Settle\n2026-11-20,Z (Dec 2026),18.85\n';

const MARKET_FILES: Readonly<Record<string, string>> = {
  'market.yaml':
    'dividendDiscount: {date: 2026-11-20, price: 6500, earnings: 240, dividend: 205, payout: total,\n' +
    '  growthLong: 0.04, growthShort: 0.07, fadeYears: 10, riskFree10y: 0.042,\n' +
    '  requiredReturn: 0.085, history: {file: history.csv, payout: total}}\n' +
    'priceToCashFlow: {file: pcf.csv}\nreer: {source: BIS, file: reer.csv}\n' +
    'quickRatio: {date: 2026-09-30, cash: 9, restrictedCash: 1, marketableSecurities: 1,\n' +
    '  receivables: 0, currentLiabilities: 8}\n',
  'pcf.csv': 'date,price,operating_cash_flow,published\n2026-06-30,6400,320,2026-09-15\n',
  'reer.csv': 'DATE,RBUSBIS\n2026-08-01,108.5\n2026-09-01,108.9\n',
  'history.csv': 'date,price,dividend,long_rate\n2026-05-31,6300,200,0.042\n',
};

async function gaugesOf(files: Readonly<Record<string, string>>): Promise<void> {
  const read = (name: string) => Promise.resolve({ name, text: files[name] ?? '' });
  const today = isoDate('2026-11-24');
  const source = { name: 'market.yaml', text: files['market.yaml'] ?? '' };
  const { figures } = await parseMarket(source, read, today);
  const gauges = macroGauges(figures, today, defaultSettings().macro);
  // JSON makes null of what is not finite.
  expect(JSON.stringify(gauges)).not.toContain('null');
}

/** A text with one piece of it cut out, doubled, or replaced by something nasty. */
function damaged(text: string): fc.Arbitrary<string> {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.string({ unit: fc.constantFrom(...',:;"\'[]{}-?*&!|>%@`#\n \t0123456789.eE/') }),
    fc.constantFrom(
      'NaN',
      '__proto__',
      'constructor',
      'null',
      '~',
      '- ',
      '\n---\n',
      '0x1',
      '1e999',
    ),
  );
  return fc
    .tuple(fc.nat(text.length), fc.nat(12), nasty, fc.boolean())
    .map(([at, length, by, twice]) => {
      const piece = text.slice(at, at + length);
      return text.slice(0, at) + by + (twice ? piece + piece : '') + text.slice(at + length);
    });
}

/** Reads; anything but a value or a refusal with a mend is a fault of ours. */
async function readsOrRefuses(reading: Promise<unknown>): Promise<void> {
  try {
    await reading;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.message).not.toBe('');
    expect(error.mend).not.toBe('');
    expect(error.message).not.toMatch(/\p{Cc}/u);
  }
}

describe('damaged files are read or refused, never more', () => {
  test.each([
    ['book.yaml', POSITION_YAML],
    ['book.json', POSITION_JSON],
    ['book.csv', POSITION_CSV],
  ])('%s', async (name, text) => {
    await fc.assert(
      fc.asyncProperty(damaged(text), (broken) =>
        readsOrRefuses(parsePositions([{ name, text: broken }])),
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    ['snap.csv', SNAPSHOT_CSV],
    ['snap.yaml', SNAPSHOT_YAML],
    ['settlement_2026-11-20.csv', SETTLEMENTS],
    ['VIX_History.csv', HISTORY],
    ['VX_2026-12-16.csv', CONTRACT],
  ])('%s', async (name, text) => {
    const indices = /VIX|snap/.test(name) ? {} : { VIX: 17.92 };
    await fc.assert(
      fc.asyncProperty(damaged(text), (broken) =>
        readsOrRefuses(parseSnapshot([{ name, text: broken }], { indices })),
      ),
      { numRuns: 300 },
    );
  });

  test.each(Object.keys(MARKET_FILES))('%s', async (damagedFile) => {
    await fc.assert(
      fc.asyncProperty(damaged(MARKET_FILES[damagedFile] ?? ''), (broken) =>
        readsOrRefuses(gaugesOf({ ...MARKET_FILES, [damagedFile]: broken })),
      ),
      { numRuns: 300 },
    );
  });

  test('any text without a name that tells its format', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        const source = { name: 'standard input', text };
        await readsOrRefuses(parsePositions([source]));
        await readsOrRefuses(parseSnapshot([source]));
      }),
      { numRuns: 300 },
    );
  });
});
