import { describe, expect, it } from 'vitest';
import { AS_OF, SOUND } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
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
    expect(expectRefusal(never, 4)).toMatch(/hedge at SPX -0\.1 at least \$[\d,]+ \(--net-at\)/);
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
    [['--scenarios', 'snapshot.csv'], /snapshot\.csv: .*YAML or JSON/],
  ])('refuses %j', async (flags, says) => {
    expect(expectRefusal(await optimize(...flags), 2)).toMatch(says);
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
