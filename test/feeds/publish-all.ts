import { isoDate } from '../../src/market/date.js';
import { nextMonthlyVixExpiries } from '../../src/market/vix-expiry.js';
import { BASES, DAYS } from './faults.js';
import type { FeedServer } from './feed-server.js';
import { contractHistory, ohlcHistory, plainHistory, settlementCsv } from './published.js';

/** With those that expired within the days of the market. */
export const CONTRACTS = nextMonthlyVixExpiries(DAYS[0]!, 12);

/** Puts on a server all that the publisher has of some days. */
export function publishAllOn(server: FeedServer, days: readonly string[]): void {
  const dates = days.map(isoDate);
  for (const [symbol, base] of Object.entries(BASES)) {
    server.files.set(`/${symbol}_History.csv`, ohlcHistory(dates, base));
  }
  server.files.set('/VVIX_History.csv', plainHistory('VVIX', dates, 90));
  for (const expiry of CONTRACTS) {
    server.files.set(`/VX/VX_${expiry}.csv`, contractHistory(expiry, dates));
  }
  for (const day of dates) server.files.set(`/settlement?dt=${day}`, settlementCsv(day));
}
