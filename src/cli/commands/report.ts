import type { RenderOptions } from '../../output/options.js';
import type { ReportResult } from '../../report/result.js';
import { ActionNeeded } from '../action-needed.js';
import { emit, formatOf, renderOptions } from '../emit.js';
import type { Io } from '../io.js';
import { checkMail, printsMailOnly, writeMail } from '../mail.js';
import type { MailFlags } from '../mail.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { gatherReport } from '../report-input.js';
import type { ReportFlags } from '../report-input.js';

/**
 * `alvh report`: the sizing of the day with what changed, what is held, what may come and what is
 * due.
 * @throws ActionNeeded with --exit-code where there are alarms, once the report is written
 */
export async function runReport(flags: ReportFlags & MailFlags, io: Io): Promise<void> {
  const format = formatOf(flags, ['html']);
  const options = renderOptions({ ...flags, format: format === 'html' ? 'table' : format }, io);
  checkOutputTarget(flags, io);
  await checkMail(flags);
  const { result, from } = await gatherReport(flags, io);
  const shown = { ...options, settingsFrom: from };
  if (!printsMailOnly(flags)) {
    const text = format === 'html' ? await page(result, shown) : await tabled(result, shown);
    await emit(text, result, options.format, flags, io);
  }
  await writeMail(result, shown, flags, io);
  if (flags.exitCode === true && result.alarms.length > 0) throw new ActionNeeded(result.alarms);
}

async function page(result: ReportResult, options: RenderOptions): Promise<string> {
  return (await import('../../output/report-html.js')).reportHtml(result, options);
}

function tabled(result: ReportResult, options: RenderOptions): Promise<string> {
  return rendered(result, options, (all) => all.renderReport);
}
