import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import { impliedReturn, payoutValue } from '../signals/ddm.js';
import { relocated } from './place.js';
import type { MarketShape } from './market-shape.js';

type At = (key: string) => Place;

/** What a rate can be: wide, but no per cent fits in. */
const RATES = {
  growthLong: { least: -0.05, most: 0.15 },
  growthShort: { least: -0.25, most: 0.4 },
  riskFree10y: { least: -0.02, most: 0.2 },
  requiredReturn: { least: 0, most: 0.3 },
} as const;

/** What an index can stand at, earn and pay: for slips of unit, not for taste. */
const PE = { least: 2, most: 300 } as const;
const YIELD = { least: 0.002, most: 0.25 } as const;
const FADE_YEARS = { least: 0, most: 60 } as const;

/**
 * Checks the figures of a payout model.
 * @throws Refusal for a percentage, a wrong unit, half a fade, and r that is not above g
 */
export function checkPayout(shape: NonNullable<MarketShape['dividendDiscount']>, at: At): void {
  for (const [key, limits] of Object.entries(RATES)) {
    const rate = shape[key as keyof typeof RATES];
    if (rate !== undefined) checkRate(rate, limits, at(key));
  }
  for (const key of ['price', 'earnings', 'dividend'] as const) checkAbove0(shape[key], at(key));
  const { price, earnings, dividend, payout, history } = shape;
  const priceEarnings = price / earnings;
  if (!within(priceEarnings, PE)) {
    throw new Refusal(
      `earnings of ${earnings} on a price of ${price} make a P/E of ${short(priceEarnings)}`,
      'give both in index points, earnings over twelve months',
      at('earnings'),
    );
  }
  if (!within(dividend / price, YIELD)) {
    throw new Refusal(
      `a payout of ${dividend} on a price of ${price} is a yield of ${short((dividend / price) * 100)}%`,
      'give both in index points (not the yield), the payout over twelve months',
      at('dividend'),
    );
  }
  if (history !== undefined && history.payout !== payout) {
    throw new Refusal(
      `the history holds ${history.payout}, and dividend is ${payout}: their premiums cannot be compared`,
      'give a history of the same payout',
      at('history.payout'),
    );
  }
  checkFade(shape, at);
  checkModel(shape, at);
}

/** Both keys of the fade or neither; a stage without its length would be passed over. */
function checkFade(
  { growthShort, fadeYears }: NonNullable<MarketShape['dividendDiscount']>,
  at: At,
): void {
  if ((growthShort === undefined) !== (fadeYears === undefined)) {
    const [given, missing] =
      growthShort === undefined ? ['fadeYears', 'growthShort'] : ['growthShort', 'fadeYears'];
    throw new Refusal(
      `${given} stands without ${missing}`,
      `add ${missing}, or drop it`,
      at(given),
    );
  }
  if (fadeYears !== undefined && !(fadeYears > 0 && within(fadeYears, FADE_YEARS))) {
    throw new Refusal(
      `a fade of ${fadeYears} years`,
      `give a number above 0, to ${FADE_YEARS.most}; without a fade drop growthShort and fadeYears`,
      at('fadeYears'),
    );
  }
}

/** That the model has a value: growth that leaves a payout, and a return above it. */
function checkModel(shape: NonNullable<MarketShape['dividendDiscount']>, at: At): void {
  const { dividend, growthLong, growthShort, fadeYears, requiredReturn } = shape;
  const model = {
    dividend,
    growthLong,
    ...(growthShort !== undefined && { growthShort }),
    ...(fadeYears !== undefined && { fadeYears }),
  };
  relocated(
    (key) => at(key ?? 'requiredReturn'),
    undefined,
    () => {
      impliedReturn(model, shape.price);
      if (requiredReturn !== undefined) payoutValue(model, requiredReturn);
    },
  );
}

function checkRate(
  rate: number,
  { least, most }: { readonly least: number; readonly most: number },
  place: Place,
): void {
  if (rate >= least && rate <= most) return;
  const asFraction = rate / 100;
  const meant =
    asFraction >= least && asFraction <= most
      ? `write ${short(asFraction)} for ${rate}%`
      : 'write 0.042 for 4.2%';
  throw new Refusal(
    Math.abs(rate) < 1
      ? `${rate} is ${short(rate * 100)}% a year, and the limits are ${least} to ${most}`
      : `${rate} is no rate as a fraction: it would be ${short(rate * 100)}% a year`,
    `rates are fractions: ${meant}`,
    place,
  );
}

/**
 * Checks the figures of a quick ratio.
 * @throws Refusal for a figure below zero, and restricted cash beyond the cash
 */
export function checkQuickRatio(shape: NonNullable<MarketShape['quickRatio']>, at: At): void {
  for (const key of [
    'cash',
    'restrictedCash',
    'marketableSecurities',
    'receivables',
    'currentLiabilities',
  ] as const) {
    const value = shape[key];
    if (value === undefined || value === null || value >= 0) continue;
    throw new Refusal(
      `${value} is below 0`,
      'give the amount as it stands in the balance sheet',
      at(key),
    );
  }
  const { cash, restrictedCash = 0 } = shape;
  if (restrictedCash <= cash) return;
  throw new Refusal(
    `restricted cash of ${restrictedCash} is more than the cash of ${cash} that holds it`,
    'give cash with the restricted part in it, or leave restrictedCash out',
    at('restrictedCash'),
  );
}

function checkAbove0(value: number, place: Place): void {
  if (value > 0) return;
  throw new Refusal(`${value} is not above 0`, 'give it in index points', place);
}

function within(
  value: number,
  { least, most }: { readonly least: number; readonly most: number },
): boolean {
  return value >= least && value <= most;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
