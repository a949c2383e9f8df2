import { homedir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../errors.js';

/** The flag that names the store. */
export interface StoreFlag {
  readonly store?: string;
}

/** The store: the one named, else `alvh/alvh.db` in the XDG data folder. */
export function storePath(
  { store }: StoreFlag,
  io: { readonly env: Readonly<Record<string, string | undefined>> },
): string {
  if (store === '') {
    throw new Refusal('the file name is empty', 'name the store', { key: '--store' });
  }
  if (store !== undefined) return store;
  const xdg = io.env['XDG_DATA_HOME'];
  const home = io.env['HOME'];
  const folder = xdg !== undefined && xdg !== '' ? xdg : join(home || homedir(), '.local', 'share');
  return join(folder, 'alvh', 'alvh.db');
}

/**
 * A refusal of what the store gave in the place of a file is about data that we hold, not about the
 * user's input: the line is one that nobody wrote.
 */
export function asHeld(refusal: Refusal): Refusal {
  const { file, line, ...place } = refusal.place;
  if (refusal.kind !== 'input' || line === undefined || !/^store(:|$)/.test(file ?? '')) {
    return refusal;
  }
  // A sound line that a flag of the user's contradicts.
  if (/--(index|as-of)\b/.test(refusal.message)) return refusal;
  return new Refusal(
    `what it holds is damaged: ${refusal.message}`,
    'put back a copy of the store, or import the right value; alvh data check says more',
    { ...place, ...(file !== undefined && { file }) },
    'data',
  );
}

/** Whether a flag that names a log or a ledger means the journal of the store. */
export function inStore(path: string | undefined): boolean {
  return path === 'store';
}
