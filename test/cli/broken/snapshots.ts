import { SETTLEMENT, SIZE, SNAPSHOT, POSITION, changed, snapshot } from './broken-input.js';
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

function option(...rows: string[]) {
  return {
    'snapshot.csv': `${SNAPSHOT.replace('price\n', 'price,strike,right,bid,ask,iv\n').replace(/(?<=\d)$/gm, ',,,,,')}${rows.join('\n')}\n`,
  };
}

/** Two rows of SPX options on the condor's expiry, a put and a call at 7500. */
function pair(put: string, call: string) {
  return option(
    `option,SPX,2026-08-21,,7500,put,${put},`,
    `option,SPX,2026-08-21,,7500,call,${call},`,
  );
}

const SPX_VOL = (iv: string) => option(`option,SPX,2026-08-21,,7500,put,,,${iv}`);
const VIX_CALL = (quote: string) => option(`option,VIX,2026-10-21,${quote}`);

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
    mend: /write 0\.0435/,
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
    files: option('option,VIX,2026-08-19,,25,call,1.30,1.20,'),
    place: /snapshot\.csv:14: bid: /,
    mend: /check the two/,
  },
  {
    name: 'a volatility in per cent',
    files: option('option,VIX,2026-08-19,,25,call,,,90'),
    place: /snapshot\.csv:14: iv: /,
    mend: /0\.9/,
  },
  {
    name: 'an option of a wrong day',
    files: option('option,VIX,2026-08-20,1.2,25,call,,,'),
    place: /snapshot\.csv:14: expiry: /,
    mend: /2026-08-19/,
  },
  {
    name: 'an option without a right',
    files: option('option,VIX,2026-08-19,1.2,25,,,,'),
    place: /snapshot\.csv:14: right: /,
    mend: /give it/,
  },
  {
    name: 'an option on something else',
    files: option('option,SPY,2026-08-19,1.2,25,call,,,'),
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
    name: 'a put above its strike',
    files: pair('8000,8100', '80,81'),
    place: /snapshot\.csv:14: ask: .*7500 put at 8050/,
    mend: /80.* if 8100 is cents/,
  },
  {
    name: 'a call above SPX',
    files: pair('120,121', '15000,15100'),
    place: /snapshot\.csv:15: ask: .*SPX at 7537\.43/,
    mend: /151 if 15100 is cents/,
  },
  {
    name: 'a call ten times too dear beside its put',
    files: pair('120,121', '1500,1510'),
    place: /snapshot\.csv:15: (ask|strike): /,
    mend: /check/,
  },
  {
    name: 'a call and a put that put the forward far from SPX',
    files: pair('120,121', '700,710'),
    place: /snapshot\.csv:15: strike: .*forward at about 8084/,
    mend: /check both rows \(the other stands in line 14\)/,
  },
  {
    name: 'option prices in cents',
    files: pair('2400,2500', '2800,2900'),
    place: /snapshot\.csv:14: ask: .*vol above/,
    mend: /25 if 2500 is cents|250 if 2500/,
  },
  {
    name: 'option prices divided by a hundred',
    files: pair('1.20,1.21', '1.60,1.61'),
    place: /snapshot\.csv:1[45]: /,
    mend: /is a hundredth|points, not hundreds/,
  },
  {
    name: 'an option for a thousandth of a point',
    files: option('option,SPX,2026-08-21,0.001,7500,put,,,'),
    place: /snapshot\.csv:14: price: .*vol below/,
    mend: /check the row/,
  },
  {
    name: 'a volatility in per cent, divided twice',
    files: SPX_VOL('0.0017'),
    place: /snapshot\.csv:14: iv: .*0\.0017/,
    mend: /0\.17 if 0\.0017/,
  },
  {
    name: 'a volatility of a tenth',
    files: SPX_VOL('0.0179'),
    place: /snapshot\.csv:14: iv: .*0\.0179/,
    mend: /0\.179 if 0\.0179 is a tenth/,
  },
  {
    name: 'a volatility ten times too high',
    files: SPX_VOL('1.79'),
    place: /snapshot\.csv:14: iv: .*1\.79/,
    mend: /0\.179 if 1\.79/,
  },
  {
    name: 'VIX calls in cents',
    files: VIX_CALL(',21,call,195,205,'),
    place: /snapshot\.csv:14: ask: .*VX future of 2026-10-21 at 20\.2819/,
    mend: /2\.05 if 205 is cents/,
  },
  {
    name: 'a VIX call below what it is worth at once',
    files: VIX_CALL(',15,call,3.00,3.20,'),
    place: /snapshot\.csv:14: ask: .*VX future of 2026-10-21 at 20\.2819/,
    mend: /check the row/,
  },
  {
    name: 'the strike of a VIX call ten times too high',
    files: VIX_CALL(',210,call,1.95,2.05,'),
    place: /snapshot\.csv:14: ask: .*vol above/,
    mend: /strike 21 if 210/,
  },
  {
    name: 'a price far from its own quote',
    files: VIX_CALL('200,21,call,1.95,2.05,'),
    place: /snapshot\.csv:14: price: .*1\.95 to 2\.05/,
    mend: /check the row/,
  },
  {
    name: 'a price and a volatility that contradict each other',
    files: VIX_CALL(',21,call,1.95,2.05,1.8'),
    place: /snapshot\.csv:14: iv: .*contradict/,
    mend: /check the row/,
  },
  {
    name: 'VIX calls that rise with the strike',
    files: option(
      'option,VIX,2026-10-21,,21,call,1.95,2.05,',
      'option,VIX,2026-10-21,,22,call,5.90,6.10,',
    ),
    place: /snapshot\.csv:15: strike: .*22 call at 5\.9.*21 call at 2\.05/,
    mend: /line 14/,
  },
];
