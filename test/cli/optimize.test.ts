import { describe, expect, it } from 'vitest';
import { TRUTH, filesOf, syntheticHistory } from '../calibrate/fixtures.js';
import { AS_OF, SNAPSHOT, SOUND } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
import type { Run } from './run.js';
import { warmAlvh as alvh } from './warm.js';

const INPUT = ['-p', 'position.yaml', '-s', 'snapshot.csv', ...AS_OF];
const FAST = ['--set', 'optimize.paths=300', '--set', 'optimize.resamples=0'];

const optimize = (...more: string[]) =>
  alvh(['optimize', ...INPUT, ...FAST, ...more], { files: SOUND });

describe('alvh optimize', () => {
  it('prints the answer beside the rules’, in every format', async () => {
    const [table, json, csv, markdown] = await Promise.all(
      ['table', 'json', 'csv', 'markdown'].map((format) => optimize('-f', format)),
    );
    for (const run of [table, json, markdown]) {
      expect(run).toMatchObject({ code: 0, stderr: '' });
    }
    expect(table?.stdout).toMatch(/^Least CVaR hedge for 1 condor: proven optimal\n/);
    expect(table?.stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
    const report = JSON.parse(json?.stdout ?? '') as {
      command: string;
      optimum: { cvarUsd: number };
      rules: { cvarUsd: number };
    };
    expect(report.command).toBe('optimize');
    expect(report.optimum.cvarUsd).toBeLessThanOrEqual(report.rules.cvarUsd);
    expect(csv?.code).toBe(0);
    expect(csv?.stdout.split('\n')[0]).toMatch(/^as_of,status,alpha,hedge,layer,/);
    expect(markdown?.stdout).toContain('| Layers');
  });

  it('keeps a floor at an SPX move, at the price of the rest, or says that none can', async () => {
    interface Answer {
      optimum: { cvarUsd: number };
      limits: { name: string; bound: number; value: number; key: string }[];
    }
    const [free, bound, never] = await Promise.all([
      optimize('-f', 'json'),
      optimize('-f', 'json', '--net-at', '-0.1=-62000'),
      optimize('--net-at', '-0.1=0'),
    ]);
    const [a, b] = [free, bound].map(({ stdout }) => JSON.parse(stdout) as Answer);
    const floor = b?.limits.find(({ key }) => key === '--net-at');
    expect(floor?.value).toBeGreaterThanOrEqual(floor?.bound ?? Infinity);
    expect(b?.optimum.cvarUsd).toBeGreaterThanOrEqual(a?.optimum.cvarUsd ?? Infinity);
    expect(expectRefusal(never, 4)).toContain(
      'condors and hedge at SPX -0.1 at least $0 (--net-at)',
    );
  });

  it('names a relaxation in the unit of the flag: to it there is an answer, a dollar short none', async () => {
    const line = expectRefusal(await optimize('--net-at', '-0.1=0'), 4);
    const [, told = ''] = /relax.* condors and hedge at SPX -0\.1 to -\$([\d,]+)/.exec(line) ?? [];
    const least = -Number(told.replaceAll(',', ''));
    expect(least).toBeLessThan(-1000);
    const [enough, short] = await Promise.all(
      [least, least + 1].map((usd) => optimize('-f', 'json', '--net-at', `-0.1=${usd}`)),
    );
    expectRefusal(short as Run, 4);
    expect(enough?.code).toBe(0);
    const { limits } = JSON.parse(enough?.stdout ?? '') as {
      limits: { key: string; bound: number }[];
    };
    expect(limits.find(({ key }) => key === '--net-at')?.bound).toBe(least);
  });

  it('exits 4 where limits contradict one another, and says what would free them', async () => {
    const run = await optimize('--cvar-max', '100');
    const line = expectRefusal(run, 4);
    expect(line).toMatch(/no whole hedge keeps all of: .*--cvar-max/);
    expect(line).toMatch(/relax one of them: cvar to \$/);
  });

  it.each([
    [['--cvar-max', '5%'], /--cvar-max: /],
    [['--set', 'optimize.alpha=95'], /optimize\.alpha: .*0\.95/],
    [['--set', 'optimize.alpha=1'], /optimize\.alpha: /],
    [['--set', 'optimize.scenarios=bootstrap'], /optimize\.scenarios: .*--spx/],
    [['--set', 'optimize.scenarios=episodes'], /alpha/],
    [['--set', 'optimize.paths=1'], /optimize\.paths: /],
    [['--spx', 'position.yaml'], /--vix: /],
    [['--net-at', '-10=0'], /--net-at: .*fraction/],
    [['--net-at', '0'], /--net-at: .*MOVE=USD/],
    [['--net-at', '-0.1=x'], /--net-at: /],
    [
      ['--net-at', '-0.1=-20000', '--net-at', '-0.10=0'],
      /--net-at: the SPX move -0\.1 has 2 floors: -\$20,000, \$0; keep one/,
    ],
    [['--scenarios', 'snapshot.csv'], /snapshot\.csv: .*YAML or JSON/],
  ])('refuses %j', async (flags, says) => {
    expect(expectRefusal(await optimize(...flags), 2)).toMatch(says);
  });
});

describe('alvh optimize with a history', () => {
  const history = syntheticHistory({ ...TRUTH, days: 700 }, '2024-03-04');
  /** Files of the history up to and with a day. */
  const until = (last: string) => {
    const { spx, vix, vvix, vx } = filesOf({
      ...history,
      days: history.days.filter(({ date }) => date <= last),
    });
    return {
      ...SOUND,
      'spx.csv': spx,
      'VIX_History.csv': vix,
      'VVIX_History.csv': vvix,
      'vx.csv': vx,
    };
  };
  const lastDay = history.days.at(-1)?.date ?? '';
  const BOOTSTRAP = [
    ...['--spx', 'spx.csv', '--vix', 'VIX_History.csv', '--vx', 'vx.csv'],
    ...['--vvix', 'VVIX_History.csv', '--set', 'optimize.scenarios=bootstrap'],
    ...['--set', 'optimize.frontierPoints=0', '-f', 'json'],
  ];
  const drawn = (last: string, ...more: string[]) =>
    alvh(['optimize', ...INPUT, ...FAST, ...BOOTSTRAP, ...more], {
      files: until(last),
      now: '2027-06-01T12:00:00Z',
    });

  it('draws from no day that had not settled by --as-of', async () => {
    expect(lastDay > '2026-10-01').toBe(true);
    const [whole, cut] = await Promise.all([drawn(lastDay), drawn('2026-07-06')]);
    expect(cut).toMatchObject({ code: 0, stderr: '' });
    expect(whole.stdout).toBe(cut.stdout);
    const { scenarios } = JSON.parse(whole.stdout) as { scenarios: { description: string } };
    expect(scenarios.description).toContain('from 2024-03-05 to 2026-07-06');
    const wider = await drawn(lastDay, '--to', lastDay);
    expect(wider.stdout).toBe(cut.stdout);
  });

  it('leaves out the day itself before its settlement', async () => {
    const snapshot = SNAPSHOT.replace(/^asof,.*$/m, 'asof,,2026-07-06T18:00:00Z,');
    const morning = async (last: string) =>
      alvh(
        ['optimize', '-p', 'position.yaml', '-s', 'snapshot.csv', ...FAST, ...BOOTSTRAP].concat(
          '--as-of',
          '2026-07-06T18:00:00Z',
        ),
        { files: { ...until(last), 'snapshot.csv': snapshot }, now: '2027-06-01T12:00:00Z' },
      );
    const [whole, cut] = await Promise.all([morning(lastDay), morning('2026-07-02')]);
    expect(cut).toMatchObject({ code: 0, stderr: '' });
    expect(whole.stdout).toBe(cut.stdout);
  });

  it('refuses a window that begins later', async () => {
    const line = expectRefusal(await drawn(lastDay, '--from', '2026-09-01'), 2);
    expect(line).toMatch(/--from: .*2026-09-01.*after 2026-07-06/);
  });
});

describe('alvh size --method', () => {
  it('optimize holds what alvh optimize finds', async () => {
    const set = ['--set', 'optimize.calls=false', '--set', 'optimize.callSpreads=false'];
    const [found, sized] = await Promise.all([
      optimize('-f', 'json', ...set),
      alvh(['size', ...INPUT, ...FAST, ...set, '--method', 'optimize', '-f', 'json'], {
        files: SOUND,
      }),
    ]);
    expect(sized).toMatchObject({ code: 0, stderr: '' });
    interface Held {
      symbol: string;
      contracts: number;
    }
    const report = JSON.parse(found.stdout) as { optimum: { layers: { holdings: Held[] }[] } };
    const result = JSON.parse(sized.stdout) as { layers: { instruments: Held[] }[] };
    const pairs = (held: readonly Held[]) =>
      held.filter(({ contracts }) => contracts > 0).map((one) => [one.symbol, one.contracts]);
    expect(result.layers.map(({ instruments }) => pairs(instruments))).toEqual(
      report.optimum.layers.map(({ holdings }) => pairs(holdings)),
    );
  });

  it('rules is the default, and another is refused with the two there are', async () => {
    const size = (...more: string[]) => alvh(['size', ...INPUT, ...more], { files: SOUND });
    const [plain, rules, wrong] = await Promise.all([
      size(),
      size('--method', 'rules'),
      size('--method', 'cvar'),
    ]);
    expect(rules.stdout).toBe(plain.stdout);
    expect(expectRefusal(wrong, 2)).toMatch(/--method: .*rules, optimize/);
  });
});

describe('an override of size --method optimize', () => {
  interface Side {
    notionalUsd: number;
    carryPerMonthUsd: number;
    contracts: { layer: string; symbol: string; contracts: number }[];
    whatIf: { spxMove: number; netUsd: number }[];
  }
  interface Sized {
    hedge: { notionalUsd: number; carryPerMonthUsd: number };
    layers: { name: string; instruments: { symbol: string; contracts: number }[] }[];
    structure: { whatIf: { spxMove: number; netUsd: number }[] };
    override?: { rule: Side; chosen: Side };
    warnings: { code: string }[];
  }
  const log = JSON.stringify({
    ...{ schemaVersion: 1, at: '2026-07-02T20:00:00Z', from: '2026-07-02T20:00:00Z' },
    ...{ until: '2026-07-10', by: 'Ann', reason: 'less', ruleRatio: 0.9, chosenRatio: 0.3 },
  });
  const sized = async (...more: string[]): Promise<Sized> => {
    const futures = ['--set', 'optimize.calls=false', '--set', 'optimize.callSpreads=false'];
    const run = await alvh(['size', ...INPUT, ...FAST, ...futures, ...more, '-f', 'json'], {
      files: { ...SOUND, 'log.jsonl': `${log}\n` },
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    return JSON.parse(run.stdout) as Sized;
  };
  /** What a side of an override must say of a sizing. */
  const sideOf = ({ hedge, layers, structure }: Sized) => ({
    ...{ notionalUsd: hedge.notionalUsd, carryPerMonthUsd: hedge.carryPerMonthUsd },
    contracts: layers.flatMap(({ name, instruments }) =>
      instruments
        .filter(({ contracts }) => contracts > 0)
        .map(({ symbol, contracts }) => ({ layer: name, symbol, contracts })),
    ),
    whatIf: structure.whatIf.map(({ spxMove, netUsd }) => ({ spxMove, netUsd })),
  });

  it('is about the hedge shown, beside what the search finds at the rule’s ratio', async () => {
    const overruled = await sized('--method', 'optimize', '--overrides', 'log.jsonl');
    expect(overruled.override?.chosen).toMatchObject(sideOf(overruled));
    const byRule = await sized('--method', 'optimize');
    expect(overruled.override?.rule).toMatchObject(sideOf(byRule));
    const byRules = await sized('--overrides', 'log.jsonl');
    expect(byRules.override?.chosen).toMatchObject(sideOf(byRules));
    expect(sideOf(byRules).contracts).not.toEqual(sideOf(overruled).contracts);
  });

  it('stands beside the rules’ hedge where the search finds none at the rule’s ratio', async () => {
    const tight = ['--set', 'regimes.carryCap.calm=0.1'];
    const overruled = await sized('--method', 'optimize', '--overrides', 'log.jsonl', ...tight);
    expect(overruled.warnings.map(({ code }) => code)).toContain('override-rule-side');
    expect(overruled.override?.rule).toMatchObject(sideOf(await sized(...tight)));
    expect(overruled.override?.chosen).toMatchObject(sideOf(overruled));
  });
});
