import { expect } from 'vitest';
import { Refusal } from '../../src/errors.js';

/** What the user is told: the problem and the mend. */
export function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    const { message, mend } = error as Refusal;
    return `${message}; ${mend}`;
  }
  throw new Error('it was not refused');
}
