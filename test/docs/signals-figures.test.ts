/** The regime figures that docs/signals.md states are those of its command. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hasShared, sharedPath } from '../shared-data.js';
import { alvh } from '../cli/run.js';

const page = readFileSync(fileURLToPath(new URL('../../docs/signals.md', import.meta.url)), 'utf8');

/** `| raw | 948 | 100.0% |` as the table of the terminal sets it: its words and figures. */
function rowsOf(text: string, first: RegExp): string[] {
  return text
    .split('\n')
    .map((line) => line.replaceAll('|', ' ').trim().replace(/\s+/g, ' '))
    .filter((line) => first.test(line));
}

test.skipIf(!hasShared)('regimes and switches since 2007', async () => {
  const run = await alvh([
    ...['signals', '--history', '--to', '2026-07-06'],
    ...['--vix', sharedPath('data/vix_indices/VIX_daily_1990_2026-07-23.csv')],
    ...['--vix3m', sharedPath('data/vix_indices/VIX3M_History.csv')],
    ...['--vx', sharedPath('data/vx_futures/vx_constant_rank_settle.csv')],
  ]);
  const figures =
    /^(calm|normal|flat|stress|crisis|raw|hysteresis alone|confirmation alone|both) [\d,]+ [\d.]+%/;
  const stated = rowsOf(page, figures);
  expect(stated).toHaveLength(9);
  const printed = rowsOf(run.stdout, figures);
  expect(printed).toEqual(stated);
  expect(page).toContain('4,906 trading days');
  expect(run.stdout).toContain('4,906 trading days');
});
