import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { vxSettlementMoment } from '../../src/market/settlement-time.js';
import { isTradingDay, previousTradingDay } from '../../src/market/calendar.js';
import { chicagoDate } from '../../src/market/time.js';
import type { EpochMs } from '../../src/market/time.js';
import { BIN, cleanEnv, freshFolder, inProject } from '../cli/run.js';
import { serveFeeds } from './feed-server.js';
import { madeMarket } from './published.js';

/** Starts the machine's cron daemon, as root: in the gate, or where ALVH_TEST_CRON asks for it. */
const asked = process.env['CI'] !== undefined || process.env['ALVH_TEST_CRON'] !== undefined;
const able = process.getuid?.() === 0 && existsSync('/usr/sbin/cron');

const POSITION = `positions:
  - id: spx-cron
    underlying: SPX
    expiry: 2027-12-17
    quantity: 10
    legs: { longPut: 5900, shortPut: 6000, shortCall: 6900, longCall: 7000 }
    credit: 24.80
`;

/** The line of the example, its own hour replaced by every minute. */
function exampleLine(): string {
  const crontab = readFileSync(inProject('examples', 'daily-report', 'crontab'), 'utf8');
  const page = readFileSync(inProject('docs', 'cron.md'), 'utf8');
  const line = /^45 21 \* \* 1-5 .*$/m.exec(crontab)?.[0] ?? '';
  // The page shows the very line.
  expect(page).toContain(line);
  return line.replace('45 21 * * 1-5', '* * * * * root');
}

/** A day whose settlement is out: the made-up market goes up to it. */
function lastSettled(): ReturnType<typeof chicagoDate> {
  const now = Date.now() as EpochMs;
  const today = chicagoDate(now);
  return isTradingDay(today) && now >= vxSettlementMoment(today)
    ? today
    : previousTradingDay(today);
}

describe.skipIf(!asked || !able)('cron', () => {
  test('runs the example line: report, mail and log are there', async () => {
    const day = lastSettled();
    const server = await serveFeeds(madeMarket(day, 60));
    const home = freshFolder();
    const hedge = join(home, 'hedge');
    cpSync(inProject('examples', 'daily-report'), hedge, { recursive: true });
    writeFileSync(join(hedge, 'position.yaml'), POSITION);
    writeFileSync(join(hedge, 'alvh.yaml'), server.yaml);
    // What sendmail would be handed.
    writeFileSync(join(home, 'sendmail'), `#!/bin/sh\ncat > ${home}/sent.eml\n`);
    writeFileSync(join(home, 'alvh'), `#!/bin/sh\nexec ${process.execPath} ${BIN} "$@"\n`);
    for (const name of ['sendmail', 'alvh']) chmodSync(join(home, name), 0o755);
    const table = `/etc/cron.d/alvh-test-${process.pid}`;
    const lines = [
      `HOME=${home}`,
      `PATH=${home}:/usr/bin:/bin`,
      'REPORT_TO=me@example.org',
      `SENDMAIL=${home}/sendmail`,
      exampleLine(),
      '',
    ];
    writeFileSync(table, lines.join('\n'), { mode: 0o644 });
    const running = spawnSync('pidof', ['cron']).status === 0;
    const daemon = running
      ? undefined
      : spawn('/usr/sbin/cron', ['-f'], { stdio: 'ignore', env: cleanEnv() });
    try {
      await until(
        () => existsSync(join(home, 'sent.eml')) && !existsSync(join(hedge, 'report.eml')),
      );
    } finally {
      rmSync(table);
      daemon?.kill();
      await server.close();
    }
    expect(readFileSync(join(hedge, 'report.html'), 'utf8')).toContain(day);
    expect(readFileSync(join(home, 'sent.eml'), 'utf8')).toMatch(
      new RegExp(`^To: me@example\\.org\r?$[^]*^Subject: alvh ${day}: `, 'm'),
    );
    const log = readFileSync(join(hedge, 'alvh.log'), 'utf8');
    expect(log).toMatch(/ data-pull\[\d+\] end exit=0 /);
    expect(log).toMatch(/ report\[\d+\] end exit=[05] /);
  }, 150_000);
});

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 140_000;
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
}
