import { describe, expect, test } from 'vitest';
import { parsePositions } from '../../src/input/position.js';
import { POSITION_HEAD, POSITION_YAML, SNAPSHOT_CSV, messageOf, refusalOf } from './fixtures.js';

const ROW = 'a,SPX,2026-12-18,10,5900,6000,6900,7000,14.80,2026-11-20';
const COLUMNS = POSITION_HEAD.split(',');

/** The good CSV with cells of its one row replaced. */
function csv(cells: Record<string, string> = {}): string {
  const values = ROW.split(',').map((cell, at) => cells[COLUMNS[at] ?? ''] ?? cell);
  return `${POSITION_HEAD}\n${values.join(',')}\n`;
}

/** The good YAML with a piece replaced; the piece must be there. */
function yaml(piece: string, by: string): string {
  expect(POSITION_YAML).toContain(piece);
  return POSITION_YAML.replace(piece, by);
}

/** Label, text, and what the message must hold; the name is `book.` and the format. */
type Broken = readonly [label: string, text: () => string, ...holds: (string | RegExp)[]];

const BROKEN_CSV: readonly Broken[] = [
  ['no long put', () => csv({ long_put: '' }), ':2: long_put: ', /long put is missing.*naked/],
  ['no short call', () => csv({ short_call: '' }), ':2: short_call: ', 'short call is missing'],
  ['inverted puts', () => csv({ long_put: '6100' }), ':2: long_put: ', 'put wing is inverted'],
  ['inverted calls', () => csv({ long_call: '6800' }), ':2: long_call: ', 'call wing is inverted'],
  ['crossed shorts', () => csv({ short_call: '5950' }), ':2: short_put: ', 'inverted'],
  ['no width', () => csv({ long_put: '6000' }), ':2: long_put: ', 'no width'],
  ['credit above width', () => csv({ credit: '120' }), ':2: credit: ', 'wider wing of 100'],
  ['credit in dollars', () => csv({ credit: '1480' }), ':2: credit: ', '14.8 points'],
  ['debit', () => csv({ credit: '-3' }), ':2: credit: ', 'debit'],
  ['no credit', () => csv({ credit: '0' }), ':2: credit: ', '0 is no credit'],
  ['empty credit', () => csv({ credit: '' }), ':2: credit: ', 'empty'],
  ['NaN', () => csv({ credit: 'NaN' }), ':2: credit: NaN is no finite number'],
  ['infinite', () => csv({ credit: 'inf' }), ':2: credit: inf is no finite number'],
  ['currency', () => csv({ credit: '$14.80' }), ':2: credit: ', 'currency sign; write 14.80'],
  ['percent', () => csv({ credit: '14.80%' }), ':2: credit: ', 'percentage'],
  ['decimal comma', () => csv({ credit: '"14,8"' }), ':2: credit: ', 'write 14.8'],
  ['bare comma', () => csv({ credit: '14,8' }), ':2: ', '11 values under 10 columns'],
  ['thousands', () => csv({ long_put: '"5,900.00"' }), ':2: long_put: ', 'write 5900.00'],
  ['thousands or not', () => csv({ long_put: '"5,900"' }), 'as 5900 or as 5.900'],
  ['European', () => csv({ long_put: '"5.900,50"' }), ':2: long_put: ', 'write 5900.50'],
  ['hexadecimal', () => csv({ quantity: '0x10' }), ':2: quantity: ', 'write 16'],
  ['exponent', () => csv({ quantity: '1e3' }), ':2: quantity: ', 'write 1000'],
  ['leading zero', () => csv({ quantity: '010' }), ':2: quantity: ', 'write 10'],
  ['no leading digit', () => csv({ credit: '.5' }), ':2: credit: ', 'write 0.5'],
  ['brackets', () => csv({ credit: '(5)' }), ':2: credit: ', 'write 5, or -5'],
  ['words', () => csv({ credit: 'lots' }), ':2: credit: "lots" is no number'],
  ['half a condor', () => csv({ quantity: '1.5' }), ':2: quantity: ', 'whole number'],
  ['bought condors', () => csv({ quantity: '-10' }), ':2: quantity: ', 'sold condors only'],
  ['US date', () => csv({ expiry: '12/11/2026' }), '2026-12-11 or as 2026-11-12', 'YYYY-MM-DD'],
  ['two-digit year', () => csv({ expiry: '12/18/26' }), ':2: expiry: ', 'two-digit year'],
  ['no such day', () => csv({ expiry: '2026-02-30' }), ':2: expiry: ', 'no day of the calendar'],
  ['holiday', () => csv({ expiry: '2026-12-25' }), 'holiday', '2026-12-24 or 2026-12-28'],
  ['weekend', () => csv({ expiry: '2026-12-19' }), 'weekend', '2026-12-18'],
  ['opened late', () => csv({ opened: '2027-01-04' }), ':2: opened: ', 'after the expiry'],
  ['underlying', () => csv({ underlying: 'SPY' }), ':2: underlying: ', 'SPX, SPXW or XSP'],
  ['control character', () => csv({ id: 'a\u0007b' }), ':2: id: ', 'is no id'],
  ['head alone', () => POSITION_HEAD, ':1: ', 'no row'],
  [
    'unknown column',
    () => csv().replace('long_put', 'long_putt'),
    ':1: ',
    'did you mean long_put?',
  ],
  ['missing column', () => csv().replace(',credit', ',opened_spx'), ':1: credit: ', 'missing'],
  ['column twice', () => csv().replace(',opened', ',credit'), ':1: credit: ', 'stands twice'],
  [
    'three legs',
    () => csv().replace('long_put,', '').replace('5900,', ''),
    ':1: long_put: ',
    'naked legs are refused',
  ],
  ['some volatilities', () => withIvs('0.2,,0.2,0.2'), ':2: iv_short_put: ', 'all four legs'],
  ['volatility in percent', () => withIvs('18,0.2,0.2,0.2'), ':2: iv_long_put: ', '0.18'],
  [
    'one volatility column',
    () => csv().replace('opened\n', 'opened,iv_long_put\n'),
    ':1: ',
    'iv_long_call, or none',
  ],
  ['settlement', () => withSettlement('AM'), ':2: settlement: ', 'did you mean am?'],
  ['wrong settlement', () => withSettlement('am', '2026-12-17'), ':2: settlement: ', 'write pm'],
  ['same row', () => `${csv({ id: '' })}${ROW.slice(1)}\n`, ':3: ', 'duplicate row', 'book.csv:2'],
  ['same id', () => `${csv()}${ROW}\n`, ':3: ', 'the id "a" stands twice', 'book.csv:2'],
  ['semicolons', () => csv().replaceAll(',', ';'), ':1: ', 'semicolons', 'commas'],
  ['tabs', () => csv().replaceAll(',', '\t'), ':1: ', 'tabs', 'commas'],
  ['open quote', () => csv({ id: '"a' }), ':2: ', 'not closed'],
  ['stray quote', () => csv({ id: 'a"b' }), ':2: ', 'quote'],
  ['a snapshot', () => SNAPSHOT_CSV, ':1: ', 'this is a snapshot', '--snapshot'],
];

