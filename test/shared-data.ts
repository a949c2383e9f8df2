import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Market history and oracles that stay outside the project; tests that need them skip without. */
const SHARED = fileURLToPath(new URL('../../shared/', import.meta.url));

export const hasShared = existsSync(join(SHARED, 'data'));

/** The path of a file under `shared`, e.g. `data/vx_futures/cfe_final_settlement_VX.csv`. */
export function sharedPath(rel: string): string {
  return join(SHARED, rel);
}

/** A CSV file's rows as objects by its header; for files without quotes. */
export function sharedCsv(rel: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(sharedPath(rel), 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
  });
}
