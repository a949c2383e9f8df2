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

/** Whether a flag that names a log or a ledger means the journal of the store. */
export function inStore(path: string | undefined): boolean {
  return path === 'store';
}
