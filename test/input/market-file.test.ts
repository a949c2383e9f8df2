import { describe, expect, it } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import { parsePayoutHistory, parsePriceToCashFlow, parseReer } from '../../src/input/macro-csv.js';
import { parseMarket } from '../../src/input/market-file.js';
import { priceToCashFlow } from '../../src/signals/price-to-cash-flow.js';
import { realExchangeRate } from '../../src/signals/reer.js';
import { hasShared, sharedCsv, sharedPath } from '../shared-data.js';
import { MACRO } from '../signals/macro-fixtures.js';
import { readSource } from '../../src/input/read-source.js';

const TODAY = isoDate('2026-11-24');
const csv = (text: string) => ({ name: 'series.csv', text });

describe('series of P/CF', () => {
  it('are ratios, or prices over cash flows', async () => {
    const { rows } = await parsePriceToCashFlow(
      csv('date,price_to_cash_flow\n2026-01-31,17.5\n2026-02-28,.\n2026-03-31,18\n'),
      TODAY,
    );
    expect(rows).toEqual([
      { date: '2026-01-31', value: 17.5 },
      { date: '2026-03-31', value: 18 },
    ]);
    const parts = csv('date,price,operating_cash_flow\n2026-01-31,6000,300\n2026-02-28,6300,\n');
    expect((await parsePriceToCashFlow(parts, TODAY)).rows).toEqual([
      { date: '2026-01-31', value: 20 },
    ]);
  });

  it('may have several publications of a month', async () => {
    const text =
      'date,ratio,published\n2026-01,17,2026-04-02\n2026-01,18,2026-07-02\n2026-02,19,\n';
    const series = await parsePriceToCashFlow(csv(text), TODAY);
    expect(series.rows).toEqual([
      { date: '2026-01-01', value: 17, published: '2026-04-02' },
      { date: '2026-01-01', value: 18, published: '2026-07-02' },
      { date: '2026-02-01', value: 19 },
    ]);
    const at = (day: string) => priceToCashFlow(series, isoDate(day), MACRO).latest;
    expect(at('2026-04-02')).toMatchObject({ month: '2026-01', value: 17 });
    // 28 February and 90 days.
    expect(at('2026-05-29')).toMatchObject({ month: '2026-02', value: 19 });
    expect(at('2026-05-28')).toMatchObject({ month: '2026-01', value: 17 });
  });
});

describe('series of the REER', () => {
  it.each([
    ['date,reer', 'BIS'],
    ['DATE,RBUSBIS', 'BIS'],
    ['"Date","RNUSBIS"', 'BIS'],
    ['TIME_PERIOD,OBS_VALUE', 'BIS'],
    ['observation_date,RTWEXBGS', 'Fed'],
  ] as const)('are read with the head %s', async (head, index) => {
    const { rows } = await parseReer(
      csv(`${head}\n2026-01-01,101.5\n2026-02-01,102\n`),
      index,
      TODAY,
    );
    expect(rows.map(({ value }) => value)).toEqual([101.5, 102]);
  });

  it('may have a gap across which they move further than in a month', async () => {
    const text = 'date,reer\n2020-01-01,100\n2021-01-01,115\n';
    expect((await parseReer(csv(text), 'Fed', TODAY)).rows).toHaveLength(2);
  });
});

describe('histories of the payout', () => {
  it('have fractions of their own, and percent under the names of FRED and Shiller', async () => {
    const own = csv('date,price,dividend,long_rate\n2026-01-31,6000,180,0.0425\n');
    const theirs = csv('date,price,dividend,earnings,long_rate_gs10\n2026-01-01,6000,180,,4.25\n');
    for (const source of [own, theirs]) {
      const { rows } = await parsePayoutHistory(source, TODAY);
      expect(rows[0]).toMatchObject({ payoutYield: 0.03, riskFree10y: 0.0425 });
    }
  });
});

