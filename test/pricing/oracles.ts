import { existsSync, readFileSync } from 'node:fs';
import { sharedPath } from '../shared-data.js';

/** Whether the independent expected values lie beside the project; their tests skip without. */
export const hasOracles = existsSync(sharedPath('oracles'));

/** One file of expected values, as its own notes describe it. */
export function readOracle<T>(file: string): T {
  return JSON.parse(readFileSync(sharedPath(`oracles/${file}`), 'utf8')) as T;
}
