import { Refusal } from '../errors.js';
import { SPX_OPTION_MULTIPLIER_USD } from '../market/contracts.js';
import type { IsoDate } from '../market/date.js';
import { pointsToUsd } from '../market/rounding.js';
import { isHoliday, isTradingDay, nextTradingDay, previousTradingDay } from '../market/calendar.js';
import { daysBetween, weekday } from '../market/date.js';
import { isStandardSpxExpiry } from '../market/spx-expiry.js';

export type Underlying = 'SPX' | 'XSP';
export type SettlementStyle = 'am' | 'pm';

export const LEG_NAMES = ['longPut', 'shortPut', 'shortCall', 'longCall'] as const;
export type LegName = (typeof LEG_NAMES)[number];
export type PerLeg = Readonly<Record<LegName, number>>;

/** One short iron condor (or iron butterfly), sold for a credit. Made by {@link createCondor}. */
export interface Condor {
  readonly id: string;
  readonly underlying: Underlying;
  readonly expiry: IsoDate;
  readonly settlement: SettlementStyle;
  /** False where the style was read from the expiry (METHOD 15.13), not stated by the user. */
  readonly settlementStated: boolean;
  /** Condors sold, a positive whole number. */
  readonly quantity: number;
  /** Strikes in points of the underlying (XSP: a tenth of SPX's). */
  readonly strikes: PerLeg;
  /** Points of the underlying per condor, net of fees. */
  readonly creditPoints: number;
  readonly opened?: IsoDate;
  /** SPX level when opened, in SPX points whatever the underlying. */
  readonly openedSpx?: number;
  /** Implied volatility of each leg as a fraction, where the user knows it. */
  readonly ivs?: PerLeg;
}

/** What {@link createCondor} takes; keys that are absent get the documented reading. */
export interface CondorInput {
  readonly id?: string | undefined;
  readonly underlying: string;
  readonly expiry: IsoDate;
  readonly quantity: number;
  readonly settlement?: SettlementStyle | undefined;
  readonly legs: PerLeg;
  /** Points of the underlying per condor, net of the wings and of fees. */
  readonly credit: number;
  readonly opened?: IsoDate | undefined;
  readonly openedSpx?: number | undefined;
  readonly ivs?: PerLeg | undefined;
}

/** SPX points in one point of the underlying. */
export function spxPointsPerPoint(condor: Condor): number {
  return condor.underlying === 'XSP' ? 10 : 1;
}

/** The credit of the whole position in dollars. */
export function creditUsd(condor: Condor): number {
  return pointsToUsd(condor.creditPoints, condor.quantity, SPX_OPTION_MULTIPLIER_USD);
}

/**
 * A condor that keeps its promises: a listed kind of expiry, strikes in order, a credit below the
 * wider wing, whole quantity (METHOD 6.1, 15.13).
 * @throws Refusal naming the key that breaks one
 */
export function createCondor(input: CondorInput): Condor {
  const underlying = readUnderlying(input.underlying);
  checkQuantity(input.quantity);
  checkStrikes(input.legs);
  checkCredit(input.credit, input.legs);
  checkExpiry(input.expiry);
  const settlement = readSettlement(input, underlying);
  if (input.openedSpx !== undefined && !(input.openedSpx > 0 && Number.isFinite(input.openedSpx))) {
    throw new Refusal(`${input.openedSpx} is no index level`, 'give the SPX level when opened', {
      key: 'openedSpx',
    });
  }
  checkOpenedScale(input, underlying);
  if (input.opened !== undefined) checkOpened(input.opened, input.expiry);
  if (input.ivs !== undefined) checkIvs(input.ivs);
  return {
    id: input.id === undefined ? defaultId(input) : checkedId(input.id),
    underlying,
    expiry: input.expiry,
    settlement,
    settlementStated: input.settlement !== undefined,
    quantity: input.quantity,
    strikes: input.legs,
    creditPoints: input.credit,
    ...(input.opened === undefined ? {} : { opened: input.opened }),
    ...(input.openedSpx === undefined ? {} : { openedSpx: input.openedSpx }),
    ...(input.ivs === undefined ? {} : { ivs: input.ivs }),
  };
}

