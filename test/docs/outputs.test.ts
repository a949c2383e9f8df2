import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('every output shown in the docs is what its command prints', () => {
  const run = (): string =>
    execFileSync(process.execPath, ['scripts/refresh-docs.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
  expect(run).not.toThrow();
});
