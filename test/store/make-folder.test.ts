import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder } from '../../src/store/make-folder.js';
import { alvh, freshFolder } from '../cli/run.js';
import { expectRefusal } from '../cli/refusal.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alvh-folder-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('makes a folder and those above it, once', () => {
  const deep = join(folder, 'a', 'b', 'c');
  makeFolder(deep);
  makeFolder(deep);
  expect(statSync(deep).isDirectory()).toBe(true);
});

test('throws where a file stands in the way', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => {
    makeFolder(join(folder, 'file', 'below'));
  }).toThrow(/ENOTDIR/);
});

// There mkdir's own way to make folders goes round for ever.
test.skipIf(process.platform !== 'linux')('ends where a folder takes no other one', async () => {
  const env = { XDG_DATA_HOME: '/proc/nowhere' };
  const run = await alvh(['journal', 'note', 'hi'], { cwd: freshFolder(), env });
  expect(expectRefusal(run, 3)).toMatch(/\/proc\/nowhere\/alvh\/.*cannot be opened; name a file/);
});
