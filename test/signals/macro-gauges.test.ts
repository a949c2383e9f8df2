import { describe, expect, it } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import { macroGauges } from '../../src/signals/macro-gauges.js';
import type { Factor } from '../../src/report-parts.js';
import type { MacroGauges, MarketFigures } from '../../src/signals/macro-gauges.js';
import { macroWarnings } from '../../src/signals/macro-warnings.js';
import { MACRO, knownOn, monthly } from './macro-fixtures.js';

const VALUES = Array.from({ length: 150 }, (_, i) => 10 + i / 100);
const ASOF = knownOn(2010, 149, 90);
const FIGURES: MarketFigures = {
  source: 'market.yaml',
  dividendDiscount: {
    date: ASOF,
    price: 6000,
    earnings: 240,
    dividend: 180,
    payout: 'total',
    growthLong: 0.04,
    riskFree10y: 0.042,
  },
  priceToCashFlow: monthly(VALUES),
  reer: { index: 'BIS', series: monthly(VALUES.map((value) => 2 * value + 80)) },
  quickRatio: {
    date: ASOF,
    cash: 60,
    marketableSecurities: 0,
    receivables: 0,
    currentLiabilities: 100,
  },
};

const codes = (figures: MarketFigures, off?: string): string[] =>
  macroWarnings(macroGauges(figures, ASOF, MACRO, off)).map(({ code }) => code);

function effectsOf({ effects }: MacroGauges): Factor[] {
  const { equityRiskPremium, quickRatio, priceToCashFlow, reer } = effects;
  return [equityRiskPremium, quickRatio, priceToCashFlow, reer];
}

describe('macroGauges', () => {
  it('leaves out what was not given, and is neutral on it', () => {
    const gauges = macroGauges({ source: 'market.yaml' }, ASOF, MACRO);
    expect(Object.keys(gauges)).toEqual(['asOf', 'source', 'effects']);
    expect(effectsOf(gauges).map(({ value }) => value)).toEqual([1, 1, 1, 1]);
    expect(gauges.effects.reer.source).toBe('neutral: no REER given');
    expect(macroWarnings(gauges)).toEqual([]);
  });

  it('gathers the effects and the bar', () => {
    const { effects, futuresBarred } = macroGauges(FIGURES, ASOF, MACRO);
    expect(effects.quickRatio.value).toBe(0.9);
    expect(effects.priceToCashFlow.value).toBeCloseTo(1 + 0.25 * (2 * (149.5 / 150) - 1), 12);
    expect(effects.reer.value).toBeCloseTo(1 + 0.15 * (2 * (149.5 / 150) - 1), 12);
    expect(effects.equityRiskPremium).toMatchObject({
      value: 1,
      source: 'neutral: no history of the premium given',
    });
    expect(futuresBarred).toMatch(/^a quick ratio of 0\.6 .* is below 0\.7/);
    const near = { ...FIGURES, quickRatio: { ...FIGURES.quickRatio, cash: 69.9999 } };
    expect(macroGauges(near as MarketFigures, ASOF, MACRO).futuresBarred).toMatch(
      /^a quick ratio of 0\.6999 .* is below 0\.7/,
    );
  });

  it('switched off moves nothing, shows all the same, and keeps the bar', () => {
    const on = macroGauges(FIGURES, ASOF, MACRO);
    const off = macroGauges(FIGURES, ASOF, MACRO, '--no-macro-tilt');
    for (const { value, source } of effectsOf(off)) {
      expect(value).toBe(1);
      expect(source).toMatch(/^neutral: /);
    }
    expect(off.effects.quickRatio).toMatchObject({
      source: 'neutral: --no-macro-tilt',
      note: expect.stringMatching(/^0\.9 without that; 0\.6 of /) as string,
    });
    expect(off.priceToCashFlow).toEqual(on.priceToCashFlow);
    expect(off.futuresBarred).toBe(on.futuresBarred);
    expect(off.off).toBe('--no-macro-tilt');
    expect(codes(FIGURES, 'static')).toContain('macro-off');
  });

  it('refuses figures dated after the valuation', () => {
    const later = isoDate('2030-01-01');
    const payout = { ...(FIGURES.dividendDiscount as object), date: later };
    expect(() =>
      macroGauges({ ...FIGURES, dividendDiscount: payout as never }, ASOF, MACRO),
    ).toThrow(/2030-01-01 is after the valuation date/);
    const sheet = { ...FIGURES.quickRatio, date: later } as never;
    expect(() => macroGauges({ ...FIGURES, quickRatio: sheet }, ASOF, MACRO)).toThrow(/after the/);
  });

  it('ignores a stale payout model, and says so', () => {
    const asOf = knownOn(2010, 149, 90 + 101);
    const gauges = macroGauges(
      { source: 'm', dividendDiscount: FIGURES.dividendDiscount! },
      asOf,
      MACRO,
    );
    expect(gauges.dividendDiscount?.ignored).toMatch(/101 days before .*maxAgeDays allows \(100\)/);
    expect(gauges.effects.equityRiskPremium.source).toBe('neutral: its figures are stale');
    expect(macroWarnings(gauges).map(({ code }) => code)).toEqual(['macro-ignored']);
  });

  it('warns of what binds, what is undefined and what may have been revised', () => {
    expect(codes(FIGURES)).toEqual([
      'quick-ratio-low',
      'quick-ratio-no-futures',
      'history-revised',
    ]);
    const bank = { ...FIGURES.quickRatio!, currentLiabilities: null };
    expect(codes({ source: 'm', quickRatio: bank })).toEqual(['quick-ratio-undefined']);
    const narrow = { ...FIGURES.dividendDiscount!, payout: 'dividends' as const };
    expect(codes({ source: 'm', dividendDiscount: narrow })).toEqual(['payout-dividends-only']);
  });
});
