import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSnapshot } from '../../src/input/snapshot.js';
import type { Source } from '../../src/input/read-source.js';
import { formatMoment, readMoment } from '../../src/market/time.js';
import { hasShared, sharedCsv, sharedPath } from '../shared-data.js';
import { messageOf, refusalOf } from './fixtures.js';

const SETTLEMENTS = `Product,Symbol,Expiration Date,Price
VX,VX35/U6,2026-09-02,17.2528
VX,VX/U6,2026-09-16,17.2528
VXM,VXM/U6,2026-09-16,17.2528
VX,VX/V6,2026-10-21,18.8535
VX,VX/X6,2026-11-18,19.3489
`;
const SETTLEMENT: Source = { name: 'a/settlement_2026-08-28.csv', text: SETTLEMENTS };

const VIX_HISTORY: Source = {
  name: 'VIX_History.csv',
  text: `DATE,OPEN,HIGH,LOW,CLOSE
08/27/2026,16.000000,16.500000,15.900000,16.200000
08/28/2026,16.100000,16.400000,15.100000,15.300000
`,
};
const VVIX_HISTORY: Source = {
  name: 'VVIX_History.csv',
  text: 'DATE,VVIX\n08/27/2026,90.1\n08/28/2026,91.2\n',
};

/** A contract file as Cboe publishes it since 2013. */
function contract(name: string, rows: string): Source {
  const head =
    'Trade Date,Futures,Open,High,Low,Close,Settle,Change,Total Volume,EFP,Open Interest';
  return { name, text: `${head}\n${rows}` };
}

const asOf = (text: string) => ({ asOf: readMoment(text) });

test('a close above the high of its own day is refused, on the day that is used only', async () => {
  const text = VIX_HISTORY.text.replace('16.400000,15.100000,15.300000', '16.4,15.1,51.3');
  const broken = { ...VIX_HISTORY, text };
  const refusal = await refusalOf(parseSnapshot([SETTLEMENT, broken]));
  expect(refusal.place).toEqual({ file: 'VIX_History.csv', line: 3, key: 'CLOSE' });
  expect(refusal.message).toContain('15.1 to 16.4');
});

describe('settlements with index histories', () => {
  test('make a snapshot of the date in the name', async () => {
    const { snapshot, notes } = await parseSnapshot([SETTLEMENT, VIX_HISTORY, VVIX_HISTORY]);
    expect(formatMoment(snapshot.time)).toBe('2026-08-28T20:00:00Z');
    expect(snapshot.indices).toEqual({ VIX: 15.3, VVIX: 91.2 });
    expect(snapshot.futures.map(({ symbol, price }) => [symbol, price])).toEqual([
      ['VX35U26', 17.2528],
      ['VXU26', 17.2528],
      ['VXV26', 18.8535],
      ['VXX26', 19.3489],
    ]);
    expect(notes).toEqual([`${SETTLEMENT.name}: 1 row of VXM passed over, VX alone is read.`]);
  });

  test('or with the spot VIX from a flag, and the date from --as-of', async () => {
    const undated = { name: 'standard input', text: SETTLEMENTS };
    const options = { indices: { VIX: 15.3 }, ...asOf('2026-08-28') };
    const { snapshot } = await parseSnapshot([undated], options);
    expect(formatMoment(snapshot.time)).toBe('2026-08-28T20:00:00Z');
    expect(await messageOf(parseSnapshot([undated], { indices: { VIX: 15.3 } }))).toMatch(
      /^standard input: asof: .*does not say when/,
    );
  });

  test('of different days are refused', async () => {
    const later = { ...SETTLEMENT, name: 'settlement_2026-08-31.csv' };
    const missing = await refusalOf(parseSnapshot([later, VIX_HISTORY]));
    expect(missing.kind).toBe('data');
    expect(missing.message).toBe('there is no row of 2026-08-31');
    expect(missing.mend).toContain('2026-08-28');
    const older = { ...VVIX_HISTORY, text: 'DATE,VVIX\n08/26/2026,90.1\n08/27/2026,90.1\n' };
    expect(await messageOf(parseSnapshot([VIX_HISTORY, older]))).toMatch(
      /^VVIX_History\.csv:3: .*2026-08-28 in VIX_History\.csv:3, 2026-08-27 in VVIX/,
    );
  });

  test('are of the end of the day, so not of an earlier hour', async () => {
    const early = asOf('2026-08-28T10:00');
    expect(await messageOf(parseSnapshot([SETTLEMENT, VIX_HISTORY], early))).toMatch(/^--as-of: /);
    const native = { name: 'n.csv', text: 'kind,symbol,expiry,price\nasof,,2026-08-28T10:00,\n' };
    expect(await messageOf(parseSnapshot([SETTLEMENT, native]))).toMatch(
      /^a\/settlement_2026-08-28\.csv: .*end of 2026-08-28.*10:00 Chicago/,
    );
  });

  test('two dates in a name are refused', async () => {
    const name = 'vx_2026-08-28_2026-08-31.csv';
    expect(await messageOf(parseSnapshot([{ ...SETTLEMENT, name }]))).toMatch(/two dates/);
  });
});

