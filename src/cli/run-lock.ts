import { dirname } from 'node:path';
import { withLock } from '../store/lock.js';
import { makeFolder } from '../store/make-folder.js';
import { storeRefusal } from '../store/store-refusal.js';
import type { Io } from './io.js';

/**
 * Runs work that no other run of its kind is to overlap on the same store, such as two cron jobs of
 * which the first is late. The lock of a run that was killed is taken over.
 * @throws Refusal (exit 3) where another run goes on for more than ten seconds
 */
export async function alone<T>(
  kind: 'pull' | 'report',
  io: Io,
  work: () => Promise<T>,
): Promise<T> {
  try {
    makeFolder(dirname(io.store));
  } catch (error) {
    throw storeRefusal(error, io.store);
  }
  return withLock(`${io.store}.${kind}`, work);
}
