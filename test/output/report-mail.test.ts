import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import type { EpochMs } from '../../src/market/time.js';
import { reportHtml } from '../../src/output/report-html.js';
import { reportMail, subjectOf } from '../../src/output/report-mail.js';
import type { ReportResult } from '../../src/report/result.js';
import { PLAIN } from './options.js';
import { exampleReport } from './report-fixture.js';

const NOW = Date.parse('2026-07-06T21:15:00Z') as EpochMs;
/** Its mail reader is the other program. */
const NO_PYTHON = spawnSync('python3', ['--version']).error !== undefined;
const TEXT = 'Überblick: 100 % = all.\n.\nFrom the desk\n';

let result: ReportResult;
let html: string;

beforeAll(async () => {
  result = await exampleReport();
  html = reportHtml(result, PLAIN);
});

interface Change {
  readonly from?: string;
  readonly to?: string;
  readonly result?: ReportResult;
  readonly now?: EpochMs;
}

function mail(change: Change = {}): Promise<string> {
  const addresses = { from: 'Hedge Desk <desk@example.com>', to: 'a@example.org, b@example.org' };
  return reportMail({ result, html, text: TEXT, now: NOW, ...addresses, ...change });
}

function headersOf(message: string): string[] {
  const [head = ''] = message.split('\n\n');
  return head.replace(/\n[ \t]+/g, ' ').split('\n');
}

describe('the mail', () => {
  it('has every header that sendmail and a reader need', async () => {
    const headers = headersOf(await mail());
    expect(headers).toEqual(
      expect.arrayContaining([
        'From: Hedge Desk <desk@example.com>',
        'To: a@example.org, b@example.org',
        'Subject: alvh 2026-07-06: 3 alarms (drift, stale-data)',
        'Date: Mon, 06 Jul 2026 21:15:00 +0000',
        'MIME-Version: 1.0',
      ]),
    );
    expect(
      headers.filter((line) =>
        /^Message-ID: <alvh\.2026-07-06\.[0-9a-f]{24}@example\.com>$/i.test(line),
      ),
    ).toHaveLength(1);
    expect(subjectOf({ ...result, alarms: [] })).toBe('alvh 2026-07-06: no alarm');
  });

  it('is ASCII in short lines that end with LF', async () => {
    const message = await mail();
    expect(message).toMatch(/^[\n -~]*$/);
    expect(Math.max(...message.split('\n').map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(message.endsWith('\n')).toBe(true);
  });

  it.skipIf(NO_PYTHON)('is read by another program as it was written', async () => {
    const reader = `
import email, email.policy, json, sys
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
text, html = mail.get_body(('plain',)), mail.get_body(('html',))
print(json.dumps([mail.get_content_type(), text.get_content(), html.get_content(), [str(d) for d in mail.defects]]))
`;
    const run = spawnSync('python3', ['-c', reader], { input: await mail(), encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toEqual(['multipart/alternative', TEXT, html, []]);
  });

  it('is the same for the same day, book and recipients, whatever the hour', async () => {
    const idOf = async (change: Change): Promise<string | undefined> =>
      headersOf(await mail(change)).find((line) => line.toLowerCase().startsWith('message-id'));
    const first = await idOf({});
    expect(await mail()).toBe(await mail());
    expect(await idOf({ now: (NOW + 3_600_000) as EpochMs })).toBe(first);
    expect(await idOf({ to: 'c@example.org' })).not.toBe(first);
    const { size } = result;
    const condors = size.position.condors.map((condor) => ({ ...condor, id: 'another' }));
    const other = { ...result, size: { ...size, position: { ...size.position, condors } } };
    expect(await idOf({ result: other })).not.toBe(first);
  });

  it.each([
    'a@example.org\r\nBcc: all@example.com',
    'a@example.org\nSubject: other',
    'a@example.org\u2028x',
    'Name\u0000 <a@example.org>',
    'nobody',
    '',
    ' , ',
    'a@b@example.org',
    'a@example.org, nobody',
    'a@-example',
    '=?utf-8?q?a=40example.org?=',
    'ü@example.org',
    'Zoë <zoë@example.org>',
    'a b@example.org',
    'a@example.org b@example.org',
    'c@example.org, a b@example.org',
  ])('refuses %j', async (address) => {
    for (const flag of ['from', 'to'] as const) {
      const refused = await mail({ [flag]: address }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Refusal);
      expect((refused as Refusal).place.key).toBe(`--mail-${flag}`);
    }
  });

  it.each(['ü@example.org', 'a b@example.org'])('names %j', async (address) => {
    await expect(mail({ to: `c@example.org, ${address}` })).rejects.toThrow(
      `"${address}" is no mail address`,
    );
  });

  it.each(['Jürgen Groß <a@example.org>', '"Groß, Jürgen" <a@example.org>', ' a@example.org '])(
    'takes %j',
    async (address) => {
      const message = await mail({ to: address });
      const to = headersOf(message).find((line) => line.startsWith('To:'));
      expect(to).toMatch(/^To: (=\?UTF-8\?Q\?[!-~]+\?= <a@example\.org>|a@example\.org)$/);
    },
  );

  it('has one sender', async () => {
    await expect(mail({ from: 'a@example.org, b@example.org' })).rejects.toThrow(
      'more than one sender',
    );
  });

  it('encodes names that are not ASCII, and drops what turns text around', async () => {
    const headers = headersOf(await mail({ from: 'Zo\u00eb \u202eksed <desk@example.com>' }));
    expect(headers.find((line) => line.startsWith('From:'))).toMatch(
      /^From: =\?UTF-8\?Q\?Zo=C3=AB_ksed\?= <desk@example\.com>$/,
    );
  });
});
