/** VIX has closed at 82.69 at the most; above this it is no price in points, but one ten times it. */
const MOST_POINTS = 150;
/** No VX future has settled as low as this: the decimal point has slipped [C]. */
const LEAST_FUTURE_POINTS = 5;
const MOST_SHARE_USD = 1e5;

/**
 * Why a price cannot be what was paid for a VIX contract, and what to do; undefined where it can.
 * @param price points of futures and options, dollars a share of an ETP
 */
export function noPriceOf(
  kind: 'future' | 'option' | 'etp',
  symbol: string,
  price: number,
): { readonly problem: string; readonly mend: string } | undefined {
  const least = kind === 'future' ? LEAST_FUTURE_POINTS : 0;
  const most = kind === 'etp' ? MOST_SHARE_USD : MOST_POINTS;
  if (price > 0 && price >= least && price <= most) return undefined;
  return {
    problem: `${price} is no price of ${symbol}`,
    mend:
      kind === 'etp'
        ? 'give dollars a share'
        : 'give VIX points, not dollars, with the decimal point in its place: 18.90 for a future, 2.10 for a premium of $210',
  };
}
