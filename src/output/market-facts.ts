import type { TermStructureSummary } from '../hedge/result.js';
import type { Fact } from './document.js';
import { regimeTone } from './facts.js';
import { points, ratio, signedPercent } from './format.js';
import { chicagoAndUtc } from './moment.js';
import { span, together } from './prose.js';

/** When it is valued, and when the snapshot was taken where that is another time. */
export function momentFacts(asOf: string, snapshotTime: string | undefined): Fact[] {
  const facts: Fact[] = [{ label: 'As of', text: [chicagoAndUtc(asOf)] }];
  if (snapshotTime !== undefined && Date.parse(snapshotTime) !== Date.parse(asOf)) {
    facts.push({ label: 'Snapshot', text: [chicagoAndUtc(snapshotTime)] });
  }
  return facts;
}

/** The levels that a hedge rests on, and the regime with the rule that says so. */
export function marketFacts(market: Omit<TermStructureSummary, 'nodes'>): Fact[] {
  const levels = [
    together('SPX', points(market.spx)),
    together('VIX', points(market.spotVix)),
    together('VIX/VIX3M', ratio(market.vixToVix3m)),
    together('VX2/VX1 - 1', signedPercent(market.slope12)),
  ];
  return [
    { label: 'Market', text: [levels.join(', ')] },
    {
      label: 'Regime',
      text: [span(market.regime, regimeTone(market.regime)), ` (${market.regimeRule})`],
    },
  ];
}
