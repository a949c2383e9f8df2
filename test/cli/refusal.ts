import { expect } from 'vitest';
import type { Run } from './run.js';

/** Longer than this nobody reads. */
const MAX_LENGTH = 500;

/**
 * Checks what every refusal must be: nothing on standard output, one line on standard error that
 * names the program, and no sign of a crash. Returns the line.
 */
export function expectRefusal(run: Run, exit: number): string {
  expect(run, run.stderr).toMatchObject({ code: exit, signal: null, stdout: '' });
  expect(run.stderr).toMatch(/^alvh: [^\n]+\n$/);
  const line = run.stderr.trimEnd();
  expect(line).not.toMatch(/fault of ours|undefined|\[object|TypeError|at .*\.js:\d/);
  // eslint-disable-next-line no-control-regex
  expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  expect(line.length).toBeLessThanOrEqual(MAX_LENGTH);
  // A problem and a mend: `problem; mend`, or `problem (did you mean ...?)`.
  expect(line).toMatch(/; \S|\(did you mean /);
  return line;
}
