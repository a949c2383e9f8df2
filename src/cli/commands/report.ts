import { ActionNeeded } from '../action-needed.js';
import { emit, renderOptions } from '../emit.js';
import type { Io } from '../io.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { gatherReport } from '../report-input.js';
import type { ReportFlags } from '../report-input.js';

/**
 * `alvh report`: the sizing of the day with what changed, what is held, what may come and what is
 * due.
 * @throws ActionNeeded with --exit-code where there are alarms, once the report is written
 */
export async function runReport(flags: ReportFlags, io: Io): Promise<void> {
  const options = renderOptions(flags, io);
  checkOutputTarget(flags, io);
  const { result, from } = await gatherReport(flags, io);
  const text = await rendered(
    result,
    { ...options, settingsFrom: from },
    (all) => all.renderReport,
  );
  await emit(text, result, options.format, flags, io);
  if (flags.exitCode === true && result.alarms.length > 0) throw new ActionNeeded(result.alarms);
}
