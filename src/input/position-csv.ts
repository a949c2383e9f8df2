import type { PerLeg, SettlementStyle } from '../condor/condor.js';
import { LEG_NAMES } from '../condor/condor.js';
import type { LegName } from '../condor/condor.js';
import { Refusal } from '../errors.js';
import { checkColumns, filled, numberIn, optionalNumberIn } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { unknownName } from './keys.js';
import type { LocateKey } from './place.js';
import { condorOf, missingLeg } from './position-entry.js';
import type { CondorEntry, EntryCondor } from './position-entry.js';

const LEG_COLUMNS: Readonly<Record<LegName, string>> = {
  longPut: 'long_put',
  shortPut: 'short_put',
  shortCall: 'short_call',
  longCall: 'long_call',
};
const IV_COLUMNS = LEG_NAMES.map((name) => `iv_${LEG_COLUMNS[name]}`);

const REQUIRED = ['underlying', 'expiry', 'quantity', ...Object.values(LEG_COLUMNS), 'credit'];
const OPTIONAL = ['id', 'opened', 'settlement', 'opened_spx', ...IV_COLUMNS];

/** Columns by the name that a key has in the domain and in YAML. */
const COLUMN_OF_KEY: ReadonlyMap<string, string> = new Map([
  ['openedSpx', 'opened_spx'],
  ...LEG_NAMES.flatMap((name): [string, string][] => [
    [`legs.${name}`, LEG_COLUMNS[name]],
    [`ivs.${name}`, `iv_${LEG_COLUMNS[name]}`],
  ]),
]);

/** All columns of a position file, for telling it from other CSV. */
export const POSITION_COLUMNS: readonly string[] = [...REQUIRED, ...OPTIONAL];

/**
 * The condors of a CSV file, one a row.
 * @throws Refusal with the line and column of what is wrong
 */
export function positionsOfCsv(table: CsvTable): EntryCondor[] {
  if (table.head.includes('kind') || table.head.includes('Product')) {
    throw new Refusal('this is a snapshot', 'give it to --snapshot', {
      file: table.file,
      line: table.headLine,
    });
  }
  checkLegColumns(table);
  checkColumns(table, REQUIRED, OPTIONAL);
  const ivColumns = IV_COLUMNS.filter((column) => table.head.includes(column));
  if (ivColumns.length % IV_COLUMNS.length !== 0) {
    throw new Refusal(
      `the head has ${ivColumns.join(', ')} only`,
      `give all of ${IV_COLUMNS.join(', ')}, or none`,
      { file: table.file, line: table.headLine },
    );
  }
  if (table.rows.length === 0) {
    throw new Refusal('there is a head and no row', 'add a condor a row', {
      file: table.file,
      line: table.headLine,
    });
  }
  return table.rows.map((row) => {
    const locate: LocateKey = (key) =>
      row.place(key === undefined ? undefined : (COLUMN_OF_KEY.get(key) ?? key));
    return condorOf(entryOf(row), locate);
  });
}

/** A file that has three of the four legs is more than a misspelt head: it is a naked position. */
function checkLegColumns(table: CsvTable): void {
  const absent = LEG_NAMES.filter((name) => !table.head.includes(LEG_COLUMNS[name]));
  const known = POSITION_COLUMNS;
  const [naked] = absent;
  if (naked === undefined || absent.length > 2) return;
  if (table.head.some((column) => !known.includes(column))) return;
  const { problem, mend } = missingLeg(naked);
  throw new Refusal(problem, mend, {
    file: table.file,
    line: table.headLine,
    key: LEG_COLUMNS[naked],
  });
}

function entryOf(row: CsvRow): CondorEntry {
  return {
    id: textIn(row, 'id'),
    underlying: filled(row, 'underlying'),
    expiry: filled(row, 'expiry'),
    quantity: numberIn(row, 'quantity'),
    settlement: settlementIn(row),
    legs: perLeg((name) => legIn(row, name)),
    credit: numberIn(row, 'credit'),
    opened: textIn(row, 'opened'),
    openedSpx: optionalNumberIn(row, 'opened_spx'),
    ivs: ivsIn(row),
  };
}

function textIn(row: CsvRow, column: string): string | undefined {
  const text = row.cell(column);
  return text === '' ? undefined : text;
}

function legIn(row: CsvRow, name: LegName): number {
  const column = LEG_COLUMNS[name];
  if (row.cell(column) !== '') return numberIn(row, column);
  const { problem, mend } = missingLeg(name);
  throw new Refusal(problem, mend, row.place(column));
}

function settlementIn(row: CsvRow): SettlementStyle | undefined {
  const text = textIn(row, 'settlement');
  if (text === undefined || text === 'am' || text === 'pm') return text;
  throw unknownName('value', text, ['am', 'pm'], row.place('settlement'));
}

function ivsIn(row: CsvRow): PerLeg | undefined {
  const empty = IV_COLUMNS.filter((column) => row.cell(column) === '');
  if (empty.length === IV_COLUMNS.length) return undefined;
  const [missing] = empty;
  if (missing !== undefined) {
    throw new Refusal(
      'the volatility is empty, while other legs have one',
      'give the volatility of all four legs, or of none',
      row.place(missing),
    );
  }
  return perLeg((name) => numberIn(row, `iv_${LEG_COLUMNS[name]}`));
}

function perLeg(read: (name: LegName) => number): PerLeg {
  return {
    longPut: read('longPut'),
    shortPut: read('shortPut'),
    shortCall: read('shortCall'),
    longCall: read('longCall'),
  };
}
