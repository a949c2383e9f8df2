import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import { monthOf, yearOf } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { MONTH_CODES } from '../market/futures-symbol.js';
import { vixWeekNumber } from '../market/vix-expiry.js';
import { isMonthly } from './vx-settlement.js';

/**
 * Checks the symbol of a settlement, `VX/Z6` or weekly `VX49/Z6`, against its expiry.
 * @throws Refusal where it is another contract's, or no contract expires then
 */
export function checkSettlementSymbol(
  symbol: string | undefined,
  expiry: IsoDate,
  place: Place,
): void {
  const week = isMonthly(expiry, place) ? '' : String(vixWeekNumber(expiry)).padStart(2, '0');
  const due = `VX${week}/${MONTH_CODES.charAt(monthOf(expiry) - 1)}${yearOf(expiry) % 10}`;
  if (symbol === due) return;
  throw new Refusal(
    `${symbol ?? ''} is not the contract that expires on ${expiry}, which is ${due}`,
    'check the row',
    place,
  );
}
