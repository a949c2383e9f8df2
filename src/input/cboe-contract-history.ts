import { Refusal } from '../errors.js';
import { isoDate, monthOf, yearOf } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { MONTH_CODES } from '../market/futures-symbol.js';
import { monthlyVixExpiry } from '../market/vix-expiry.js';
import { checkColumns, numberIn } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { baseName, dateInName, wordsOfName } from './file-name.js';
import { dateReader } from './history-dates.js';
import type { SnapshotParts } from './snapshot-parts.js';

const NEEDED = ['Trade Date', 'Futures', 'Settle'];
const OTHERS = ['Open', 'High', 'Low', 'Close', 'Change', 'Total Volume', 'EFP', 'Open Interest'];

/** Until the day before, VX was quoted at ten times the index. */
const RESCALED = isoDate('2007-03-26');

/**
 * Cboe's history of one VX contract, of which the settlement of the snapshot's day is taken.
 * Neither product nor expiry stands in the rows (weeklies name the month only): both are in the
 * file's name, VX_2026-12-16.csv, or CFE_Z08_VX.csv for the years to 2013.
 * @throws Refusal with the line and column of what is wrong
 */
export function partsOfContractHistory(table: CsvTable): SnapshotParts {
  checkColumns(table, NEEDED, OTHERS);
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
  checkMonth(row, expiry);
  if (date < RESCALED) {
    throw new Refusal(
      `before ${RESCALED} VX was quoted at ten times the VIX, and files differ in having it divided`,
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

/** `H (Mar 2020)` must be the month of the expiry in the name. */
function checkMonth(row: CsvRow, expiry: IsoDate): void {
  const text = row.cell('Futures');
  const match = /^([FGHJKMNQUVXZ]) \(\w{3} (\d{2}|\d{4})\)$/.exec(text);
  const month = MONTH_CODES.indexOf(match?.[1] ?? '?') + 1;
  const year = Number(match?.[2]) % 100;
  if (month === monthOf(expiry) && year === yearOf(expiry) % 100) return;
  throw new Refusal(
    `"${text}" is not the contract of ${expiry}, which the file's name says`,
    'check the file and its name',
    row.place('Futures'),
  );
}

function expiryInName(file: string): IsoDate {
  const words = wordsOfName(file);
  if (words.includes('VX')) {
    const old = /(?:^|_)CFE_([FGHJKMNQUVXZ])(\d{2})_VX/i.exec(baseName(file));
    if (old !== null) {
      const month = MONTH_CODES.indexOf((old[1] ?? '').toUpperCase()) + 1;
      return monthlyVixExpiry(2000 + Number(old[2]), month);
    }
    const date = dateInName(file);
    if (date !== undefined) return date;
  }
  throw new Refusal(
    'the name of this contract history does not say which VX contract it is',
    'name it as Cboe does, with the expiry: VX_2026-12-16.csv',
    { file },
  );
}
