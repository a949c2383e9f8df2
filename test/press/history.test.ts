import { beforeAll, describe, expect, it } from 'vitest';
import { parseHistory } from '../../src/input/history.js';
import { isoDate } from '../../src/market/date.js';
import type { HistoryDay } from '../../src/market/history.js';
import { createLedger } from '../../src/press/ledger-event.js';
import { replayPress } from '../../src/press/replay.js';
import { ALL_CONTRACTS, sharedSource } from '../calibrate/shared-history.js';
import { STEWARD } from '../hedge/fixtures.js';
import { hasShared } from '../shared-data.js';
import { event } from './fixtures.js';

/** A made-up ledger over true markets: it needs the history that stays outside the project. */
describe.skipIf(!hasShared)('a replay over true days', () => {
  let days: readonly HistoryDay[] = [];

  beforeAll(async () => {
    const { history } = await parseHistory(
      {
        spx: sharedSource('spx/GSPC_ohlc_1927_2026-08-21.csv'),
        vix: sharedSource('vix_indices/VIX_daily_1990_2026-07-23.csv'),
        vix3m: sharedSource('vix_indices/VIX3M_History.csv'),
        vx: [sharedSource(ALL_CONTRACTS)],
      },
      { today: isoDate('2026-11-24'), closed: true, from: isoDate('2018-06-01') },
    );
    ({ days } = history);
  });

  const lines = () => {
    const asOf = isoDate('2020-06-30');
    const months = [
      ...['2019-12', '2020-01', '2020-02', '2020-03', '2020-04', '2020-05', '2020-06'],
    ].map((month) => event(`${month}-16 expire 6000 c${month}`.replace('02-16', '02-18')));
    const events = months.map((one) =>
      one.date === '2020-05-16' ? { ...one, date: isoDate('2020-05-15') } : one,
    );
    return replayPress({ ledger: createLedger(events, asOf), asOf, settings: STEWARD, days }).lines;
  };

  it('tells a crisis in March 2020, presses nothing in it and takes the cash up after', () => {
    const by = new Map(lines().map((line) => [line.date, line]));
    const march = by.get(isoDate('2020-03-31'));
    expect(march?.regime).toBe('crisis');
    expect(march).toMatchObject({ share: 0, spentUsd: 0 });
    expect(march?.cashCarriedUsd).toBe(march?.cashUsd);
    // 2020-01-31: VIX 18.84, VIX3M 18.76 (Cboe): a ratio above 1 is stress.
    expect(by.get(isoDate('2020-01-31'))).toMatchObject({ regime: 'stress', share: 0.125 });
    expect(by.get(isoDate('2019-12-31'))?.bigTop?.conditions[0]).toMatchObject({ met: true });
  });

  it('changes nothing of the past when the history ends there', () => {
    const all = lines();
    days = days.filter(({ date }) => date <= '2020-02-28');
    expect(lines().slice(0, 3)).toEqual(all.slice(0, 3));
  });
});
