import { describe, expect, it } from 'vitest';
import type { HistorySources } from '../../src/input/history.js';
import { isoDate } from '../../src/market/date.js';
import { nextMonthlyVixExpiries } from '../../src/market/vix-expiry.js';
import { messageOf } from './fixtures.js';
import {
  FILES,
  HISTORY,
  SOURCES,
  allContracts,
  edited,
  parse,
  ranksWithExpiry,
  source,
} from './history-fixtures.js';

describe('broken history, with file, line and mend', () => {
  const spx = (text: string): Partial<HistorySources> => ({ spx: source('spx.csv', text) });
  const vix = (text: string): Partial<HistorySources> => ({ vix: source('VIX_History.csv', text) });
  const vx = (text: string): Partial<HistorySources> => ({ vx: [source('ranks.csv', text)] });
  const all = (text: string): Partial<HistorySources> => ({ vx: [source('all.csv', text)] });
  const withExpiry = ranksWithExpiry();
  const cell = (line: string, column: number, value: string): string =>
    line
      .split(',')
      .map((old, i) => (i === column ? value : old))
      .join(',');
  /** The columns change contract a day late, or a day early. */
  const shifted = (by: 1 | -1): string => {
    const lines = FILES.vx.trim().split('\n');
    const prices = new Map(
      HISTORY.days.map(({ date, curve }) => [
        date as string,
        new Map(curve?.nodes.map(({ expiry, price }) => [expiry, price])),
      ]),
    );
    return lines
      .map((line, i) => {
        const [date = ''] = line.split(',');
        const other = lines[i - by]?.split(',')[0] ?? '';
        if (i === 0 || i - by < 1 || other === '') return line;
        const held = nextMonthlyVixExpiries(isoDate(other), 8);
        const own = held.map(
          (expiry) => prices.get(date)?.get(expiry) ?? prices.get(other)?.get(expiry),
        );
        return [date, ...own.map((price) => price ?? '')].join(',');
      })
      .join('\n');
  };

  const cases: readonly (readonly [string, Partial<HistorySources>, RegExp])[] = [
    [
      'unsorted',
      spx(edited(FILES.spx, '2018-06-05', () => '2018-06-20,0,0,0,1400,0')),
      /^spx\.csv:5: date: 2018-06-06 stands after 2018-06-20; sort the rows by date$/,
    ],
    [
      'a date twice',
      spx(edited(FILES.spx, '2018-06-05', (line) => `${line}\n${line}`)),
      /^spx\.csv:5: date: 2018-06-05 stands twice; keep one/,
    ],
    [
      'a price of 0',
      spx(edited(FILES.spx, '2018-06-05', (line) => cell(line, 4, '0'))),
      /^spx\.csv:4: close: 0 is not above 0; give the close of SPX/,
    ],
    [
      'a price below 0',
      vix(edited(FILES.vix, '06/05/2018', (line) => cell(line, 4, '-15'))),
      /^VIX_History\.csv:4: CLOSE: -15 is not above 0/,
    ],
    [
      'VIX as a fraction',
      vix(edited(FILES.vix, '06/05/2018', (line) => cell(line, 4, '0.15'))),
      /^VIX_History\.csv:4: CLOSE: 0\.15 is no level that VIX has/,
    ],
    [
      'a slipped digit',
      spx(edited(FILES.spx, '2018-06-05', (line) => cell(line, 4, '140'))),
      /^spx\.csv:4: close: SPX goes from \d+.* to 140 on 2018-06-05; .*slipped digit/,
    ],
    [
      'a row dated ahead',
      spx(`${FILES.spx}2027-01-04,0,0,0,1400,0\n`),
      /^spx\.csv:\d+: date: 2027-01-04 lies ahead of today, 2026-11-24; check the date/,
    ],
    [
      'a close filled in on a holiday',
      {
        spx: source(
          'spx.csv',
          edited(FILES.spx, '2018-07-05', (line) => `2018-07-04,0,0,0,1400,0\n${line}`),
        ),
        vix: source(
          'VIX_History.csv',
          edited(FILES.vix, '07/05/2018', (line) => `07/04/2018,0,0,0,16\n${line}`),
        ),
      },
      /^spx\.csv:\d+: close: (?:2018-07-04 is no trading day \(Independence Day\); take the row out|SPX goes)/,
    ],
    [
      'a gap in VIX',
      vix(
        FILES.vix
          .split('\n')
          .filter((line) => !/^0[78]\/(?:2\d|3\d|0\d)\/2018/.test(line) || line.startsWith('07/0'))
          .join('\n'),
      ),
      /^VIX_History\.csv:\d+: CLOSE: no VIX close from 2018-07-20 to 2018-08-09: 15 trading days are missing; fill them in/,
    ],
    [
      'a gap in VX',
      vx(
        FILES.vx
          .split('\n')
          .filter((line) => !(line > '2018-09-04' && line < '2018-09-20'))
          .join('\n'),
      ),
      /^ranks\.csv:\d+: VX1: no VX settlement from 2018-09-0\d to 2018-09-19: 1\d trading days are missing/,
    ],
    [
      'a settlement of 0 in a rank',
      vx(edited(FILES.vx, '2018-06-05', (line) => cell(line, 2, '0'))),
      /^ranks\.csv:4: VX2: 0 is not above 0; give the settlement, or leave the cell empty/,
    ],
    [
      'columns that change contract a day late',
      vx(shifted(1)),
      /^ranks\.csv:\d+: VX1: on settlement days such as 2018-\d\d-\d\d VX1 goes on from VX1.*give a table with VX1_expiry/,
    ],
    [
      'columns that change contract a day early',
      vx(shifted(-1)),
      /^ranks\.csv:\d+: VX1: on days before settlement such as .* VX1 goes on from VX2/,
    ],
    [
      'an expiry that is none',
      vx(edited(withExpiry, '2018-06-05', (line) => cell(line, 9, '2018-06-21'))),
      /^ranks\.csv:4: VX1_expiry: no VIX contract expires on 2018-06-21; the nearest monthly one does on 2018-06-20/,
    ],
    [
      'the expiry of a weekly contract',
      vx(edited(withExpiry, '2018-06-05', (line) => cell(line, 9, '2018-06-13'))),
      /^ranks\.csv:4: VX1_expiry: 2018-06-13 is the expiry of a weekly contract; rank the monthly/,
    ],
    [
      'a contract that has settled',
      vx(edited(withExpiry, '2018-06-21', (line) => cell(line, 9, '2018-06-20'))),
      /^ranks\.csv:\d+: VX1_expiry: the contract of 2018-06-20 has settled by 2018-06-21/,
    ],
    [
      'a rank without expiry',
      vx(edited(withExpiry, '2018-06-05', (line) => cell(line, 9, ''))),
      /^ranks\.csv:4: VX1_expiry: VX1 has a price and no expiry/,
    ],
    [
      'two settlements of a contract',
      {
        vx: [
          ...SOURCES.vx,
          source('all.csv', 'trade_date,expiry,settle\n2018-06-05,2018-06-20,13.37\n'),
        ],
      },
      /^all\.csv:2: settle: the contract of 2018-06-20 settles at 13\.37 on 2018-06-05, and at \d.* in ranks\.csv:4; keep the right one/,
    ],
    [
      'VX in dollars a contract',
      all(
        allContracts(HISTORY).replace(/,(\d+\.\d+)$/gm, (_, price) => `,${Number(price) * 1000}`),
      ),
      /^all\.csv:2: settle: a settlement of \d+.* when VIX closed at .* and \d+ more of that kind; check the prices/,
    ],
    [
      'a contract file of another contract',
      {
        vx: [
          source(
            'VX_2018-07-18.csv',
            'Trade Date,Futures,Open,High,Low,Close,Settle,Change,Total Volume,EFP,Open Interest\n2018-06-05,Q (Aug 2018),0,0,0,0,13,0,0,0,0',
          ),
        ],
      },
      /^VX_2018-07-18\.csv:2: Futures: "Q \(Aug 2018\)" is not the contract of 2018-07-18/,
    ],
    [
      'a head of no VX format',
      { vx: [source('vx.csv', 'day,price\n2018-06-05,13')] },
      /^vx\.csv:1: the head "day,price" is of no format known for VX history; give Cboe's contract files/,
    ],
    [
      'VVIX’s file for VIX',
      { vix: source('VVIX_History.csv', FILES.vvix) },
      /^VVIX_History\.csv:1: the head of this file says VVIX, where VIX is asked for; give it to --vvix/,
    ],
    [
      'VIX’s file for SPX',
      { spx: source('VIX_History.csv', FILES.vix) },
      /^VIX_History\.csv: the name of this file says VIX, where SPX is asked for/,
    ],
    [
      'bills as fractions of a hundred times',
      { tbill: source('DTB3.csv', 'Date,DTB3\n2018-06-01,188\n') },
      /^DTB3\.csv:2: DTB3: 188 is no bill rate in percent a year; give percent/,
    ],
    [
      'no overlap',
      { vix: source('VIX_History.csv', 'DATE,OPEN,HIGH,LOW,CLOSE\n01/13/2020,0,0,0,13\n') },
      /^spx\.csv: no day has a close of both SPX and VIX; check that the files/,
    ],
    [
      'a head and no row',
      { spx: source('spx.csv', 'date,open,high,low,close,volume\n') },
      /^spx\.csv:1: there is a head and no row/,
    ],
    [
      'an unknown column',
      spx(FILES.spx.replace('volume', 'volum')),
      /^spx\.csv:1: volum: unknown column "volum"/,
    ],
  ];

  it.each(cases)('%s', async (_, changes, expected) => {
    expect(await messageOf(parse(changes))).toMatch(expected);
  });
});
