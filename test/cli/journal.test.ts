import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { POSITION, SNAPSHOT } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
import { alvh, bash, freshFolder, inProject, nodeArgs } from './run.js';
import type { Run } from './run.js';

const DAY = '2026-07-06';
const SIZE = ['size', '-p', 'position.yaml', '-s', 'snapshot.csv', '--as-of', DAY];
const NOW = '2026-07-07T15:00:00Z';
const FILES = { 'position.yaml': POSITION, 'snapshot.csv': SNAPSHOT };

/** Runs in a folder with a store of its own, at a fixed time. */
function folderOf(files: Record<string, string> = FILES) {
  const cwd = freshFolder(files);
  const run = (...args: string[]): Promise<Run> =>
    alvh([...args, '--store', 'alvh.db'], { cwd, now: NOW });
  const done = async (...args: string[]): Promise<string> => {
    const ended = await run(...args);
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    return ended.stdout;
  };
  const json = async <T>(...args: string[]): Promise<T> =>
    JSON.parse(await done(...args, '-f', 'json')) as T;
  return { cwd, run, done, json, store: join(cwd, 'alvh.db') };
}

interface Listing {
  readonly entries: readonly {
    readonly seq: number;
    readonly kind: string;
    readonly voidedBy?: number;
    readonly body: Record<string, unknown>;
  }[];
}

const FILL = ['journal', 'fill', '--symbol', 'VXQ26', '--price', '18.65', '--on', DAY];

