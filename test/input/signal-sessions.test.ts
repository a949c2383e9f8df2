import { describe, expect, it } from 'vitest';
import { parseRegimeObservations } from '../../src/input/regime-observations.js';
import { parseSessions } from '../../src/input/signal-sessions.js';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';
import { FILES, edited, source } from './history-fixtures.js';

const OPTIONS = {
  today: isoDate('2026-11-24'),
  asOf: Date.parse('2026-11-24T22:00:00Z') as EpochMs,
};

const SPX = source(
  'spx.csv',
  `date,open,high,low,close,volume
2024-06-14,5000,5020,4990,5010,1
2024-06-17,5000,,,5020,1
2024-06-18,5000,5040,5010,5030,1
2024-06-21,5000,5060,5030,5050,1
`,
);

describe('sessions', () => {
  it('join breadth and the curve by date; what a day lacks is absent', async () => {
    const { sessions, notes } = await parseSessions(
      {
        spx: SPX,
        breadth: source(
          'nyse.csv',
          'date,advances,declines,unchanged\n2024-06-14,1500,1300,80\n2024-06-19,1500,1300,80\n2024-06-21,900,1900,70\n',
        ),
        vix: source(
          'VIX_History.csv',
          'DATE,OPEN,HIGH,LOW,CLOSE\n06/14/2024,13,13,12,12.66\n06/18/2024,13,13,12,12.30\n',
        ),
        vix3m: source('VIX3M_History.csv', 'DATE,OPEN,HIGH,LOW,CLOSE\n06/14/2024,15,15,14,14.5\n'),
      },
      OPTIONS,
    );
    expect(sessions).toEqual([
      {
        date: '2024-06-14',
        close: 5010,
        high: 5020,
        low: 4990,
        breadth: { advances: 1500, declines: 1300 },
        vix: 12.66,
        vix3m: 14.5,
      },
      { date: '2024-06-17', close: 5020 },
      { date: '2024-06-18', close: 5030, high: 5040, low: 5010, vix: 12.3 },
      {
        date: '2024-06-21',
        close: 5050,
        high: 5060,
        low: 5030,
        breadth: { advances: 900, declines: 1900 },
      },
    ]);
    expect(notes).toEqual([
      'spx.csv: 1 trading day is missing (the first is 2024-06-20); the indicators run on over them.',
      'nyse.csv: 1 row on days without an SPX row passed over (the first is 2024-06-19).',
    ]);
  });

  it('hold nothing that had not closed by then', async () => {
    const at = async (time: string) =>
      (await parseSessions({ spx: SPX }, { ...OPTIONS, asOf: Date.parse(time) as EpochMs }))
        .sessions.length;
    expect(await at('2024-06-18T14:59:59-05:00')).toBe(2);
    expect(await at('2024-06-18T15:00:00-05:00')).toBe(3);
    expect(await at('2024-06-13T15:00:00-05:00')).toBe(0);
  });
});

