import { existsSync, linkSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AS_OF, SOUND } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
import { alvh, bash, freshFolder } from './run.js';

const REPORT = ['report', '-p', 'position.yaml', '-s', 'snapshot.csv', ...AS_OF];
const CONFIG = 'profile: promoter\n';
const LEDGER = 'date,type,amount_usd\n2026-06-01,realised,100\n';
const STORE = 'kept as it was';

/** A folder whose files are, afterwards, what they were. */
function folderOf() {
  const files = {
    ...SOUND,
    ...{ 'base.yaml': CONFIG, 'ledger.csv': LEDGER, 'y.db': STORE },
  };
  const cwd = freshFolder(files);
  linkSync(join(cwd, 'position.yaml'), join(cwd, 'hard.log'));
  symlinkSync('y.db-wal', join(cwd, 'soft.log'));
  const before = readdirSync(cwd);
  const expectKept = (): void => {
    for (const [name, content] of Object.entries(files)) {
      expect(readFileSync(join(cwd, name), 'utf8')).toBe(content);
    }
    expect(readdirSync(cwd)).toEqual(before);
  };
  return { cwd, expectKept };
}

describe.concurrent('--log', () => {
  it.each([
    { args: [...REPORT, '--log', 'position.yaml'], by: '-p' },
    { args: ['report', '--log=./snapshot.csv', ...REPORT.slice(1)], by: '-s' },
    { args: ['report', '-pposition.yaml', ...AS_OF, '--log', 'position.yaml'], by: '-p' },
    { args: [...REPORT, '--log', 'hard.log'], by: '-p' },
    { args: [...REPORT, '-c', 'base.yaml', '--log', 'base.yaml'], by: '-c' },
    { args: [...REPORT, '--ledger=ledger.csv', '--log', 'ledger.csv'], by: '--ledger' },
    { args: [...REPORT, '-o', 'new.html', '--log', './new.html'], by: '-o' },
    { args: ['data', 'pull', '--store', 'y.db', '--log', 'y.db'], by: '--store' },
  ])('is no file that the line names otherwise: $args', async ({ args, by }) => {
    const { cwd, expectKept } = folderOf();
    const line = expectRefusal(await alvh(args, { cwd }), 2);
    expect(line).toContain(`--log: it is the file that ${by} names too`);
    expectKept();
  });

  it.each([
    'y.db-journal',
    'y.db-wal',
    'y.db-shm',
    'y.db.pull.lock',
    'y.db.report.lock',
    'soft.log',
  ])('is no part of the store: %s', async (log) => {
    const { cwd, expectKept } = folderOf();
    const run = await alvh(['data', 'pull', '--store', 'y.db', '--log', log], { cwd });
    expect(expectRefusal(run, 2)).toContain(`${log}: --log: it is a file of the store y.db`);
    expectKept();
  });

  it('is neither the store nor the settings that no flag names', async () => {
    const { cwd } = folderOf();
    const env = { XDG_DATA_HOME: cwd };
    const files = { 'alvh/alvh.db': STORE, 'alvh.yaml': CONFIG };
    const store = await alvh([...REPORT, '--log', 'alvh/alvh.db'], { cwd, env, files });
    expect(expectRefusal(store, 2)).toContain('it is a file of the store');
    const settings = await alvh([...REPORT, '--log', 'alvh.yaml'], { cwd, env });
    expect(expectRefusal(settings, 2)).toContain('it is the file that --config names too');
    for (const [name, content] of Object.entries(files)) {
      expect(readFileSync(join(cwd, name), 'utf8')).toBe(content);
    }
  });

  it('is not what standard input is read from', async () => {
    const { cwd, expectKept } = folderOf();
    const line = '$ALVH report -p - -s snapshot.csv --log position.yaml < position.yaml';
    expect(expectRefusal(await bash(line, { cwd }), 2)).toContain('the file that -p names too');
    expectKept();
  });

  it('may be called as a word of the line is, and be one of several runs', async () => {
    const { cwd } = folderOf();
    const args = [...REPORT, '--no-record', '--log', 'report', '-q'];
    await alvh(args, { cwd });
    await alvh(args, { cwd });
    expect(readFileSync(join(cwd, 'report'), 'utf8').match(/ end exit=0/g)).toHaveLength(2);
  });
});

describe.concurrent('a result', () => {
  it.each(['-o', '--mail'])('is never written over a file beside the store: %s', async (flag) => {
    const { cwd, expectKept } = folderOf();
    const to = ['--mail-to', 'a@example.com', '--mail-from', 'b@example.com'];
    const html = flag === '-o' ? ['-f', 'html'] : to;
    const args = [...REPORT, '--store', 'y.db', flag, 'y.db-wal', ...html];
    const line = expectRefusal(await alvh(args, { cwd }), 2);
    expect(line).toContain('y.db-wal: ');
    expect(line).toContain('it is a file of the store y.db');
    expectKept();
  });

  it('is not written over the store that no flag names', async () => {
    const { cwd } = folderOf();
    const files = { 'alvh/alvh.db': STORE };
    const args = ['term', '-s', 'snapshot.csv', '-f', 'json', '-o', 'alvh/alvh.db'];
    const run = await alvh(args, { cwd, files, env: { XDG_DATA_HOME: cwd } });
    expect(expectRefusal(run, 2)).toContain('it is a file of the store');
    expect(readFileSync(join(cwd, 'alvh/alvh.db'), 'utf8')).toBe(STORE);
    expect(existsSync(join(cwd, 'alvh/alvh.db.report.lock'))).toBe(false);
  });
});
