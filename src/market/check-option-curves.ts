import { Refusal } from '../errors.js';
import { placeOf, tidy } from './build-snapshot-rows.js';
import { leastStraddle } from './option-bounds.js';
import type { OptionFrame } from './option-bounds.js';
import type { OptionRow } from './option-row.js';

/** A call and a put of one strike give the forward and the least vol, whatever that forward is. */
export function checkPairs(
  rows: readonly OptionRow[],
  frameOf: (row: OptionRow) => OptionFrame | undefined,
): void {
  const first = new Map<string, OptionRow>();
  for (const row of rows) {
    const { root, expiry, strike } = row.series;
    const key = `${root} ${expiry} ${strike}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, row);
    else if (other.series.right !== row.series.right) checkPair(other, row, frameOf(row));
  }
}

function checkPair(earlier: OptionRow, later: OptionRow, frame: OptionFrame | undefined): void {
  const [call, put] = later.series.right === 'call' ? [later, earlier] : [earlier, later];
  const { low: callLow, high: callHigh } = sides(call);
  const { low: putLow, high: putHigh } = sides(put);
  if (frame === undefined) return;
  const quoted = call.entry.row.ask !== undefined && put.entry.row.ask !== undefined;
  if (!quoted && !nearForward(later.series.strike, frame)) return;
  if (
    callLow === undefined ||
    callHigh === undefined ||
    putLow === undefined ||
    putHigh === undefined
  )
    return;
  const { strike } = later.series;
  const { forward, discount } = frame;
  // F = K + (C - P) / D: the widest that quotes and rates leave.
  const ends = [callLow - putHigh, callHigh - putLow].flatMap((gap) => [
    strike + gap / discount.low,
    strike + gap / discount.high,
  ]);
  const line = placeOf(earlier.entry, 'strike').line;
  const both = `the ${strike} call at ${tidy((callLow + callHigh) / 2)} and put at ${tidy((putLow + putHigh) / 2)}`;
  const also = line === undefined ? '' : ` (the other stands in line ${line})`;
  if (Math.max(...ends) < forward.low || Math.min(...ends) > forward.high) {
    const implied = strike + (callLow + callHigh - putLow - putHigh) / 2;
    throw new Refusal(
      `${both} put the forward at about ${implied.toFixed(2)}, with ${frame.about}`,
      `check both rows${also}`,
      placeOf(later.entry, 'strike'),
    );
  }
  if (!frame.volKnown) return;
  const least = leastStraddle(strike, frame.vol(strike).low, frame);
  if (callHigh + putHigh >= least - 0.1) return;
  throw new Refusal(
    `${both} are together less than ${least.toFixed(2)}: their vol is far below VIX`,
    `check both rows${also}; prices are in points, not hundreds of them`,
    placeOf(later.entry, 'strike'),
  );
}

/** Far from the money last trades are days old, and no forward can be read from them. */
function nearForward(strike: number, { forward }: OptionFrame): boolean {
  return strike > forward.low * 0.9 && strike < forward.high * 1.1;
}

/** Where the price is known to lie: between bid and ask, or at the price. */
function sides({ entry: { row } }: OptionRow): { low?: number; high?: number } {
  const { bid, ask, price } = row;
  if (bid !== undefined && ask !== undefined) return { low: bid, high: ask };
  return price === undefined ? {} : { low: price, high: price };
}

/** Quotes are of one moment; last trades are not, and may stand wrong by this factor. */
const QUOTE_SLACK = 1.1;
const PRICE_SLACK = 2;
const SLACK_POINTS = 0.1;

/** Calls fall as their strike rises, and puts rise: a row that turns is of another option. */
export function checkNeighbours(rows: readonly OptionRow[]): void {
  const curves = new Map<string, OptionRow[]>();
  for (const row of rows) {
    const { root, expiry, right } = row.series;
    const key = `${root} ${expiry} ${right}`;
    const curve = curves.get(key);
    if (curve === undefined) curves.set(key, [row]);
    else curve.push(row);
  }
  for (const curve of curves.values()) {
    const priced = curve.filter((row) => sides(row).high !== undefined);
    priced.sort((a, b) => a.series.strike - b.series.strike);
    priced.slice(1).forEach((row, at) => {
      checkTwo(priced[at] as OptionRow, row);
    });
  }
}

function checkTwo(lower: OptionRow, upper: OptionRow): void {
  const { right } = lower.series;
  const [dear, cheap] = right === 'call' ? [lower, upper] : [upper, lower];
  const most = sides(dear).high ?? Infinity;
  const least = sides(cheap).low ?? 0;
  const quoted = dear.entry.row.ask !== undefined && cheap.entry.row.bid !== undefined;
  if (least <= most * (quoted ? QUOTE_SLACK : PRICE_SLACK) + SLACK_POINTS) return;
  const place = placeOf(cheap.entry, 'strike');
  const other = placeOf(dear.entry, 'strike').line;
  throw new Refusal(
    `the ${cheap.series.strike} ${right} at ${least} is dearer than the ${dear.series.strike} ${right} at ${most}, but ${right}s ${right === 'call' ? 'fall' : 'rise'} with the strike`,
    `check both rows${other === undefined ? '' : ` (the other stands in line ${other})`}`,
    place,
  );
}
