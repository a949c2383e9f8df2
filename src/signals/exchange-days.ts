import {
  UNSCHEDULED_CLOSURES,
  holidayName,
  isEarlyClose,
  isTradingDay,
  previousBusinessDay,
} from '../market/calendar.js';
import { addDays, weekday } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { futureSymbol, weeklyFutureSymbol } from '../market/futures-symbol.js';
import { optionSettlementMoment, vxFinalSettlementMoment } from '../market/settlement-time.js';
import { isStandardSpxExpiry } from '../market/spx-expiry.js';
import { chicagoTime } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { vixExpiryKind } from '../market/vix-expiry.js';
import type { CalendarEntryKind } from './calendar-entry.js';

/** A day of the exchanges' own calendar. */
export interface ExchangeDay {
  readonly date: IsoDate;
  readonly kind: CalendarEntryKind;
  readonly name: string;
  readonly moment?: EpochMs;
  readonly source: string;
}

const HOLIDAY_RULES = 'NYSE and Cboe holiday rules';
const VIX_RULE = 'CFE rule 1202(b)';
const SPX_RULE = 'Cboe SPX specification';

/**
 * Holidays, early closes, expiries and last trading days of SPX and VIX from one day to another,
 * by the exchanges' rules (METHOD 1.1).
 * @param weeklies with the weekly VX contracts
 */
export function exchangeDays(from: IsoDate, to: IsoDate, weeklies: boolean): ExchangeDay[] {
  const days: ExchangeDay[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    days.push(...closings(date), ...vixDays(date, weeklies), ...spxDays(date));
  }
  return days;
}

function closings(date: IsoDate): ExchangeDay[] {
  const name = holidayName(date);
  if (name !== undefined) {
    return [{ date, kind: 'holiday', name: `${name}: closed`, source: HOLIDAY_RULES }];
  }
  if (isEarlyClose(date)) {
    const moment = chicagoTime(date, 12, 0);
    return [{ date, kind: 'earlyClose', name: 'early close', moment, source: HOLIDAY_RULES }];
  }
  const closure = UNSCHEDULED_CLOSURES.find((each) => each.date === date);
  if (closure === undefined || isTradingDay(date)) return [];
  return [{ date, kind: 'holiday', name: `closed: ${closure.reason}`, source: 'exchange notice' }];
}

function vixDays(date: IsoDate, weeklies: boolean): ExchangeDay[] {
  const days: ExchangeDay[] = [];
  const kind = vixExpiryKind(date);
  if (kind === 'monthly' || (kind === 'weekly' && weeklies)) {
    const symbol = kind === 'monthly' ? futureSymbol('VX', date) : weeklyFutureSymbol(date);
    days.push({
      date,
      kind: 'vixExpiry',
      name: `${symbol}, VIX options expire`,
      moment: vxFinalSettlementMoment(date),
      source: VIX_RULE,
    });
  }
  const next = followingBusinessDay(date);
  if (next !== undefined && vixExpiryKind(next) === 'monthly') {
    days.push({
      date,
      kind: 'vixOptionsLastTrade',
      name: 'VIX options trade last',
      source: VIX_RULE,
    });
  }
  return days;
}

function spxDays(date: IsoDate): ExchangeDay[] {
  const days: ExchangeDay[] = [];
  if (isStandardSpxExpiry(date)) {
    days.push({
      date,
      kind: 'spxExpiry',
      name: 'SPX AM options settle',
      moment: optionSettlementMoment(date, 'am'),
      source: SPX_RULE,
    });
  }
  const next = followingBusinessDay(date);
  if (next !== undefined && isStandardSpxExpiry(next)) {
    days.push({
      date,
      kind: 'spxLastTrade',
      name: 'SPX AM options trade last',
      source: SPX_RULE,
    });
  }
  return days;
}

/** The business day that has this one before it; undefined where this one is none itself. */
function followingBusinessDay(date: IsoDate): IsoDate | undefined {
  for (let ahead = 1; ahead <= 5; ahead++) {
    const next = addDays(date, ahead);
    const open = weekday(next) !== 0 && weekday(next) !== 6 && holidayName(next) === undefined;
    if (open) return previousBusinessDay(next) === date ? next : undefined;
  }
  return undefined;
}
