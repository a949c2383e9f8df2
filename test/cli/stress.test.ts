import { describe, expect, it, test } from 'vitest';
import { EPISODES } from '../../src/scenario/episodes.js';
import { AS_OF, SNAPSHOT, SOUND } from './broken/broken-input.js';
import { SCENARIOS } from './broken/scenarios.js';
import { faultsOf } from './json-shape.js';
import type { Shape } from './json-shape.js';
import { bash } from './run.js';
import type { Files } from './run.js';
import { warmAlvh as alvh } from './warm.js';

const STRESS = ['stress', '-p', 'position.yaml', '-s', 'snapshot.csv', ...AS_OF] as const;

async function printed(
  args: readonly string[],
  files: Files = {},
  columns = '80',
): Promise<string> {
  const run = await alvh([...STRESS, ...args], {
    files: { ...SOUND, ...files },
    env: { COLUMNS: columns },
  });
  expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  return run.stdout;
}

interface Result {
  episodes: { id: string; rolled?: object }[];
  grid: { spxMoves: number[]; vixFactors: number[]; netUsd: number[][] };
  replay?: { steps: { date: string }[] };
}

async function json(args: readonly string[], files: Files = {}): Promise<Result> {
  return JSON.parse(await printed([...args, '-f', 'json'], files)) as Result;
}

const ALWAYS = ['feb-2018', 'covid-2020-peakvol', 'grind-2022'];
const ids = ({ episodes }: Result): string[] => episodes.map(({ id }) => id);

const OUTCOME = {
  spx: 'points',
  vix: 'points',
  condorUsd: 'usd',
  layers: [{ name: 'text', gainUsd: 'usd', costUsd: 'usd', rolls: 'count', 'share?': 'number' }],
  hedgeUsd: 'usd',
  netUsd: 'usd',
  'share?': 'number',
} as const satisfies Shape;

const SHAPE = {
  schemaVersion: 'count',
  command: 'text',
  asOf: 'moment',
  snapshotTime: 'moment',
  profile: 'text',
  spx: 'points',
  spotVix: 'points',
  slope: 'number',
  position: { creditUsd: 'usd', riskCapitalUsd: 'usd' },
  hedge: [{ name: 'text', instruments: [{ symbol: 'text', contracts: 'count', price: 'points' }] }],
  episodes: [
    {
      id: 'text',
      name: 'text',
      'from?': 'date',
      'to?': 'date',
      days: 'count',
      spxReturn: 'number',
      vixLogChange: 'number',
      shareApplied: 'share',
      shareAppliedOverDays: 'share',
      source: 'text',
      atOnce: OUTCOME,
      held: OUTCOME,
      'rolled?': OUTCOME,
      carryUsd: [{ name: 'text', usd: 'usd' }],
      'condorsSettleOnDay?': 'count',
      'slopeThen?': 'number',
      margin: {
        date: 'date',
        condorRequirementUsd: 'usd',
        condorMarkUsd: 'usd',
        futuresVariationUsd: 'usd',
        futuresRequirementUsd: 'usd',
        futuresRequirementStressedUsd: 'usd',
      },
      puts: { atOnceUsd: 'usd', heldUsd: 'usd' },
      verdict: 'text',
      failed: 'flag',
    },
  ],
  replay: {
    steps: [{ ...OUTCOME, time: 'moment', date: 'date', day: 'count', futuresVariationUsd: 'usd' }],
    verdict: 'text',
    failed: 'flag',
  },
  grid: {
    spxMoves: ['number'],
    vixFactors: ['number'],
    vix: ['points'],
    shareApplied: ['share'],
    condorUsd: [['usd']],
    hedgeUsd: [['usd']],
    netUsd: [['usd']],
  },
  putAlternative: {
    moneyUsd: 'usd',
    strike: 'points',
    expiry: 'date',
    pricePoints: 'points',
    impliedVol: 'points',
    contracts: 'points',
    note: 'text',
  },
  breakEvens: [
    {
      date: 'date',
      tradingDays: 'count',
      roots: ['points'],
      'lower?': 'points',
      'upper?': 'points',
      'farLower?': 'points',
      deadZone: { spx: 'points', pnlUsd: 'usd' },
      band: { weaker: {}, stronger: {} },
    },
  ],
  assumptions: [{ name: 'text', value: 'number', source: 'text' }],
  warnings: [{ code: 'text', message: 'text' }],
  disclaimer: 'text',
} as const satisfies Shape;

const LATER = SNAPSHOT.replace('2026-07-06T15', '2026-07-08T15').replace(',15.57', ',22.5');

