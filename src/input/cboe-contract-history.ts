import { Refusal } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import {
  CONTRACT_COLUMNS,
  OTHER_CONTRACT_COLUMNS,
  VX_RESCALED,
  checkContractMonth,
  expiryInName,
} from './contract-name.js';
import { checkColumns, numberIn } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { dateReader } from './history-dates.js';
import type { SnapshotParts } from './snapshot-parts.js';

/**
 * Cboe's history of one VX contract, of which the settlement of the snapshot's day is taken.
 * Neither product nor expiry stands in the rows (weeklies name the month only): both are in the
 * file's name, VX_2026-12-16.csv, or CFE_Z08_VX.csv for the years to 2013.
 * @throws Refusal with the line and column of what is wrong
 */
export function partsOfContractHistory(table: CsvTable): SnapshotParts {
  checkColumns(table, CONTRACT_COLUMNS, OTHER_CONTRACT_COLUMNS);
  const expiry = expiryInName(table.file);
  const dateOf = dateReader(table.rows, 'Trade Date');
  return {
    histories: [
      {
        file: table.file,
        rows: table.rows.map((row) => {
          const date = dateOf(row);
          return {
            date,
            place: row.place('Trade Date'),
            read: () => ({ futures: [futureOf(row, date, expiry)] }),
          };
        }),
      },
    ],
  };
}

function futureOf(row: CsvRow, date: IsoDate, expiry: IsoDate) {
  checkContractMonth(row, expiry);
  if (date < VX_RESCALED) {
    throw new Refusal(
      `before ${VX_RESCALED} VX was quoted at ten times the VIX, and files differ in having it divided`,
      'give the price as a row of your own: future,VX,EXPIRY,PRICE',
      row.place('Settle'),
    );
  }
  const price = numberIn(row, 'Settle');
  if (price === 0) {
    throw new Refusal(
      `the settlement of ${date} is 0: the contract was listed, and not yet settled`,
      'take another day, or leave the file out',
      row.place('Settle'),
    );
  }
  const locate = (field: string) =>
    row.place(field === 'price' ? 'Settle' : field === 'expiry' ? 'Trade Date' : field);
  return { expiry, price, locate };
}
