import { describe, expect, it } from 'vitest';
import type { SizeResult } from '../../src/hedge/result.js';
import type { PressResult } from '../../src/press/result.js';
import { POSITION, SOUND, changed } from './broken/broken-input.js';
import { PRESS_ALL, PRESS_FILES } from './broken/press.js';
import { bash, inProject } from './run.js';
import { warmAlvh as alvh } from './warm.js';

const FILES = { ...SOUND, ...PRESS_FILES };
const EXAMPLE = inProject('examples', 'calm-year-press');

async function printed(args: readonly string[], files = FILES): Promise<string> {
  const run = await alvh(args, { files });
  expect(run, run.stderr).toMatchObject({ code: 0 });
  return run.stdout;
}

async function result(args: readonly string[], files = FILES): Promise<PressResult> {
  return JSON.parse(await printed([...args, '-f', 'json'], files)) as PressResult;
}

describe.concurrent('alvh press', () => {
  it('presses what the ledger says has been realised since the last press', async () => {
    const { press, ledger, ladder, replay, ...rest } = await result(PRESS_ALL);
    // 5,200 of cash, 900 of a budget of 1,300 spent; then -1,800 and -35.50: a loss to earn back.
    expect(rest).toMatchObject({
      schemaVersion: 1,
      command: 'press',
      asOf: '2026-07-06T20:00:00Z',
    });
    expect(ledger).toMatchObject({ cashUsd: 0, lossCarryUsd: 1835.5, leftOverUsd: 400 });
    expect(press).toMatchObject({ budgetUsd: 0, spentUsd: 0, lossCarryUsd: 1835.5 });
    expect(press?.reason).toBe('nothing is pressed: $1,836 of losses are still to be earned back');
    expect(ladder).toMatchObject([{ symbol: 'VXMV26', price: 20.2819, sales: [] }]);
    expect(replay?.lines.map(({ date, cashUsd }) => [date, cashUsd])).toEqual([
      ['2026-05-29', 5200],
      ['2026-06-30', 0],
    ]);
  });

  it('says the same in JSON, CSV and the table', async () => {
    const { press } = await result(PRESS_ALL);
    const csv = (await printed([...PRESS_ALL, '-f', 'csv'])).trim().split('\n');
    const [head = '', ...rows] = csv.map((line) => line.split(','));
    const row = rows.find((cells) => cells[1] === 'press') ?? [];
    expect(Number(row[head.indexOf('loss_carry_usd')])).toBe(press?.lossCarryUsd);
    expect(rows.map((cells) => cells[1])).toEqual(['replay', 'replay', 'press', 'sale']);
    const table = await printed([...PRESS_ALL, '--explain']);
    for (const said of [
      'Big Top',
      'Share factors',
      'Ladder',
      'Replay',
      'press-evidence',
      'not advice',
    ])
      expect(table).toContain(said);
    for (const line of table.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('accepts a roll that keeps the risk, and counts it', async () => {
    const kept = changed(
      changed(POSITION, '2026-08-21', '2026-09-18'),
      'quantity: 10',
      'quantity: 7',
    );
    const files = { ...FILES, 'roll.yaml': kept };
    const { rolls } = await result([...PRESS_ALL, '--roll-to', 'roll.yaml', '--rolls', '1'], files);
    expect(rolls).toMatchObject([{ id: 'spx-aug', rollsBefore: 1, rollsAfter: 2, maxRolls: 2 }]);
    const [roll] = rolls ?? [];
    expect(roll?.riskAfterUsd).toBeLessThanOrEqual(roll?.riskBeforeUsd ?? 0);
  });

  it('replays a ledger by itself, to its last row', async () => {
    const alone = await result(['press', '--ledger', 'ledger.csv', '--replay']);
    expect(alone.asOf).toBe('2026-06-30T20:00:00Z');
    expect(alone.press).toBeUndefined();
    expect(alone.replay?.lines).toHaveLength(2);
  });

  it('reads regime, Big Top and prices of each day of the example from its history', async () => {
    const history = ['spx', 'vix', 'vix3m', 'vx'].map((name) => `--${name} ${name}.csv`).join(' ');
    const line = `$ALVH press --ledger ledger.csv --replay ${history} --as-of 2026-06-30 -f json`;
    const run = await bash(line, { cwd: EXAMPLE });
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
    const { replay, ledger } = JSON.parse(run.stdout) as PressResult;
    expect(replay?.lines).toHaveLength(12);
    const regimes = replay?.lines.map(({ regime }) => regime) ?? [];
    expect(regimes).not.toContain('unknown');
    // The ledger of the example was pressed by the rule until January; in February its budget
    // buys more than a replay without a book may.
    const spent = replay?.lines.slice(0, 7).map(({ spentUsd }) => Math.round(spentUsd * 100) / 100);
    const recorded = replay?.lines.slice(0, 7).map(({ recordedPressUsd }) => recordedPressUsd);
    expect(recorded).toEqual(spent);
    const february = replay?.lines[7];
    expect(february?.bought?.limit).toBe('hedgeRatio');
    expect(february?.spentUsd).toBeLessThan(february?.recordedPressUsd ?? 0);
    expect(ledger.periods.every(({ overPressedUsd }) => overPressedUsd === undefined)).toBe(true);
  });

  it('reads in the replay the Big Top that it reads live, and no day before it has settled', async () => {
    const history = ['spx', 'vix', 'vix3m', 'vx'].map((name) => `--${name} ${name}.csv`).join(' ');
    const book = '-p position.yaml -s snapshot.csv';
    const line = `$ALVH press --ledger ledger.csv --replay ${history} -f json`;
    const live = await bash(`${line} ${book} --as-of 2026-06-30`, { cwd: EXAMPLE });
    expect(live, live.stderr).toMatchObject({ code: 0 });
    const both = JSON.parse(live.stdout) as PressResult;
    expect(both.replay?.lines.at(-1)?.date).toBe('2026-06-30');
    const met = (top: PressResult['bigTop']) => top?.conditions.map((one) => one.met);
    expect(met(both.replay?.lines.at(-1)?.bigTop)).toEqual(met(both.bigTop));
    expect(both.bigTop?.conditions[3]?.met).toBe(true);
    const early = await bash(`${line} --as-of 2026-06-30T09:00`, { cwd: EXAMPLE });
    const { replay } = JSON.parse(early.stdout) as PressResult;
    expect(replay?.lines).toEqual(both.replay?.lines.slice(0, -1));
  });

  it('pushes no layer of the example below its band', async () => {
    const book = '-p position.yaml -s snapshot.csv --as-of 2026-06-30 -f json';
    const sized = await bash(`$ALVH size ${book}`, { cwd: EXAMPLE });
    const pressed = await bash(`$ALVH press ${book} --ledger ledger.csv`, { cwd: EXAMPLE });
    const { layers } = JSON.parse(sized.stdout) as SizeResult;
    const { press } = JSON.parse(pressed.stdout) as PressResult;
    const { units = 0, unitNotionalUsd = 0, limits = [] } = press?.purchase ?? {};
    const total = layers.reduce(
      (sum, { notionalUsd }) => sum + notionalUsd,
      units * unitNotionalUsd,
    );
    expect(units).toBeGreaterThan(0);
    for (const { notionalUsd, band } of layers.slice(0, 2)) {
      expect(notionalUsd / total).toBeGreaterThanOrEqual(band.min);
    }
    const [short] = layers;
    expect(short && short.notionalUsd / (total + unitNotionalUsd)).toBeLessThan(0.15);
    expect(limits.filter(({ binds }) => binds)).toMatchObject([{ layer: 'short' }]);
  });

  it('sizes with an override in force as size does, and says so first', async () => {
    const record = {
      ...{ schemaVersion: 1, at: '2026-07-06T14:00:00Z', from: '2026-07-06T14:00:00Z' },
      ...{
        until: '2026-07-30',
        by: 'Ann',
        reason: 'half will do',
        ruleRatio: 0.9,
        chosenRatio: 0.5,
      },
    };
    const files = { ...FILES, 'log.jsonl': `${JSON.stringify(record)}\n` };
    const overruled = await result([...PRESS_ALL.slice(0, -1), '--overrides', 'log.jsonl'], files);
    expect(overruled.warnings[0]?.code).toBe('override-active');
    const [, ...book] = PRESS_ALL.slice(0, PRESS_ALL.indexOf('--ledger'));
    const args = [...book, '--overrides', 'log.jsonl'];
    const sized = JSON.parse(await printed(['size', ...args, '-f', 'json'], files)) as SizeResult;
    const pressed = await result(['press', ...args, '--ledger', 'ledger.csv'], files);
    const byRule = await result(['press', ...book, '--ledger', 'ledger.csv'], files);
    const monthly = sized.hedge.carryPerMonthUsd;
    expect(pressed.carryCheck?.carryPerMonthUsd).toBeCloseTo(monthly, 4);
    expect(byRule.carryCheck?.carryPerMonthUsd).not.toBeCloseTo(monthly, 0);
  });

  it('sizes with the signals as size does', async () => {
    const args = '-p position.yaml -s snapshot.csv --as-of 2026-06-30 --spx spx.csv -f json';
    const sized = await bash(`$ALVH size ${args}`, { cwd: EXAMPLE });
    const pressed = await bash(`$ALVH press ${args} --ledger ledger.csv`, { cwd: EXAMPLE });
    const { hedge } = JSON.parse(sized.stdout) as SizeResult;
    const { carryCheck } = JSON.parse(pressed.stdout) as PressResult;
    expect(carryCheck?.carryPerMonthUsd).toBeCloseTo(hedge.carryPerMonthUsd, 4);
  });

  it('labels the price of a model in the table and the CSV', async () => {
    const [call, future] = ['VIX   261021C00022000,9,0.60', 'VXV26,3,12.00'];
    const files = (...rows: string[]) => ({
      ...FILES,
      'holdings.csv': `symbol,contracts,entry_price,entry_date\n${rows.map((row) => `${row},2026-05-29\n`).join('')}`,
    });
    const args = PRESS_ALL.filter((arg) => arg !== '--replay');
    const table = await printed(args, files(call, future));
    expect(table).toMatch(/price from +model +snapshot/);
    expect(table).toContain('price of VIX 261021C00022000: modelled from VVIX');
    expect(table).toContain('vix-option-model-vol');
    expect(await printed([...args, '-f', 'csv'], files(call, future))).toMatch(/modelled-price/);
    for (const more of [[], ['-f', 'csv']])
      expect(await printed([...args, ...more], files(future))).not.toMatch(/model/);
  });

  it('refuses the gauges of one day in a replay of many', async () => {
    const run = await alvh([...PRESS_ALL, '--market', 'market.yaml'], { files: FILES });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/--market: a replay does not read the macro gauges/);
  });
});
