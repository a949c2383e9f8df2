import type { SizeResult } from '../hedge/result.js';
import type { EpochMs } from '../market/time.js';
import type { Appended } from '../store/journal-store.js';
import { recordRecommendation } from '../store/record-recommendation.js';
import type { Io } from './io.js';
import { writing } from './journal-writing.js';

/** Keeps a result in the journal of the store, which is made where there is none. */
export async function recordResult(result: SizeResult, io: Io): Promise<Appended> {
  return writing(io, (db) => recordRecommendation(db, result, io.now() as EpochMs));
}