describe("the regime's observations", () => {
  const vix = source('VIX_History.csv', FILES.vix);
  const vx = [source('ranks.csv', FILES.vx)];

  it('are one a trading day, whatever rows VIX has on holidays', async () => {
    const { observations } = await parseRegimeObservations({ vix, vx }, OPTIONS);
    const holiday = edited(
      FILES.vix,
      '07/03/2018',
      (line) => `${line}\n${line.replace('07/03', '07/04')}`,
    );
    const more = await parseRegimeObservations(
      { vix: source('VIX_History.csv', holiday), vx },
      OPTIONS,
    );
    expect(more.observations).toEqual(observations);
    expect(observations.every(({ slope12 }) => slope12 !== undefined)).toBe(true);
  });

  it('have no slope where the second month is missing: the third is no VX2', async () => {
    const [date = '', vx1 = '', , ...others] = (/^2018-07-05,.*$/m.exec(FILES.vx)?.[0] ?? '').split(
      ',',
    );
    const gap = edited(FILES.vx, '2018-07-05', () => [date, vx1, '', ...others].join(','));
    const { observations, notes } = await parseRegimeObservations(
      { vix, vx: [source('ranks.csv', gap)] },
      OPTIONS,
    );
    expect(observations.find((day) => day.date === '2018-07-05')).not.toHaveProperty('slope12');
    expect(notes.at(-1)).toMatch(
      /^1 day has neither VIX3M nor two VX months \(the first is 2018-07-05\)/,
    );
  });

  it('say from when on the regime rests on one measure', async () => {
    const days = [...FILES.vx.matchAll(/^(\d{4}-\d{2}-\d{2})/gm)].map(([, day = '']) => day);
    const from = days[100] ?? '';
    const rows = days.slice(100).map((day) => `${day},20,20,20,20`);
    const vix3m = source('VIX3M_History.csv', ['DATE,OPEN,HIGH,LOW,CLOSE', ...rows].join('\n'));
    const { observations, notes } = await parseRegimeObservations({ vix, vix3m, vx }, OPTIONS);
    expect(observations.find(({ date }) => date === from)).toHaveProperty('vixToVix3m');
    expect(notes).toEqual([
      `100 days are without VIX3M (${days[0] ?? ''} to ${days[99] ?? ''}): the regime rests on the other measure there.`,
    ]);
  });

  it('hold those before the window apart, as what the memory rests on', async () => {
    const whole = await parseRegimeObservations({ vix, vx }, OPTIONS);
    const from = whole.observations[40]?.date ?? isoDate('2000-01-01');
    const { observations, earlier, notes } = await parseRegimeObservations(
      { vix, vx },
      { ...OPTIONS, from },
    );
    expect(whole.earlier).toEqual([]);
    expect([...earlier, ...observations]).toEqual(whole.observations);
    expect(observations[0]?.date).toBe(from);
    const first = whole.observations[0]?.date ?? '';
    expect(notes).toContain(`The memory goes back to ${first}, before the window.`);
  });

  it('begin anew after a wide gap before the window, and say so', async () => {
    const { observations } = await parseRegimeObservations({ vix, vx }, OPTIONS);
    const gone = observations.slice(20, 30).map(({ date }) => date);
    const [lastBefore, firstAfter] = [observations[19]?.date, observations[30]?.date];
    const lines = FILES.vix.split('\n').filter((line) => {
      const [, month = '', day = '', year = ''] = /^(..)\/(..)\/(....),/.exec(line) ?? [];
      return !gone.some((date) => date === `${year}-${month}-${day}`);
    });
    const gap = source('VIX_History.csv', lines.join('\n'));
    const at = (index: number) =>
      parseRegimeObservations(
        { vix: gap, vx },
        { ...OPTIONS, from: observations[index]?.date ?? isoDate('2000-01-01') },
      );
    const later = await at(40);
    expect(later.earlier[0]?.date).toBe(firstAfter);
    expect(later.notes.join()).toContain('(before it no VIX close from ');
    expect((await at(30)).notes.join()).toContain('The memory begins with the window');
    await expect(at(19)).rejects.toThrow(/no VIX close from/);
    expect(lastBefore).toBeDefined();
    await expect(
      parseRegimeObservations({ vix: gap, vx }, { ...OPTIONS, atMoment: true }),
    ).rejects.toMatchObject({
      mend: `fill them in, or take the rows before ${firstAfter ?? ''} out`,
    });
  });

  it('are none, and that is told, where of one moment neither measure has begun', async () => {
    const early = { ...OPTIONS, asOf: Date.parse('2018-05-01T22:00:00Z') as EpochMs };
    const read = await parseRegimeObservations({ vix, vx }, { ...early, atMoment: true });
    expect(read).toMatchObject({ observations: [], earlier: [] });
    expect(read.notes.join()).toMatch(/^No regime: by then no trading day/);
    await expect(parseRegimeObservations({ vix, vx }, early)).rejects.toThrow(
      /no trading day has|no monthly VX/,
    );
  });

  it('are refused where nothing overlaps', async () => {
    const old = { ...OPTIONS, to: isoDate('2018-05-01') };
    await expect(parseRegimeObservations({ vix, vx }, old)).rejects.toThrow(
      /no trading day has|no monthly VX/,
    );
  });
});
