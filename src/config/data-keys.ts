import { address, from, group, number } from './key.js';
import type { Values } from './key.js';

/** Addresses as seen in public code; Cboe publishes no contract for them. */
const SEEN = from('memory', '17');
const CHOICE = from('choice', '17');

/** Where and how `alvh data pull` fetches. */
export const DATA = group('Where alvh data pull fetches market data, and how long it tries.', {
  indexUrl: address(
    'https://cdn.cboe.com/api/global/us_indices/daily_prices/{symbol}_History.csv',
    '{symbol}',
    SEEN,
    'Address of the history of an index; {symbol} is VIX, VIX9D, VIX3M, VIX6M, VVIX or SPX.',
  ),
  settlementUrl: address(
    'https://www.cboe.com/us/futures/market_statistics/settlement/csv?dt={date}',
    '{date}',
    SEEN,
    'Address of the VX settlements of a day; {date} is YYYY-MM-DD.',
  ),
  contractUrl: address(
    'https://cdn.cboe.com/data/us/futures/market_statistics/historical_data/VX/VX_{expiry}.csv',
    '{expiry}',
    SEEN,
    'Address of the history of a VX contract; {expiry} is YYYY-MM-DD.',
  ),
  settlementDays: number(
    20,
    { min: 1, max: 250, whole: true },
    CHOICE,
    'Days of settlements that one pull asks for at most, the oldest first.',
  ),
  timeoutSeconds: number(
    60,
    { min: 0.1, max: 3600 },
    CHOICE,
    'Seconds that one file may take in all, retries included.',
  ),
  retries: number(
    3,
    { min: 0, max: 10, whole: true },
    CHOICE,
    'Further attempts where the network or the server fails in a way that may pass.',
  ),
  maxBytes: number(
    16_777_216,
    { min: 1000, max: 1_073_741_824, whole: true },
    CHOICE,
    'Bytes of one file at most, unpacked.',
  ),
});

export type DataSettings = Values<typeof DATA.keys>;
