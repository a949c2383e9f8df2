import { addDays, isoDate } from '../../src/market/date.js';
import type { Session } from '../../src/signals/session.js';
import { STEWARD } from '../hedge/fixtures.js';

/** METHOD's settings, typed from its text. */
export const SETTINGS = STEWARD.signals;

/** Sessions on days in a row from closes; parts by index. */
export function sessionsOf(
  closes: readonly number[],
  more: (i: number) => Partial<Session> = () => ({}),
): Session[] {
  return closes.map((close, i) => ({
    date: addDays(isoDate('2020-01-01'), i),
    close,
    ...more(i),
  }));
}
