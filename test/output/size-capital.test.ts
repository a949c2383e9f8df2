import { describe, expect, it } from 'vitest';
import type { StructureCapital } from '../../src/hedge/capital-result.js';
import type { SizeResult, StructureResult } from '../../src/hedge/result.js';
import { renderSize } from '../../src/output/render.js';
import { PLAIN } from './options.js';
import { EXAMPLE, STRUCTURE, day } from './size-fixtures.js';

const CAPITAL: StructureCapital = {
  tiedUpUsd: 106_800,
  days: 28,
  expectedPnlUsd: 1068,
  expectedCondorUsd: 3000,
  expectedHedgeUsd: -1932,
  probabilities: [{ spxMove: -0.1, spx: 5861.16, below: 0.023 }],
  cashFlows: [{ date: day('2026-11-20'), amountUsd: -106_800, what: 'margin' }],
};

function table(change: Partial<StructureResult>): string {
  const result: SizeResult = { ...EXAMPLE, structure: { ...STRUCTURE, ...change } };
  return renderSize(result, { ...PLAIN, width: 200 });
}

describe('the money behind the structure, in print', () => {
  it('says what is known and nothing else', () => {
    expect(table({})).not.toMatch(/^(Capital|Return|WACC|Leverage|Measure) /m);
    const text = table({ wacc: 0.09 });
    expect(text).toMatch(/^WACC +9\.0% a year$/m);
    expect(text).not.toMatch(/^(Capital|Return|Leverage|Measure) /m);
  });

  it('return, rate and value with their signs', () => {
    const text = table({
      expectedIrr: 0.1385,
      wacc: 0.09,
      npvUsd: 350.4,
      periodReturn: 0.01,
      measure: 'coin',
      capital: { ...CAPITAL, npvUnhedgedUsd: 2500, npvHedgeUsd: -2149.6 },
    });
    expect(text).toMatch(
      /^Capital +\$106,800 tied up for 28 days; expected \$1,068 \(condors \$3,000, hedge -\$1,932\)$/m,
    );
    expect(text).toMatch(/^Return +expected \+1\.0% over 28 days, IRR \+13\.9% a year$/m);
    expect(text).toMatch(/^WACC +9\.0% a year; NPV \$350, of it the hedge -\$2,150$/m);
    expect(text).toMatch(/^Measure +coin\. Chance of SPX below: 5,861\.16 2\.3%$/m);
  });

  it('why there is no rate a year, and every rate where there are several', () => {
    const short = table({ periodReturn: 0.01, capital: { ...CAPITAL, irrAbsent: 'too few days' } });
    expect(short).toMatch(/^Return +expected \+1\.0% over 28 days; too few days$/m);
    const several = { irrs: [0.1, 0.4], mirr: 0.12, irrAbsent: 'the signs turn 2 times' };
    expect(table({ periodReturn: 0.01, capital: { ...CAPITAL, ...several } })).toMatch(
      /; the signs turn 2 times \(\+10\.0%, \+40\.0%\); modified rate \+12\.0% a year$/m,
    );
  });

  it('what leverage costs, when it is due and where it ends', () => {
    const leverage = {
      leverage: 1.2,
      equityUsd: 89_000,
      borrowedUsd: 17_800,
      boxRate: 0.043,
      boxRateSource: 'snapshot',
      borrowRate: 0.047,
      periodReturn: 0.0113,
      irr: 0.158,
      repayment: { date: day('2026-12-18'), amountUsd: 17_863 },
      liquidationDrop: 7 / 9,
      crash: { lossUsd: 60_000, equityUsd: 29_000, requiredUsd: 23_400, survives: true },
    };
    expect(table({ capital: { ...CAPITAL, leverage } })).toMatch(
      /^Leverage +1\.2: \$17,800 borrowed at 4\.7% a year, \$17,863 due 2026-12-18; return on own money \+1\.1%, IRR \+15\.8% a year; the broker sells after a fall of 77\.8%$/m,
    );
  });
});
