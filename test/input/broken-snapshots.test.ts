import { describe, expect, test } from 'vitest';
import { parseSnapshot } from '../../src/input/snapshot.js';
import { isoDate } from '../../src/market/date.js';
import { readMoment } from '../../src/market/time.js';
import { POSITION_YAML, SNAPSHOT_CSV, messageOf, refusalOf, snapshot } from './fixtures.js';

/** The good CSV with a piece replaced; the piece must be there. */
function csv(piece: string, by: string): string {
  expect(SNAPSHOT_CSV).toContain(piece);
  return SNAPSHOT_CSV.replace(piece, by);
}

/** The good CSV with the columns of options and one more row. */
function more(row: string): string {
  return `${csv('price\n', 'price,strike,right,bid,ask,iv\n')}${row}\n`;
}

type Broken = readonly [label: string, text: () => string, ...holds: (string | RegExp)[]];

const ASOF = 'asof,,2026-11-20T15:15:00-06:00,';
const FIRST = 'future,VX,2026-12-16,18.85';

const BROKEN_CSV: readonly Broken[] = [
  ['no VIX', () => csv('index,VIX,,17.92\n', ''), 'the spot VIX is missing', '--index VIX=17.92'],
  ['VIX as a fraction', () => csv('17.92', '0.1792'), ':4: price: ', '17.92 if 0.1792'],
  ['VIX tenfold', () => csv('17.92', '179.2'), ':4: price: ', '17.92 if 179.2'],
  ['negative VIX', () => csv('17.92', '-17.92'), ':4: price: ', 'from 5 to 150'],
  ['tiny SPX', () => csv('6512.40', '65.12'), ':3: price: ', 'cannot be the SPX'],
  ['huge SPX', () => csv('6512.40', '651240'), ':3: price: ', 'cannot be the SPX'],
  ['VVIX of 2006', () => csv('96.4', '15.71'), ':7: price: ', 'cannot be the VVIX'],
  ['index twice', () => csv('index,VVIX', 'index,VIX'), ':7: ', 'also at snap.csv:4'],
  ['unknown index', () => csv('VIX3M', 'VIX3'), ':6: symbol: ', 'did you mean VIX3M?'],
  ['small letters', () => csv('index,VIX,', 'index,vix,'), ':4: symbol: ', 'did you mean VIX?'],
  ['stray cell', () => csv('VIX9D,', 'VIX9D,2026-12-16'), ':5: expiry: ', 'empty the cell'],
  ['cents', () => csv('18.85', '1885'), ':8: price: ', '18.85 if 1885', 'cents'],
  ['NaN', () => csv('18.85', 'NaN'), ':8: price: ', 'no finite number'],
  ['no price', () => csv('18.85', ''), ':8: price: ', 'empty'],
  ['negative price', () => csv('18.85', '-18.85'), ':8: price: ', 'from 5 to 150'],
  ['thousands', () => csv('6512.40', '"6,512.40"'), ':3: price: ', 'write 6512.40'],
  ['bare thousands', () => csv('6512.40', '6,512.40'), ':3: ', 'comma inside a value'],
  ['weekly day', () => csv('2026-12-16', '2026-12-09'), ':8: expiry: ', '2026-12-16', 'VX49'],
  ['wrong day', () => csv('2026-12-16', '2026-12-17'), ':8: expiry: ', 'write 2026-12-16'],
  ['holiday rule', () => csv(FIRST, 'future,VX,2027-05-19,20'), '2027-05-18'],
  ['expired', () => csv('2026-12-16', '2026-11-18'), ':8: expiry: ', 'expired on 2026-11-18'],
  [
    'symbol against date',
    () => csv('VX,2026-12', 'VXF27,2026-12'),
    ':8: ',
    'expires on 2027-01-20',
  ],
  ['week against date', () => csv('VX,2026-12-16', 'VX48,2026-12-09'), ':8: ', 'is VX49Z26'],
  ['weekly on a holiday rule', () => csv('VX,2026-12-16', 'VX47,2026-11-25'), 'write 2026-11-24'],
  ['weekly for monthly', () => csv('VX,2026-12', 'VX50,2026-12'), ':8: ', 'is VXZ26'],
  ['mini', () => csv('VX,2026-12-16', 'VXM,2026-12-16'), ':8: symbol: ', 'priced from the VX row'],
  ['mini by symbol', () => csv('VX,2026-12', 'VXMZ26,2026-12'), ':8: ', 'priced from the VX row'],
  ['bad symbol', () => csv('VX,2026-12', 'VIXZ26,2026-12'), ':8: symbol: ', 'root VX'],
  ['no expiry', () => csv('VX,2026-12-16', 'VX,'), ':8: expiry: ', 'VXX26'],
  ['US date', () => csv('2026-12-16', '12/11/2026'), ':8: expiry: ', '2026-12-11 or as 2026-11-12'],
  ['first month missing', () => csv(`${FIRST}\n`, ''), 'future of 2026-12-16 is missing', 'add'],
  [
    'month missing',
    () => csv('future,VX,2027-01-20', 'future,VX,2027-02-17'),
    ':9: ',
    'future of 2027-01-20 is missing',
    'future,VX,2027-01-20,PRICE',
  ],
  ['same month', () => csv('VX,2027-01-20', 'VXZ26,'), ':9: ', 'VXZ26 is given twice', 'csv:8'],
  ['far month', () => csv('2027-01-20', '2030-01-16'), ':9: expiry: ', 'check the year'],
  [
    'no futures',
    () => SNAPSHOT_CSV.replace(/future.*\n/g, ''),
    'no VX future',
    'future,VX,2026-12',
  ],
  [
    'rate in percent',
    () => csv('0.0395', '3.95'),
    ':10: price: ',
    '0.0395 if 3.95 is a percentage',
  ],
  ['percent sign', () => csv('0.0395', '3.95%'), ':10: price: ', '0.0395'],
  ['unknown rate', () => csv('SOFR', 'SOFRR'), ':10: symbol: ', 'did you mean SOFR?'],
  ['unknown kind', () => csv('asof', 'as_of'), ':2: kind: ', 'did you mean asof?'],
  ['no time', () => csv(`${ASOF}\n`, ''), 'does not say when', '--as-of'],
  ['time elsewhere', () => csv(ASOF, 'asof,2026-11-20,,'), ':2: symbol: ', 'under expiry'],
  ['US time', () => csv('2026-11-20T15:15:00-06:00', '11/10/2026'), ':2: expiry: ', 'YYYY-MM-DD'],
  ['no such time', () => csv('T15:15', 'T25:15'), ':2: expiry: ', 'hours 00-23'],
  ['a Sunday', () => csv('11-20T15', '11-22T15'), ':2: ', 'Sunday', '2026-11-20'],
  ['two times', () => `${SNAPSHOT_CSV}${ASOF}\n`, ':11: ', 'given twice', 'snap.csv:2'],
  ['unknown column', () => csv('symbol', 'symbl'), ':1: symbl: ', 'did you mean symbol?'],
  ['foreign head', () => 'a,b\n1,2\n', ':1: ', 'kind,symbol,expiry,price'],
  ['no head', () => SNAPSHOT_CSV.replace(/.*\n/, ''), ':1: ', 'kind,symbol,expiry,price'],
  ['a web page', () => '<!DOCTYPE html>\n<p>no, you may not', ':1: ', 'kind,symbol'],
  ['head alone', () => 'kind,symbol,expiry,price\n', ':1: ', 'no row'],
  ['crossed', () => more('option,VIX,2026-12-16,,25,call,1.3,1.2,'), ':11: bid: ', 'crossed'],
  ['no quote', () => more('option,VIX,2026-12-16,,25,call,1.2,,'), ':11: price: ', 'no quote'],
  ['weekly option', () => more('option,VIX,2026-12-09,1,25,call,,,'), ':11: expiry: ', 'VIXW'],
  ['wrong option day', () => more('option,VIX,2026-12-10,1,25,call,,,'), '2026-12-16'],
  ['PM option', () => more('option,SPX,2026-12-04,1,6000,put,,,'), ':11: expiry: ', 'SPXW'],
  ['no trading', () => more('option,SPXW,2026-12-05,1,6000,put,,,'), ':11: ', '2026-12-04'],
  ['option right', () => more('option,SPXW,2026-12-04,1,6000,puts,,,'), 'did you mean put?'],
  ['iv in percent', () => more('option,SPXW,2026-12-04,,6000,put,,,18'), ':11: iv: ', 'write 0.18'],
  ['no strike', () => more('option,VIX,2026-12-16,1,,call,,,'), ':11: strike: ', 'missing'],
  ['option twice', () => more(`${twice}\n${twice}`), ':12: ', 'given twice', 'csv:11'],
  ['option root', () => more('option,QQQ,2026-12-04,1,600,put,,,'), ':11: symbol: ', 'SPX, SPXW'],
  [
    'OCC symbol against strike',
    () => more('option,SPXW  261204P06000000,,1,6100,,,,'),
    ':11: strike: ',
    '6000',
  ],
  ['negative option', () => more('option,VIX,2026-12-16,-1,25,call,,,'), ':11: price: '],
  ['expired option', () => more('option,VIX,2026-11-18,1,25,call,,,'), ':11: ', 'expired'],
  ['etp in small letters', () => more('etp,vixy,,45.2'), ':11: symbol: ', 'capitals'],
  ['etp for nothing', () => more('etp,VIXY,,0'), ':11: price: '],
  ['a position file', () => 'underlying,expiry,quantity\n', ':1: ', '--position'],
];

