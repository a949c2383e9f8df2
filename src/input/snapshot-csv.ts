import { Refusal } from '../errors.js';
import { RATE_SYMBOLS } from '../market/build-snapshot.js';
import type {
  EtpInput,
  FutureInput,
  IndexInput,
  OptionInput,
  RateInput,
} from '../market/build-snapshot.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { INDEX_SYMBOLS } from '../market/snapshot.js';
import type { OptionRight } from '../market/snapshot.js';
import { readMoment } from '../market/time.js';
import { checkColumns, filled, numberIn, optionalNumberIn } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { shorten, unknownName } from './keys.js';
import { describePlace, relocated } from './place.js';
import type { SnapshotParts, StatedTime } from './snapshot-parts.js';

const REQUIRED = ['kind', 'symbol', 'expiry', 'price'];
const OPTIONAL = ['strike', 'right', 'bid', 'ask', 'iv'];

/** Columns of alvh's own snapshot CSV. */
export const SNAPSHOT_COLUMNS: readonly string[] = [...REQUIRED, ...OPTIONAL];

/** The columns that a row of each kind may fill. */
const COLUMNS_OF_KIND = {
  asof: ['expiry'],
  index: ['symbol', 'price'],
  future: ['symbol', 'expiry', 'price'],
  option: ['symbol', 'expiry', 'strike', 'right', 'bid', 'ask', 'price', 'iv'],
  etp: ['symbol', 'price'],
  rate: ['symbol', 'price'],
} as const;

type Kind = keyof typeof COLUMNS_OF_KIND;
const KINDS = Object.keys(COLUMNS_OF_KIND);

/**
 * The rows of alvh's own snapshot CSV: `kind,symbol,expiry,price` and what options need.
 * @throws Refusal with the line and column of what is wrong
 */
export function partsOfSnapshotCsv(table: CsvTable): SnapshotParts {
  checkColumns(table, REQUIRED, OPTIONAL);
  const times: StatedTime[] = [];
  const indices: IndexInput[] = [];
  const futures: FutureInput[] = [];
  const options: OptionInput[] = [];
  const etps: EtpInput[] = [];
  const rates: RateInput[] = [];
  for (const row of table.rows) {
    const kind = kindOf(row);
    checkCells(row, kind);
    const locate = row.place;
    switch (kind) {
      case 'asof':
        times.push(timeOf(row, times[0]));
        break;
      case 'index':
        indices.push({ symbol: nameIn(row, INDEX_SYMBOLS), price: numberIn(row, 'price'), locate });
        break;
      case 'future':
        futures.push({
          symbol: filled(row, 'symbol'),
          expiry: expiryIn(row),
          price: numberIn(row, 'price'),
          locate,
        });
        break;
      case 'option':
        options.push(optionOf(row));
        break;
      case 'etp':
        etps.push({ symbol: filled(row, 'symbol'), price: numberIn(row, 'price'), locate });
        break;
      case 'rate':
        rates.push({ symbol: nameIn(row, RATE_SYMBOLS), price: numberIn(row, 'price'), locate });
        break;
    }
  }
  return { times, indices, futures, options, etps, rates };
}

function kindOf(row: CsvRow): Kind {
  const kind = row.cell('kind');
  if (isKind(kind)) return kind;
  throw unknownName('kind', kind, KINDS, row.place('kind'));
}

function isKind(text: string): text is Kind {
  return Object.hasOwn(COLUMNS_OF_KIND, text);
}

/** What a row says where it says nothing to us would be lost in silence. */
function checkCells(row: CsvRow, kind: Kind): void {
  const allowed: readonly string[] = COLUMNS_OF_KIND[kind];
  const stray = SNAPSHOT_COLUMNS.find(
    (column) => column !== 'kind' && !allowed.includes(column) && row.cell(column) !== '',
  );
  if (stray === undefined) return;
  throw new Refusal(
    `${kind} rows have no ${stray}, here stands "${shorten(row.cell(stray))}"`,
    kind === 'asof'
      ? 'write asof,,2026-11-20T15:15:00-06:00, with the time under expiry'
      : `empty the cell: ${kind} rows use ${allowed.join(', ')}`,
    row.place(stray),
  );
}

function timeOf(row: CsvRow, earlier: StatedTime | undefined): StatedTime {
  const place = row.place('expiry');
  if (earlier !== undefined) {
    throw new Refusal(
      `the time is given twice: also at ${describePlace(earlier.place)}`,
      'drop one of the two rows',
      place,
    );
  }
  const text = filled(row, 'expiry');
  return { read: relocated(row.place, 'expiry', () => readMoment(text)), text, place };
}

function optionOf(row: CsvRow): OptionInput {
  return {
    symbol: filled(row, 'symbol'),
    expiry: expiryIn(row),
    strike: optionalNumberIn(row, 'strike'),
    right: rightIn(row),
    bid: optionalNumberIn(row, 'bid'),
    ask: optionalNumberIn(row, 'ask'),
    price: optionalNumberIn(row, 'price'),
    iv: optionalNumberIn(row, 'iv'),
    locate: row.place,
  };
}

function rightIn(row: CsvRow): OptionRight | undefined {
  const text = row.cell('right');
  if (text === '') return undefined;
  if (text === 'call' || text === 'put') return text;
  throw unknownName('right', text, ['call', 'put'], row.place('right'));
}

function nameIn<T extends string>(row: CsvRow, names: readonly T[]): T {
  const text = filled(row, 'symbol');
  const name = names.find((candidate) => candidate === text);
  if (name === undefined) throw unknownName('symbol', text, names, row.place('symbol'));
  return name;
}

function expiryIn(row: CsvRow): IsoDate | undefined {
  const text = row.cell('expiry');
  return text === '' ? undefined : relocated(row.place, 'expiry', () => isoDate(text));
}
