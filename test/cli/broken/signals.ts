import { readFileSync } from 'node:fs';
import { inProject } from '../run.js';
import type { BrokenInput } from './broken-input.js';

const example = (name: string): string =>
  readFileSync(inProject('examples', 'overbought-top', name), 'utf8');

/** Sound files of the signals: 129 sessions up to 2024-07-12. */
export const SIGNAL_FILES = { 'spx.csv': example('spx.csv'), 'nyse.csv': example('breadth.csv') };
const { 'spx.csv': SPX, 'nyse.csv': BREADTH } = SIGNAL_FILES;

export const SIGNALS = ['signals', '--spx', 'spx.csv', '--as-of', '2024-07-12'] as const;
const WITH_BREADTH = [...SIGNALS, '--breadth', 'nyse.csv'];

/** The text with the line of a date changed. */
function line(text: string, date: string, change: (line: string) => string): string {
  if (!text.includes(`\n${date},`)) throw new Error(`no line of ${date}`);
  return text.replace(new RegExp(`^${date},.*$`, 'm'), change);
}

const close = (value: string) => (row: string) => [row.slice(0, 10), value].join(',');
/** Closes alone: without the ranges that would contradict a changed one. */
const CLOSES = SPX.replace(/^(.{10}|date),.*,(.*)$/gm, '$1,$2');

function spx(name: string, text: string, place: RegExp, mend: RegExp): BrokenInput {
  return { name, files: { ...SIGNAL_FILES, 'spx.csv': text }, args: SIGNALS, place, mend };
}

function breadth(name: string, text: string, place: RegExp, mend: RegExp): BrokenInput {
  return { name, files: { ...SIGNAL_FILES, 'nyse.csv': text }, args: WITH_BREADTH, place, mend };
}

function flags(name: string, args: string[], place: RegExp, mend: RegExp): BrokenInput {
  return { name, files: SIGNAL_FILES, args, place, mend };
}

const [HEAD = '', ...ROWS] = SPX.trim().split('\n');
const without = (from: string, to: string): string =>
  [HEAD, ...ROWS.filter((row) => row.slice(0, 10) < from || row.slice(0, 10) > to)].join('\n');