describe.concurrent('the journal', () => {
  it('keeps what alvh size says as its JSON says it, once', async () => {
    const { run, done, json } = folderOf();
    const first = await run(...SIZE, '--record', '-f', 'json');
    expect(first.stderr).toBe('alvh: journal: entry 1 added\n');
    const again = await run(...SIZE, '--record', '-f', 'json');
    expect(again.stderr).toBe('alvh: journal: entry 1 holds it already\n');
    expect(await done('journal', 'show', '1', '-f', 'json')).toBe(first.stdout);
    const { entries } = await json<Listing>('journal');
    expect(entries).toHaveLength(1);
  });

  it('is not made, and its library not loaded, by a size that records nothing', async () => {
    const { done, store } = folderOf();
    await done(...SIZE);
    expect(existsSync(store)).toBe(false);
  });

  it('takes a fill of an id once, refuses a repeat without one, and a second that is meant', async () => {
    const { run, done } = folderOf();
    await done(...FILL, '--contracts', '2', '--id', 'B-1');
    expect(await done(...FILL, '--contracts', '2', '--id', 'B-1')).toMatch(/entry 1 is there/);
    const other = expectRefusal(await run(...FILL, '--contracts', '3', '--id', 'B-1'), 2);
    expect(other).toMatch(/--id: entry 1 has the id B-1 and says something else/);
    const repeat = expectRefusal(await run(...FILL, '--contracts', '2'), 2);
    expect(repeat).toMatch(/entry 1 is an equal fill of 2026-07-06.* \(id B-1 there, no id here\)/);
    expect(repeat).toMatch(/give it once; if there were two, add --again/);
    expect(await done(...FILL, '--contracts', '2', '--again')).toMatch(/^entry 2: /);
  });

  it('does not guess whether a fill with an id is the one that was entered without', async () => {
    const { run, done } = folderOf();
    await done(...FILL, '--contracts', '2');
    const twin = expectRefusal(await run(...FILL, '--contracts', '2', '--id', 'B-1'), 2);
    expect(twin).toMatch(/entry 1 is an equal fill .* \(no id there, id B-1 here\)/);
    expect(twin).toMatch(/alvh journal void 1 first; if there were two, add --again/);
    await done('journal', 'void', '1', '--reason', 'to have its id');
    expect(await done(...FILL, '--contracts', '2', '--id', 'B-1')).toMatch(/^entry 3: /);
    expect(await done(...FILL, '--contracts', '2', '--again')).toMatch(/^entry 4: /);
  });

  it('gives an id free once its entry was voided', async () => {
    const { done, json } = folderOf();
    await done(...FILL, '--contracts', '2', '--id', 'B-1');
    await done('journal', 'void', '1', '--reason', 'it was 3');
    expect(await done(...FILL, '--contracts', '3', '--id', 'B-1')).toMatch(/^entry 3: /);
    expect(await done(...FILL, '--contracts', '3', '--id', 'B-1')).toMatch(/entry 3 is there/);
    const { entries } = await json<Listing>('journal', '--kind', 'fill');
    expect(entries.map(({ seq, voidedBy }) => [seq, voidedBy])).toEqual([
      [1, 2],
      [3, undefined],
    ]);
  });

  it('takes all fills of a file or none', async () => {
    const head = 'date,symbol,contracts,price,fees_usd,layer,id,note\n';
    const rows = `${DAY},VXN26,1,17.25,2.5,short,A-1,\n${DAY},VXQ26,2,18.6,,,A-2,"a, note"\n`;
    const { run, done, cwd, json } = folderOf({
      'bad.csv': `${head}${rows}${DAY},VXV26,1,2030,,,,\n`,
      'fills.csv': head + rows,
    });
    expectRefusal(await run('journal', 'fill', '--from', 'bad.csv'), 2);
    await done('journal', 'fill', '--from', 'fills.csv');
    // The clash of the last row takes the first one with it.
    const clash = rows.replace('A-1', 'A-0').replace(',2,18.6', ',3,18.6');
    writeFileSync(join(cwd, 'clash.csv'), head + clash);
    const line = expectRefusal(await run('journal', 'fill', '--from', 'clash.csv'), 2);
    expect(line).toMatch(/clash\.csv:3: .*entry 2 has the id A-2/);
    const { entries } = await json<Listing>('journal');
    expect(entries.map(({ body }) => body)).toEqual([
      { symbol: 'VXN26', contracts: 1, price: 17.25, feesUsd: 2.5, layer: 'short', id: 'A-1' },
      { symbol: 'VXQ26', contracts: 2, price: 18.6, id: 'A-2', note: 'a, note' },
    ]);
  });

  it('names the layer that was meant, and says what is sold short', async () => {
    const { run, done } = folderOf();
    await done(...SIZE, '--record');
    const wrong = await run(...FILL, '--contracts', '1', '--layer', 'intermedate');
    expect(expectRefusal(wrong, 2)).toMatch(/--layer: .*did you mean intermediate/);
    const sold = await run(...FILL, '--contracts', '-1', '--layer', 'intermediate');
    expect(sold.stderr).toMatch(/^alvh: sold-short: .* 1 VXQ26/);
    const old = ['--symbol', 'VX/F25', '--contracts', '-2', '--price', '17', '--on', '2025-01-07'];
    const gone = await run('journal', 'fill', ...old);
    expect(gone.stderr).toMatch(/sold-short: .* 2 VXF25 were sold .* before they expired/);
  });

  it('compares day by day, and prices what has settled from the store', async () => {
    const { run, done, json, store } = folderOf();
    await done(...SIZE, '--record');
    await done(...FILL, '--contracts', '1', '--layer', 'intermediate', '--fees', '1.5');
    const db = new Database(store);
    db.exec(`INSERT INTO vx_settlement (date, expiry, settle)
      VALUES ('2026-07-06', '2026-08-19', 19.15), ('2026-07-06', '2026-07-22', 17)`);
    db.close();
    const compared = await json<{
      days: { date: string; layers: { layer: string; contracts: unknown[] }[] }[];
      cost: object;
    }>('journal', 'compare', '--layer', 'intermediate');
    expect(compared.days).toMatchObject([
      {
        date: DAY,
        layers: [
          {
            layer: 'intermediate',
            contracts: [
              { symbol: 'VXQ26', recommended: 1, traded: 1, held: 1, difference: 0 },
              { symbol: 'VXMQ26', recommended: 3, traded: 0, held: 0, difference: -3 },
            ],
          },
        ],
      },
    ]);
    // One contract from 18.65 to 19.15: $500.
    expect(compared.cost).toEqual({
      ...{ since: DAY, feesUsd: -1.5, realisedUsd: 0, openUsd: 500, totalUsd: 498.5 },
    });
    const far = await run(
      ...['journal', 'fill', '--symbol', 'VXN26', '--contracts', '1', '--price', '71'],
      ...['--on', DAY],
    );
    expect(far.stderr).toMatch(/far-from-settlement: VXN26 settled at 17 on 2026-07-06/);
  });

  it('verifies, knows a head that was noted, and names the entry that was changed', async () => {
    const { run, done, json, store } = folderOf();
    await done('journal', 'note', 'one');
    const { head } = await json<{ head: string }>('journal', 'verify');
    await done('journal', 'note', 'two');
    expect(await json('journal', 'verify', '--head', head)).toMatchObject({ entries: 2, since: 1 });
    const other = expectRefusal(await run('journal', 'verify', '--head', '0'.repeat(64)), 3);
    expect(other).toMatch(/no entry has the head that was noted/);
    const db = new Database(store);
    db.exec('DROP TRIGGER journal_is_fixed');
    db.exec(`UPDATE journal SET body = '{"text":"1"}' WHERE seq = 1`);
    db.close();
    expect(expectRefusal(await run('journal', 'verify'), 3)).toMatch(/breaks at entry 1/);
  });

  it('prints hostile text where nothing of it acts', async () => {
    const { done } = folderOf();
    const hostile = '=cmd()|<script>\u001b[31m\u202e\u009b1m`x`';
    await done('journal', 'note', hostile);
    const [table, csv, markdown, json] = await Promise.all([
      done('journal'),
      done('journal', '-f', 'csv'),
      done('journal', '-f', 'markdown'),
      done('journal', '-f', 'json'),
    ]);
    for (const text of [table, csv, markdown, json]) {
      // eslint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u001b\u007f-\u009f\u202a-\u202e]/);
    }
    expect(csv).toContain(",'=cmd()");
    expect(markdown).toContain('=cmd()\\|&lt;script&gt;');
    expect((JSON.parse(json) as Listing).entries[0]?.body).toEqual({ text: hostile });
  });
});