describe.concurrent('alvh stress', () => {
  it('prints every key of its JSON, in units that its names say', async () => {
    const args = ['--then', 'later.csv', '--vx-margin', '6000'];
    const result = await json(args, { 'later.csv': LATER });
    expect(faultsOf(result, SHAPE)).toEqual([]);
    expect(ids(result)).toEqual(EPISODES.map(({ id }) => id));
    expect(result.replay?.steps.map(({ date }) => date)).toEqual(['2026-07-08']);
  });

  it('takes a beginning of a name for all that begin so, and always shows three', async () => {
    const covid = await json(['--episode', 'covid-2020']);
    expect(ids(covid).sort()).toEqual([...ALWAYS, 'covid-2020-trough'].sort());
    expect(ids(await json(['--episode', 'feb-2018'])).sort()).toEqual([...ALWAYS].sort());
    const two = await json(['--episode', 'dec-2018', '--episode', 'gfc-2008']);
    expect(ids(two)).toEqual([
      'gfc-2008',
      'gfc-2008-oct10',
      'feb-2018',
      'dec-2018',
      'covid-2020-peakvol',
      'grind-2022',
    ]);
  });

  it('adds the user’s own scenarios, YAML as JSON, also when others are chosen', async () => {
    const own = { 'own.yaml': SCENARIOS };
    const all = await json(['--scenarios', 'own.yaml'], own);
    expect(ids(all)).toEqual([...EPISODES.map(({ id }) => id), 'my-crash']);
    const some = await json(['--scenarios', 'own.yaml', '--episode', 'feb-2018'], own);
    expect(ids(some)).toContain('my-crash');
    expect(ids(await json(['--scenarios', 'own.yaml', '--episode', 'my-crash'], own))).toHaveLength(
      4,
    );
    const one = SCENARIOS.replace(/\n {2}- /, '\n    ')
      .replace('scenarios:\n', '')
      .replace(/^ {4}/gm, '');
    const asJson = JSON.stringify({ scenarios: [yamlish(one)] });
    expect(await json(['--scenarios', 'own.json'], { 'own.json': asJson })).toEqual(all);
  });

  it('takes the grid that is asked for, in order and each once', async () => {
    const { grid } = await json(['--spx', '0,-0.3, -0.1,0', '--vix', '2,1']);
    expect(grid.spxMoves).toEqual([-0.3, -0.1, 0]);
    expect(grid.vixFactors).toEqual([1, 2]);
    expect(grid.netUsd.map((row) => row.length)).toEqual([3, 3]);
  });

  it('rolls sooner where the settings say so', async () => {
    const rolled = ({ episodes }: Result): unknown =>
      episodes.find(({ id }) => id === 'gfc-2008')?.rolled;
    const [week, fortnight] = await Promise.all([json([]), json(['--set', 'stress.rollDays=14'])]);
    expect(rolled(week)).toBeDefined();
    expect(rolled(fortnight)).not.toEqual(rolled(week));
  });

  it('gives the same bytes again', async () => {
    const [one, two] = await Promise.all([printed(['-f', 'json']), printed(['-f', 'json'])]);
    expect(one).toBe(two);
  });

  it('reads its files from standard input', async () => {
    const run = await alvh([...STRESS, '--scenarios', '-', '-f', 'csv', '-q'], {
      files: SOUND,
      stdin: SCENARIOS,
    });
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/,my-crash,atOnce,0,/);
  });
});

/** The one scenario of the file as an object. */
function yamlish(text: string): object {
  const curve = Object.fromEntries(
    [...text.matchAll(/^\s+(\d+): (\[.*\])$/gm)].map(([, days, pair]) => [
      days,
      JSON.parse(pair ?? ''),
    ]),
  ) as object;
  const plain = (key: string): string => new RegExp(`^${key}: (.*)$`, 'm').exec(text)?.[1] ?? '';
  return {
    id: plain('id'),
    name: plain('name'),
    days: Number(plain('days')),
    spxReturn: Number(plain('spxReturn')),
    vix: JSON.parse(plain('vix')) as number[],
    vvix: JSON.parse(plain('vvix')) as number[],
    curve,
  };
}

describe.concurrent('the forms of a stress', () => {
  const THEN = ['--then', 'later.csv'];
  const files = { 'later.csv': LATER };

  test.each(['40', '80', '200'])('the table fits %s columns', async (columns) => {
    const text = await printed(THEN, files, columns);
    expect(Math.max(...text.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(
      Number(columns),
    );
    for (const word of ['At once', 'Layers', 'Over its days', 'Net at once', 'Replay']) {
      expect(text).toContain(word);
    }
    expect(text).not.toMatch(/undefined|NaN|\[object|Infinity/);
  });

  it('the table says what the three say of the hedge, and that episodes are no odds', async () => {
    const text = (await printed([])).replace(/\s+/g, ' ');
    for (const id of ALWAYS) expect(text).toMatch(new RegExp(`${id} the (hedge|condors) `));
    expect(text).toContain('equal rows are not equal chances');
    expect(text).toContain('two clearing houses');
    expect(text).toContain('no equity put');
  });

  it('CSV has a row an episode and view, of as many cells as its head', async () => {
    const [head = '', ...rows] = (await printed(['-f', 'csv', '-q', ...THEN], files))
      .trim()
      .split('\n');
    expect(head).toBe(
      'as_of,scenario,view,days,spx,vix,condor_usd,layer_short_usd,layer_intermediate_usd,layer_stabilizer_usd,hedge_usd,net_usd,share',
    );
    const cells = rows.map((row) => row.split(','));
    for (const row of cells) expect(row).toHaveLength(head.split(',').length);
    const views = cells.map(([, , view]) => view);
    expect(views.filter((view) => view === 'atOnce')).toHaveLength(EPISODES.length);
    expect(views.filter((view) => view === 'held')).toHaveLength(EPISODES.length);
    expect(views.filter((view) => view === 'replay')).toHaveLength(1);
    for (const row of cells) {
      const [condor = NaN, ...others] = row.slice(6, 12).map(Number);
      const [short = NaN, middle = NaN, long = NaN, hedge = NaN, net = NaN] = others;
      expect(short + middle + long).toBeCloseTo(hedge, 1);
      expect(condor + hedge).toBeCloseTo(net, 1);
    }
  });

  it('Markdown holds the tables', async () => {
    const text = await printed(['-f', 'markdown']);
    expect(text).toMatch(/\| gfc-2008 +\|/);
    expect(text).not.toMatch(/undefined|NaN/);
  });

  it('a file by its ending', async () => {
    const run = await bash(
      '$ALVH stress -p position.yaml -s snapshot.csv --as-of 2026-07-06 -q -o out.csv && head -c 5 out.csv',
      { files: SOUND },
    );
    expect(run).toMatchObject({ code: 0, stdout: 'as_of', stderr: '' });
  });
});
