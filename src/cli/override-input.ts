import { Refusal } from '../errors.js';
import { productOf } from '../hedge/factors.js';
import { coolingText, overrideRecord, overridesAt } from '../hedge/override.js';
import type { OverrideRecord } from '../hedge/override.js';
import type { PreparedHedge } from '../hedge/prepare.js';
import type { Warning } from '../hedge/result.js';
import type { IsoDate } from '../market/date.js';
import type { EpochMs } from '../market/time.js';
import { readDate } from './history-input.js';
import type { Io } from './io.js';
import { appendOverride, readOverrides } from './kept-files.js';
import { inStore } from './store-path.js';

/** Flags of an override: the log, and a new record for it. */
export interface OverrideFlags {
  /** The log: a file, or `store`. */
  readonly overrides?: string;
  /** The reason. */
  readonly override?: string;
  readonly by?: string;
  /** A ratio, or `rule`. */
  readonly ratio?: string;
  readonly until?: string;
}

/** What the log says of now. */
export interface OverrideInput {
  readonly inForce?: OverrideRecord;
  readonly warnings: readonly Warning[];
  /** Writes the new record, where one was asked for; called once the result is whole. */
  readonly record: () => Promise<void>;
}

/** When an override is decided, and the moment that a result is of. */
export interface OverrideTimes {
  /** The clock: a decision is made now, whatever day is valued. */
  readonly clock: EpochMs;
  /** The valuation's moment where --as-of gives one, never past the clock. */
  readonly valued: EpochMs;
  /** The day of the valuation, also where it is ahead of the clock. */
  readonly day: IsoDate;
}

/**
 * Reads the log that --overrides names and makes the record that the other flags ask for.
 * @param prepared the hedge by the rule
 * @throws Refusal for flags that are not whole, and for a log that makes no sense
 */
export async function readOverride(
  flags: OverrideFlags,
  prepared: PreparedHedge,
  { clock, valued, day }: OverrideTimes,
  io: Io,
): Promise<OverrideInput> {
  const path = flags.overrides;
  const wish = wishOf(flags);
  if (path === undefined) {
    if (wish === undefined) return { warnings: [], record: () => Promise.resolve() };
    throw new Refusal('an override is logged', 'add --overrides FILE', { key: '--override' });
  }
  if (path === '' || path === '-') {
    throw new Refusal(
      path === '' ? 'the file name is empty' : 'a log cannot be kept in a stream',
      'name a file',
      { key: '--overrides' },
    );
  }
  const { settings } = prepared.market;
  const log = await logAt(path, wish !== undefined, io);
  const known = log.records;
  const ruleRatio = productOf(prepared.ratioFactors);
  const made = wish && overrideRecord(wish, ruleRatio, settings.hedge, settings.overrides, clock);
  const last = known.at(-1);
  if (made !== undefined && last !== undefined && last.at > made.at) {
    throw new Refusal(
      'its last record is of a later moment than the clock shows',
      'set the clock right, or name another log',
      { file: inStore(path) ? io.store : path },
      'data',
    );
  }
  const rule = { ruleRatio, settings: settings.overrides };
  const records = [...known, ...(made ? [made] : [])];
  const { inForce, cooling } = overridesAt(records, valued, rule, day);
  return {
    ...(inForce && { inForce }),
    warnings: [
      ...(cooling ? [{ code: 'override-cooling', message: coolingText(cooling) }] : []),
      ...(made !== undefined && made.at > valued ? [LATER] : []),
    ],
    record: () => (made ? log.append(made) : Promise.resolve()),
  };
}

interface OverrideLog {
  readonly records: readonly OverrideRecord[];
  readonly append: (record: OverrideRecord) => Promise<void>;
}

/** A file, or the journal of the store, which is loaded only where it is named. */
async function logAt(path: string, mayBegin: boolean, io: Io): Promise<OverrideLog> {
  if (!inStore(path)) {
    const records = readOverrides(path, mayBegin);
    return { records, append: (record) => appendOverride(path, record) };
  }
  const { appendStoredOverride, storedOverrides } = await import('./stored-journal.js');
  return {
    records: await storedOverrides(io),
    append: (record) => appendStoredOverride(record, io),
  };
}

const LATER: Warning = {
  code: 'override-later',
  message:
    'The override is recorded as of now, after the moment that --as-of values: this result is not under it.',
};

type Wish = Parameters<typeof overrideRecord>[0];

function wishOf({ override, by, ratio, until }: OverrideFlags): Wish | undefined {
  const given = { '--override': override, '--by': by, '--ratio': ratio, '--until': until };
  const [first] = Object.entries(given).filter(([, value]) => value !== undefined);
  if (first === undefined) return undefined;
  for (const key of ['--override', '--by', '--ratio'] as const) {
    if (given[key] !== undefined) continue;
    throw new Refusal(
      `an override needs ${key}`,
      'give --override "REASON" --by NAME --ratio NUMBER (or rule, to go back)',
      { key: first[0] },
    );
  }
  const chosenRatio = ratioOf(ratio ?? '');
  const lastDay = readDate(until, '--until');
  return {
    reason: override ?? '',
    by: by ?? '',
    ...(chosenRatio !== undefined && { chosenRatio }),
    ...(lastDay !== undefined && { until: lastDay }),
  };
}

function ratioOf(text: string): number | undefined {
  if (text === 'rule') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new Refusal(
    `"${text}" is no hedge ratio`,
    'give a number such as 1.2, or the word rule to go back to it',
    { key: '--ratio' },
  );
}
