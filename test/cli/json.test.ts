import { describe, expect, it } from 'vitest';
import {
  AS_OF,
  POSITION,
  POSITION_CSV,
  POSITION_JSON,
  SIZE,
  SNAPSHOT,
  SOUND,
} from './broken/broken-input.js';
import { SIZE_SHAPE, faultsOf, keysByPath } from './json-shape.js';
import { inProject } from './run.js';
import type { Files } from './run.js';
import { warmAlvh as alvh } from './warm.js';

/** As much of the result as the checks below do sums with. */
interface Result {
  schemaVersion: number;
  command: string;
  asOf: string;
  profile: string;
  position: { condors: { creditUsd: number; maxLossUsd: number }[]; riskCapitalUsd: number };
  termStructure: { spx?: number; vixToVix3m?: number; nodes: { expiry: string }[] };
  hedge: Record<string, number>;
  layers: (Record<string, number> & {
    name: string;
    band: { min: number; max: number };
    instruments: { price: number; multiplier: number; contracts: number; notionalUsd: number }[];
  })[];
  structure: {
    whatIf?: { condorUsd: number; hedgeUsd: number; netUsd: number }[];
    coverage?: { condorUsd: number; hedgeUsd: number; share?: number }[];
  } & Record<string, unknown>;
  warnings: { code: string; message: string }[];
}

async function printed(args: readonly string[], files: Files = SOUND): Promise<string> {
  const run = await alvh([...args, '-f', 'json'], { files });
  expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  return run.stdout;
}

async function result(args: readonly string[], files: Files = SOUND): Promise<Result> {
  return JSON.parse(await printed(args, files)) as Result;
}

const EXAMPLES: Readonly<Record<string, string[]>> = {
  'calm-contango': example('calm-contango', 'position.yaml', '2026-07-06'),
  'covid-crash': example('covid-crash', 'position.json', '2020-03-16'),
  'flat-curve': example('flat-curve', 'position.yaml', '2024-08-01'),
  'two-expiries': example('two-expiries', 'book.csv', '2023-10-20'),
};
const CALM = EXAMPLES['calm-contango'] ?? [];

function example(name: string, position: string, asOf: string): string[] {
  const folder = inProject('examples', name);
  return ['size', '-p', `${folder}/${position}`, '-s', `${folder}/snapshot.csv`, '--as-of', asOf];
}