describe.concurrent('overrides and ledger in the store', () => {
  const WISH = ['--override', 'event', '--by', 'Ann', '--ratio', '0.95'];
  const today = (args: readonly string[]) => args.filter((one) => one !== '--as-of' && one !== DAY);
  const AT = ['--max-age', 'never'];

  it('an override is written, in force on the next run, and taken back', async () => {
    const { json, done } = folderOf();
    const size = [...today(SIZE), ...AT, '--overrides', 'store'];
    const ratio = async (...more: string[]) =>
      (await json<{ hedge: { ratio: number } }>(...size, ...more)).hedge.ratio;
    expect(await ratio()).toBe(0.9);
    expect(await ratio(...WISH)).toBeCloseTo(0.95, 12);
    expect(await ratio()).toBeCloseTo(0.95, 12);
    expect(await ratio('--override', 'over', '--by', 'Ann', '--ratio', 'rule')).toBe(0.9);
    expect(await ratio()).toBe(0.9);
    expect(await done('journal', '--kind', 'override')).toMatch(/back to the rule, by Ann: over/);
  });

  it('one that is voided is in force no longer', async () => {
    const { json, done } = folderOf();
    const size = [...today(SIZE), ...AT, '--overrides', 'store'];
    await done(...size, ...WISH);
    await done('journal', 'void', '1', '--reason', 'a mistake');
    const { hedge } = await json<{ hedge: { ratio: number } }>(...size);
    expect(hedge.ratio).toBe(0.9);
  });

  it('files come in once, and say the same from the store as from the file', async () => {
    const example = (name: string): string =>
      readFileSync(inProject('examples', 'calm-year-press', name), 'utf8');
    const { cwd, json, done } = folderOf({ ...FILES, 'ledger.csv': example('ledger.csv') });
    await done(...today(SIZE), ...AT, '--overrides', 'log.jsonl', ...WISH);
    const args = ['journal', 'import', '--ledger', 'ledger.csv', '--overrides', 'log.jsonl'];
    const rows = example('ledger.csv').trimEnd().split('\n').length - 1;
    const year = (...more: string[]) =>
      alvh([...more, '--store', 'alvh.db'], { cwd, now: '2027-01-05T15:00:00Z' });
    const first = await year(...args);
    expect(first.stdout).toBe(
      `press: ${rows} of ${rows} added, 0 there already\noverride: 1 of 1 added, 0 there already\n`,
    );
    expect((await year(...args)).stdout).toMatch(/^press: 0 of \d+ added.*\noverride: 0 of 1/);
    const [stored, filed] = await Promise.all(
      ['store', 'ledger.csv'].map((ledger) =>
        year('press', '--ledger', ledger, '--replay', '-f', 'json'),
      ),
    );
    expect(filed).toMatchObject({ code: 0 });
    expect(stored?.stdout).toBe(filed?.stdout);
    const { hedge } = await json<{ hedge: { ratio: number } }>(
      ...[...today(SIZE), ...AT, '--overrides', 'store'],
    );
    expect(hedge.ratio).toBeCloseTo(0.95, 12);
  });

  it('a result may be written to a file called store', async () => {
    const { cwd, done } = folderOf();
    await done(...SIZE, '--overrides', 'store', '-f', 'json', '-o', 'store');
    expect(JSON.parse(readFileSync(join(cwd, 'store'), 'utf8'))).toMatchObject({ command: 'size' });
  });
});

describe('the example journal-week', () => {
  it('prints what its page and the docs show, and a second run adds nothing', async () => {
    const folder = inProject('examples', 'journal-week');
    const cwd = freshFolder(
      Object.fromEntries(
        ['week.sh', 'position.yaml', 'snapshot.csv', 'tuesday.csv', 'fills.csv'].map((name) => [
          name,
          readFileSync(join(folder, name)),
        ]),
      ),
    );
    const env = {
      ALVH: [process.execPath, ...nodeArgs([], '2026-07-08T13:00:00Z')].join(' '),
      COLUMNS: '80',
    };
    for (const time of ['first', 'second']) {
      const run = await bash('sh week.sh week.db', { cwd, env });
      expect(run, time).toMatchObject({ code: 0, stderr: '' });
      for (const page of [join(folder, 'README.md'), inProject('docs', 'journal.md')]) {
        expect(readFileSync(page, 'utf8')).toContain(`\`\`\`text\n${run.stdout}\`\`\`\n`);
      }
    }
  });
});
