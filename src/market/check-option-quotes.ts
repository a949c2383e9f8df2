import { Refusal } from '../errors.js';
import { placeOf, tidy } from './build-snapshot-rows.js';
import { checkNeighbours, checkPairs } from './check-option-curves.js';
import { optionFrame, priceBounds, pricesOfVols } from './option-bounds.js';
import type { OptionFrame, OptionMarket } from './option-bounds.js';
import { midOfRow } from './option-row.js';
import type { OptionRow } from './option-row.js';
import type { OptionRight } from './snapshot.js';

/** What a quote says, its strike with it: any of them may have slipped a decimal place. */
interface Said {
  readonly right: OptionRight;
  readonly strike: number;
  readonly bid?: number | undefined;
  readonly ask?: number | undefined;
  readonly price?: number | undefined;
  readonly iv?: number | undefined;
}

interface Problem {
  readonly field: 'bid' | 'ask' | 'price' | 'iv';
  readonly text: string;
}

/** Least step of a price; a quote below it says nothing. */
const TICK = 0.05;
/** A row's vol may be of spot VIX where its price is of the future: some 1.7 times, not this. */
const VOLS_APART = 2;
/** A last trade may be old and sixteen times its quote (SPX chain of 2022-07-12), but not so far. */
const LAST_APART = { times: 50, points: 10 };

/**
 * Refuses quotes that no market could show: outside their no-arbitrage bounds, of vols far from
 * VIX or VVIX, of calls and puts that contradict each other. What is merely odd becomes a note.
 * @throws Refusal at the row, with the readings in which it would fit
 */
export function checkOptionQuotes(rows: readonly OptionRow[], market: OptionMarket): string[] {
  const frames = new Map<string, OptionFrame | undefined>();
  const frameOf = ({ series: { root, expiry } }: OptionRow): OptionFrame | undefined => {
    const key = `${root} ${expiry}`;
    if (!frames.has(key)) frames.set(key, optionFrame(root, expiry, market));
    return frames.get(key);
  };
  const odd = new Oddities();
  for (const row of rows) {
    const frame = frameOf(row);
    const said = { ...row.entry.row, ...row.series };
    const problem = problemOf(said, frame);
    if (problem !== undefined) throw refusalOf(row, said, problem, frame);
    addOddities(odd, row, frame);
  }
  checkPairs(rows, frameOf);
  checkNeighbours(rows);
  return odd.notes();
}

function problemOf(said: Said, frame: OptionFrame | undefined): Problem | undefined {
  const last = lastProblem(said);
  if (last !== undefined || frame === undefined) return last;
  return arbitrage(said, frame) ?? (frame.volKnown ? volProblem(said, frame) : undefined);
}

function lastProblem({ bid, ask, price }: Said): Problem | undefined {
  if (bid === undefined || ask === undefined || price === undefined) return undefined;
  const { times, points } = LAST_APART;
  if (price >= bid / times - points && price <= ask * times + points) return undefined;
  return { field: 'price', text: `the price ${price} is far from its own quote, ${bid} to ${ask}` };
}

function arbitrage(said: Said, frame: OptionFrame): Problem | undefined {
  const { right, strike, ask } = said;
  const { low, high } = priceBounds(right, strike, frame);
  const mid = midOfRow(said);
  const field = ask === undefined ? 'price' : 'ask';
  if (mid !== undefined && mid > high) {
    const most = right === 'put' ? 'its own strike, discounted' : frame.about;
    return { field, text: `a ${strike} ${right} at ${tidy(mid)} is worth more than ${most}` };
  }
  const most = ask ?? mid;
  if (most === undefined || most >= low - TICK) return undefined;
  return {
    field,
    text: `a ${strike} ${right} at ${most} is below what it is worth at once, with ${frame.about}`,
  };
}

