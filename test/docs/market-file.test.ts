import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseMarket } from '../../src/input/market-file.js';
import { isoDate } from '../../src/market/date.js';

const page = readFileSync(fileURLToPath(new URL('../../docs/files.md', import.meta.url)), 'utf8');

/** Each series as the table of docs/files.md gives its columns. */
const SERIES: Readonly<Record<string, string>> = {
  'history.csv': 'date,price,dividend,long_rate\n2026-06,6000,200,0.042\n',
  'pcf.csv': 'date,price_to_cash_flow\n2026-06,17\n',
  'reer.csv': 'date,reer\n2026-06,108\n',
};

test('the market file of docs/files.md is read', async () => {
  const [text = ''] = [...page.matchAll(/```yaml\n(dividendDiscount:[\s\S]*?)```/g)].map(
    ([, body = '']) => body,
  );
  for (const series of Object.values(SERIES)) {
    expect(page).toContain(`\`${series.split('\n')[0] ?? ''}\``);
  }
  const read = (name: string) => Promise.resolve({ name, text: SERIES[name] ?? '' });
  const { figures, files } = await parseMarket(
    { name: 'm.yaml', text },
    read,
    isoDate('2026-11-24'),
  );
  expect(files).toEqual(Object.keys(SERIES));
  expect(figures).toMatchObject({
    dividendDiscount: { payout: 'total', history: { rows: [{ riskFree10y: 0.042 }] } },
    quickRatio: { restrictedCash: 5000, currentLiabilities: 150_000 },
    reer: { index: 'BIS' },
  });
});
