import { overridesAt } from '../hedge/override.js';
import type { OverrideRecord } from '../hedge/override.js';
import type { IsoDate } from '../market/date.js';
import { chicagoTime } from '../market/time.js';
import type { JournalEntry } from './entry.js';
import { liveEntries } from './live-entries.js';

/** As recorded: how long it cools off and lasts was settled when it was written. */
const AS_RECORDED = {
  ruleRatio: Infinity,
  settings: { freeIncrease: 0, coolingHours: 0, lapseDays: 0, lapseDaysMax: 366_000 },
} as const;

/** The override of the journal that was in force when a day ended, Chicago, by its own record. */
export function overrideOn(
  entries: readonly JournalEntry[],
  day: IsoDate,
): OverrideRecord | undefined {
  const records = liveEntries(entries, 'override', day).map(({ body }) => body);
  return overridesAt(records, chicagoTime(day, 23, 59), AS_RECORDED).inForce;
}