const twice = 'option,VIX,2026-12-16,1,25,call,,,';

const YAML = `asOf: 2026-11-20T15:15:00-06:00
indices: { VIX: 17.92 }
futures:
  - symbol: VX
    expiry: 2026-12-16
    price: 18.85
`;

const BROKEN_YAML: readonly Broken[] = [
  ['unknown key', () => YAML.replace('asOf', 'asof'), ':1: asof: ', 'did you mean asOf?'],
  ['unknown index', () => YAML.replace('VIX:', 'VXI:'), ':2: indices.VXI: ', 'did you mean VIX?'],
  ['no VIX', () => YAML.replace('VIX: 17.92', ''), 'the spot VIX is missing'],
  ['wrong day', () => YAML.replace('12-16', '12-17'), ':5: futures[0].expiry: ', '2026-12-16'],
  ['cents', () => YAML.replace('18.85', '1885'), ':6: futures[0].price: ', '18.85'],
  ['quoted price', () => YAML.replace('18.85', "'18.85'"), ':6: ', 'without the quotes'],
  ['no price', () => YAML.replace('    price: 18.85\n', ''), ':4: futures[0].price: ', 'add it'],
  ['no symbol', () => YAML.replace('symbol: VX\n    ', ''), 'symbol: VX'],
  ['futures as a mapping', () => YAML.replace(/ {2}- [^]*/, '  VXZ26: 18.85\n'), 'a list'],
  ['no futures', () => 'asOf: 2026-11-20\nindices: {VIX: 18}\nfutures: []\n', 'no VX future'],
  ['rate in percent', () => `${YAML}rates: {SOFR: 3.95}\n`, ':7: rates.SOFR: ', '0.0395'],
  ['yield in percent', () => `${YAML}rates: {dividendYield: 1.3}\n`, ':7: ', '0.013'],
  ['unknown rate', () => `${YAML}rates: {dividendyield: 0.01}\n`, 'did you mean dividendYield?'],
  ['etp symbol', () => `${YAML}etps: {vixy: 45}\n`, ':7: etps.vixy: ', 'capitals'],
  ['etp price', () => `${YAML}etps: {VIXY: $45}\n`, ':7: etps.VIXY: ', 'currency'],
  ['option right', () => `${YAML}options: [{symbol: VIX, right: C}]\n`, 'call, put'],
  ['no time', () => YAML.replace(/asOf.*\n/, ''), 'does not say when', 'asOf'],
  ['bad time', () => YAML.replace('T15:15:00-06:00', 'T3pm'), ':1: asOf: ', '15:15'],
  ['bare list', () => '- a\n', ':1: ', 'indices:'],
  ['a position file', () => POSITION_YAML, ':1: positions: ', '--position'],
];

