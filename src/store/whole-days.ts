import { isTradingDay, nextTradingDay } from '../market/calendar.js';
import { addDays } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { LISTED_MONTHS, nextMonthlyVixExpiries } from '../market/vix-expiry.js';
import type { StoreDb } from './database.js';
import { settlements } from './market-store.js';

/** No contract of the next nine months was listed longer ago. */
const LONGEST_LISTED_DAYS = 400;

/** A trading day whose VX settlements are not held, or in part only. */
export interface LackingDay {
  readonly date: IsoDate;
  /** Whether anything is held of it. */
  readonly inPart: boolean;
  /** Monthly contracts that it lacks, by expiry; empty where nothing is held of it. */
  readonly lacks: readonly IsoDate[];
}

/**
 * Monthly contracts that a day's settlements lack. A day of which a part alone was brought in is no
 * curve.
 *
 * Those of the next nine months are looked for that any earlier day has, and the front one. The day
 * before does not tell: it may be a part itself, as after an absence over an expiry, when the
 * history of the expired contract came in first. Of the 5,112 days that published files have from
 * 2006-03-09 to 2026-07-06, 3 lack a contract of the day before, 68 one of any earlier day (in
 * 2006 and 2008 months far out were listed once and no more), 24 of them one of the next nine
 * months, all of 2006. Hence the months are bounded and the days are not: an absence has no length
 * that is too long. The front contract is lacking on 158 days, all before 2006-10-21.
 */
export function lackingContracts(db: StoreDb, day: IsoDate): readonly IsoDate[] {
  return lackingDays(db, day, day)[0]?.lacks ?? [];
}

/** The trading days from one to another, both included, that are holes or parts. */
export function lackingDays(db: StoreDb, from: IsoDate, to: IsoDate): LackingDay[] {
  const byDay = new Map<IsoDate, IsoDate[]>();
  for (const { date, expiry } of settlements(db, addDays(from, -LONGEST_LISTED_DAYS), to)) {
    const held = byDay.get(date);
    if (held === undefined) byDay.set(date, [expiry]);
    else held.push(expiry);
  }
  const earlier = new Set<IsoDate>();
  const learned = [...byDay.keys()];
  let next = 0;
  return tradingDays(from, to).flatMap((date): LackingDay[] => {
    for (let day = learned[next]; day !== undefined && day < date; day = learned[next]) {
      for (const expiry of byDay.get(day) ?? []) earlier.add(expiry);
      next += 1;
    }
    const held = byDay.get(date);
    if (held === undefined) return [{ date, inPart: false, lacks: [] }];
    const lacks = nextMonthlyVixExpiries(date, LISTED_MONTHS).filter(
      (expiry, months) => !held.includes(expiry) && (months === 0 || earlier.has(expiry)),
    );
    return lacks.length === 0 ? [] : [{ date, inPart: true, lacks }];
  });
}

function tradingDays(from: IsoDate, to: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  let day = isTradingDay(from) ? from : nextTradingDay(from);
  for (; day <= to; day = nextTradingDay(day)) days.push(day);
  return days;
}
