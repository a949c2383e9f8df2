import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, bash, freshFolder } from './run.js';

/** All that the tarball may hold. */
const TOP = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'THIRD-PARTY-LICENSES.txt',
  'bin',
  'dist',
  'docs',
  'examples',
  'package.json',
];

describe('the package', () => {
  let folder = '';
  let tarball = '';
  let files: string[] = [];

  beforeAll(async () => {
    folder = freshFolder();
    // What is built already is packed: the scripts would build it again under the other tests.
    const packed = await bash(
      `cd '${ROOT}' && npm pack --ignore-scripts --json --pack-destination '${folder}'`,
    );
    expect(packed.code, packed.stderr).toBe(0);
    tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    const listed = await bash(`tar tzf '${tarball}'`, { cwd: folder });
    files = listed.stdout
      .trim()
      .split('\n')
      .map((name) => name.replace(/^package\//, ''));
  });

  it('holds what a user needs, and nothing else', () => {
    expect([...new Set(files.map((name) => name.split('/')[0]))].sort()).toEqual(TOP);
    expect(files).toContain('bin/alvh.js');
    expect(files).toContain('dist/program/alvh.cjs');
    expect(files).toContain('dist/index.js');
    expect(files).toContain('dist/index.d.ts');
    expect(files).toContain('examples/calm-contango/position.yaml');
    expect(files.filter((name) => /\.test\.|\.tmp|(^|\/)\.|node_modules/.test(name))).toEqual([]);
  });

  it('installs with one dependency, the store, and then runs from any folder', async () => {
    const prefix = join(folder, 'prefix');
    // The machine's own way to the registry: its cache, certificates and proxies.
    const installed = await bash(
      `npm i -g --prefer-offline --no-audit --no-fund --prefix '${prefix}' './${tarball}'`,
      { cwd: folder, env: process.env },
    );
    expect(installed.code, installed.stderr).toBe(0);
    const package_ = join(prefix, 'lib', 'node_modules', 'alvh');
    // All else is bundled: what sizes needs nothing beside it.
    expect(readdirSync(join(package_, 'node_modules')).sort()).toEqual([
      '@libsql',
      '@neon-rs',
      'detect-libc',
      'libsql',
    ]);
    const { dependencies, scripts } = JSON.parse(
      readFileSync(join(package_, 'package.json'), 'utf8'),
    ) as {
      dependencies?: object;
      scripts?: object;
    };
    expect(Object.keys(dependencies ?? {})).toEqual(['libsql']);
    // npm warns of every script that it would run on the user's machine.
    expect(installed.stderr).toBe('');
    for (const name of ['prepare', 'preinstall', 'install', 'postinstall']) {
      expect(scripts).not.toHaveProperty(name);
    }

    const env = { PATH: `${join(prefix, 'bin')}:${process.env['PATH'] ?? ''}` };
    const run = await bash(
      'alvh init hedge && cd hedge && alvh size -p position.yaml -s snapshot.csv --as-of 2026-07-06',
      { env },
    );
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('VIX hedge for 1 condor');
    const kept = await bash(
      'alvh journal note kept --store s.db && alvh journal verify --store s.db',
      {
        env,
      },
    );
    expect(kept, kept.stderr).toMatchObject({ code: 0 });
    const version = await bash('alvh --version', { env });
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  }, 180_000);
});
