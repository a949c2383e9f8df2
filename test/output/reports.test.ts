import { describe, expect, it } from 'vitest';
import { sampled } from '../../src/output/decay-table.js';
import { renderCondor, renderTerm } from '../../src/output/render.js';
import { PLAIN } from './options.js';
import { CONDOR, CONDOR_BOOK, TERM, TERM_SPARSE } from './report-fixtures.js';

/** The lines of a chart: from its title to the next blank line. */
function chartOf(text: string, title: string): string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(title));
  return lines.slice(start + 1, lines.indexOf('', start));
}

describe('the table of term', () => {
  const text = renderTerm(TERM, PLAIN);

  it('has measures with their meaning, the regime with its rule, nodes and maturities', () => {
    expect(text).toContain('normal (vixToVix3m 0.889, slope12 0.045: slope12 <= 0.05)');
    expect(text).toMatch(/^VX2\/VX1 - 1 +\+4\.5% +front slope/m);
    expect(text).toMatch(/^VXH27 +2027-03-17 +117 +84 +20\.4125 +-16\.8% +-\$281$/m);
    expect(text).toMatch(/^VX48Z26 weekly/m);
    expect(text).toMatch(/^10 days +18\.28 .* from spot VIX$/m);
    expect(text).toMatch(/^270 days .* held at the last$/m);
  });

  it('draws the curve with days and months under it', () => {
    const chart = chartOf(text, 'VIX futures over');
    expect(chart.at(-2)?.trim().split(/ +/)).toEqual([
      '0',
      '26',
      '61',
      '89',
      '117',
      '152',
      '179',
      '208',
      '243',
    ]);
    expect(chart.at(-1)?.trim()).toMatch(/^spot +Dec +Jan 27 +Feb +Mar +Apr +May +Jun +Jul$/);
    expect(chart.join('').split('●').length - 1).toBe(9);
    const levels = chart.flatMap((line) => /^ *([\d.]+) [┤┼]/.exec(line)?.[1] ?? []).map(Number);
    expect(levels).toEqual([...levels].sort((a, b) => b - a));
    expect(levels[0]).toBeGreaterThanOrEqual(21.15);
    expect(levels.at(-1)).toBeLessThanOrEqual(17.92);
  });

  it('does without what the snapshot lacks', () => {
    const sparse = renderTerm(TERM_SPARSE, PLAIN);
    expect(sparse).toMatch(/^VIX\/VIX3M +- /m);
    expect(sparse).not.toContain('Constant');
    expect(sparse).toContain('Warning  no-vix3m');
    const empty = renderTerm({ ...TERM_SPARSE, nodes: [] }, PLAIN);
    expect(empty).not.toContain('VIX futures over');
  });
});

describe('the table of condor', () => {
  const text = renderCondor(CONDOR, PLAIN);

  it('has position, legs, probability, greeks and a sample of the decay', () => {
    expect(text).toMatch(/^Risk capital +\$85,200 \(per-expiry payoff minimum, summed\)$/m);
    expect(text).toMatch(/^short put +6,000 +17\.2% +16\.30 +16\.30 +-0\.099$/m);
    expect(text).toMatch(/^spx-dec +6,525\.81 +14\.3% +83\.1%$/m);
    expect(text).toContain('lognormal about the forward');
    expect(text).toMatch(/^theta +\$312\.44 +per day$/m);
    expect(text).toContain('2026-11-20');
    expect(text).toMatch(/^2026-12-18 +0 +\$14,800 +\$0 +\$646$/m);
  });

  it('draws the payoff with strikes, spot and the zero line', () => {
    const chart = chartOf(text, 'Profit and loss at expiry');
    const zero = chart.find((line) => line.trimStart().startsWith('$0 '));
    expect(zero).toContain('┈┈┈');
    const axis = chart.findIndex((line) => line.includes('└'));
    const below = chart.slice(axis + 1).join('\n');
    for (const strike of ['5,900', '6,000', '6,900', '7,000']) expect(below).toContain(strike);
    expect(below).toContain('▲');
    expect(below).toContain('SPX 6,512.40');
    const tick = (chart[axis] ?? '').indexOf('┴');
    const label = chart[axis + 1] ?? '';
    expect(Math.abs(label.indexOf('5,900') + 2 - tick)).toBeLessThanOrEqual(1);
  });

  it('has a payoff alone without a market, and a chart for each expiry', () => {
    const book = renderCondor(CONDOR_BOOK, PLAIN);
    expect(book.split('Profit and loss at expiry').length - 1).toBe(2);
    expect(book).not.toContain('Greeks');
    expect(book).not.toContain('Probability');
    expect(book).not.toContain('As of');
    expect(book).toContain('worst -$1,234,567,890 at SPX 5,900.00');
  });

  it('samples evenly, first and last among them', () => {
    const days = Array.from({ length: 29 }, (_, i) => i);
    expect(sampled(days, 12)).toHaveLength(12);
    expect(sampled(days, 12)[0]).toBe(0);
    expect(sampled(days, 12).at(-1)).toBe(28);
    expect(sampled([1, 2], 12)).toEqual([1, 2]);
  });
});
