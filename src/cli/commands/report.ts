import { Refusal } from '../../errors.js';
import { formatMoment } from '../../market/time.js';
import type { EpochMs } from '../../market/time.js';
import type { OutputFormat, RenderOptions } from '../../output/options.js';
import type { ReportResult } from '../../report/result.js';
import { openToWrite } from '../../store/database.js';
import { nothingAdded } from '../../store/journal-chain.js';
import { noteRun } from '../../store/run-store.js';
import { ActionNeeded } from '../action-needed.js';
import { emit, formatOf, renderOptions } from '../emit.js';
import type { Io } from '../io.js';
import { checkMail, printsMailOnly, writeMail } from '../mail.js';
import type { MailFlags } from '../mail.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { MadeAlready, workDay } from '../report-history.js';
import { gatherReport, reportKey } from '../report-input.js';
import type { ReportFlags } from '../report-input.js';

type Flags = ReportFlags & MailFlags;

/**
 * `alvh report`: the sizing of the day with what changed, what is held, what may come and what is
 * due. Two that record into one store do not overlap.
 * @throws ActionNeeded with --exit-code where there are alarms, once the report is written
 * @throws Refusal (exit 3) then too, where it was not recorded for a journal that is broken
 */
export async function runReport(flags: Flags, io: Io): Promise<void> {
  const format = formatOf(flags, ['html']);
  const options = renderOptions({ ...flags, format: format === 'html' ? 'table' : format }, io);
  checkOutputTarget(flags, io);
  await checkMail(flags);
  if (!flags.record) {
    refuseOnce(flags);
    await writeReport(flags, format, options, io);
    return;
  }
  const { alone } = await import('../run-lock.js');
  await alone('report', io, async () => {
    try {
      await writeReport(flags, format, options, io);
    } catch (error) {
      if (!(error instanceof MadeAlready)) throw error;
      if (flags.quiet !== true) io.writeErr(`alvh: ${error.message}\n`);
    }
  });
}

/** Without a record there is no telling whether the day's report was made. */
function refuseOnce({ once }: ReportFlags): void {
  if (once !== true) return;
  throw new Refusal('--no-record leaves nothing to know the day by', 'leave one of the two out', {
    key: '--once',
  });
}

async function writeReport(
  flags: Flags,
  format: OutputFormat | 'html',
  options: RenderOptions,
  io: Io,
): Promise<void> {
  const { result, from } = await gatherReport(flags, io);
  const shown = { ...options, settingsFrom: from };
  if (!printsMailOnly(flags)) {
    const text = format === 'html' ? await page(result, shown) : await tabled(result, shown);
    await emit(text, result, options.format, flags, io);
  }
  await writeMail(result, shown, flags, io);
  const broken = flags.record ? result.journal?.broken : undefined;
  if (flags.record && broken === undefined) await noteReport(reportKey(flags, result.size), io);
  if (flags.exitCode === true && result.alarms.length > 0) throw new ActionNeeded(result.alarms);
  // The day is told all the same: what is due does not wait for a journal.
  if (broken !== undefined) throw nothingAdded(broken, io.store);
}

async function page(result: ReportResult, options: RenderOptions): Promise<string> {
  return (await import('../../output/report-html.js')).reportHtml(result, options);
}

function tabled(result: ReportResult, options: RenderOptions): Promise<string> {
  return rendered(result, options, (all) => all.renderReport);
}

/** Once it has been written: a run that is killed before is made up for by the next. */
async function noteReport(key: string, io: Io): Promise<void> {
  const db = await openToWrite(io.store);
  try {
    noteRun(db, key, workDay(io), formatMoment(io.now() as EpochMs));
  } finally {
    db.close();
  }
}
