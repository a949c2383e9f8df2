import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alvh, bash, freshFolder, inProject } from './run.js';

const ON_EXAMPLE = [
  ...['-p', inProject('examples', 'calm-contango', 'position.yaml')],
  ...['-s', inProject('examples', 'calm-contango', 'snapshot.csv'), '--as-of', '2026-07-06'],
];
const PROGRAM = inProject('dist', 'program');
const COMPILED = join(PROGRAM, `v8-${process.versions.v8}-${process.arch}`);

/** Loads the program as bin/alvh.js does, and prints what V8 made of each part's bytecode. */
const ACCEPTED = `
  const { load, scripts } = require('./bin/compiled-parts.js')(process.argv[1], process.argv[2]);
  process.argv.splice(1, 2, 'alvh');
  load('alvh.cjs').ended.then(() => {
    for (const [part, { cachedDataRejected }] of scripts) console.error(part, cachedDataRejected);
  });`;

async function accepted(...args: readonly string[]): Promise<string[]> {
  const quoted = args.map((arg) => `'${arg}'`).join(' ');
  const run = await bash(
    `cd '${inProject()}' && node -e "${ACCEPTED}" '${PROGRAM}' '${COMPILED}' ${quoted} >/dev/null`,
  );
  expect(run.code, run.stderr).toBe(0);
  return run.stderr.trim().split('\n');
}

describe('the bytecode of the build', () => {
  it.each([
    [['size', ...ON_EXAMPLE, '-f', 'json']],
    [['size', ...ON_EXAMPLE]],
    [['stress', ...ON_EXAMPLE]],
  ])('is there for every part of %j, and V8 takes it', async (args) => {
    const parts = await accepted(...args);
    expect(parts.length).toBeGreaterThan(10);
    expect(parts.filter((line) => !line.endsWith(' false'))).toEqual([]);
  });

  it('is not needed: another V8 and other flags give the same answer', async () => {
    const args = ['size', ...ON_EXAMPLE, '-f', 'json'];
    const { stdout, code } = await alvh(args);
    expect(code).toBe(0);
    const folder = freshFolder();
    for (const name of ['bin', 'dist/program']) {
      cpSync(inProject(...name.split('/')), join(folder, name), { recursive: true });
    }
    const quoted = args.map((arg) => `'${arg}'`).join(' ');
    const flagged = await bash(`node --no-lazy '${folder}/bin/alvh.js' ${quoted}`);
    expect(flagged).toMatchObject({ code: 0, stdout, stderr: '' });
    for (const name of readdirSync(join(folder, 'dist', 'program'))) {
      if (name.startsWith('v8-'))
        rmSync(join(folder, 'dist', 'program', name), { recursive: true });
    }
    const plain = await bash(`node '${folder}/bin/alvh.js' ${quoted}`);
    expect(plain).toMatchObject({ code: 0, stdout, stderr: '' });
  });

  it('names no folder of the build', async () => {
    const run = await bash(`grep -rlF '${inProject()}' '${PROGRAM}' | grep -v '\\.map$'`);
    expect(run.stdout).toBe('');
  });
});
