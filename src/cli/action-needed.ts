import type { Alarm } from '../report/result.js';

/** The report is written, and someone is to look: no failure, an exit code of its own. */
export class ActionNeeded extends Error {
  /** @param alarms at least one */
  constructor(alarms: readonly Alarm[]) {
    super(alarms.map(({ code, message }) => `${code}: ${message}`).join('; '));
  }
}