describe('a market file', () => {
  it('finds its series beside it, whatever it is called by', async () => {
    const asked: string[] = [];
    const read = (name: string) => {
      asked.push(name);
      return Promise.resolve({ name, text: 'date,ratio\n2026-01-31,17.5\n' });
    };
    const text = 'priceToCashFlow: { file: series/pcf.csv }\n';
    const { figures, files } = await parseMarket({ name: 'data/market.yaml', text }, read, TODAY);
    expect(asked).toEqual(['data/series/pcf.csv']);
    expect(files).toEqual(asked);
    expect(figures.priceToCashFlow?.source).toBe('data/series/pcf.csv');
    await parseMarket({ name: 'standard input', text }, read, TODAY);
    expect(asked.at(-1)).toBe('series/pcf.csv');
    await parseMarket({ name: 'm.yaml', text: 'priceToCashFlow: { file: /a/b.csv }' }, read, TODAY);
    expect(asked.at(-1)).toBe('/a/b.csv');
  });

  it('is read from JSON too', async () => {
    const text = JSON.stringify({
      quickRatio: {
        date: '2026-09-30',
        cash: 1,
        marketableSecurities: 2,
        receivables: 0,
        currentLiabilities: null,
      },
    });
    const read = () => Promise.reject(new Error('nothing to read'));
    const { figures } = await parseMarket({ name: 'market.json', text }, read, TODAY);
    expect(figures.quickRatio).toMatchObject({ cash: 1, currentLiabilities: null });
  });
});

describe.skipIf(!hasShared)('the real series beside the project', () => {
  const REER = 'data/reer/RBUSBIS_monthly_1994_2024-01.csv';

  async function real(path: string) {
    return readSource(sharedPath(path), process.stdin);
  }

  it('RBUSBIS: the percentile of what was published, counted anew', async () => {
    const series = await parseReer(await real(REER), 'BIS', TODAY);
    const rows = sharedCsv(REER).map(({ DATE = '', RBUSBIS = '' }) => ({
      DATE,
      level: Number(RBUSBIS),
    }));
    expect(series.rows).toHaveLength(rows.length);
    // 31 December 2023 and 45 days is 14 February 2024.
    for (const [day, last] of [
      ['2024-02-13', '2023-11-01'],
      ['2024-02-14', '2023-12-01'],
      ['2010-06-30', '2010-04-01'],
    ] as const) {
      const known = rows.filter(({ DATE }) => DATE <= last);
      const level = known.at(-1)?.level ?? NaN;
      const below = known.filter((row) => row.level < level).length;
      const equal = known.filter((row) => row.level === level).length;
      const gauge = realExchangeRate('BIS', series, isoDate(day), MACRO);
      expect(gauge.latest).toMatchObject({ month: last.slice(0, 7), value: level });
      expect(gauge.percentile).toBeCloseTo((below + equal / 2) / known.length, 12);
    }
  });

  it('RNUSBIS is read, and is not the Fed’s', async () => {
    const source = await real('data/reer/RNUSBIS_monthly_1964_2023-10.csv');
    expect((await parseReer(source, 'BIS', TODAY)).rows.length).toBeGreaterThan(700);
    await expect(parseReer(source, 'Fed', TODAY)).rejects.toThrow(/index of the BIS/);
  });

  it('Shiller’s file is read as it is: yields of 1871 to 2025', async () => {
    const path = 'data/shiller/shiller_ie_data_monthly_1871_2026-03.csv';
    const { rows } = await parsePayoutHistory(await real(path), TODAY);
    const complete = sharedCsv(path).filter((row) => row['dividend'] !== '');
    expect(rows).toHaveLength(complete.length);
    const last = complete.at(-1) ?? {};
    expect(rows.at(-1)?.date).toBe(last['date']);
    expect(rows.at(-1)?.payoutYield).toBeCloseTo(
      Number(last['dividend']) / Number(last['price']),
      14,
    );
    expect(rows.at(-1)?.riskFree10y).toBeCloseTo(Number(last['long_rate_gs10']) / 100, 12);
  });
});
