import {
  POSITION,
  POSITION_CSV,
  SIZE_CSV,
  SIZE_JSON,
  csv,
  json,
  position,
} from './broken-input.js';
import type { BrokenInput } from './broken-input.js';

const ANCHORS = `positions: &a
  - &b { id: a, underlying: SPX, expiry: 2026-08-21, quantity: 1, credit: 1, legs: *l }
`;

/** Nine lists of nine aliases each: 9^9 values in some 300 bytes. */
const LAUGHS = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, at) => {
    const below = 'abcdefghi'[at] ?? '';
    return `${name}: &${name} [${Array<string>(9).fill(`*${below}`).join(', ')}]`;
  }),
  'positions: *i',
  '',
].join('\n');

/** Position files that are not what they should be, whatever their values. */
export const BROKEN_POSITION_FILES: readonly BrokenInput[] = [
  {
    name: 'an empty file',
    files: { 'position.yaml': '' },
    place: /position\.yaml: /,
    mend: /check that it was written to the end/,
  },
  {
    name: 'nothing but blank lines',
    files: { 'position.yaml': '\n \n\n' },
    place: /position\.yaml: /,
    mend: /check that it was written/,
  },
  {
    name: 'nothing but a comment',
    files: { 'position.yaml': '# later\n' },
    place: /position\.yaml:1: /,
    mend: /write a positions: list/,
  },
  {
    name: 'a byte order mark and nothing else',
    files: { 'position.yaml': '\ufeff' },
    place: /position\.yaml: /,
    mend: /check that it was written/,
  },
  {
    name: 'an empty list',
    files: { 'position.yaml': 'positions: []\n' },
    place: /position\.yaml:1: positions: /,
    mend: /add an entry/,
  },
  {
    name: 'a CSV head without rows',
    files: { 'position.csv': POSITION_CSV.split('\n')[0] ?? '' },
    args: SIZE_CSV,
    place: /position\.csv:1: /,
    mend: /add a condor a row/,
  },
  {
    name: 'UTF-16',
    files: { 'position.yaml': Buffer.from(`\ufeff${POSITION}`, 'utf16le') },
    place: /position\.yaml: /,
    mend: /save it as UTF-8/,
  },
  {
    name: 'Latin-1 bytes',
    files: { 'position.yaml': Buffer.from('positions: # Stra\xdfe\n', 'latin1') },
    place: /position\.yaml: /,
    mend: /give a UTF-8/,
  },
  {
    name: 'a PNG',
    files: { 'position.yaml': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
    place: /position\.yaml: /,
    mend: /give a UTF-8/,
  },
  {
    name: 'a duplicate row (CSV)',
    files: { 'position.csv': POSITION_CSV + (POSITION_CSV.split('\n')[1] ?? '') },
    args: SIZE_CSV,
    place: /position\.csv:3: .*position\.csv:2/,
    mend: /give every condor an id of its own/,
  },
  {
    name: 'a duplicate row without ids (CSV)',
    files: {
      'position.csv':
        POSITION_CSV.replace('id,', '').replace('spx-aug,', '') +
        (POSITION_CSV.split('\n')[1] ?? '').replace('spx-aug,', ''),
    },
    args: SIZE_CSV,
    place: /position\.csv:3: .*position\.csv:2/,
    mend: /drop one/,
  },
  {
    name: 'the same file twice',
    args: [
      'size',
      '-p',
      'position.yaml',
      '-p',
      'position.yaml',
      '-s',
      'snapshot.csv',
      '--as-of',
      '2026-07-06',
    ],
    place: /position\.yaml:2: .*position\.yaml:2/,
    mend: /id of its own/,
  },
  {
    name: 'a key twice (YAML)',
    files: position('    quantity: 10\n', '    quantity: 10\n    quantity: 20\n'),
    place: /position\.yaml:6: /,
    mend: /drop one/,
  },
  {
    name: 'a key twice (JSON)',
    files: json('"quantity": 10,', '"quantity": 10, "quantity": 20,'),
    args: SIZE_JSON,
    place: /position\.json:7: /,
    mend: /drop one/,
  },
  {
    name: 'a column twice (CSV)',
    files: csv('quantity,long_put', 'quantity,quantity'),
    args: SIZE_CSV,
    place: /position\.csv:1: quantity: /,
    mend: /one name of its own/,
  },
  {
    name: 'an anchor without its alias',
    files: { 'position.yaml': ANCHORS },
    place: /position\.yaml:2: the alias \*l/,
    mend: /write the value out/,
  },
  {
    name: 'anchors that explode',
    files: { 'position.yaml': LAUGHS },
    place: /position\.yaml:2: the alias \*a/,
    mend: /write the value out/,
  },
  {
    name: 'a tag',
    files: position('quantity: 10', 'quantity: !!js/function "10"'),
    place: /position\.yaml:5: .*tag/,
    mend: /mend the YAML|drop it|out/,
  },
  {
    name: 'two documents',
    files: { 'position.yaml': `${POSITION}---\n${POSITION}` },
    place: /position\.yaml:8: /,
    mend: /keep one/,
  },
  {
    name: 'tabs',
    files: position('    quantity', '\tquantity'),
    place: /position\.yaml:5: /,
    mend: /indent by spaces/,
  },
  {
    name: 'a bracket that is not closed (YAML)',
    files: position('longCall: 8000 }', 'longCall: 8000'),
    place: /position\.yaml:\d: /,
    mend: /mend the YAML/,
  },
  {
    name: 'lists in lists without end',
    files: { 'position.yaml': '['.repeat(100_000) },
    place: /position\.yaml:1: /,
    mend: /check that this is the right file/,
  },
  {
    name: 'lists in lists without end (JSON)',
    files: { 'position.json': '['.repeat(100_000) },
    args: SIZE_JSON,
    place: /position\.json:1: /,
    mend: /check the file/,
  },
  {
    name: 'half a file (JSON)',
    files: { 'position.json': '{ "positions": [ { "id": "a", ' },
    args: SIZE_JSON,
    place: /position\.json:1: /,
    mend: /written to the end/,
  },
  {
    name: 'a comma too many (JSON)',
    files: json('24.80\n', '24.80,\n'),
    args: SIZE_JSON,
    place: /position\.json:9: /,
    mend: /take it out/,
  },
  {
    name: 'comments in JSON',
    files: json('"quantity"', '// ten\n"quantity"'),
    args: SIZE_JSON,
    place: /position\.json:7: /,
    mend: /write YAML/,
  },
  {
    name: 'YAML named .json',
    files: { 'position.json': POSITION },
    args: SIZE_JSON,
    place: /position\.json:1: .*positions is no JSON/,
    mend: /double quotes|\.yaml/,
  },
  {
    name: 'a quote that is not closed (CSV)',
    files: csv('spx-aug', '"spx-aug'),
    args: SIZE_CSV,
    place: /position\.csv:2: /,
    mend: /close the quote/,
  },
  {
    name: 'semicolons (CSV)',
    files: { 'position.csv': POSITION_CSV.replaceAll(',', ';') },
    args: SIZE_CSV,
    place: /position\.csv:1: /,
    mend: /separate them by commas/,
  },
  {
    name: 'a snapshot for a position',
    args: ['size', '-p', 'snapshot.csv', '-s', 'snapshot.csv', '--as-of', '2026-07-06'],
    place: /snapshot\.csv:1: this is a snapshot/,
    mend: /give it to --snapshot/,
  },
  {
    name: 'a folder for a position',
    files: { 'book/a.yaml': POSITION },
    args: ['size', '-p', 'book', '-s', 'snapshot.csv', '--as-of', '2026-07-06'],
    place: /book: this is a directory/,
    mend: /name a file in it/,
  },
  {
    name: 'a file that is not there',
    args: ['size', '-p', 'positon.yaml', '-s', 'snapshot.csv', '--as-of', '2026-07-06'],
    place: /positon\.yaml: there is no such file/,
    mend: /check the path/,
  },
  {
    name: 'a file below a file',
    args: ['size', '-p', 'position.yaml/x', '-s', 'snapshot.csv', '--as-of', '2026-07-06'],
    place: /position\.yaml\/x: /,
    mend: /check the path/,
  },
  {
    name: '/dev/zero for a position',
    args: ['size', '-p', '/dev/zero', '-s', 'snapshot.csv', '--as-of', '2026-07-06'],
    place: /\/dev\/zero: /,
    mend: /UTF-8/,
  },
  {
    name: 'the key __proto__',
    files: position('quantity: 10', '__proto__: 10'),
    place: /position\.yaml:5: .*__proto__/,
    mend: /known: id/,
  },
];
