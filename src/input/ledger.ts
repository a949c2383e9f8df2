import type { IsoDate } from '../market/date.js';
import { isoDate } from '../market/date.js';
import { LEDGER_TYPES, ledgerBuilder } from '../press/ledger-event.js';
import type { Ledger, LedgerEvent } from '../press/ledger-event.js';
import { checkColumns, filled, numberIn, optionalNumberIn, parseCsv } from './csv-table.js';
import type { CsvRow } from './csv-table.js';
import { unknownName } from './keys.js';
import { relocated } from './place.js';
import type { LocateKey } from './place.js';
import type { Source } from './read-source.js';

/** Columns by the name that the domain gives them. */
const COLUMNS: Readonly<Record<string, string>> = {
  amountUsd: 'amount_usd',
  budgetUsd: 'budget_usd',
};

/**
 * Reads a ledger of realised events: `date,type,amount_usd,id`, and `note` and `budget_usd` where
 * they are needed. Oldest first.
 * @param asOf the valuation date: a later row would be looking ahead
 * @throws Refusal with the line and column of what is wrong
 */
export async function parseLedger(source: Source, asOf: IsoDate): Promise<Ledger> {
  const table = await parseCsv(source);
  checkColumns(table, ['date', 'type', 'amount_usd'], ['id', 'note', 'budget_usd']);
  const builder = ledgerBuilder(asOf);
  for (const row of table.rows) {
    const event = eventOf(row);
    relocated(locateIn(row), undefined, () => {
      builder.add(event);
    });
  }
  return relocated(
    () => ({ file: source.name }),
    undefined,
    () => builder.done(),
  );
}

function eventOf(row: CsvRow): LedgerEvent {
  const budgetUsd = optionalNumberIn(row, 'budget_usd');
  const id = row.cell('id');
  const note = row.cell('note');
  return {
    date: relocated(row.place, 'date', () => isoDate(filled(row, 'date'))),
    type: typeIn(row),
    amountUsd: numberIn(row, 'amount_usd'),
    ...(id !== '' && { id }),
    ...(note !== '' && { note }),
    ...(budgetUsd !== undefined && { budgetUsd }),
  };
}

function typeIn(row: CsvRow): LedgerEvent['type'] {
  const text = filled(row, 'type');
  const type = LEDGER_TYPES.find((known) => known === text);
  if (type !== undefined) return type;
  throw unknownName('type', text, LEDGER_TYPES, row.place('type'));
}

/** The place of a key that the domain names. */
export function locateIn(
  row: CsvRow,
  columns: Readonly<Record<string, string>> = COLUMNS,
): LocateKey {
  return (key) => row.place(key === undefined ? undefined : (columns[key] ?? key));
}
