import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { SIZE, SOUND } from './broken/broken-input.js';
import { freshFolder } from './run.js';
import { warmAlvh as alvh } from './warm.js';

const EVENTS = `date,time,type,source
2026-07-14,08:30,CPI,bls.gov
2026-07-15,,PPI,bls.gov
2026-08-12,08:30,CPI,bls.gov
2026-08-13,08:30,PPI,bls.gov
2026-08-21,08:30,CPI,made up
`;
const FILES = { ...SOUND, 'e.csv': EVENTS };
const AS_OF = ['--as-of', '2026-07-06'];

interface Report {
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
  readonly entries: {
    date: string;
    kind: string;
    name: string;
    of?: string[];
    newYork?: string;
    chicago?: string;
    timeAssumed?: true;
    tradingDays: number;
    weight?: number;
  }[];
  readonly lives: {
    name: string;
    symbol?: string;
    until: string;
    rollBy?: string;
    events: { date: string; type: string }[];
  }[];
  readonly eventFactor: number;
  readonly warnings: { code: string; message: string }[];
}

async function json(...args: string[]): Promise<Report> {
  const run = await alvh(['calendar', ...args, '-f', 'json'], { files: FILES });
  expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout) as Report;
}

interface Sized {
  readonly layers: {
    name: string;
    weight: number;
    rollBy: string;
    instruments: { symbol: string }[];
    factors: { name: string; value: number; source: string; note?: string }[];
  }[];
  readonly warnings: { code: string; message: string }[];
}

async function size(...args: string[]): Promise<Sized> {
  const run = await alvh([...SIZE, ...args, '-f', 'json'], { files: FILES });
  expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout) as Sized;
}

