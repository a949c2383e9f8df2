import { Refusal } from '../errors.js';
import type { RenderOptions } from '../output/options.js';
import type { ReportResult } from '../report/result.js';
import type { EpochMs } from '../market/time.js';
import { writeFileAtomically } from '../store/write-file.js';
import type { OutputFlags } from './emit.js';
import type { Io } from './io.js';

/** Flags that ask for a mail beside the report. */
export interface MailFlags extends OutputFlags {
  /** A file, or `-`: then the mail is what is printed. */
  readonly mail?: string;
  readonly mailTo?: string;
  readonly mailFrom?: string;
}

/** Columns of the text part: no mail program breaks lines of this width. */
const TEXT_WIDTH = 78;

/**
 * Refuses a mail that could not be sent, before any work is done.
 * @throws Refusal naming the flag
 */
export async function checkMail({ mail, mailTo, mailFrom, output }: MailFlags): Promise<void> {
  if (mail === undefined) {
    if (mailTo === undefined && mailFrom === undefined) return;
    const key = mailTo === undefined ? '--mail-from' : '--mail-to';
    throw new Refusal('no mail is asked for', 'add --mail FILE, or --mail - to print it', { key });
  }
  if (mailTo === undefined) {
    throw new Refusal('nobody is to get the mail', 'add --mail-to ADDRESS', { key: '--mail' });
  }
  if (mailFrom === undefined) {
    throw new Refusal('the mail has no sender', 'add --mail-from ADDRESS', { key: '--mail' });
  }
  if (mail === '-' && output === '-') {
    throw new Refusal('report and mail would both be printed', 'write one of them to a file', {
      key: '--mail',
    });
  }
  const { readAddresses } = await import('../output/report-mail.js');
  await readAddresses({ from: mailFrom, to: mailTo });
}

/** True where the mail is printed in place of the report. */
export function printsMailOnly({ mail, output }: MailFlags): boolean {
  return mail === '-' && output === undefined;
}

/** Writes the mail that was asked for; nothing without --mail. */
export async function writeMail(
  result: ReportResult,
  options: RenderOptions,
  flags: MailFlags,
  io: Io,
): Promise<void> {
  const { mail, mailTo = '', mailFrom = '' } = flags;
  if (mail === undefined) return;
  const [{ reportMail }, { reportHtml }, { renderReport }] = await Promise.all([
    import('../output/report-mail.js'),
    import('../output/report-html.js'),
    import('../output/render.js'),
  ]);
  const plain = {
    ...options,
    format: 'table',
    width: TEXT_WIDTH,
    color: false,
    unicode: true,
  } as const;
  const message = await reportMail({
    result,
    html: reportHtml(result, options),
    text: renderReport(result, plain),
    from: mailFrom,
    to: mailTo,
    now: io.now() as EpochMs,
  });
  if (mail === '-') {
    await io.writeOut(message);
    return;
  }
  await writeFileAtomically(mail, message);
  if (flags.quiet !== true) io.writeErr(`alvh: wrote ${mail}\n`);
}