/** No SPX option lives longer than some five years, and few condors for one. */
const LONGEST_LIFE_DAYS = 1096;

function checkOpened(opened: IsoDate, expiry: IsoDate): void {
  const key = 'opened';
  if (opened > expiry) {
    throw new Refusal(`opened ${opened} is after the expiry ${expiry}`, 'check both dates', {
      key,
    });
  }
  if (daysBetween(opened, expiry) > LONGEST_LIFE_DAYS) {
    throw new Refusal(
      `opened ${opened} is more than three years before the expiry ${expiry}`,
      'check the year',
      { key },
    );
  }
  if (isTradingDay(opened)) return;
  throw new Refusal(
    `opened ${opened} is ${isWeekend(opened) ? 'a weekend' : 'a day'} without trading`,
    `did you mean ${previousTradingDay(opened)} or ${nextTradingDay(opened)}?`,
    { key },
  );
}

function isWeekend(date: IsoDate): boolean {
  return weekday(date) === 0 || weekday(date) === 6;
}

/** SPX points whatever the underlying: an XSP level here would be read as a crash. */
function checkOpenedScale(input: CondorInput, underlying: Underlying): void {
  const { openedSpx, legs } = input;
  if (openedSpx === undefined) return;
  const scale = underlying === 'XSP' ? 10 : 1;
  const ratio = (scale * (legs.shortPut + legs.shortCall)) / 2 / openedSpx;
  if (ratio > 0.5 && ratio < 2) return;
  throw new Refusal(
    `SPX at ${openedSpx} does not go with short strikes of ${legs.shortPut * scale} and ${legs.shortCall * scale} SPX points`,
    'give the SPX level when opened, also for XSP condors',
    { key: 'openedSpx' },
  );
}

function readUnderlying(text: string): Underlying {
  if (text === 'SPX' || text === 'SPXW') return 'SPX';
  if (text === 'XSP') return 'XSP';
  throw new Refusal(`"${text}" is no underlying alvh knows`, 'use SPX, SPXW or XSP', {
    key: 'underlying',
  });
}

const MAX_QUANTITY = 10_000_000;

function checkQuantity(quantity: number): void {
  if (Number.isSafeInteger(quantity) && quantity > 0 && quantity <= MAX_QUANTITY) return;
  if (quantity > MAX_QUANTITY) {
    throw new Refusal(
      `${quantity} condors are more than the ${MAX_QUANTITY} that alvh takes in one position`,
      'check the number of zeros, or split the position',
      { key: 'quantity' },
    );
  }
  throw new Refusal(
    `${quantity} condors cannot be sold`,
    'give a positive whole number of condors (alvh takes sold condors only)',
    { key: 'quantity' },
  );
}

function checkStrikes(legs: PerLeg): void {
  for (const name of LEG_NAMES) {
    const strike = legs[name];
    if (!(strike > 0 && Number.isFinite(strike) && strike <= 1e6)) {
      throw new Refusal(`${strike} is no strike`, 'give a positive strike in index points', {
        key: `legs.${name}`,
      });
    }
  }
  const { longPut, shortPut, shortCall, longCall } = legs;
  if (longPut >= shortPut) {
    throw new Refusal(
      longPut === shortPut
        ? `long put and short put share the strike ${longPut}, so the wing has no width`
        : `the long put ${longPut} is above the short put ${shortPut}: the put wing is inverted`,
      'put the long put below the short put',
      { key: 'legs.longPut' },
    );
  }
  if (longCall <= shortCall) {
    throw new Refusal(
      longCall === shortCall
        ? `long call and short call share the strike ${longCall}, so the wing has no width`
        : `the long call ${longCall} is below the short call ${shortCall}: the call wing is inverted`,
      'put the long call above the short call',
      { key: 'legs.longCall' },
    );
  }
  if (shortPut > shortCall) {
    throw new Refusal(
      `the short put ${shortPut} is above the short call ${shortCall}: the condor is inverted`,
      'put the short put at or below the short call',
      { key: 'legs.shortPut' },
    );
  }
}

