import { expect } from 'vitest';

export interface Tolerance {
  readonly relative?: number;
  readonly absolute?: number;
}

/**
 * Fails unless got is within the larger of the two tolerances of expected; the message prints
 * what was compared, on which inputs, expected, got and the error.
 */
export function expectNear(
  what: string,
  inputs: unknown,
  got: number,
  expected: number,
  { relative = 0, absolute = 0 }: Tolerance,
): void {
  const error = Math.abs(got - expected);
  const allowed = Math.max(relative * Math.abs(expected), absolute);
  if (error <= allowed) return;
  expect.fail(
    `${what} of ${JSON.stringify(inputs)}: expected ${expected}, got ${got}, ` +
      `error ${error}, relative ${error / Math.abs(expected)}, allowed ${allowed}`,
  );
}