function withIvs(ivs: string): string {
  const head = `${POSITION_HEAD},iv_long_put,iv_short_put,iv_short_call,iv_long_call`;
  return `${head}\n${ROW},${ivs}\n`;
}

function withSettlement(settlement: string, expiry = '2026-12-18'): string {
  return `${POSITION_HEAD},settlement\n${ROW.replace('2026-12-18', expiry)},${settlement}\n`;
}

const LEGS = '{ longPut: 5900, shortPut: 6000, shortCall: 6900, longCall: 7000 }';

/** Ten lines that stand for 10^9 values. */
const LAUGHS = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij']
  .map((name, at) => {
    const before = `*${'abcdefghi'.charAt(at)}`;
    return `${name}: &${name} [${Array.from({ length: 10 }, () => before).join(',')}]\n`;
  })
  .join('')}positions: *j\n`;

const BROKEN_YAML: readonly Broken[] = [
  ['unknown key', () => yaml('openedSpx', 'openedSPX'), ':7: ', 'did you mean openedSpx?'],
  ['misspelt key', () => yaml('expiry:', 'expirey:'), ':4: ', 'did you mean expiry?'],
  ['misspelt list', () => yaml('positions', 'position'), ':1: ', 'did you mean positions?'],
  ['naked', () => yaml('longPut: 5900, ', ''), ':8: positions[0].legs.longPut: ', 'naked legs'],
  ['missing key', () => yaml('    quantity: 10\n', ''), ':2: positions[0].quantity: ', 'add it'],
  ['empty value', () => yaml('14.80 ', ''), ':9: positions[0].credit: ', 'empty', 'write a number'],
  ['quoted number', () => yaml('14.80', '"14.80"'), ':9: ', 'quotes', 'write 14.80 without'],
  ['number in words', () => yaml('10', '10 lots'), ':5: positions[0].quantity: ', 'no number'],
  ['hexadecimal', () => yaml('quantity: 10', 'quantity: 0x0a'), ':5: ', 'write 10'],
  ['infinite', () => yaml('14.80', '.inf'), ':9: ', 'no finite number'],
  ['thousands', () => yaml('6480.25', '6,480.25'), ':7: ', 'write 6480.25'],
  ['digits in groups', () => yaml('6480.25', '6_480'), ':7: ', 'write 6480'],
  ['date as a number', () => yaml('2026-12-18', '20261218'), ':4: ', 'e.g. expiry: 2026-12-18'],
  ['US date', () => yaml('2026-12-18', '12/18/2026'), ':4: positions[0].expiry: ', 'YYYY-MM-DD'],
  ['settlement', () => yaml('am ', 'morning '), ':6: positions[0].settlement: ', 'am, pm'],
  ['legs as a list', () => yaml(LEGS, '[5900, 6000, 6900, 7000]'), ':8: ', 'mapping'],
  ['inverted', () => yaml('5900', '6100'), ':8: positions[0].legs.longPut: ', 'inverted'],
  ['key twice', () => yaml('    quantity: 10\n', '    quantity: 10\n    quantity: 11\n'), ':6: '],
  ['empty list', () => 'positions: []', ':1: positions: ', 'add an entry'],
  ['bare list', () => '- id: a\n', ':1: ', 'positions:'],
  ['a table', () => csv(), ':1: ', '.csv'],
  ['comments only', () => '# nothing\n', ':1: ', 'positions: list'],
  ['tab', () => 'positions:\n\t- id: a\n', ':2: ', 'tab', 'spaces'],
  ['bad indent', () => 'positions:\n  - id: a\n expiry: b\n', ':3: ', 'YAML cannot be read'],
  ['open bracket', () => 'positions: [\n', 'YAML cannot be read'],
  ['two documents', () => `${POSITION_YAML}---\n${POSITION_YAML}`, ':11: ', 'one YAML document'],
  ['alias', () => yaml('credit: 14.80', 'credit: *x'), ':9: ', /alias|Unresolved/],
  ['billion laughs', () => LAUGHS, ':2: ', 'alias', 'write the value out'],
  ['merge key', () => yaml('    quantity', '    <<: {a: 1}\n    quantity'), ':5: ', 'unknown key'],
  ['tag', () => yaml('quantity: 10', 'quantity: !!int "10"'), ':5: ', 'tag'],
  ['deep lists', () => 'positions: '.concat('['.repeat(100_000)), ':1: ', 'deeper'],
  ['deep maps', () => '{a: '.repeat(100_000), 'deeper'],
  ['deep dashes', () => '- '.repeat(100_000), 'deeper'],
  ['deep steps', () => steps(500), 'deeper'],
  ['too large', () => `positions: []\n${'# x\n'.repeat(300_000)}`, '1.1 MiB', 'CSV or JSON'],
  ['a snapshot', () => 'asOf: 2026-11-20\nindices: {VIX: 18}\n', ':2: ', '--snapshot'],
  ['prototype', () => '__proto__: {positions: []}\n', ':1: __proto__: ', 'unknown key'],
];

function steps(depth: number): string {
  return Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}a:\n`).join('');
}