/** Wing widths in points of the underlying. */
export function wingWidths(legs: PerLeg): { put: number; call: number } {
  return { put: legs.shortPut - legs.longPut, call: legs.longCall - legs.shortCall };
}

/** A dollar a condor: SPX options trade by five cents of a point, XSP's by one. */
const LEAST_CREDIT = 0.01;

function checkCredit(credit: number, legs: PerLeg): void {
  if (!(credit > 0 && Number.isFinite(credit))) {
    throw new Refusal(
      credit < 0
        ? `a credit of ${credit} is a debit: this condor was bought, not sold`
        : `${credit} is no credit`,
      'give the index points received per condor, net of the wings (alvh takes credit condors only)',
      { key: 'credit' },
    );
  }
  if (credit < LEAST_CREDIT) {
    throw new Refusal(
      `a credit of ${credit} points is less than a cent of a point`,
      'give the index points received per condor, such as 14.80',
      { key: 'credit' },
    );
  }
  const { put, call } = wingWidths(legs);
  const widest = Math.max(put, call);
  if (credit < widest) return;
  const asPoints = credit / 100;
  const hint =
    asPoints < widest
      ? `; as dollars per condor ${credit} would be ${asPoints} points: write that if it is meant`
      : '';
  throw new Refusal(
    `a credit of ${credit} points is not below the wider wing of ${widest} points`,
    `give the credit in index points per condor${hint}`,
    { key: 'credit' },
  );
}

function checkExpiry(expiry: IsoDate): void {
  const day = weekday(expiry);
  if (day !== 0 && day !== 6 && !isHoliday(expiry)) return;
  const name = day === 0 || day === 6 ? 'a weekend' : 'an exchange holiday';
  throw new Refusal(
    `${expiry} is ${name}: no SPX option expires then`,
    `did you mean ${previousTradingDay(expiry)} or ${nextTradingDay(expiry)}?`,
    { key: 'expiry' },
  );
}

function readSettlement(input: CondorInput, underlying: Underlying): SettlementStyle {
  const amPossible =
    underlying === 'SPX' && input.underlying !== 'SPXW' && isStandardSpxExpiry(input.expiry);
  if (input.settlement === undefined) return amPossible ? 'am' : 'pm';
  if (input.settlement === 'am' && !amPossible) {
    throw new Refusal(
      `${input.underlying} options of ${input.expiry} are not AM-settled: only SPX on the third Friday is`,
      'write pm, or check the expiry',
      { key: 'settlement' },
    );
  }
  return input.settlement;
}

function checkIvs(ivs: PerLeg): void {
  for (const name of LEG_NAMES) {
    const iv = ivs[name];
    if (iv > 0 && iv <= 5) continue;
    const percent = iv > 5 && iv <= 500 ? `, such as ${iv / 100}` : '';
    throw new Refusal(
      `${iv} is no implied volatility as a fraction`,
      `give a fraction a year above 0 and up to 5${percent}`,
      { key: `ivs.${name}` },
    );
  }
}

/** Letters, digits and plain marks: an id is printed in terminals, spreadsheets and mails. */
const ID = /^[\p{L}\p{N}][\p{L}\p{N} ._:/#-]{0,63}$/u;

function checkedId(id: string): string {
  if (ID.test(id)) return id;
  throw new Refusal(
    `${JSON.stringify(id)} is no id`,
    'use up to 64 letters, digits, spaces and . _ : / # -, starting with a letter or digit',
    { key: 'id' },
  );
}

/** An id from the terms themselves, so that order and file never show in it. */
function defaultId(input: CondorInput): string {
  const { longPut, shortPut, shortCall, longCall } = input.legs;
  return `${input.underlying} ${input.expiry} ${longPut}/${shortPut}/${shortCall}/${longCall}`;
}
