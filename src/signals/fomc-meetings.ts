import { isoDate } from '../market/date.js';
import type { MarketEvent } from './events.js';

/**
 * Days of the FOMC's statement, at 14:00 New York, as the Federal Reserve's calendar
 * (federalreserve.gov, [P3]) has them: METHOD 11. The dates of 2027 are tentative there, and of
 * 2028 only the first meeting is known. No dates of CPI or PPI are built in: no published
 * schedule of them was at hand, and lists in circulation contradict one another.
 */
export const FOMC_MEETINGS: readonly MarketEvent[] = [
  ...meetings(2026, '01-28 03-18 04-29 06-17 07-29 09-16 10-28 12-09', false),
  ...meetings(2027, '01-27 03-17 04-28 06-09 07-28 09-15 10-27 12-08', true),
  ...meetings(2028, '01-26', true),
];

function meetings(year: number, days: string, tentative: boolean): MarketEvent[] {
  return days.split(' ').map((day) => ({
    date: isoDate(`${year}-${day}`),
    time: '14:00',
    type: 'FOMC',
    source: 'built in: federalreserve.gov',
    tentative,
  }));
}
