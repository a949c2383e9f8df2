import { Refusal } from '../errors.js';
import type { OverrideRecord } from '../hedge/override.js';
import { overrideLine, parseOverrides, parseState, stateText } from '../input/kept-state.js';
import type { KeptState } from '../input/kept-state.js';
import { formatMoment } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { keepCorrupt, readKept } from '../store/kept-file.js';
import { withLock } from '../store/lock.js';
import { writeFileAtomically } from '../store/write-file.js';
import type { Note } from './emit.js';

/** A state brought up to date, and what is to be said of the file. */
export interface StateUpdate<T> {
  readonly value: T;
  readonly notes: readonly Note[];
}

/**
 * Brings the state in a file up to date: reads it, lets `next` go on from it, writes the outcome
 * where it differs. One run at a time; a run that is killed leaves the old state or the new one.
 * A file that makes no sense is kept under another name, and the state begins anew.
 * @param now for the name of a corrupt file
 */
export async function updateState<T>(
  path: string,
  now: number,
  next: (state: KeptState) => { readonly state: KeptState; readonly value: T },
): Promise<StateUpdate<T>> {
  return withLock(path, async () => {
    const text = readKept(path);
    const known = text === undefined ? {} : parseState(text, path);
    const { state, value } = next(known ?? {});
    const notes: Note[] = [];
    if (known === undefined) {
      const stamp = formatMoment(now as EpochMs).replace(/[:.]/g, '');
      const aside = keepCorrupt(path, stamp);
      const message = `${path} made no sense and is kept as ${aside}; the state begins anew, calm.`;
      notes.push({ code: 'state-corrupt', message });
    }
    const made = stateText(state);
    if (made !== text) await writeFileAtomically(path, made, '--state');
    return { value, notes };
  });
}

/**
 * The records of an override log.
 * @param mayBegin whether a first record is on its way; else a log that is not there is a slip of
 *   the name, and without it the rule would stand where it was set aside
 * @throws Refusal where it is not there or makes no sense
 */
export function readOverrides(path: string, mayBegin = false): OverrideRecord[] {
  const text = readKept(path);
  if (text !== undefined) return parseOverrides(text, path);
  if (mayBegin) return [];
  throw new Refusal(
    'there is no such log of overrides',
    'check the name; --override begins a log, and an empty file is one',
    { file: path },
  );
}

/**
 * Adds a record to a log: the file is written anew with all its lines, so that a run that is
 * killed leaves the log without the record or with the whole of it.
 */
export async function appendOverride(path: string, record: OverrideRecord): Promise<void> {
  await withLock(path, async () => {
    const text = readKept(path) ?? '';
    parseOverrides(text, path);
    const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
    await writeFileAtomically(path, whole + overrideLine(record), '--overrides');
  });
}