describe('index histories', () => {
  const days = { ...asOf('2026-08-27'), indices: {} };

  test('give the row of --as-of, else the last', async () => {
    const settled = contract('VX_2026-09-16.csv', '2026-08-27,U (Sep 2026),0,0,0,0,17,0,0,0,0\n');
    const { snapshot } = await parseSnapshot([VIX_HISTORY, settled], days);
    expect(snapshot.indices.VIX).toBe(16.2);
  });

  test.each([
    [
      'undecidable',
      'DATE,SKEW\n01/02/1990,126.09\n01/03/1990,123.34\n',
      /1990-01-02 or as 1990-02/,
    ],
    ['contradicting', 'DATE,SKEW\n13/02/1990,126\n02/13/1990,123\n', /day first.*month first/],
    ['no date', 'DATE,SKEW\nyesterday,126\n', /no date/],
    ['two-digit year', 'DATE,SKEW\n01/13/90,126\n', /two-digit year/],
    ['twice the day', 'DATE,SKEW\n08/27/2026,126\n08/27/2026,126\n', /:3: .*given twice.*:2/],
    ['no close', 'DATE,SKEW\n08/27/2026,\n', /:2: SKEW: .*empty/],
    ['zero', 'DATE,SKEW\n08/27/2026,0.0\n', /:2: SKEW: 0 cannot be the SKEW/],
    ['later days only', 'DATE,SKEW\n08/28/2026,140\n', /no row of 2026-08-27.*reaches back/],
    ['two columns', 'DATE,SKEW,VVIX\n08/27/2026,140,90\n', /unknown column "SKEW"|"VVIX"/],
  ])('%s: refused', async (_, text, holds) => {
    expect(await messageOf(parseSnapshot([{ name: 'SKEW.csv', text }], days))).toMatch(holds);
  });

  test.each(['history.csv', 'VIX_SKEW.csv', 'standard input'])(
    'named %s: refused',
    async (name) => {
      expect(await messageOf(parseSnapshot([{ ...VIX_HISTORY, name }], days))).toContain(
        'VIX_History.csv',
      );
    },
  );

  test('may have the day first where the file shows it', async () => {
    const text = 'DATE,OPEN,HIGH,LOW,CLOSE\n27/08/2026,16,16.4,16,16.2\n';
    const settled = contract('VX_2026-09-16.csv', '2026-08-27,U (Sep 2026),0,0,0,0,17,0,0,0,0\n');
    const { snapshot } = await parseSnapshot([{ name: 'VIX.csv', text }, settled]);
    expect(formatMoment(snapshot.time)).toBe('2026-08-27T20:00:00Z');
  });
});

describe('contract histories', () => {
  const read = (source: Source) =>
    parseSnapshot([source], { ...asOf('2026-08-27'), indices: { VIX: 16 } });

  test.each([
    ['VX_2026-09-16.csv', '2026-08-27,U (Sep 2026),0,0,0,0,0.0000,0,0,0,0', /Settle: .*is 0/],
    ['VX_2026-09-16.csv', '2026-08-27,V (Oct 2026),0,0,0,0,17,0,0,0,0', /Futures: .*not the/],
    ['VX_2026-09-17.csv', '2026-08-27,U (Sep 2026),0,0,0,0,17,0,0,0,0', /write 2026-09-16/],
    ['VX.csv', '2026-08-27,U (Sep 2026),0,0,0,0,17,0,0,0,0', /VX_2026-12-16\.csv/],
    ['VXM_2026-09-16.csv', '2026-08-27,U (Sep 2026),0,0,0,0,17,0,0,0,0', /VX_2026-12-16\.csv/],
    [
      'VX_2026-09-16.csv',
      '2026-08-26,U (Sep 2026),0,0,0,0,17,0,0,0,0',
      /earlier one is 2026-08-26/,
    ],
  ])('%s: %s: refused', async (name, row, holds) => {
    expect(await messageOf(read(contract(name, `${row}\n`)))).toMatch(holds);
  });

  test('before VX was rescaled are refused', async () => {
    const source = contract('CFE_J07_VX.csv', '03/23/2007,J (Apr 07),0,0,0,0,131.5,0,0,0,0\n');
    const options = { ...asOf('2007-03-23'), indices: { VIX: 13 } };
    expect(await messageOf(parseSnapshot([source], options))).toContain('ten times');
  });
});