const GOOD_JSON = JSON.stringify({
  positions: [
    {
      underlying: 'SPX',
      expiry: '2026-12-18',
      quantity: 10,
      legs: { longPut: 5900, shortPut: 6000, shortCall: 6900, longCall: 7000 },
      credit: 14.8,
    },
  ],
});

const BROKEN_JSON: readonly Broken[] = [
  ['NaN', () => GOOD_JSON.replace('14.8', 'NaN'), ':1: ', 'NaN', 'finite'],
  ['trailing comma', () => GOOD_JSON.replace('14.8}', '14.8,\n}'), ':1: ', 'comma', 'take it out'],
  ['comment', () => `{\n// the book\n"positions": []}`, ':2: ', 'comments'],
  ['single quotes', () => "{'positions': []}", ':1: ', 'double quotes'],
  ['cut short', () => GOOD_JSON.slice(0, -3), ':1: ', 'too early', 'written to the end'],
  ['key twice', () => '{"positions": [],\n"positions": []}', ':2: ', 'stands twice'],
  ['two values', () => `${GOOD_JSON}\n${GOOD_JSON}`, ':2: ', 'follows the end'],
  ['text number', () => GOOD_JSON.replace('14.8', '"14.8"'), 'credit: ', 'without the quotes'],
  ['exponent', () => GOOD_JSON.replace('14.8', '1.48e1'), 'credit: ', 'write 14.8'],
  ['deep', () => '['.repeat(100_000), ':1: ', 'deeper'],
  ['too many', () => `{"positions": [${'{},'.repeat(200_000)}{}]}`, 'more than 100000', 'split'],
  ['null', () => GOOD_JSON.replace('14.8', 'null'), 'positions[0].credit: ', 'empty'],
];

