import { describe, expect, it } from 'vitest';
import { SIZE, SOUND } from './broken/broken-input.js';
import type { BrokenInput } from './broken/broken-input.js';
import { BROKEN_CONFIGURATIONS } from './broken/configurations.js';
import { BROKEN_DATA } from './broken/data.js';
import { BROKEN_EVENTS } from './broken/events.js';
import { BROKEN_FLAGS } from './broken/flags.js';
import { BROKEN_INDEX_LEVELS } from './broken/index-levels.js';
import { BROKEN_JOURNALS } from './broken/journal.js';
import { BROKEN_KEPT } from './broken/kept.js';
import { BROKEN_MACRO_SERIES } from './broken/macro-series.js';
import { BROKEN_MARKETS } from './broken/market-files.js';
import { BROKEN_OPTION_QUOTES } from './broken/option-quotes.js';
import { BROKEN_POSITION_FILES } from './broken/position-files.js';
import { BROKEN_POSITIONS } from './broken/positions.js';
import { BROKEN_HOLDINGS, BROKEN_LEDGERS, BROKEN_PRESS_FLAGS } from './broken/press.js';
import { BROKEN_REPORTS } from './broken/report.js';
import { BROKEN_LATER, BROKEN_SCENARIOS, BROKEN_SHOCKS } from './broken/scenarios.js';
import { BROKEN_SIGNALS } from './broken/signals.js';
import { BROKEN_SNAPSHOT_TIMES } from './broken/snapshot-times.js';
import { BROKEN_SNAPSHOTS } from './broken/snapshots.js';
import { expectRefusal } from './refusal.js';
import { alvh } from './run.js';
import { warmAlvh } from './warm.js';

const CORPUS: Readonly<Record<string, readonly BrokenInput[]>> = {
  positions: BROKEN_POSITIONS,
  'position files': BROKEN_POSITION_FILES,
  snapshots: BROKEN_SNAPSHOTS,
  'option quotes': BROKEN_OPTION_QUOTES,
  'index levels': BROKEN_INDEX_LEVELS,
  'snapshot times': BROKEN_SNAPSHOT_TIMES,
  configurations: BROKEN_CONFIGURATIONS,
  flags: BROKEN_FLAGS,
  scenarios: BROKEN_SCENARIOS,
  'flags of shocks': BROKEN_SHOCKS,
  'later markets': BROKEN_LATER,
  'market files': BROKEN_MARKETS,
  'macro series': BROKEN_MACRO_SERIES,
  events: BROKEN_EVENTS,
  signals: BROKEN_SIGNALS,
  'states and overrides': BROKEN_KEPT,
  journals: BROKEN_JOURNALS,
  reports: BROKEN_REPORTS,
  ledgers: BROKEN_LEDGERS,
  holdings: BROKEN_HOLDINGS,
  'flags of the press': BROKEN_PRESS_FLAGS,
  'market data': BROKEN_DATA,
};

describe.each(Object.entries(CORPUS))('broken %s', (_, inputs) => {
  for (const broken of inputs) {
    it(broken.name, async () => {
      const run = await warmAlvh(broken.args ?? SIZE, {
        files: { ...SOUND, ...broken.files },
        ...(broken.stdin !== undefined && { stdin: broken.stdin }),
        ...(broken.now !== undefined && { now: broken.now }),
      });
      const line = expectRefusal(run, broken.exit ?? 2);
      expect(line).toMatch(broken.place);
      expect(line).toMatch(broken.mend);
    });
  }
});

describe('the corpus', () => {
  const all = Object.values(CORPUS).flat();

  it('holds at least 60 inputs, each named once within its kind', () => {
    expect(all.length).toBeGreaterThanOrEqual(60);
    for (const inputs of Object.values(CORPUS)) {
      expect(new Set(inputs.map(({ name }) => name)).size).toBe(inputs.length);
    }
  });

  it('is sound where nothing is broken', async () => {
    const run = await alvh(SIZE, { files: SOUND });
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('ALVH_DEBUG', () => {
  const files = { ...SOUND, 'position.yaml': '' };

  it('adds the stack of a refusal when it is 1', async () => {
    const run = await alvh(SIZE, { files, env: { ALVH_DEBUG: '1' } });
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    const [message, ...stack] = run.stderr.trimEnd().split('\n');
    expect(message).toMatch(/^alvh: position\.yaml: the file is empty; /);
    expect(stack.join('\n')).toMatch(/^ {4}at .*dist/m);
  });

  it.each(['0', '', undefined])('does not when it is %j', async (value) => {
    const run = await alvh(SIZE, { files, env: { ALVH_DEBUG: value } });
    expectRefusal(run, 2);
  });
});