export const BROKEN_SIGNALS: readonly BrokenInput[] = [
  spx(
    'prices in descending order',
    [HEAD, ...[...ROWS].reverse()].join('\n'),
    /^alvh: spx\.csv:3: date: 2024-07-11 stands after 2024-07-12/,
    /sort the rows by date/,
  ),
  spx(
    'a day twice',
    line(SPX, '2024-06-03', (row) => `${row}\n${row}`),
    /spx\.csv:104: date: 2024-06-03 stands twice/,
    /keep one/,
  ),
  spx(
    'a row of the future',
    `${SPX}2031-01-02,6000,6010,5990,6000\n`,
    /spx\.csv:131: date: 2031-01-02 lies ahead of today/,
    /check the date/,
  ),
  spx(
    'a close of 0',
    line(CLOSES, '2024-06-03', close('0')),
    /spx\.csv:103: close: 0 is not above/,
    /take the row out/,
  ),
  spx(
    'a negative close',
    line(CLOSES, '2024-06-03', close('-5300')),
    /spx\.csv:103: close: -5300 is not above 0/,
    /take the row out/,
  ),
  spx('an empty close', line(CLOSES, '2024-06-03', close('')), /spx\.csv:103: close: /, /18\.85/),
  spx(
    'a split',
    CLOSES.replace(
      /^(2024-0[67]-.*,)(.*)$/gm,
      (_, day: string, value: string) => `${day}${Number(value) / 2}`,
    ),
    /spx\.csv:102: close: SPX goes from [\d.]+ on 2024-05-31 to [\d.]+ on 2024-06-03|spx\.csv:10\d: close: SPX goes from/,
    /a slipped digit or a split/,
  ),
  spx(
    'a jump of 21% in a day, which SPX has never made',
    CLOSES.replace(
      /^(2024-07-12,)(.*)$/m,
      (_, day: string, value: string) => `${day}${Number(value) * 1.21}`,
    ),
    /spx\.csv:130: close: SPX goes from/,
    /a slipped digit or a split/,
  ),
  spx(
    "a close outside the day's range",
    line(SPX, '2024-06-03', () => '2024-06-03,5300,5310,5290,5400'),
    /spx\.csv:103: high: the close 5400 lies outside the day's own range, 5290 to 5310/,
    /check the row/,
  ),
  spx(
    'a high of ten times the index',
    line(SPX, '2024-06-03', () => '2024-06-03,5300,53100,5290,5300'),
    /spx\.csv:103: high: 53100 is 901\.9% from the close 5300, and no day since 1950/,
    /slipped digit/,
  ),
  spx(
    'a low of a tenth of the index',
    line(SPX, '2024-06-03', () => '2024-06-03,5300,5310,529,5300'),
    /spx\.csv:103: low: 529 is -90\.0% from the close 5300/,
    /slipped digit/,
  ),
  spx(
    'a holiday',
    line(SPX, '2024-06-18', (row) => `${row}\n${row.replace('2024-06-18', '2024-06-19')}`),
    /spx\.csv:115: close: 2024-06-19 is no trading day/,
    /take the row out/,
  ),
  spx(
    'six trading days missing',
    without('2024-06-04', '2024-06-11'),
    /spx\.csv:104: close: no SPX close from 2024-06-04 to 2024-06-11: 6 trading days are missing/,
    /fill them in, or take the rows before 2024-06-12 out/,
  ),
  spx(
    'an unknown column',
    SPX.replace('close', 'clse'),
    /spx\.csv:1: clse: unknown column "clse"/,
    /did you mean CLOSE/,
  ),
  spx("VIX's file", 'DATE,VVIX\n2024-07-12,90\n', /spx\.csv:1: .*says VVIX, where SPX/, /--vvix/),
  spx('a head alone', `${HEAD}\n`, /spx\.csv:1: there is a head and no row/, /written to the end/),
  spx('an empty file', '', /spx\.csv: the file is empty/, /written to the end/),
  {
    name: 'prices that end long before',
    files: SIGNAL_FILES,
    args: ['signals', '--spx', 'spx.csv', '--as-of', '2024-07-17'],
    exit: 3,
    place: /spx\.csv: the last close is of 2024-07-12, 5 days before 2024-07-17/,
    mend: /--as-of 2024-07-12.*signals\.staleDays/,
  },
  {
    name: 'no session by then',
    files: SIGNAL_FILES,
    args: ['signals', '--spx', 'spx.csv', '--as-of', '2024-01-05'],
    place: /spx\.csv: no session of SPX had closed by 2024-01-05/,
    mend: /a later --as-of/,
  },
  breadth(
    'breadth in descending order',
    ['date,advances,declines', '2024-07-12,1500,1400', '2024-07-11,1500,1400'].join('\n'),
    /nyse\.csv:3: date: 2024-07-11 stands after 2024-07-12/,
    /sort the rows/,
  ),
  breadth(
    'breadth of a day twice',
    line(BREADTH, '2024-06-03', (row) => `${row}\n${row}`),
    /nyse\.csv:104: date: 2024-06-03 stands twice/,
    /keep one/,
  ),
  breadth(
    'breadth of the future',
    `${BREADTH}2031-01-02,1500,1400,70\n`,
    /nyse\.csv:131: date: 2031-01-02 lies ahead of today/,
    /check the date/,
  ),
  breadth(
    'a share for a count',
    line(BREADTH, '2024-06-03', () => '2024-06-03,0.61,0.36,70'),
    /nyse\.csv:103: advances: 0\.61 is no number of issues/,
    /whole number of issues/,
  ),
  breadth(
    'negative declines',
    line(BREADTH, '2024-06-03', () => '2024-06-03,1500,-1400,70'),
    /nyse\.csv:103: declines: -1400 is no number/,
    /whole number/,
  ),
  breadth(
    'a day on which nothing moved',
    line(BREADTH, '2024-06-03', () => '2024-06-03,0,0,3000'),
    /nyse\.csv:103: advances: nothing rose and nothing fell/,
    /take the row out/,
  ),
  breadth(
    'declines missing',
    BREADTH.replace(/^(\S{10}|date),([^,]*),.*$/gm, '$1,$2'),
    /nyse\.csv:1: declines: the column declines is missing/,
    /needed: date,advances,declines/,
  ),
  breadth(
    'a misspelt column',
    BREADTH.replace('unchanged', 'unchangd'),
    /nyse\.csv:1: unchangd: unknown column "unchangd"/,
    /unchanged/,
  ),
  breadth(
    'breadth of another decade',
    'date,advances,declines\n2014-06-03,1500,1400\n',
    /nyse\.csv: none of its days is a session of the SPX file/,
    /the two files overlap/,
  ),
  flags(
    'no prices',
    ['signals'],
    /--spx: no file of SPX prices is given/,
    /add --spx FILE, or --history/,
  ),
  flags(
    'VIX without VIX3M',
    [...SIGNALS, '--vix', 'v.csv'],
    /--vix: the curve is read from VIX and VIX3M/,
    /add --vix3m FILE/,
  ),
  flags(
    'VX without VIX',
    [...SIGNALS, '--vx', 'vx.csv'],
    /--vx: a regime is read from VX with VIX beside it/,
    /add --vix FILE/,
  ),
  flags(
    'a window without --history',
    [...SIGNALS, '--from', '2024-01-02'],
    /--from: it is the window of --history/,
    /--as-of/,
  ),
  flags(
    '--max-age without a snapshot',
    [...SIGNALS, '--max-age', '3d'],
    /--max-age: it is of a snapshot/,
    /add --snapshot FILE/,
  ),
  flags(
    'dynamics',
    [...SIGNALS, '--dynamics', 'fit.yaml'],
    /--dynamics: alvh signals uses no dynamics/,
    /leave it out/,
  ),
  flags('an argument too many', ['signals', 'spx.csv'], /"spx\.csv" belongs to no flag/, /; \S/),
  flags(
    'prices for --history',
    ['signals', '--history', '--spx', 'spx.csv'],
    /--spx: it is not read by --history/,
    /leave it out/,
  ),
  flags(
    'a history of nothing',
    ['signals', '--history'],
    /--vix: a regime is read from VIX/,
    /--vix3m FILE/,
  ),
  flags(
    'a history of VIX alone',
    ['signals', '--history', '--vix', 'v.csv'],
    /--vix3m: a regime is read from VIX and with it VIX3M, VX or both/,
    /add --vix FILE/,
  ),
  flags(
    'a window that ends before it begins',
    [
      'signals',
      '--history',
      '--vix',
      'v.csv',
      '--vix3m',
      'w.csv',
      '--from',
      '2024-02-01',
      '--to',
      '2024-01-01',
    ],
    /--to: the window ends on 2024-01-01/,
    /swap the two/,
  ),
  flags(
    'an output over the prices',
    [...SIGNALS, '-o', 'spx.csv'],
    /spx\.csv: --output: it is the file that --spx reads/,
    /another file/,
  ),
  flags(
    'an output over the breadth',
    [...WITH_BREADTH, '-o', 'nyse.csv'],
    /nyse\.csv: --output: it is the file that --breadth reads/,
    /another file/,
  ),
  flags(
    'standard input twice',
    ['signals', '--spx', '-', '--breadth', '-'],
    /standard input is asked for 2 times/,
    /one flag only/,
  ),
  flags(
    'a state left above where it is entered',
    [...SIGNALS, '--set', 'signals.state.alertExit=65'],
    /state\.alertExit 65 is above state\.alertEnter 60/,
    /lower state\.alertExit/,
  ),
  flags(
    'no weight at all',
    [
      ...SIGNALS,
      ...['macd', 'rsi', 'breadth', 'curve'].flatMap((name) => [
        '--set',
        `signals.weights.${name}=0`,
      ]),
    ],
    /all weights are 0/,
    /give one of them a weight/,
  ),
  flags(
    'a fast average slower than the slow one',
    [...SIGNALS, '--set', 'signals.macd.fast=26'],
    /macd\.fast 26 is not below macd\.slow 26/,
    /raise macd\.slow/,
  ),
  flags(
    'a tilt in percent',
    [...SIGNALS, '--set', 'signals.tilt.first=20'],
    /signals\.tilt\.first/,
    /0\.2 moves a layer/,
  ),
  {
    name: 'breadth alone for size',
    files: SIGNAL_FILES,
    args: [
      'size',
      '-p',
      'position.yaml',
      '-s',
      'snapshot.csv',
      '--as-of',
      '2026-07-06',
      '--breadth',
      'nyse.csv',
    ],
    place: /--spx: no file of SPX prices is given/,
    mend: /add --spx FILE/,
  },
  {
    name: "prices of a fund in place of the index's",
    files: { 'spx.csv': 'date,close\n2026-07-02,752.1\n2026-07-06,753.7\n' },
    args: [
      'size',
      '-p',
      'position.yaml',
      '-s',
      'snapshot.csv',
      '--as-of',
      '2026-07-06',
      '--spx',
      'spx.csv',
    ],
    place: /spx\.csv: SPX closes at 753\.7 on 2026-07-06, and stands at 7537\.43 in the snapshot/,
    mend: /closes of the index itself/,
  },
];
