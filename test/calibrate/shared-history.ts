import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseHistory } from '../../src/input/history.js';
import type { Source } from '../../src/input/read-source.js';
import { isoDate } from '../../src/market/date.js';
import type { MarketHistory } from '../../src/market/history.js';
import { sharedPath } from '../shared-data.js';

export function sharedSource(rel: string): Source {
  const text = readFileSync(sharedPath(`data/${rel}`), 'utf8').replace(/\r\n?/g, '\n');
  return { name: basename(rel), text };
}

export const RANK_TABLE = 'vx_futures/vx_constant_rank_settle.csv';
export const ALL_CONTRACTS = 'vx_futures/vx_daily_all_contracts.csv';

/** The history under `shared`, by Cboe's and others' own files. */
export async function sharedHistory(vx = ALL_CONTRACTS): Promise<MarketHistory> {
  const { history } = await parseHistory(
    {
      spx: sharedSource('spx/GSPC_ohlc_1927_2026-08-21.csv'),
      vix: sharedSource('vix_indices/VIX_daily_1990_2026-07-23.csv'),
      vvix: sharedSource('vix_indices/VVIX_History.csv'),
      tbill: sharedSource('rates/DTB3_fred.csv'),
      vx: [sharedSource(vx)],
    },
    { today: isoDate('2026-11-24'), closed: true },
  );
  return history;
}
