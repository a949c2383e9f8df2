import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { overrideLine, parseOverrides, parseState, stateText } from '../../src/input/kept-state.js';
import type { KeptState } from '../../src/input/kept-state.js';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';

const STATE: KeptState = {
  signals: {
    state: 'alert',
    since: isoDate('2026-11-18'),
    sessionsInState: 3,
    lastDate: isoDate('2026-11-20'),
  },
  regime: {
    regime: 'normal',
    since: isoDate('2026-10-01'),
    daysInRegime: 37,
    lastDate: isoDate('2026-11-20'),
    pending: ['flat'],
  },
};

const RECORD = {
  at: Date.parse('2026-11-20T21:00:00Z') as EpochMs,
  from: Date.parse('2026-11-21T21:00:00Z') as EpochMs,
  until: isoDate('2026-11-27'),
  by: 'Ann',
  reason: 'a "quoted"\nreason',
  ruleRatio: 0.9,
  chosenRatio: 1.4,
};

function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a kept state', () => {
  it('is read back as it was written, whole or in part', () => {
    for (const state of [STATE, {}, { signals: STATE.signals! }, { regime: STATE.regime! }]) {
      expect(parseState(stateText(state), 'state.json')).toEqual(state);
    }
  });

  it('makes no sense where it is cut short, foreign or impossible', () => {
    const text = stateText(STATE);
    const broken = [
      '',
      text.slice(0, -3),
      'null',
      '[]',
      '{}',
      '{"schemaVersion":0}',
      text.replace('alert', 'panic'),
      text.replace('"sessionsInState": 3', '"sessionsInState": 0'),
      text.replace('2026-11-18', '2026-11-31'),
      text.replace('2026-11-18', '2026-11-25'),
      text.replace('"pending"', '"pendig"'),
    ];
    for (const each of broken) expect(parseState(each, 'state.json'), each).toBeUndefined();
  });

  it('of a newer version is refused, not taken for broken', () => {
    const { kind, message } = refusalOf(() => parseState('{"schemaVersion":2}', 'state.json'));
    expect(kind).toBe('data');
    expect(message).toContain('newer');
  });
});

describe('an override log', () => {
  it('is read back line by line, quotes and line ends in a reason included', () => {
    const { chosenRatio: ratio, ...back } = RECORD;
    expect(ratio).toBe(1.4);
    const text = overrideLine(RECORD) + overrideLine(back);
    expect(text.split('\n')).toHaveLength(3);
    expect(parseOverrides(text, 'log')).toEqual([RECORD, back]);
    expect(parseOverrides('', 'log')).toEqual([]);
  });

  it('is refused at the line that makes no sense', () => {
    const good = overrideLine(RECORD);
    for (const bad of ['{}', '', good.slice(0, 40), good.trim().replace('1.4', '"1.4"')]) {
      const { kind, place } = refusalOf(() => parseOverrides(`${good}${bad}\n${good}`, 'log'));
      expect(kind).toBe('data');
      expect(place).toEqual({ file: 'log', line: 2 });
    }
  });
});
