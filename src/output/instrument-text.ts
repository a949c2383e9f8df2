import type { InstrumentResult } from '../hedge/result.js';
import { ABSENT, grouped, strike } from './format.js';

/** `VIX   261216C00025000`, as the options clearing house writes a listed option. */
const OSI = /([A-Z]{1,6}) *\d{6}([CP])(\d{8})/g;

/** The name to order by, without what the expiry column says: `VXZ26`, `VIX 25C`, `VIXY`. */
export function orderName(symbol: string): string {
  return symbol
    .replace(
      OSI,
      (_, root: string, right: string, thousandths: string) =>
        `${root} ${strike(Number(thousandths) / 1000)}${right}`,
    )
    .replace(/ +/g, ' ')
    .trim();
}

/**
 * What to hold, one part an instrument: `1 VXZ26`, `+ 3 VXMZ26`; a sold call is `- 5 VIX 35C`.
 * Empty where no whole contract is held.
 */
export function orderParts(instruments: readonly InstrumentResult[]): string[] {
  const held = instruments.filter(({ contracts }) => contracts !== 0);
  return held.map(({ symbol, contracts }, i) => {
    const sign = contracts < 0 ? '- ' : i > 0 ? '+ ' : '';
    return `${sign}${grouped(Math.abs(contracts), 0)} ${orderName(symbol)}`;
  });
}

/** One part for each different text, in order: `18.85,` and `19.70`; a dash where there is none. */
export function distinctParts(texts: readonly string[]): string[] {
  const distinct = [...new Set(texts)];
  if (distinct.length === 0) return [ABSENT];
  return distinct.map((text, i) => (i < distinct.length - 1 ? `${text},` : text));
}
