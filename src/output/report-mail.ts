import { createHash } from 'node:crypto';
import { Refusal } from '../errors.js';
import type { EpochMs } from '../market/time.js';
import type { ReportResult } from '../report/result.js';
import { counted } from './format.js';
import { safeText } from './safe-text.js';

export interface ReportMail {
  readonly result: ReportResult;
  /** The page, as `reportHtml` writes it. */
  readonly html: string;
  /** The same in the terminal's form, plain, at most 78 columns. */
  readonly text: string;
  /** One address, as `alvh@example.com` or `Hedge desk <alvh@example.com>`. */
  readonly from: string;
  /** One or more addresses with commas between them. */
  readonly to: string;
  /** When it is sent. */
  readonly now: EpochMs;
}

/**
 * The report as a MIME message for `sendmail -t`: the page, and the plain text for programs that
 * show none. Lines end with LF, as sendmail takes them, are at most 76 characters, and ASCII.
 * The Message-ID is the same for the same book, day and recipients: a mail that is sent twice is
 * known to be one.
 * @throws Refusal for an address that is none, or holds a line break
 */
export async function reportMail(mail: ReportMail): Promise<string> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const { from, to } = await readAddresses(mail);
  const sender = from.address;
  const fingerprint = fingerprintOf(mail.result, to);
  const composer = new MailComposer({
    from,
    to: [...to],
    subject: subjectOf(mail.result),
    date: new Date(mail.now),
    messageId: `<alvh.${mail.result.date}.${fingerprint}@${sender.slice(sender.lastIndexOf('@') + 1)}>`,
    text: mail.text,
    html: mail.html,
    encoding: 'quoted-printable',
    baseBoundary: fingerprint,
    newline: 'linux',
    // Nothing of the text may name a file or address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return (await composer.compile().build()).toString('latin1');
}

/**
 * Who it is from and for, checked before any work is done.
 * @throws Refusal for an address that is none, or holds a line break
 */
export async function readAddresses(
  mail: Pick<ReportMail, 'from' | 'to'>,
): Promise<{ readonly from: Address; readonly to: readonly Address[] }> {
  const { default: parse } = await import('nodemailer/lib/addressparser');
  const [from, ...others] = addressesOf(mail.from, '--mail-from', parse);
  if (from === undefined || others.length > 0) {
    throw new Refusal('there is more than one sender', 'give one address', { key: '--mail-from' });
  }
  return { from, to: addressesOf(mail.to, '--mail-to', parse) };
}

/** `alvh 2026-11-20: 2 alarms (drift, roll-due)`. */
export function subjectOf({ date, alarms }: ReportResult): string {
  const codes = [...new Set(alarms.map(({ code }) => code))].join(', ');
  const what = alarms.length === 0 ? 'no alarm' : `${counted(alarms.length, 'alarm')} (${codes})`;
  return safeText(`alvh ${date}: ${what}`);
}

export interface Address {
  readonly name: string;
  readonly address: string;
}

type ParseAddresses = (
  text: string,
  options: { flatten: true },
) => readonly { name?: string; address?: string }[];

/** What every mail server takes for an address: ASCII; no more is known of one before it is used. */
const ADDRESS = /^[^\s@<>(),;:"\\[\]\P{ASCII}\p{C}]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/u;

/** Words before an address without angle brackets: a slip, or a name that would be lost. */
const WORDS = /^(?=[^<>"()]*@)\s*[^\s<>"()]+\s+[^<>"()]*\S\s*$/u;

function addressesOf(text: string, key: string, parse: ParseAddresses): Address[] {
  const refuse = (problem: string): Refusal =>
    new Refusal(problem, 'write it as name@example.com or Name <name@example.com>', { key });
  // A line break would begin a header of its own.
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) throw refuse('an address holds a line break or control');
  const words = text.split(/[,;]/).find((one) => WORDS.test(one));
  if (words !== undefined) throw refuse(`"${safeText(words.trim())}" is no mail address`);
  const found = parse(text, { flatten: true }).map(({ name = '', address = '' }) => ({
    name: safeText(name),
    address,
  }));
  if (found.length === 0) throw refuse('no address is given');
  const bad = found.find(({ address }) => !ADDRESS.test(address));
  if (bad !== undefined) throw refuse(`"${safeText(bad.address || text)}" is no mail address`);
  return found;
}

/** Of the book, the day and who it is for. */
function fingerprintOf({ date, size }: ReportResult, to: readonly Address[]): string {
  const book = size.position.condors.map(({ id, expiry, quantity }) => [id, expiry, quantity]);
  const about = JSON.stringify([date, book, to.map(({ address }) => address)]);
  return createHash('sha256').update(about).digest('hex').slice(0, 24);
}