describe.each([
  ['csv', BROKEN_CSV],
  ['yaml', BROKEN_YAML],
] as const)('a broken %s is refused with its place and a mend', (format, cases) => {
  test.each(cases.map((broken) => [broken[0], broken] as const))('%s', async (_, broken) => {
    const [, text, ...holds] = broken;
    const name = `snap.${format}`;
    const refusal = await refusalOf(snapshot(text(), name));
    expect(refusal.kind).toBe('input');
    expect(refusal.place.file).toBe(name);
    expect(refusal.mend).not.toBe('');
    const message = await messageOf(Promise.reject(refusal));
    expect(message.length).toBeLessThan(500);
    for (const piece of holds) expect(message).toMatch(piece);
  });
});

describe('flags and several sources', () => {
  const day = (date: string) => ({ asOf: { date: isoDate(date), zoneAssumed: false } });

  test('an index by flag and by row', async () => {
    const message = await messageOf(snapshot(SNAPSHOT_CSV, 'snap.csv', { indices: { VIX: 18 } }));
    expect(message).toMatch(/^snap\.csv:4: .*17\.92.*--index VIX=18.*drop --index VIX=18/);
  });

  test('an absurd index by flag', async () => {
    const text = csv('index,VIX,,17.92\n', '');
    const message = await messageOf(snapshot(text, 'snap.csv', { indices: { VIX: 1792 } }));
    expect(message).toMatch(/^--index VIX=1792: .*17\.92/);
  });

  test('a snapshot later than --as-of', async () => {
    const message = await messageOf(snapshot(SNAPSHOT_CSV, 'snap.csv', day('2026-11-19')));
    expect(message).toMatch(/^--as-of: .*2026-11-20T21:15:00Z, later than 2026-11-19/);
    const minute = { asOf: readMoment('2026-11-20T15:14-06:00') };
    expect(await messageOf(snapshot(SNAPSHOT_CSV, 'snap.csv', minute))).toContain('later than');
  });

  test('the same snapshot twice', async () => {
    const source = { name: 'a.csv', text: SNAPSHOT_CSV };
    const message = await messageOf(parseSnapshot([source, { ...source, name: 'b.csv' }]));
    expect(message).toMatch(/^b\.csv:3: .*given twice: also at a\.csv:3/);
  });

  test('sources of different days', async () => {
    const other = 'kind,symbol,expiry,price\nasof,,2026-11-19,\nindex,SKEW,,150\n';
    const sources = [
      { name: 'a.csv', text: SNAPSHOT_CSV },
      { name: 'b.csv', text: other },
    ];
    expect(await messageOf(parseSnapshot(sources))).toMatch(
      /^b\.csv:2: .*2026-11-20 in a\.csv:2, 2026-11-19 in b\.csv:2/,
    );
  });

  test('sources of different times of a day', async () => {
    const other = 'kind,symbol,expiry,price\nasof,,2026-11-20T10:00-06:00,\nindex,SKEW,,150\n';
    const sources = [
      { name: 'a.csv', text: SNAPSHOT_CSV },
      { name: 'b.csv', text: other },
    ];
    expect(await messageOf(parseSnapshot(sources))).toContain('of different times');
  });

  test('no source at all', async () => {
    expect(await messageOf(parseSnapshot([]))).toContain('does not say when');
  });
});

test.each([
  ['csv', (text: string) => SNAPSHOT_CSV.replace('VX,2026-12-16', `VX,"${text}"`)],
  ['csv', (text: string) => SNAPSHOT_CSV.replace('VX,2026-12-16', `"${text}",2026-12-16`)],
  ['csv', (text: string) => SNAPSHOT_CSV.replace('18.85', `"${text}"`)],
  ['csv', (text: string) => SNAPSHOT_CSV.replace('kind', `"${text}"`)],
  ['csv', (text: string) => SNAPSHOT_CSV.replace('asof', `"${text}"`)],
  ['yaml', (text: string) => YAML.replace('asOf', `"${text}"`)],
  ['yaml', (text: string) => YAML.replace('18.85', `"${text}"`)],
  ['yaml', (text: string) => YAML.replace('2026-12-16', `"${text}"`)],
  ['yaml', (text: string) => `${YAML}etps: {"${text}": 4}`],
])('a long value with a control character makes one short line (%s)', async (format, text) => {
  const message = await messageOf(snapshot(text(`${'ab'.repeat(9000)}\u001b[31m`), `s.${format}`));
  expect(message.length).toBeLessThan(800);
  expect(message).not.toMatch(/\p{Cc}/u);
});