describe.concurrent('the JSON of size', () => {
  it('has every key of the contract, of its type, for a calm day', async () => {
    const calm = await result(CALM);
    expect(faultsOf(calm, SIZE_SHAPE)).toEqual([]);
    expect(calm).toMatchObject({ schemaVersion: 1, command: 'size', profile: 'steward' });
    expect(calm.asOf).toBe('2026-07-06T20:00:00Z');
  });

  it('is in the units that its names say', async () => {
    const { position, hedge, layers, structure } = await result(CALM);
    // 10 condors, a credit of 24.80 points, wings of 100, 100 dollars a point.
    expect(position.condors[0]).toMatchObject({
      quantity: 10,
      creditUsd: 24_800,
      maxProfitUsd: 24_800,
      maxLossUsd: 75_200,
      breakEvens: { lower: 6975.2, upper: 7924.8 },
    });
    expect(position.riskCapitalUsd).toBe(75_200);
    for (const layer of layers) {
      const notional = sum(layer.instruments.map(({ notionalUsd }) => notionalUsd));
      expect(notional).toBeCloseTo(layer['notionalUsd'] ?? NaN, 6);
      for (const { price, multiplier, contracts, notionalUsd } of layer.instruments) {
        expect(notionalUsd).toBeCloseTo(price * multiplier * contracts, 6);
        expect([100, 1000]).toContain(multiplier);
      }
      expect(layer['outlayUsd']).toBe(0);
    }
    const total = (key: string) => sum(layers.map((layer) => layer[key] ?? NaN));
    expect(total('weight')).toBeCloseTo(1, 9);
    expect(total('weightActual')).toBeCloseTo(1, 9);
    expect(total('notionalUsd')).toBeCloseTo(hedge['notionalUsd'] ?? NaN, 6);
    expect(total('targetNotionalUsd')).toBeCloseTo(hedge['targetNotionalUsd'] ?? NaN, 6);
    expect(total('carryPerMonthUsd')).toBeCloseTo(hedge['carryPerMonthUsd'] ?? NaN, 6);
    // What costs is negative: every contract of this curve rolls down.
    expect(hedge['carryPerMonthUsd']).toBeLessThan(0);
    for (const { condorUsd, hedgeUsd, netUsd } of structure.whatIf ?? []) {
      expect(netUsd).toBeCloseTo(condorUsd + hedgeUsd, 6);
    }
    for (const { condorUsd, hedgeUsd, share } of structure.coverage ?? []) {
      if (share !== undefined) expect(share).toBeCloseTo(hedgeUsd / -condorUsd, 6);
    }
  });

  it('holds no null, and no share in per cent', async () => {
    for (const args of Object.values(EXAMPLES)) {
      const text = await printed(args);
      expect(text).not.toMatch(/: null|NaN|Infinity|undefined|Pct"/);
      expect(text).toMatch(/^\{\n[\s\S]*\n\}\n$/);
    }
  });

  it('leaves out what is not known', async () => {
    const { hedge, layers, structure } = await result(CALM);
    // Without a margin and a premium 0 would be a wrong figure.
    for (const key of ['episodes', 'expectedIrr', 'wacc', 'npvUsd']) {
      expect(structure).not.toHaveProperty(key);
    }
    for (const part of [hedge, ...layers]) expect(part).not.toHaveProperty('marginUsd');

    const bare = {
      ...SOUND,
      'snapshot.csv': SNAPSHOT.replace(/index,(SPX|VIX9D|VIX3M|VVIX).*\n/g, ''),
    };
    const unknown = await result(SIZE, bare);
    expect(unknown.termStructure).not.toHaveProperty('spx');
    expect(unknown.termStructure).not.toHaveProperty('vixToVix3m');
    expect(unknown.position).not.toHaveProperty('atmVol');
    // Nothing of it is known without the level, which a warning says.
    expect(unknown).not.toHaveProperty('structure');
    expect(unknown.warnings.map(({ code }) => code)).toContain('no-spx');
  });

  it('has a margin where one is given, as an amount tied up', async () => {
    const { hedge, layers } = await result([...CALM, '--vx-margin', '6000']);
    expect(hedge['marginUsd']).toBeGreaterThan(0);
    const contracts = layers.flatMap(({ instruments }) => instruments);
    const margin = sum(contracts.map((each) => (each.contracts * each.multiplier * 6000) / 1000));
    expect(hedge['marginUsd']).toBeCloseTo(margin, 6);
  });

  it('has its keys in one order, whatever the example', async () => {
    const orders = new Map<string, string[][]>();
    const money = [...CALM, '--vx-margin', '6000', '--set', 'capital.equityRiskPremium=0.05'];
    const hurdle = [...money, '--set', 'capital.riskFreeRate=0.04'];
    for (const args of [...Object.values(EXAMPLES), money, hurdle]) {
      for (const [path, lists] of keysByPath(await result(args))) {
        orders.set(path, [...(orders.get(path) ?? []), ...lists]);
      }
    }
    expect(orders.size).toBeGreaterThan(20);
    for (const [path, lists] of orders) {
      const before = new Set(lists.flatMap(pairs));
      const both = [...before].filter((pair) => before.has(pair.split(' ').reverse().join(' ')));
      expect(both, `keys of ${path} that stand in either order`).toEqual([]);
    }
  });

  it('has the keys of the contract in the order of the contract', async () => {
    const found = keysByPath(await result(CALM));
    for (const [path, [wanted = []]] of keysByPath(SIZE_SHAPE)) {
      for (const keys of found.get(path) ?? []) {
        const names = wanted.map((key) => key.replace(/\?$/, ''));
        const shared = keys.filter((key) => names.includes(key));
        expect(shared, path).toEqual(names.filter((name) => keys.includes(name)));
      }
    }
  });

  it('is the same at every run', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => printed(CALM)));
    expect(new Set(runs).size).toBe(1);
  });

  it('has the derivations with --explain, and nothing else is changed by it', async () => {
    const [plain, explained] = await Promise.all([result(CALM), result([...CALM, '--explain'])]);
    const { derivations, ...rest } = explained as Result & { derivations: unknown[] };
    expect(rest).toEqual(plain);
    expect(derivations.length).toBeGreaterThan(3);
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** `a b` for every a that stands before b. */
function pairs(keys: readonly string[]): string[] {
  return keys.flatMap((a, at) => keys.slice(at + 1).map((b) => `${a} ${b}`));
}

describe.concurrent('the same book, written another way', () => {
  const rows = [
    'spx-aug,SPX,2026-08-21,10,6900,7000,7900,8000,24.80,2026-07-06',
    'spxw-aug,SPXW,2026-08-21,4,6800,6900,8000,8100,12.5,2026-07-01',
    'xsp-sep,XSP,2026-09-18,30,680,690,800,810,2.25,2026-07-06',
    'fly,SPX,2026-08-14,2,7400,7500,7500,7600,60,2026-07-02',
  ];
  const head = POSITION_CSV.split('\n')[0] ?? '';
  const csvOf = (lines: readonly string[]) => [head, ...lines, ''].join('\n');
  const entries = rows.map((row) => {
    const [
      id,
      underlying,
      expiry,
      quantity,
      longPut,
      shortPut,
      shortCall,
      longCall,
      credit,
      opened,
    ] = row.split(',');
    const legs = { longPut, shortPut, shortCall, longCall };
    const numbers = Object.fromEntries(Object.entries(legs).map(([k, v]) => [k, Number(v)]));
    return {
      ...{ id, underlying, expiry, quantity: Number(quantity), legs: numbers },
      ...{ credit: Number(credit), opened },
    };
  });
  const yamlOf = (some: typeof entries) =>
    `positions:\n${some.map((entry) => `  - ${JSON.stringify(entry)}\n`).join('')}`;
  const book = (...names: string[]) => [
    'size',
    ...names.flatMap((name) => ['-p', name]),
    ...['-s', 'snapshot.csv', ...AS_OF],
  ];
  const whole = printed(book('book.csv'), { ...SOUND, 'book.csv': csvOf(rows) });

  it.each<[string, string[], Files]>([
    ['as YAML', ['b.yaml'], { 'b.yaml': yamlOf(entries) }],
    ['as JSON', ['b.json'], { 'b.json': JSON.stringify({ positions: entries }, null, 1) }],
    ['as JSON in one line', ['b.json'], { 'b.json': JSON.stringify({ positions: entries }) }],
    ['in another order', ['b.csv'], { 'b.csv': csvOf(rows.toReversed()) }],
    ['as YAML in another order', ['b.yml'], { 'b.yml': yamlOf(entries.toReversed()) }],
    [
      'in two files',
      ['a.csv', 'b.csv'],
      { 'a.csv': csvOf(rows.slice(0, 1)), 'b.csv': csvOf(rows.slice(1)) },
    ],
    [
      'in two files, the second first',
      ['b.csv', 'a.csv'],
      { 'a.csv': csvOf(rows.slice(0, 1)), 'b.csv': csvOf(rows.slice(1)) },
    ],
    [
      'in files of three formats',
      ['a.yaml', 'b.json', 'c.csv'],
      {
        'a.yaml': yamlOf(entries.slice(1, 2)),
        'b.json': JSON.stringify(entries[3]),
        'c.csv': csvOf([rows[2] ?? '', rows[0] ?? '']),
      },
    ],
  ])('%s gives the same bytes', async (_, names, files) => {
    expect(await printed(book(...names), { ...SOUND, ...files })).toBe(await whole);
  });

  it('holds for a book without ids', async () => {
    const strip = (text: string) => text.replace(/^[^,]*,/gm, '');
    const forward = await printed(book('a.csv'), { ...SOUND, 'a.csv': strip(csvOf(rows)) });
    const backward = { ...SOUND, 'a.csv': strip(csvOf(rows.toReversed())) };
    expect(await printed(book('a.csv'), backward)).toBe(forward);
  });

  it('is as different as the book is', async () => {
    const other = csvOf(rows.with(0, (rows[0] ?? '').replace(',10,', ',11,')));
    expect(await printed(book('b.csv'), { ...SOUND, 'b.csv': other })).not.toBe(await whole);
  });
});

describe.concurrent('the JSON of one condor, from each format', () => {
  it('is the same for every command', async () => {
    const csv = POSITION_CSV.replace(',opened', '').replace(',2026-07-06', '');
    const files = { ...SOUND, 'p.csv': csv, 'p.json': POSITION_JSON, 'p.yaml': POSITION };
    for (const command of ['size', 'condor']) {
      const from = (name: string) =>
        printed([command, '-p', name, '-s', 'snapshot.csv', ...AS_OF], files);
      const [yaml, json, table] = await Promise.all(['p.yaml', 'p.json', 'p.csv'].map(from));
      expect(json).toBe(yaml);
      expect(table).toBe(yaml);
    }
  });
});

describe.concurrent('the JSON of the other commands', () => {
  it.each([
    ['condor', ['condor', '-p', 'position.yaml', '-s', 'snapshot.csv', ...AS_OF]],
    ['condor', ['condor', '-p', 'position.yaml']],
    ['term', ['term', '-s', 'snapshot.csv', ...AS_OF]],
  ])('%s names its command and version, and holds no null', async (command, args) => {
    const text = await printed(args);
    expect(JSON.parse(text)).toMatchObject({ schemaVersion: 1, command });
    expect(text).not.toMatch(/: null|NaN|Infinity|undefined/);
  });
});
