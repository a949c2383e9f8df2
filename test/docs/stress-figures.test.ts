/** Figures that the pages about stress type by hand are those of the engine and of the bank. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createBook, defaultSettings, prepareHedge, stressBook } from '../../src/index.js';
import type { StressResult } from '../../src/index.js';
import { parsePositions } from '../../src/input/position.js';
import { parseScenarios } from '../../src/input/scenarios.js';
import { parseSnapshot } from '../../src/input/snapshot.js';
import { EPISODES } from '../../src/scenario/episodes.js';

const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const textOf = (path: string): string => readFileSync(file(path), 'utf8');
const source = (path: string): { name: string; text: string } => ({
  name: path,
  text: textOf(path),
});
const usd = (value: number): string => `$${Math.round(value).toLocaleString('en-US')}`;

async function replayed(example: string, later: readonly string[]): Promise<StressResult> {
  const [parsed] = await parsePositions([source(`examples/${example}/position.yaml`)]);
  if (parsed === undefined) throw new Error('the example has no condor');
  const { snapshot } = await parseSnapshot([source(`examples/${example}/snapshot.csv`)]);
  const after = [];
  for (const name of later) {
    after.push((await parseSnapshot([source(`examples/${example}/${name}.csv`)])).snapshot);
  }
  const prepared = prepareHedge(snapshot, defaultSettings(), snapshot.time);
  return stressBook(prepared, createBook([parsed.condor]), {
    episodes: EPISODES,
    spxMoves: [],
    vixFactors: [],
    later: after,
  });
}

test('crash-2020: the replay and the episode on the same curve', async () => {
  const page = textOf('examples/crash-2020/README.md');
  const { replay, episodes } = await replayed('crash-2020', ['2020-03-11', '2020-03-16']);
  const peak = episodes.find(({ id }) => id === 'covid-2020-peakvol');
  expect(page).toContain(`gained ${usd(peak?.held.hedgeUsd ?? NaN)}`);
  expect(page).toContain(`in the replay ${usd(replay?.steps.at(-1)?.hedgeUsd ?? NaN)}`);
  // Two days before its settlement, by hand: spot 14.38 and 15.375 at 28 days, 1.749 and 1.343 in
  // logs at 0 and 30 days.
  const still = 14.38 + (2 / 28) * (15.375 - 14.38);
  const log = Math.log(82.69 / 14.38);
  expect((still * Math.exp(log + (2 / 30) * (1.343 - log))).toFixed(1)).toBe('80.9');
});

test('crash-day-2018: one VX and one mini of February', async () => {
  const page = textOf('examples/crash-day-2018/README.md');
  const { replay, hedge } = await replayed('crash-day-2018', ['2018-02-05']);
  expect(hedge[0]?.instruments.map(({ contracts, symbol }) => `${contracts} ${symbol}`)).toEqual([
    '1 VXG18',
    '1 VXMG18',
  ]);
  expect(page).toContain(`1,100 x (33.225 - 15.625) = ${usd(1100 * (33.225 - 15.625))}`);
  const short = replay?.steps[0]?.layers[0];
  expect((short?.gainUsd ?? NaN) + (short?.costUsd ?? NaN)).toBeCloseTo(19_360, 8);
});

describe('docs/stress.md', () => {
  const page = textOf('docs/stress.md');

  test.each(EPISODES)('has $id, with its days, SPX and VIX', ({ id, days, spxReturn, vix }) => {
    const row = page.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${id}\``));
    expect(row).toBeDefined();
    expect(row).toMatch(new RegExp(`\\b${days}\\b`));
    expect(row).toContain(`${(spxReturn * 100).toFixed(1)}%`);
    for (const level of vix ?? []) expect(row).toContain(level.toFixed(2));
  });
});

test('the scenario file of docs/files.md is read', async () => {
  const blocks = textOf('docs/files.md').matchAll(/```yaml\n(scenarios:[\s\S]*?)```/g);
  const [text = ''] = [...blocks].map(([, body = '']) => body);
  const [mine] = await parseScenarios({ name: 'shown.yaml', text });
  expect(mine).toMatchObject({ id: 'my-crash', days: 10, spxReturn: -0.12 });
});
