import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { expectRefusal } from '../cli/refusal.js';
import { alvh, freshFolder } from '../cli/run.js';

/** Full and read-only disks need a mount of their own, and that needs root. */
const folder = freshFolder();
const mounted =
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]).status === 0;

afterAll(() => {
  if (mounted) spawnSync('umount', [folder]);
});

const store = join(folder, 'alvh.db');
const journal = (...args: string[]) => alvh(['journal', ...args, '--store', store]);

describe.skipIf(!mounted)('a store on a disk', () => {
  test('that is full refuses in one line, and keeps what it had', async () => {
    const note = await journal('note', 'before the disk is full');
    expect(note, note.stderr).toMatchObject({ code: 0 });
    const ballast = join(folder, 'ballast');
    fill(ballast);
    const before = readFileSync(store);
    const refused = await journal('note', 'x'.repeat(900));
    expect(expectRefusal(refused, 3)).toMatch(/alvh\.db: no space left/);
    expect(readFileSync(store).equals(before)).toBe(true);
    rmSync(ballast);
    expect(await journal('verify')).toMatchObject({ code: 0 });
    expect(await journal('note', 'after')).toMatchObject({ code: 0 });
    const list = await journal('list', '-f', 'json');
    expect(list.stdout).toContain('before the disk is full');
    expect(list.stdout).toContain('after');
  });

  test('that is full has no place for a new store, and says so in one line', async () => {
    const ballast = join(folder, 'ballast');
    fill(ballast);
    const other = join(folder, 'other.db');
    const run = await alvh(['journal', 'note', 'first', '--store', other]);
    expect(expectRefusal(run, 3)).toMatch(/other\.db: no space left/);
    rmSync(ballast);
    rmSync(other, { force: true });
  });

  test('that is read-only can be read, and refuses to be written in one line', async () => {
    copyFileSync(store, join(folder, 'copy.db'));
    spawnSync('mount', ['-o', 'remount,ro', folder]);
    try {
      const list = await journal('list');
      expect(list, list.stderr).toMatchObject({ code: 0 });
      const refused = await journal('note', 'not here');
      expect(expectRefusal(refused, 3)).toMatch(/alvh\.db: .*read-only/);
    } finally {
      spawnSync('mount', ['-o', 'remount,rw', folder]);
    }
  });
});

/** Writes a file as large as the disk takes. */
function fill(path: string): void {
  for (const size of [65_536, 4096, 512]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // Full for pieces of this size.
    }
  }
}