function volProblem(said: Said, frame: OptionFrame): Problem | undefined {
  const { right, strike, iv, ask, bid } = said;
  const vols = frame.vol(strike);
  if (iv !== undefined && !(iv >= vols.low && iv <= vols.high)) {
    return {
      field: 'iv',
      text: `a vol of ${iv} for a ${strike} ${right} ${cannotBe(vols, frame)}`,
    };
  }
  const mid = midOfRow(said);
  if (mid === undefined) return undefined;
  const field = ask === undefined ? 'price' : 'ask';
  const possible = pricesOfVols(right, strike, vols, frame);
  const of = `a ${strike} ${right} at ${tidy(mid)} has a vol`;
  if (mid > possible.high + TICK) {
    return { field, text: `${of} above ${vols.high.toFixed(2)}, with ${frame.about}` };
  }
  // A last trade of an option in the money is as old as it is off: it says little of the vol.
  const { low, high } = frame.likelyForward;
  const inTheMoney = ask === undefined && (right === 'call' ? strike < low : strike > high);
  if (!inTheMoney && mid < possible.low - TICK) {
    return { field, text: `${of} below ${vols.low.toFixed(3)}, with ${frame.about}` };
  }
  if (iv === undefined) return undefined;
  const near = pricesOfVols(right, strike, { low: iv / VOLS_APART, high: iv * VOLS_APART }, frame);
  if ((bid ?? mid) <= near.high + TICK && (ask ?? mid) >= near.low - TICK) return undefined;
  return { field: 'iv', text: `the vol ${iv} and the price ${tidy(mid)} contradict each other` };
}

function cannotBe(vols: { low: number; high: number }, { about }: OptionFrame): string {
  return `cannot be: from ${vols.low.toFixed(3)} to ${vols.high.toFixed(2)} is possible there, with ${about}`;
}

/** Readings that would mend a row, tried one by one. */
const SLIPS: readonly { by: number; of: 'prices' | 'iv' | 'strike'; name: string }[] = [
  { by: 0.01, of: 'prices', name: 'cents' },
  { by: 0.1, of: 'prices', name: 'ten times too high' },
  { by: 10, of: 'prices', name: 'a tenth' },
  { by: 100, of: 'prices', name: 'a hundredth' },
  { by: 100, of: 'iv', name: 'per cent divided twice' },
  { by: 10, of: 'iv', name: 'a tenth' },
  { by: 0.1, of: 'iv', name: 'ten times too high' },
  { by: 0.01, of: 'iv', name: 'per cent' },
  { by: 0.1, of: 'strike', name: 'ten times too high' },
  { by: 10, of: 'strike', name: 'a tenth' },
];

function refusalOf(
  row: OptionRow,
  said: Said,
  { field, text }: Problem,
  frame: OptionFrame | undefined,
): Refusal {
  const readings = SLIPS.flatMap(({ by, of, name }) => {
    const times = (value: number | undefined) => (value === undefined ? value : tidy(value * by));
    const { bid, ask, price, iv, strike } = said;
    const meant: Said =
      of === 'prices'
        ? { ...said, bid: times(bid), ask: times(ask), price: times(price) }
        : of === 'iv'
          ? { ...said, iv: times(iv) }
          : { ...said, strike: tidy(strike * by) };
    const key = of === 'prices' ? field : of;
    if (key === 'iv' && iv === undefined) return [];
    if (of === 'prices' && field === 'iv') return [];
    if (problemOf(meant, frame) !== undefined) return [];
    return [`${key} ${meant[key] ?? ''} if ${said[key] ?? ''} is ${name}`];
  });
  const mend = readings.length === 0 ? '' : `: ${readings.slice(0, 3).join(', ')}`;
  return new Refusal(text, `check the row${mend}`, placeOf(row.entry, field));
}

/** What is read, but not as it may have been meant: a note of a kind, however many rows. */
class Oddities {
  private readonly found = new Map<string, { first: string; count: number }>();

  add(kind: string, row: OptionRow): void {
    const { first, count } = this.found.get(kind) ?? { first: row.what, count: 0 };
    this.found.set(kind, { first, count: count + 1 });
  }

  notes(): string[] {
    return [...this.found].map(([kind, { first, count }]) => {
      const more = count === 1 ? '' : ` (and of ${count - 1} more)`;
      return `the price of ${first}${more} ${kind}.`;
    });
  }
}

function addOddities(odd: Oddities, row: OptionRow, frame: OptionFrame | undefined): void {
  const { bid, ask, price } = row.entry.row;
  if (bid !== undefined && ask !== undefined && price !== undefined) {
    if (price < bid || price > ask)
      odd.add('lies outside its bid and ask: their middle is used', row);
  }
  const mid = midOfRow(row.entry.row);
  if (mid === undefined || frame === undefined || !row.series.root.startsWith('VIX')) return;
  // The engine inverts the price on the future itself, without slack.
  const { strike, right } = row.series;
  const future = (frame.forward.low + frame.forward.high) / 2;
  const intrinsic = right === 'call' ? future - strike : strike - future;
  if (mid < frame.discount.low * intrinsic) {
    odd.add(`is below what it is worth at once, with ${frame.about}: it tells no vol`, row);
  }
}
