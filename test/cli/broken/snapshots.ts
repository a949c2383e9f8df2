import {
  POSITION,
  SETTLEMENT,
  SIZE,
  SNAPSHOT,
  changed,
  snapshot,
  withOptions,
} from './broken-input.js';
import type { BrokenInput } from './broken-input.js';

const YAML = `asOf: 2026-07-06T15:00:00-05:00
indices: { SPX: 7537.43, VIX: 15.57, VIX3M: 18.78 }
futures:
  - { symbol: VXN26, price: 17.2517 }
  - { symbol: VXQ26, price: 18.6039 }
  - { symbol: VXU26, price: 19.5502 }
`;

const SIZE_YAML = ['size', '-p', 'position.yaml', '-s', 'snapshot.yaml', '--as-of', '2026-07-06'];

function yaml(from: string, to: string) {
  return { 'snapshot.yaml': changed(YAML, from, to) };
}

export const BROKEN_SNAPSHOTS: readonly BrokenInput[] = [
  {
    name: 'NaN for a price',
    files: snapshot('17.2517', 'NaN'),
    place: /snapshot\.csv:8: price: /,
    mend: /give the number/,
  },
  {
    name: 'a price that is missing',
    files: snapshot('17.2517', ''),
    place: /snapshot\.csv:8: price: /,
    mend: /give a number/,
  },
  {
    name: 'n/a for a price',
    files: snapshot('17.2517', 'N/A'),
    place: /snapshot\.csv:8: price: /,
    mend: /plain decimal/,
  },
  {
    name: 'a thousands separator in quotes',
    files: snapshot('7537.43', '"7,537.43"'),
    place: /snapshot\.csv:3: price: /,
    mend: /write 7537\.43/,
  },
  {
    name: 'a thousands separator without quotes',
    files: snapshot('7537.43', '7,537.43'),
    place: /snapshot\.csv:3: /,
    mend: /comma inside a value/,
  },
  {
    name: 'a decimal comma in quotes',
    files: snapshot('17.2517', '"17,2517"'),
    place: /snapshot\.csv:8: price: /,
    mend: /write 17\.2517/,
  },
  {
    name: 'a price in cents',
    files: snapshot('17.2517', '1725.17'),
    place: /snapshot\.csv:8: price: /,
    mend: /17\.2517 if 1725\.17/,
  },
  {
    name: 'a negative price',
    files: snapshot('17.2517', '-17.2517'),
    place: /snapshot\.csv:8: price: /,
    mend: /give a number from/,
  },
  {
    name: 'a price of nothing',
    files: snapshot('17.2517', '0'),
    place: /snapshot\.csv:8: price: /,
    mend: /give a number from/,
  },
  {
    name: 'a digit too many in a price',
    files: snapshot('19.5502', '119.5502'),
    place: /snapshot\.csv:10: price: /,
    mend: /check|19\.5502/,
  },
  {
    name: 'a digit too many in the SPX level',
    files: snapshot('7537.43', '77537.43'),
    place: /snapshot\.csv:3: price: |position\.yaml:/,
    mend: /check|SPX/,
  },
  {
    name: 'an absurd VIX',
    files: snapshot('15.57', '1557'),
    place: /snapshot\.csv:4: price: /,
    mend: /15\.57 if 1557/,
  },
  {
    name: 'VIX as a fraction',
    files: snapshot('15.57', '0.1557'),
    place: /snapshot\.csv:4: price: /,
    mend: /15\.57 if 0\.1557/,
  },
  {
    name: 'VIX in per cent',
    files: snapshot('15.57', '15.57%'),
    place: /snapshot\.csv:4: price: /,
    mend: /without %/,
  },
  {
    name: 'per cent for a fraction',
    files: { 'snapshot.csv': `${SNAPSHOT}rate,SOFR,,4.35\n` },
    place: /snapshot\.csv:14: price: /,
    mend: /0\.0435 if 4\.35 is a percentage/,
  },
  {
    name: 'a duplicate row',
    files: { 'snapshot.csv': `${SNAPSHOT}future,VX,2026-07-22,17.30\n` },
    place: /snapshot\.csv:14: .*snapshot\.csv:8/,
    mend: /drop one/,
  },
  {
    name: 'an index twice',
    files: { 'snapshot.csv': `${SNAPSHOT}index,VIX,,15.60\n` },
    place: /snapshot\.csv:14: .*snapshot\.csv:4/,
    mend: /drop one/,
  },
  {
    name: 'an expiry on a wrong day',
    files: snapshot('2026-07-22', '2026-07-21'),
    place: /snapshot\.csv:8: expiry: /,
    mend: /write 2026-07-22/,
  },
  {
    name: 'an expiry of the options',
    files: snapshot('2026-07-22', '2026-07-17'),
    place: /snapshot\.csv:8: expiry: /,
    mend: /write 2026-07-22/,
  },
  {
    name: 'a weekly expiry for the monthly contract',
    files: snapshot('2026-07-22', '2026-07-15'),
    place: /snapshot\.csv:8: expiry: /,
    mend: /write 2026-07-22 .*VX28/,
  },
  {
    name: 'a contract that has expired',
    files: { 'snapshot.csv': `${SNAPSHOT}future,VX,2026-06-17,17\n` },
    place: /snapshot\.csv:14: expiry: /,
    mend: /drop the row/,
  },
  {
    name: 'a contract of another century',
    files: { 'snapshot.csv': `${SNAPSHOT}future,VX,2126-06-19,17\n` },
    place: /snapshot\.csv:14: expiry: /,
    mend: /write 2126-06-18/,
  },
  {
    name: 'a contract of another decade',
    files: { 'snapshot.csv': `${SNAPSHOT}future,VX,2036-07-16,17\n` },
    place: /snapshot\.csv:14: expiry: /,
    mend: /check the year/,
  },
  {
    name: 'a symbol against its expiry',
    files: snapshot('VX,2026-07-22', 'VXQ26,2026-07-22'),
    place: /snapshot\.csv:8: expiry: /,
    mend: /correct the one/,
  },
  {
    name: 'a mini',
    files: snapshot('VX,2026-07-22', 'VXM,2026-07-22'),
    place: /snapshot\.csv:8: symbol: /,
    mend: /drop the row/,
  },
  {
    name: 'another future',
    files: snapshot('VX,2026-07-22', 'ES,2026-07-22'),
    place: /snapshot\.csv:8: symbol: /,
    mend: /VXN26/,
  },
  {
    name: 'a missing month',
    files: snapshot('future,VX,2026-08-19,18.6039\n', ''),
    place: /snapshot\.csv:\d+: expiry: .*2026-08-19 is missing/,
    mend: /add its row: future,VX,2026-08-19,PRICE/,
  },
  {
    name: 'the front month missing',
    files: snapshot('future,VX,2026-07-22,17.2517\n', ''),
    place: /snapshot\.csv:\d+: .*2026-07-22 is missing/,
    mend: /future,VX,2026-07-22,PRICE/,
  },
  {
    name: 'no futures',
    files: { 'snapshot.csv': SNAPSHOT.split('\n').slice(0, 7).join('\n') },
    place: /snapshot\.csv: futures: /,
    mend: /add rows such as future,VX,2026-07-22/,
  },
  {
    name: 'no VIX',
    files: snapshot('index,VIX,,15.57\n', ''),
    place: /snapshot\.csv: indices\.VIX: /,
    mend: /add an index row .*--index VIX=/,
  },
  {
    name: 'an index that is none',
    files: snapshot('index,VIX3M', 'index,VIX3'),
    place: /snapshot\.csv:6: symbol: /,
    mend: /did you mean VIX3M\?/,
  },
  {
    name: 'an unknown kind',
    files: snapshot('future,VX,2026-07-22', 'futures,VX,2026-07-22'),
    place: /snapshot\.csv:8: kind: /,
    mend: /did you mean future\?/,
  },
  {
    name: 'an unknown column',
    files: snapshot('price\n', 'prize\n'),
    place: /snapshot\.csv:1: prize: /,
    mend: /did you mean price\?/,
  },
  {
    name: 'a missing column',
    files: { 'snapshot.csv': 'kind,symbol,price\nindex,VIX,15.57\n' },
    place: /snapshot\.csv:1: expiry: /,
    mend: /add it to the head/,
  },
  {
    name: 'no head',
    files: { 'snapshot.csv': SNAPSHOT.split('\n').slice(1).join('\n') },
    place: /snapshot\.csv:1: /,
    mend: /kind,symbol,expiry,price/,
  },
  {
    name: 'an empty file',
    files: { 'snapshot.csv': '' },
    place: /snapshot\.csv: /,
    mend: /written to the end/,
  },
  {
    name: 'a head without rows',
    files: { 'snapshot.csv': 'kind,symbol,expiry,price\n' },
    place: /snapshot\.csv:1: /,
    mend: /written to the end/,
  },
  {
    name: 'a position for a snapshot',
    args: ['size', '-p', 'position.yaml', '-s', 'position.yaml', '--as-of', '2026-07-06'],
    place: /position\.yaml:1: positions: this is a position file/,
    mend: /--position/,
  },
  {
    name: 'a web page',
    files: { 'snapshot.csv': '<!DOCTYPE html>\n<html><body>Access denied, sorry</body></html>\n' },
    place: /snapshot\.csv:1: /,
    mend: /kind,symbol,expiry,price/,
  },
  {
    name: 'a folder',
    args: ['term', '-s', '.'],
    place: /\.: this is a directory/,
    mend: /name a file/,
  },
  {
    name: 'an unknown key (YAML)',
    files: yaml('indices', 'indexes'),
    args: SIZE_YAML,
    place: /snapshot\.yaml:2: indexes: /,
    mend: /did you mean indices\?/,
  },
  {
    name: 'a price in quotes (YAML)',
    files: yaml('17.2517', '"17.2517"'),
    args: SIZE_YAML,
    place: /snapshot\.yaml:4: futures\[0\]\.price: /,
    mend: /without the quotes/,
  },
  {
    name: 'crossed quotes',
    files: withOptions('option,VIX,2026-08-19,,25,call,1.30,1.20,'),
    place: /snapshot\.csv:14: bid: /,
    mend: /check the two/,
  },
  {
    name: 'a volatility in per cent',
    files: withOptions('option,VIX,2026-08-19,,25,call,,,90'),
    place: /snapshot\.csv:14: iv: /,
    mend: /0\.9/,
  },
  {
    name: 'an option of a wrong day',
    files: withOptions('option,VIX,2026-08-20,1.2,25,call,,,'),
    place: /snapshot\.csv:14: expiry: /,
    mend: /2026-08-19/,
  },
  {
    name: 'an option without a right',
    files: withOptions('option,VIX,2026-08-19,1.2,25,,,,'),
    place: /snapshot\.csv:14: right: /,
    mend: /give it/,
  },
  {
    name: 'an option on something else',
    files: withOptions('option,SPY,2026-08-19,1.2,25,call,,,'),
    place: /snapshot\.csv:14: symbol: /,
    mend: /use SPX/,
  },
  {
    name: 'a stray value in a row',
    files: snapshot('index,VIX,,15.57', 'index,VIX,2026-07-22,15.57'),
    place: /snapshot\.csv:4: expiry: /,
    mend: /empty the cell/,
  },
  {
    name: 'settlements without VIX',
    files: { 'settlement_2026-07-06.csv': SETTLEMENT },
    args: [
      'size',
      '-p',
      'position.yaml',
      '-s',
      'settlement_2026-07-06.csv',
      '--as-of',
      '2026-07-06',
    ],
    place: /settlement_2026-07-06\.csv: indices\.VIX: /,
    mend: /--index VIX=/,
  },
  {
    name: 'an index given by file and by flag',
    args: [...SIZE, '--index', 'VIX=15.60'],
    place: /snapshot\.csv:4: /,
    mend: /drop --index VIX=15\.6/,
  },
  {
    name: 'a position named .yaml',
    files: { 'snapshot.yaml': POSITION },
    args: SIZE_YAML,
    place: /snapshot\.yaml:1: positions: /,
    mend: /--position/,
  },
  {
    name: 'a rate in basis points',
    files: { 'snapshot.csv': `${SNAPSHOT}rate,SOFR,,395\n` },
    place: /snapshot\.csv:14: price: /,
    mend: /to 0\.25, 0\.0395 if 395 is in basis points$/,
  },
  {
    name: 'a dividend yield ten times too high',
    files: { 'snapshot.csv': `${SNAPSHOT}rate,DIVIDEND_YIELD,,0.13\n` },
    place: /snapshot\.csv:14: price: /,
    mend: /0\.013 if 0\.13 is ten times too high, 0\.0013 if 0\.13 is a percentage/,
  },
  {
    name: 'the level of another index for SPX',
    files: snapshot('7537.43', '15.57'),
    place: /snapshot\.csv:3: price: 15\.57 cannot be the SPX/,
    mend: /give a number from 100 to 100000$/,
  },
  {
    name: 'settlements of minis only',
    files: {
      'settlement_2026-07-06.csv':
        'Product,Symbol,Expiration Date,Price\nVXM,VXM/N6,2026-07-22,17.25\n',
    },
    args: [...SIZE.slice(0, 3), '-s', 'settlement_2026-07-06.csv', '--index', 'VIX=15.57'],
    place: /settlement_2026-07-06\.csv:2: Product: no row is of VX/,
    mend: /settlements of VX/,
  },
];
