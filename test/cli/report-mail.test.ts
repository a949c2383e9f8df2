import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectRefusal } from './refusal.js';
import { alvh, freshFolder, inProject } from './run.js';

const EXAMPLE = inProject('examples', 'calm-contango');
const REPORT = [
  ...['report', '-p', join(EXAMPLE, 'position.yaml'), '-s', join(EXAMPLE, 'snapshot.csv')],
  ...['--as-of', '2026-07-06', '--no-record'],
];
const ADDRESSES = ['--mail-from', 'desk@example.com', '--mail-to', 'me@example.com'];
const NOW = '2026-07-06T21:15:00Z';

describe.concurrent('alvh report as a page and a mail', () => {
  it('writes both, the same again the same day', async () => {
    const cwd = freshFolder();
    const args = [...REPORT, '-o', 'report.html', '--mail', 'report.eml', ...ADDRESSES, '-q'];
    const run = await alvh(args, { cwd, now: NOW });
    expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const written = ['report.html', 'report.eml'].map((file) =>
      readFileSync(join(cwd, file), 'utf8'),
    );
    expect(written[0]).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(written[1]).toMatch(/^Subject: alvh 2026-07-06: /m);
    expect(written[1]).toMatch(/^Date: Mon, 06 Jul 2026 21:15:00 \+0000$/m);
    await alvh(args, { cwd, now: NOW });
    expect(
      ['report.html', 'report.eml'].map((file) => readFileSync(join(cwd, file), 'utf8')),
    ).toEqual(written);
  });

  it('prints the mail in place of the report with --mail -', async () => {
    const run = await alvh([...REPORT, '--mail', '-', ...ADDRESSES], { now: NOW });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^From: desk@example\.com\nTo: me@example\.com\n/);
    expect(run.stdout).toMatch(/^[\n -~]*$/);
  });

  it('prints the page with -f html', async () => {
    const run = await alvh([...REPORT, '-f', 'html'], { now: NOW });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^<!doctype html>/);
  });

  it('keeps hostile notes and file names inert in page and mail', async () => {
    const cwd = freshFolder({
      '<script>alert(1).yaml': 'hedge:\n  ratio: 0.8\n',
      'ledger.csv':
        'date,type,amount_usd,id,note\n2026-06-30,expire,100,a,<script>alert(2)</script>\u202e\n',
    });
    const args = [...REPORT, '-c', '<script>alert(1).yaml', '--ledger', 'ledger.csv'];
    const page = await alvh([...args, '-f', 'html'], { cwd, now: NOW });
    expect(page).toMatchObject({ code: 0, stderr: '' });
    expect(page.stdout).not.toMatch(/<script|\u202e/);
    expect(page.stdout).toContain('&lt;script&gt;alert(1).yaml');
    expect(page.stdout).toContain('&lt;script&gt;alert(2)&lt;/script&gt;');
    const mail = await alvh([...args, '--mail', '-', ...ADDRESSES], { cwd, now: NOW });
    const [, html = ''] = mail.stdout.split('Content-Type: text/html');
    expect(html.length).toBeGreaterThan(10_000);
    expect(html.replace(/=\n/g, '')).not.toContain('<script');
  });

  it.each([
    { args: ['--mail', 'a.eml'], says: '--mail: nobody is to get the mail' },
    {
      args: ['--mail', 'a.eml', '--mail-to', 'a@example.com'],
      says: '--mail: the mail has no sender',
    },
    { args: ['--mail-to', 'a@example.com'], says: '--mail-to: no mail is asked for' },
    { args: ['--mail-from', 'a@example.com'], says: '--mail-from: no mail is asked for' },
    {
      args: ['--mail', '-', '-o', '-', ...ADDRESSES],
      says: '--mail: report and mail would both be printed',
    },
    {
      args: ['--mail', 'a.eml', '-o', './a.eml', '-f', 'html', ...ADDRESSES],
      says: 'it is the file that --mail names too',
    },
    {
      args: ['--mail', 'a.eml', '--mail-from', 'a@example.com', '--mail-to', 'a@b.c\nBcc: d@e.f'],
      says: '--mail-to: an address holds a line break',
    },
    {
      args: ['--mail', 'a.eml', '--mail-from', 'nobody', '--mail-to', 'a@example.com'],
      says: '--mail-from: "nobody" is no mail address',
    },
  ])('refuses $args', async ({ args, says }) => {
    const cwd = freshFolder();
    const run = await alvh([...REPORT, ...args], { cwd, now: NOW });
    expect(expectRefusal(run, 2)).toContain(says);
    expect(existsSync(join(cwd, 'a.eml'))).toBe(false);
  });
});