describe.runIf(hasShared)('Cboe’s files as published', () => {
  const file = (rel: string): Source => {
    const path = sharedPath(rel);
    return { name: basename(path), text: readFileSync(path, 'utf8').replace(/\r\n?/g, '\n') };
  };
  const raw = (name: string) => file(`data/vx_futures/raw_contracts/${name}`);
  const index = (name: string) => file(`data/vix_indices/${name}`);
  const VIX = 'VIX_daily_1990_2026-07-23.csv';

  test('the settlement sample', async () => {
    const sample = file('data/formats/cboe_settlement_csv_sample.csv');
    const options = { ...asOf('2026-08-28'), indices: { VIX: 15.3 } };
    const { snapshot } = await parseSnapshot([sample], options);
    expect(snapshot.futures.map(({ symbol }) => symbol)).toEqual(
      'VX35U26 VX36U26 VXU26 VX38U26 VX40V26 VXV26 VXX26 VXZ26'.split(' '),
    );
  });

  test('all index histories on one day', async () => {
    const names = ['VIX9D', 'VIX3M', 'VIX6M', 'VVIX', 'SKEW'].map((name) => `${name}_History.csv`);
    const futures = contract('VX_2026-05-19.csv', '2026-04-24,K (May 2026),0,0,0,0,20,0,0,0,0\n');
    const sources = [VIX, ...names].map(index);
    const { snapshot } = await parseSnapshot([...sources, futures], asOf('2026-04-24'));
    const level = (name: string, column: string) => {
      const row = sharedCsv(`data/vix_indices/${name}`).find(({ DATE }) =>
        ['04/24/2026', '2026-04-24'].includes(DATE ?? ''),
      );
      return Number(row?.[column]);
    };
    expect(snapshot.indices).toEqual({
      VIX: level(VIX, 'CLOSE'),
      VIX9D: level('VIX9D_History.csv', 'CLOSE'),
      VIX3M: level('VIX3M_History.csv', 'CLOSE'),
      VIX6M: 23.27,
      VVIX: level('VVIX_History.csv', 'VVIX'),
      SKEW: level('SKEW_History.csv', 'SKEW'),
    });
    // Without a day the last rows differ, for VIX6M ends in April.
    expect(await messageOf(parseSnapshot(sources))).toContain('of different dates');
  });

  test('contract files of 2018-02-05 give the settlements of that day', async () => {
    const names = ['2018-02-07', '2018-02-14', '2018-02-21', '2018-03-21', '2018-04-18'];
    const sources = names.map((date) => raw(`VX_${date}.csv`));
    const { snapshot } = await parseSnapshot([...sources, index(VIX)], asOf('2018-02-05'));
    expect(formatMoment(snapshot.time)).toBe('2018-02-05T21:15:00Z');
    expect(snapshot.indices.VIX).toBe(37.32);
    const day = sharedCsv('data/vx_futures/vx_constant_rank_settle.csv').find(
      ({ date }) => date === '2018-02-05',
    );
    expect(snapshot.futures.filter(({ weekly }) => !weekly).map(({ price }) => price)).toEqual(
      [day?.['VX1'], day?.['VX2'], day?.['VX3']].map(Number),
    );
  });

  test('the older contract files, with their US dates', async () => {
    const names = ['F', 'G', 'H', 'J'].map((letter) => `CFE_${letter}08_VX.csv`);
    const sources = [...names.map(raw), index(VIX)];
    const { snapshot } = await parseSnapshot(sources, asOf('2008-01-15'));
    expect(snapshot.futures[0]).toEqual({
      symbol: 'VXF08',
      expiry: '2008-01-16',
      weekly: false,
      price: 24.04,
    });
    expect(snapshot.futures).toHaveLength(4);
  });
});