describe.each([
  ['csv', BROKEN_CSV],
  ['yaml', BROKEN_YAML],
  ['json', BROKEN_JSON],
] as const)('a broken %s is refused with its place and a mend', (format, cases) => {
  test.each(cases.map((broken) => [broken[0], broken] as const))('%s', async (_, broken) => {
    const [, text, ...holds] = broken;
    const name = `book.${format}`;
    const refusal = await refusalOf(parsePositions([{ name, text: text() }]));
    expect(refusal.kind).toBe('input');
    expect(refusal.place.file).toBe(name);
    expect(refusal.mend).not.toBe('');
    const message = await messageOf(Promise.reject(refusal));
    expect(message.length).toBeLessThan(500);
    for (const piece of holds) expect(message).toMatch(piece);
  });
});

test('of several faults the first in the file is told', async () => {
  const text = yaml('quantity: 10', 'quantity: ten').replace('14.80', '"14.80"');
  expect(await messageOf(parsePositions([{ name: 'b.yaml', text }]))).toContain('b.yaml:5: ');
});

test('an id that stands in two files names both', async () => {
  const sources = [
    { name: 'one.yaml', text: POSITION_YAML },
    { name: 'two.csv', text: csv({ id: 'spx-dec' }) },
  ];
  const message = await messageOf(parsePositions(sources));
  expect(message).toMatch(/^two\.csv:2: .*also at one\.yaml:2/);
});

test('condors with the same strikes and no ids must be told apart', async () => {
  const text = `${csv({ id: '' })}${ROW.slice(1).replace('14.80', '15.10')}\n`;
  const message = await messageOf(parsePositions([{ name: 'b.csv', text }]));
  expect(message).toContain('give each an id');
});
