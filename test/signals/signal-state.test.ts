import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../src/market/date.js';
import { nextSignalState } from '../../src/signals/signal-state.js';
import type { SignalState } from '../../src/signals/signal-state.js';
import { SETTINGS } from './fixtures.js';

const START = isoDate('2020-01-01');

function fold(scores: readonly (number | undefined)[]): (SignalState | undefined)[] {
  let state: SignalState | undefined;
  return scores.map((score, i) => {
    state = nextSignalState(state, { date: addDays(START, i), score }, SETTINGS.state);
    return state;
  });
}

const names = (scores: readonly (number | undefined)[]) => fold(scores).map((one) => one?.state);

describe('METHOD 7.5', () => {
  it.each([
    ['enters alert at 60', [59.9, 60], ['calm', 'calm']],
    ['enters alert at 60 after the dwell', [55, 55, 55, 60], ['calm', 'calm', 'calm', 'alert']],
    ['begins where the first score puts it', [76], ['stress']],
    ['begins in alert', [60], ['alert']],
    ['stays in alert at 50', [60, 55, 52, 50], ['alert', 'alert', 'alert', 'alert']],
    ['leaves alert below 50', [60, 60, 60, 49.9], ['alert', 'alert', 'alert', 'calm']],
    ['enters stress at 75', [60, 60, 60, 75], ['alert', 'alert', 'alert', 'stress']],
    ['stays in stress at 60', [75, 75, 75, 60], ['stress', 'stress', 'stress', 'stress']],
    ['leaves stress below 60', [75, 75, 75, 59.9], ['stress', 'stress', 'stress', 'alert']],
    ['goes from stress to calm below 50', [75, 75, 75, 40], ['stress', 'stress', 'stress', 'calm']],
    ['goes from calm to stress at 75', [40, 40, 40, 80], ['calm', 'calm', 'calm', 'stress']],
    ['dwells three sessions', [60, 40, 40, 40], ['alert', 'alert', 'alert', 'calm']],
    ['has none before a score', [undefined, undefined, 60], [undefined, undefined, 'alert']],
    [
      'keeps it without a score',
      [60, undefined, undefined, 40],
      ['alert', 'alert', 'alert', 'calm'],
    ],
  ] as const)('%s', (_, scores, wanted) => {
    expect(names(scores)).toEqual(wanted);
  });

  it('says since when, and counts the session it began on', () => {
    expect(fold([60, 55, 52]).at(-1)).toEqual({
      state: 'alert',
      since: START,
      sessionsInState: 3,
      lastDate: addDays(START, 2),
    });
  });

  it('is idempotent on the same day, and refuses an earlier one', () => {
    const state = fold([60, 60]).at(-1);
    const again = { date: addDays(START, 1), score: 10 };
    expect(nextSignalState(state, again, SETTINGS.state)).toEqual(state);
    expect(() => nextSignalState(state, { date: START, score: 60 }, SETTINGS.state)).toThrow(
      '2020-01-01 comes before 2020-01-02',
    );
  });

  const scores = fc.array(
    fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
    {
      minLength: 1,
      maxLength: 60,
    },
  );

  it('survives a file: going on from what was written changes nothing', () => {
    fc.assert(
      fc.property(scores, (all) => {
        let state: SignalState | undefined;
        const kept = all.map((score, i) => {
          const read = JSON.parse(JSON.stringify(state ?? null)) as SignalState | null;
          state = nextSignalState(
            read ?? undefined,
            { date: addDays(START, i), score },
            SETTINGS.state,
          );
          return state;
        });
        expect(kept).toEqual(fold(all));
      }),
    );
  });

  it('no state ends before its dwell, but the last', () => {
    fc.assert(
      fc.property(scores, (all) => {
        const states = names(all);
        const runs: number[] = [];
        for (const [i, state] of states.entries()) {
          if (state === undefined) continue;
          if (i > 0 && state === states[i - 1]) runs.push((runs.pop() ?? 0) + 1);
          else runs.push(1);
        }
        for (const length of runs.slice(0, -1)) expect(length).toBeGreaterThanOrEqual(3);
      }),
    );
  });
});
