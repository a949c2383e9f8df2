import type { BrokenInput } from './broken-input.js';

const NOW = '2026-11-24T18:00:00Z';
const STORE = ['--store', 'alvh.db'] as const;
const FILL = ['journal', 'fill', ...STORE] as const;
const SOUND_FILL = ['--symbol', 'VXZ26', '--contracts', '2', '--price', '18.90'] as const;
const HEAD = 'date,symbol,contracts,price,fees_usd,layer,id,note\n';

/** A file of fills with rows under the head. */
function fills(name: string, rows: string, place: RegExp, mend: RegExp, head = HEAD): BrokenInput {
  return {
    name: `fills ${name}`,
    args: [...FILL, '--from', 'fills.csv'],
    files: { 'fills.csv': head + rows },
    now: NOW,
    place,
    mend,
  };
}

/** Journals that are asked, or told, what cannot be. */
export const BROKEN_JOURNALS: readonly BrokenInput[] = [
  {
    name: 'a journal that is not there yet',
    args: ['journal', ...STORE],
    exit: 3,
    place: /^alvh: alvh\.db: there is no store yet/,
    mend: /--store/,
  },
  {
    name: 'a store that is a text',
    args: ['journal', ...STORE],
    files: { 'alvh.db': 'my notes, not to be lost\n'.repeat(400) },
    exit: 3,
    place: /^alvh: alvh\.db: it is no store of alvh/,
    mend: /--store/,
  },
  {
    name: 'a command of the journal misspelt',
    args: ['journal', 'fil', ...STORE],
    place: /^alvh: journal: unknown command "fil"/,
    mend: /did you mean fill/,
  },
  {
    name: 'a kind misspelt',
    args: ['journal', '--kind', 'fills', ...STORE],
    place: /^alvh: --kind: unknown kind "fills"/,
    mend: /did you mean fill\?/,
  },
  {
    name: 'a day beside a span',
    args: ['journal', '--on', '2026-11-20', '--to', '2026-11-21', ...STORE],
    place: /^alvh: --on: it is one day/,
    mend: /one or the other/,
  },
  {
    name: 'a span that ends before it begins',
    args: ['journal', 'compare', '--from', '2026-11-20', '--to', '2026-11-19', ...STORE],
    place: /^alvh: --to: the span ends on 2026-11-19/,
    mend: /swap the two/,
  },
  {
    name: 'an entry by no number',
    args: ['journal', 'show', 'two', ...STORE],
    place: /^alvh: SEQ: "two" is no number of an entry/,
    mend: /alvh journal lists them/,
  },
  {
    name: 'a head that is none',
    args: ['journal', 'verify', '--head', 'abc', ...STORE],
    place: /^alvh: --head: "abc" is no head/,
    mend: /64 digits/,
  },
  {
    name: 'a fill without a price',
    args: [...FILL, '--symbol', 'VXZ26', '--contracts', '2'],
    now: NOW,
    place: /^alvh: --price: a fill needs it/,
    mend: /--price 18\.90/,
  },
  {
    name: 'a fill in dollars',
    args: [...FILL, '--symbol', 'VXZ26', '--contracts', '2', '--price', '18900'],
    now: NOW,
    place: /^alvh: --price: 18900 is no price of VXZ26/,
    mend: /VIX points, not dollars/,
  },
  {
    name: 'a fill at a price in words',
    args: [...FILL, '--symbol', 'VXZ26', '--contracts', '2', '--price', 'market'],
    now: NOW,
    place: /^alvh: --price: "market"/,
    mend: /\S/,
  },
  {
    name: 'a fill of tomorrow',
    args: [...FILL, ...SOUND_FILL, '--on', '2026-11-25'],
    now: NOW,
    place: /^alvh: --on: 2026-11-25 is after today, 2026-11-24/,
    mend: /once it is done/,
  },
  {
    name: 'a fill after the expiry',
    args: [...FILL, '--symbol', 'VXX26', '--contracts', '1', '--price', '18', '--on', '2026-11-20'],
    now: NOW,
    place: /^alvh: --on: VXX26 had expired on 2026-11-18/,
    mend: /check symbol and day/,
  },
  {
    name: 'a fill with fees received',
    args: [...FILL, ...SOUND_FILL, '--fees', '-3'],
    now: NOW,
    place: /^alvh: --fees: -3 is no fee paid/,
    mend: /0 or more/,
  },
  {
    name: 'a fill with a formula for an id',
    args: [...FILL, ...SOUND_FILL, '--id', '=cmd()'],
    now: NOW,
    place: /^alvh: --id: "=cmd\(\)" is no id/,
    mend: /starting with a letter or digit/,
  },
  {
    name: 'a file of fills beside a fill',
    args: [...FILL, ...SOUND_FILL, '--from', 'fills.csv'],
    now: NOW,
    place: /^alvh: --symbol: the file says it of each fill/,
    mend: /leave it out/,
  },
  fills('without a row', '', /fills\.csv:1: there is a head and no fill/, /add a row/),
  fills(
    'with a column that is none',
    '',
    /fills\.csv:1: .*unknown column "quantity"/,
    /known: date/,
    'date,symbol,contracts,price,quantity\n',
  ),
  fills(
    'without prices',
    '',
    /fills\.csv:1: price: the column price is missing/,
    /add it to the head/,
    'date,symbol,contracts\n',
  ),
  fills(
    'with a day in American order',
    '11/20/2026,VXZ26,2,18.90,,,,\n',
    /fills\.csv:2: date: 11\/20\/2026 can be read as 2026-11-20/,
    /YYYY-MM-DD/,
  ),
  fills(
    'of which one is of the index',
    '2026-11-20,VXZ26,2,18.90,,,,\n2026-11-20,VIX,1,17.9,,,,\n',
    /fills\.csv:3: symbol: "VIX" is no VX or VXM future/,
    /write root, month code and year/,
  ),
  fills(
    'with fees as paid',
    '2026-11-20,VXZ26,2,18.90,-3,,,\n',
    /fills\.csv:2: fees_usd: -3 is no fee paid/,
    /0 or more/,
  ),
  fills(
    'of which two are equal',
    '2026-11-20,VXZ26,2,18.90,,,,\n2026-11-20,VXZ26,2,18.90,,,,\n',
    /fills\.csv:3: an earlier row is an equal fill of 2026-11-20/,
    /--again/,
  ),
  {
    name: 'a note that is empty',
    args: ['journal', 'note', ' ', ...STORE],
    place: /^alvh: TEXT: there is nothing in it/,
    mend: /in quotes/,
  },
  {
    name: 'a void without a reason',
    args: ['journal', 'void', '1', ...STORE],
    place: /^alvh: --reason: a correction needs a reason/,
    mend: /--reason "WHY"/,
  },
  {
    name: 'a void of nothing',
    args: ['journal', 'void', '1', '--reason', 'wrong', ...STORE],
    place: /^alvh: SEQ: there is no entry 1/,
    mend: /alvh journal lists them/,
  },
  {
    name: 'an import of nothing',
    args: ['journal', 'import', ...STORE],
    place: /^alvh: --ledger: nothing to import is named/,
    mend: /--overrides FILE/,
  },
  {
    name: 'an import of the store into itself',
    args: ['journal', 'import', '--ledger', 'store', ...STORE],
    place: /^alvh: --ledger: it is read from a file/,
    mend: /name the ledger/,
  },
  {
    name: 'an import of a log that is not there',
    args: ['journal', 'import', '--overrides', 'log.jsonl', ...STORE],
    place: /^alvh: log\.jsonl: there is no such log of overrides/,
    mend: /check the name/,
  },
];