describe.concurrent('alvh calendar', () => {
  it('knows without any file what the exchanges and the built-in list know', async () => {
    const report = await json('--from', '2026-11-20', '--to', '2026-12-31', ...AS_OF);
    expect(report.entries.map(({ date, name }) => `${date} ${name}`)).toEqual([
      '2026-11-20 SPX AM options settle',
      '2026-11-26 Thanksgiving Day: closed',
      '2026-11-27 early close',
      '2026-12-09 FOMC',
      '2026-12-15 VIX options trade last',
      '2026-12-16 VXZ26, VIX options expire',
      '2026-12-17 SPX AM options trade last',
      '2026-12-18 SPX AM options settle',
      '2026-12-24 early close',
      '2026-12-25 Christmas Day: closed',
    ]);
    expect(report.warnings.map(({ code }) => code)).toEqual(['event-horizon']);
  });

  it('takes the time from the clock where nothing gives it, sixty days from there', async () => {
    const run = await alvh(['calendar', '-f', 'json'], { now: '2026-11-25T00:30:00Z' });
    const report = JSON.parse(run.stdout) as Report;
    expect(report).toMatchObject({
      asOf: '2026-11-25T00:30:00Z',
      from: '2026-11-24',
      to: '2027-01-23',
    });
    const fomc = report.entries.find(({ name }) => name === 'FOMC');
    // 25, 27, 30 November, 1 to 4 and 7 to 9 December: Thanksgiving is none.
    expect(fomc).toMatchObject({
      date: '2026-12-09',
      newYork: '14:00',
      chicago: '13:00',
      tradingDays: 10,
    });
  });

  it('says what falls into the lives of condor and layers, with the roll dates of alvh size', async () => {
    const [report, sized] = await Promise.all([
      json('-p', 'position.yaml', '-s', 'snapshot.csv', '--events', 'e.csv', ...AS_OF),
      size('--events', 'e.csv'),
    ]);
    const [condor, ...layers] = report.lives;
    expect(condor?.events.map(({ date, type }) => `${type} ${date}`)).toEqual([
      'CPI 2026-07-14',
      'PPI 2026-07-15',
      'FOMC 2026-07-29',
      'CPI 2026-08-12',
      'PPI 2026-08-13',
      // 08:30 New York is an hour before the AM settlement.
      'CPI 2026-08-21',
    ]);
    expect(layers.map(({ name, rollBy, symbol }) => [name, rollBy, symbol?.slice(-3)])).toEqual(
      sized.layers.map(({ name, rollBy, instruments }) => [
        name,
        rollBy,
        instruments[0]?.symbol.slice(-3),
      ]),
    );
    expect(report.warnings.map(({ code }) => code)).toContain('event-near-expiry');
    expect(report.warnings.find(({ code }) => code === 'event-near-expiry')?.message).toMatch(
      /spx-aug settles on 2026-08-21 \(am\), within a trading day after CPI \(2026-08-21 08:30 New York, after its last trading day\)/,
    );
  });

  it.each([
    ['--events', 'builtin', '--set', 'tenor.choice=score'],
    ['--events', 'near.csv'],
    ['--events', 'near.csv', '--set', 'static=true'],
    ['--set', 'tenor.choice=score'],
  ])('holds the contracts of alvh size: %s %s %s %s', async (...given) => {
    const flags = given.filter((flag) => typeof flag === 'string');
    const example = 'examples/calm-year-press';
    const files = {
      'position.yaml': readFileSync(`${example}/position.yaml`, 'utf8'),
      'snapshot.csv': readFileSync(`${example}/snapshot.csv`, 'utf8'),
      'near.csv': 'date,type\n2026-07-01,CPI\n',
    };
    const shared = ['-p', 'position.yaml', '-s', 'snapshot.csv', '--as-of', '2026-06-30'];
    const run = async (command: string): Promise<unknown> => {
      const done = await alvh([command, ...shared, ...flags, '-f', 'json'], { files });
      expect(done, done.stderr).toMatchObject({ code: 0 });
      return JSON.parse(done.stdout) as unknown;
    };
    const [report, sized] = (await Promise.all([run('calendar'), run('size')])) as [Report, Sized];
    const months = sized.layers.map(({ name, instruments, rollBy }) => [
      name,
      instruments[0]?.symbol.slice(-3),
      rollBy,
    ]);
    expect(
      report.lives.slice(1).map(({ name, symbol, rollBy }) => [name, symbol?.slice(-3), rollBy]),
    ).toEqual(months);
    const scored = !flags.includes('static=true');
    expect(months[2]?.[1]).toBe(scored ? 'F27' : 'V26');
  });

  it('holds the same contracts by rule, without a snapshot', async () => {
    const [with_, without] = await Promise.all([
      json('-p', 'position.yaml', '-s', 'snapshot.csv', ...AS_OF),
      json('-p', 'position.yaml', ...AS_OF),
    ]);
    expect(without.lives).toEqual(with_.lives);
  });

  it('says that no FOMC before 2026 is built in, from the clock and from the window', async () => {
    const past = ['--to', '2026-01-20'];
    const reports = await Promise.all([
      json(...past, '--as-of', '2025-12-01'),
      json(...past, '--from', '2025-12-01', ...AS_OF),
    ]);
    for (const { warnings } of reports) {
      expect(warnings.map(({ message }) => message)).toContain(
        'No FOMC before 2026-01-28 is built in: earlier ones are unknown, not absent.',
      );
    }
  });

  it('marks the hour that was not given', async () => {
    const report = await json('--events', 'e.csv', ...AS_OF);
    const ppi = report.entries.find(({ name }) => name === 'PPI');
    expect(ppi).toMatchObject({ newYork: '08:30', chicago: '07:30', timeAssumed: true });
    expect(report.warnings.map(({ message }) => message)).toContain(
      'PPI without a time is taken to be out at 08:30 New York, its usual hour.',
    );
  });

  it('writes an .ics that a parser gives back, the same every time', async () => {
    const cwd = freshFolder(FILES);
    const args = ['calendar', '-p', 'position.yaml', '--events', 'e.csv', ...AS_OF];
    const [first, again, report] = await Promise.all([
      alvh([...args, '-o', 'a.ics'], { cwd }),
      alvh([...args, '-f', 'ics'], { cwd, env: { TZ: 'Asia/Tokyo' } }),
      json(...args.slice(1)),
    ]);
    expect(first.code).toBe(0);
    expect(first.stderr).toMatch(/^alvh: reading: PPI without a time.*\n/m);
    const text = readFileSync(join(cwd, 'a.ics'), 'utf8');
    expect(again.stdout).toBe(text);
    const events = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');
    expect(events.map((event) => event.getFirstPropertyValue('summary'))).toEqual(
      report.entries.map(({ name, of }) => (of === undefined ? name : `${name}: ${of.join(', ')}`)),
    );
  });

  it('prints nothing that steers a terminal or a spreadsheet', async () => {
    const hostile = 'date,type\n2026-07-20,=cmd() \u001b[31mred\n';
    const run = (format: string) =>
      alvh(['calendar', '--events', 'h.csv', ...AS_OF, '-f', format], {
        files: { 'h.csv': hostile },
      });
    const [table, csv] = await Promise.all([run('table'), run('csv')]);
    expect(table.code).toBe(0);
    expect(table.stdout).not.toContain('\u001b');
    expect(csv.stdout).not.toContain('\u001b');
    expect(csv.stdout).toMatch(/,'=cmd\(\) \[31mred,/);
  });

  it('reads the same under any zone of the machine', async () => {
    const zoned = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:CPI\r\nDTSTART;TZID=Etc/GMT+5:20260714T073000\r\nRRULE:FREQ=MONTHLY;COUNT=2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
    const runs = await Promise.all(
      ['UTC', 'Asia/Tokyo', 'America/New_York', 'Etc/GMT+5'].map((TZ) =>
        alvh(['calendar', '--events', 'z.ics', ...AS_OF, '-f', 'csv', '-q'], {
          files: { 'z.ics': zoned },
          env: { TZ },
        }),
      ),
    );
    expect(runs[0]?.stdout).toMatch(/^2026-07-14,event,CPI,,2026-07-14T12:30:00Z,08:30,07:30,/m);
    expect(runs[0]?.stdout).toMatch(/^2026-08-14,event,CPI,/m);
    for (const run of runs) expect(run.stdout).toBe(runs[0]?.stdout);
  });
});

describe.concurrent('alvh size --events', () => {
  it('is what alvh size is without the flag, whatever is built in', async () => {
    const [plain, none] = await Promise.all([
      alvh([...SIZE, '--as-of', '2026-07-28'], { files: SOUND }),
      size('--events', 'builtin', '--set', 'events.amplitude.fomc=0'),
    ]);
    expect(plain.stdout).not.toMatch(/event/i);
    const before = await size();
    expect(none.layers.map(({ weight }) => weight)).toEqual(
      before.layers.map(({ weight }) => weight),
    );
  });

  it('tilts the short layer by 1 + E, and the chain shows it', async () => {
    const sized = await size('--events', 'e.csv');
    const factor = sized.layers[0]?.factors.find(({ name }) => name === 'events');
    // From Monday 6 July: CPI 6 trading days ahead, PPI 7, FOMC 17, CPI 27 and 34, PPI 28, FOMC 51.
    const e = [
      [0.1, 6],
      [0.05, 7],
      [0.15, 17],
      [0.1, 27],
      [0.05, 28],
      [0.1, 34],
      [0.15, 51],
    ].map(([a = 0, d = 0]) => 1 - a * Math.exp(-d / 3));
    expect(factor?.value).toBeCloseTo(2 - e.reduce((product, each) => product * each, 1), 12);
    expect(factor?.note).toMatch(/^CPI 2026-07-14 in 6 trading days 0\.0135, /);
    const plain = await size();
    expect(sized.layers[0]?.weight).toBeGreaterThan(plain.layers[0]?.weight ?? 1);
    expect(sized.layers[1]?.factors.find(({ name }) => name === 'events')?.value).toBe(1);
  });

  it('leaves the contracts as they are where the next event is far', async () => {
    const example = join(process.cwd(), 'examples/calm-year-press');
    const run = async (...flags: string[]): Promise<Sized> => {
      const market = ['-p', `${example}/position.yaml`, '-s', `${example}/snapshot.csv`];
      const done = await alvh(['size', ...market, '--as-of', '2026-06-30', ...flags, '-f', 'json']);
      expect(done, done.stderr).toMatchObject({ code: 0 });
      return JSON.parse(done.stdout) as Sized;
    };
    const [plain, far] = await Promise.all([run(), run('--events', 'builtin')]);
    // FOMC of 29 July, 20 trading days ahead without 3 July: .15 exp(-20/3) = .00019.
    const factor = far.layers[0]?.factors.find(({ name }) => name === 'events');
    expect(factor).toMatchObject({ value: 1 });
    expect(factor?.source).toMatch(/^no event near: E 0\.00019 is below 0\.01/);
    const held = ({ layers }: Sized): unknown => layers.map(({ instruments }) => instruments);
    expect(held(far)).toEqual(held(plain));
  });

  it('says what it does not know up to the end of the condor, and nothing of the other layers', async () => {
    const { warnings } = await size('--events', 'builtin');
    const horizon = warnings.filter(({ code }) => code === 'event-horizon');
    expect(horizon.map(({ message }) => message)).toEqual([
      'No dates of CPI and PPI are known; spx-aug ends 2026-08-21. Give them with --events FILE.',
    ]);
  });

  it('changes nothing where the sizing is static, and says so', async () => {
    const [tilted, plain] = await Promise.all([
      size('--events', 'e.csv', '--static'),
      size('--static'),
    ]);
    expect(tilted.layers).toEqual(plain.layers);
    expect(tilted.warnings.map(({ code }) => code)).toContain('events-static');
  });
});
