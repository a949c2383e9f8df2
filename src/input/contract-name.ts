import { Refusal } from '../errors.js';
import { isoDate, monthOf, yearOf } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { MONTH_CODES } from '../market/futures-symbol.js';
import { monthlyVixExpiry } from '../market/vix-expiry.js';
import type { CsvRow } from './csv-table.js';
import { baseName, dateInName, wordsOfName } from './file-name.js';

/** Until the day before, VX was quoted at ten times the index. */
export const VX_RESCALED = isoDate('2007-03-26');

/** Columns of Cboe's history of one VX contract, old and new. */
export const CONTRACT_COLUMNS = ['Trade Date', 'Futures', 'Settle'] as const;
export const OTHER_CONTRACT_COLUMNS = [
  ...['Open', 'High', 'Low', 'Close', 'Change', 'Total Volume', 'EFP', 'Open Interest'],
] as const;

/** `H (Mar 2020)` must be the month of the expiry in the name. @throws Refusal at the cell */
export function checkContractMonth(row: CsvRow, expiry: IsoDate): void {
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

/**
 * The expiry of the contract that a file of Cboe's is the history of: VX_2026-12-16.csv, or
 * CFE_Z08_VX.csv for the years to 2013.
 * @throws Refusal where the name does not say it
 */
export function expiryInName(file: string): IsoDate {
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
