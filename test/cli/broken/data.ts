import { SETTLEMENT } from './broken-input.js';
import type { BrokenInput } from './broken-input.js';

/** `alvh data`: files and flags that are refused. */

const VIX = `DATE,OPEN,HIGH,LOW,CLOSE
11/19/2026,17.1,17.9,16.8,17.2
11/20/2026,17.2,18.0,16.9,17.4
`;
const STORE = ['--store', 'alvh.db'];
const NOW = '2026-11-24T22:00:00Z';

function file(name: string, text: string, exit: 2 | 3, place: RegExp, mend: RegExp): BrokenInput {
  const [path = ''] = /\S+\.csv/.exec(name) ?? ['VIX_History.csv'];
  return {
    name,
    files: { [path]: text },
    args: ['data', 'import', path, ...STORE],
    now: NOW,
    exit,
    place,
    mend,
  };
}

function flags(name: string, args: string[], place: RegExp, mend: RegExp): BrokenInput {
  return { name, args: ['data', ...args, ...STORE], now: NOW, place, mend };
}

export const BROKEN_DATA: readonly BrokenInput[] = [
  file('an empty file', '', 2, /VIX_History\.csv: the file is empty/, /written to the end/),
  file(
    'a head alone',
    'DATE,OPEN,HIGH,LOW,CLOSE\n',
    2,
    /VIX_History\.csv:1: there is a head and no row/,
    /written to the end/,
  ),
  file(
    'columns of no format',
    'a,b\n1,2\n',
    2,
    /VIX_History\.csv:1: the head "a,b"/,
    /files of Cboe/,
  ),
  file(
    'a misspelt column',
    VIX.replace('CLOSE', 'CLSE'),
    2,
    /VIX_History\.csv:1: CLSE: unknown column/,
    /did you mean CLOSE/,
  ),
  file(
    'an index that prices.csv does not name',
    VIX,
    2,
    /prices\.csv: neither head nor name say which index/,
    /add --symbol/,
  ),
  file(
    'a weekend',
    VIX.replace('11/20', '11/21'),
    3,
    /VIX_History\.csv:3: CLOSE: 2026-11-21 is a weekend/,
    /check the file/,
  ),
  file(
    'a day of the future',
    VIX.replace('11/20/2026', '11/20/2028'),
    3,
    /VIX_History\.csv:3: CLOSE: 2028-11-20 lies ahead of today/,
    /check the file/,
  ),
  file(
    'days out of order',
    VIX.replace('11/19', '11/23'),
    3,
    /VIX_History\.csv:3: CLOSE: 2026-11-20 stands after 2026-11-23/,
    /sort the rows/,
  ),
  file(
    'a day twice',
    VIX.replace('11/19', '11/20'),
    3,
    /VIX_History\.csv:3: CLOSE: 2026-11-20 stands twice/,
    /keep one/,
  ),
  file(
    'a level that VIX does not have',
    VIX.replace(/17\.2,18\.0,16\.9,17\.4/, '172,180,169,174'),
    3,
    /VIX_History\.csv:3: CLOSE: 174 is no price that VIX has/,
    /5 to 150/,
  ),
  file(
    'a move that VIX does not make',
    VIX.replace(/17\.2,18\.0,16\.9,17\.4/, '72,80,69,74'),
    3,
    /VIX goes from 17\.2 on 2026-11-19 to 74 on 2026-11-20/,
    /slipped digit/,
  ),
  file('a word for a level', VIX.replace('17.4', 'n/a'), 3, /VIX_History\.csv:3: CLOSE: /, /; \S/),
  file(
    'a settlement.csv without its day',
    SETTLEMENT,
    2,
    /settlement\.csv: the name of this settlement file does not say its day/,
    /settlement_YYYY-MM-DD\.csv/,
  ),
  file(
    'settlement_2026-07-06.csv with a contract under another symbol',
    SETTLEMENT.replace('VX/N6', 'VX/M6'),
    3,
    /settlement_2026-07-06\.csv:2: Symbol: VX\/M6 is not the contract/,
    /check the row/,
  ),
  file(
    'settlement_2026-08-06.csv with a contract that has settled',
    SETTLEMENT,
    3,
    /:2: Expiration Date: the contract of 2026-07-22 has settled by 2026-08-06/,
    /check the date/,
  ),
  flags('an import of nothing', ['import'], /missing required argument/, /see alvh data import/),
  flags('a file that is not there', ['import', 'x.csv'], /x\.csv: there is no such file/, /path/),
  flags(
    'an index unknown',
    ['import', 'x.csv', '--symbol', 'DAX'],
    /--symbol: "DAX"/,
    /use one of/,
  ),
  flags('a feed unknown', ['pull', '--only', 'vix,dax'], /--only: "dax" is no feed/, /vix,vix9d/),
  flags(
    'a pull from the future',
    ['pull', '--from', '2031-01-01'],
    /--from: 2031-01-01/,
    /has been/,
  ),
  flags('a pull from no day', ['pull', '--from', 'May'], /--from: "May" is no date/, /YYYY-MM-DD/),
  flags(
    'an address without its place',
    ['pull', '--set', 'data.indexUrl=https://x.org/VIX.csv'],
    /--set data\.indexUrl: "https:\/\/x\.org\/VIX\.csv" does not say where \{symbol\} stands/,
    /give one such as https/,
  ),
  flags(
    'an address of a file',
    ['pull', '--set', 'data.indexUrl=file:///etc/{symbol}'],
    /--set data\.indexUrl: .* is no address that starts with https/,
    /give one such as/,
  ),
  flags('no table', ['export'], /--table: no table is named/, /levels, settlements/),
  flags('a table unknown', ['export', '--table', 'x'], /--table: "x" is no table/, /levels/),
  flags(
    'an ending unknown',
    ['export', '--table', 'levels', '-o', 'x.xlsx'],
    /x\.xlsx: --output: its ending names neither format/,
    /\.parquet/,
  ),
  ...['status', 'check', 'export --table levels'].map((line): BrokenInput => ({
    ...flags(
      `no store for ${line}`,
      line.split(' '),
      /alvh\.db: there is no store yet/,
      /data pull/,
    ),
    exit: 3,
  })),
];
