import { DEFAULT_DYNAMICS } from '../../src/scenario/dynamics.js';
import { describe, expect, it } from 'vitest';
import { DAYS_PER_YEAR } from '../../src/capital/cash-flow.js';
import type { CashFlow } from '../../src/capital/cash-flow.js';
import type { StructureCapital } from '../../src/hedge/capital-result.js';
import type { SizeResult, StructureResult } from '../../src/hedge/result.js';
import type { CapitalSettings } from '../../src/hedge/settings.js';
import { daysBetween, isoDate } from '../../src/market/date.js';
import type { OptionQuote } from '../../src/market/snapshot.js';
import { termStructure } from '../../src/market/term-structure.js';
import { black76Price } from '../../src/pricing/black76.js';
import { forwardPrice } from '../../src/pricing/bsm.js';
import { futureOnPath, horizonPath, stateAt } from '../../src/scenario/horizon-path.js';
import { AS_OF, STEWARD, condor, faultsOf, settingsWith, snapshotOf } from './fixtures.js';
import { all, codes, size } from './sizing.js';

const MARGIN = { vxUsd: 6000, vxmUsd: 600 };
const RATED = snapshotOf({ rate: 0.04, dividendYield: 0.013, vix9d: 16.8 });
const BOOK = [condor({ quantity: 10 })];

function sized(
  capital: Partial<CapitalSettings>,
  change: Parameters<typeof settingsWith>[0] = { margin: MARGIN },
  snapshot = RATED,
  book = BOOK,
): SizeResult {
  const settings = settingsWith({ ...change, capital });
  return size(book, settings, snapshot);
}

function structureOf(result: SizeResult): StructureResult {
  if (result.structure === undefined) throw new Error('no structure');
  return result.structure;
}

function capitalOf(result: SizeResult): StructureCapital {
  const { capital } = structureOf(result);
  if (capital === undefined) throw new Error('no capital');
  return capital;
}

/** The value of flows at a rate, spelled out. */
function valueOf(flows: readonly CashFlow[], rate: number): number {
  const first = isoDate('2026-11-20');
  return flows.reduce(
    (sum, { date, amountUsd }) =>
      sum + amountUsd * (1 + rate) ** -(daysBetween(first, date) / DAYS_PER_YEAR),
    0,
  );
}

describe('what is not given is not known', () => {
  const KEYS = ['expectedIrr', 'wacc', 'npvUsd', 'periodReturn', 'measure', 'capital'];

  it('without margin and premium the structure has no figure of money', () => {
    const result = size(BOOK, STEWARD, RATED);
    for (const key of KEYS) expect(structureOf(result)).not.toHaveProperty(key);
    expect(codes(result)).toContain('margin-unknown');
  });

  it('with a premium but no margin: WACC alone, 15.11', () => {
    const result = sized({ equityRiskPremium: 0.05 }, {});
    // One plus: a continuous 4% is 4.0811% a year; beta 1.
    expect(structureOf(result).wacc).toBeCloseTo(Math.exp(0.04) - 1 + 0.05, 12);
    for (const key of KEYS.filter((key) => key !== 'wacc')) {
      expect(structureOf(result)).not.toHaveProperty(key);
    }
  });

  it('with a margin but no premium: returns, no WACC and no NPV', () => {
    const result = sized({});
    expect(structureOf(result).expectedIrr).toBeDefined();
    for (const key of ['wacc', 'npvUsd']) expect(structureOf(result)).not.toHaveProperty(key);
    expect(capitalOf(result)).not.toHaveProperty('npvHedgeUsd');
    expect(codes(result)).not.toContain('npv-negative');
  });

  it('a premium without a rate is no WACC, and the stand-in rate is not one', () => {
    const result = sized({ equityRiskPremium: 0.05 }, { margin: MARGIN }, snapshotOf());
    expect(structureOf(result)).not.toHaveProperty('wacc');
    expect(codes(result)).toContain('wacc-unknown');
    expect(codes(result)).toContain('rate-default');
    const given = sized(
      { equityRiskPremium: 0.05, riskFreeRate: 0.03 },
      { margin: MARGIN },
      snapshotOf(),
    );
    expect(structureOf(given).wacc).toBeCloseTo(0.08, 12);
    expect(codes(given)).not.toContain('wacc-unknown');
  });

  it('debt that is told by halves is no WACC', () => {
    for (const half of [
      { debtRate: 0.06 },
      { debtShare: 0.2 },
      { debtShare: 0.2, debtRate: 0.06 },
    ]) {
      const result = sized({ equityRiskPremium: 0.05, ...half });
      expect(structureOf(result)).not.toHaveProperty('wacc');
      expect(codes(result)).toContain('wacc-unknown');
    }
  });

  it('no SPX, no structure, no fault', () => {
    const result = sized(
      { equityRiskPremium: 0.05 },
      { margin: MARGIN },
      snapshotOf({ spx: null }),
    );
    expect(result).not.toHaveProperty('structure');
    expect(faultsOf(result)).toEqual([]);
  });
});

describe('WACC', () => {
  const base = { equityRiskPremium: 0.05, riskFreeRate: 0.04 };
  const waccOf = (capital: Partial<CapitalSettings>, beta = 1): number | undefined =>
    structureOf(sized({ ...base, ...capital }, { portfolio: { beta } })).wacc;

  it('by hand', () => {
    expect(waccOf({})).toBeCloseTo(0.09, 12);
    expect(waccOf({}, 1.4)).toBeCloseTo(0.11, 12);
    expect(waccOf({ blume: true }, 1.4)).toBeCloseTo(0.04 + (0.67 * 1.4 + 0.33) * 0.05, 12);
    expect(waccOf({ debtShare: 0.25, debtRate: 0.06, taxRate: 0.2 })).toBeCloseTo(
      0.75 * 0.09 + 0.25 * 0.06 * 0.8,
      12,
    );
    expect(waccOf({ debtShare: 0 })).toBeCloseTo(0.09, 12);
  });

  it('takes a measured beta in place of the setting, and says how sure it is', () => {
    const measuredBeta = { beta: 0.6, standardError: 0.05, observations: 90, source: 'r.csv' };
    const settings = settingsWith({ capital: base, portfolio: { beta: 2 } });
    const result = size(BOOK, settings, RATED, { measuredBeta });
    expect(structureOf(result).wacc).toBeCloseTo(0.04 + 0.6 * 0.05, 12);
    const factor = result.hedge.factors.find(({ name }) => name === 'portfolioBeta');
    expect(factor).toMatchObject({ value: 0.8, source: 'r.csv' });
    expect(factor).not.toHaveProperty('key');
    expect(factor?.note).toBe(
      '1 + 0.5 x (0.6 - 1), held in [0.75, 1.25]; beta 0.600, standard error 0.050, of 90 returns',
    );
  });
});

describe('the expected result', () => {
  const result = sized({ equityRiskPremium: 0.05 });
  const structure = structureOf(result);
  const capital = capitalOf(result);
  const years = (Date.parse('2026-12-18T14:30:00Z') - AS_OF) / 60_000 / 525_600;
  const forward = forwardPrice(6512.4, years, 0.04, 0.013);
  const vol = result.position.atmVol?.[0]?.vol ?? NaN;

  it('of the condors is the credit less two spreads priced at one vol and no rate', () => {
    const black = (right: 'call' | 'put', strike: number): number =>
      black76Price(right, forward, strike, years, vol, 0);
    const spreads =
      black('put', 6100) - black('put', 6000) + black('call', 6850) - black('call', 6950);
    expect(capital.expectedCondorUsd).toBeCloseTo(10 * 100 * (24.8 - spreads), 4);
  });

  it('of the futures is their gain on the central path, integrated by brute force', () => {
    const path = horizonPath(
      DEFAULT_DYNAMICS,
      termStructure(RATED, AS_OF),
      6512.4,
      isoDate('2026-12-18'),
    );
    const deviation = vol * Math.sqrt(years);
    const perPoint = new Map<string, number>();
    for (const node of path.curve.nodes) {
      let mean = 0;
      const step = 0.002;
      for (let z = -7; z <= 7; z += step) {
        const spx = forward * Math.exp(deviation * z - deviation ** 2 / 2);
        const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
        mean += density * step * (futureOnPath(path, stateAt(path, spx), node) - node.price);
      }
      perPoint.set(node.symbol.slice(2), mean);
    }
    const futures = result.layers
      .flatMap(({ instruments }) => instruments)
      .reduce((sum, { symbol, contracts, multiplier }) => {
        const mean = perPoint.get(symbol.replace(/^VXM?(?=[A-Z]\d\d$)/, ''));
        return sum + contracts * multiplier * (mean ?? NaN);
      }, 0);
    const gains = capital.cashFlows
      .filter(({ what }) => what === 'gain of the VIX futures, expected')
      .reduce((sum, { amountUsd }) => sum + amountUsd, 0);
    expect(Math.abs(gains - futures)).toBeLessThan(1);
  });

  it('ties up the risk capital, the margin and the costs of entry', () => {
    expect(capital.tiedUpUsd).toBeCloseTo(
      result.position.riskCapitalUsd + (result.hedge.marginUsd ?? NaN) - result.hedge.entryCostUsd,
      6,
    );
    expect(capital.days).toBe(28);
  });

  it('is the sum of the cash flows, condors and hedge', () => {
    const sum = capital.cashFlows.reduce((total, { amountUsd }) => total + amountUsd, 0);
    expect(capital.expectedPnlUsd).toBeCloseTo(sum, 6);
    expect(capital.expectedCondorUsd + capital.expectedHedgeUsd).toBeCloseTo(sum, 6);
    expect(structure.periodReturn).toBeCloseTo(sum / capital.tiedUpUsd, 12);
  });

  it('settles the first future on its own day, before the condors, and frees its margin', () => {
    const dates = new Set(capital.cashFlows.map(({ date }) => date));
    expect([...dates]).toEqual(['2026-11-20', '2026-12-16', '2026-12-18']);
    const back = capital.cashFlows.filter(({ what }) => what === 'margin of the VIX futures back');
    const margins = result.layers.map(({ marginUsd }) => marginUsd ?? NaN);
    expect(back.map(({ amountUsd }) => amountUsd)).toEqual([
      margins[0],
      (margins[1] ?? NaN) + (margins[2] ?? NaN),
    ]);
  });

  it('IRR is the zero of the value, and NPV the value at WACC', () => {
    expect(Math.abs(valueOf(capital.cashFlows, structure.expectedIrr ?? NaN))).toBeLessThan(1e-3);
    const wacc = structure.wacc ?? NaN;
    expect(structure.npvUsd).toBeCloseTo(valueOf(capital.cashFlows, wacc), 5);
    expect((capital.npvUnhedgedUsd ?? NaN) + (capital.npvHedgeUsd ?? NaN)).toBeCloseTo(
      structure.npvUsd ?? NaN,
      6,
    );
    // The condors alone: one payment, one return.
    expect(capital.npvUnhedgedUsd).toBeCloseTo(
      -75_200 + (75_200 + capital.expectedCondorUsd) * (1 + wacc) ** (-28 / 365),
      5,
    );
  });

  it('warns of a negative NPV, and of nothing where it is not', () => {
    expect(structure.npvUsd).toBeGreaterThan(0);
    expect(codes(result)).not.toContain('npv-negative');
    const wild = sized({ equityRiskPremium: 0.05, measure: { volShare: 1.8, drift: 0 } });
    expect(structureOf(wild).npvUsd).toBeLessThan(0);
    expect(codes(wild)).toContain('npv-negative');
  });

  it('names its measure, with chances that rise with the level', () => {
    expect(structure.measure).toContain(`about its forward ${forward.toFixed(2)}`);
    expect(structure.measure).toContain(`vol ${(vol * 100).toFixed(1)}%`);
    const below = capital.probabilities.map((each) => each.below);
    expect(below).toEqual([...below].sort((a, b) => a - b));
    expect(below[3]).toBeGreaterThan(0.4);
    expect(below[3]).toBeLessThan(0.55);
    const other = sized({ measure: { volShare: 0.8, drift: 0.03 } });
    expect(structureOf(other).measure).toContain('0.8 x the at-the-money vol');
    expect(structureOf(other).measure).toContain('a drift of 0.03 a year');
    expect(result.assumptions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['volShare', 'spxDrift', 'marginYield']),
    );
  });

  it('stress betas: the loss at SPX -10% over a tenth of the capital', () => {
    const fall = structure.whatIf.find(({ spxMove }) => spxMove === -0.1);
    expect(capital.stressBeta?.condors).toBeCloseTo(-(fall?.condorUsd ?? NaN) / 7520, 9);
    expect(capital.stressBeta?.structure).toBeCloseTo(
      -(fall?.netUsd ?? NaN) / (0.1 * capital.tiedUpUsd),
      9,
    );
  });

  it('every derivation that can be redone gives its result', () => {
    const figures = result.derivations.map(({ figure }) => figure);
    expect(figures).toEqual(
      expect.arrayContaining(['WACC, a year', 'NPV, USD', 'expected result, USD']),
    );
    for (const { rule, terms, result: value } of result.derivations) {
      if (rule !== 'sum') continue;
      expect(terms.reduce((sum, term) => sum + term.value, 0)).toBeCloseTo(value, 5);
    }
    expect(faultsOf(result)).toEqual([]);
  });

  it('margin earns what the broker pays', () => {
    const paid = capitalOf(sized({ marginYield: 0.04 }));
    const interest = paid.cashFlows.filter(({ what }) => what === 'interest on margin');
    const condors = 100_000 * (1.04 ** (28 / 365) - 1);
    expect(paid.expectedCondorUsd).toBeCloseTo(capital.expectedCondorUsd + condors, 6);
    expect(interest.map(({ date }) => date)).toEqual(
      ['2026-12-18', '2026-12-16', '2026-12-18'].sort(),
    );
  });

  it('less vol is more for the seller', () => {
    const results = [0.6, 0.8, 1, 1.3].map((volShare) =>
      capitalOf(sized({ measure: { volShare, drift: 0 } })),
    );
    const condors = results.map(({ expectedCondorUsd }) => expectedCondorUsd);
    expect(condors).toEqual([...condors].sort((a, b) => b - a));
  });
});

describe('other books and hedges', () => {
  it('a few days: a return, but no rate a year', () => {
    const soon = condor({ expiry: isoDate('2026-11-25'), settlement: 'pm' });
    const result = sized({ equityRiskPremium: 0.05 }, { margin: MARGIN }, RATED, [soon]);
    expect(structureOf(result)).not.toHaveProperty('expectedIrr');
    expect(structureOf(result).periodReturn).toBeDefined();
    expect(structureOf(result).npvUsd).toBeDefined();
    expect(capitalOf(result).irrAbsent).toMatch(/over 5 days .*\(capital\.irrMinDays 7\)/);
    const allowed = sized({ irrMinDays: 5 }, { margin: MARGIN }, RATED, [soon]);
    expect(structureOf(allowed).expectedIrr).toBeDefined();
  });

  it('the same day: figures, none of them infinite', () => {
    const today = condor({ expiry: isoDate('2026-11-20'), settlement: 'pm' });
    const early = snapshotOf({ time: (AS_OF - 3_600_000) as typeof AS_OF, rate: 0.04 });
    const result = sized({ equityRiskPremium: 0.05 }, { margin: MARGIN }, early, [today]);
    expect(capitalOf(result).days).toBe(0);
    expect(faultsOf(result)).toEqual([]);
  });

  it('several expiries: later condors are bought back, their margin is tied up too', () => {
    const book = [condor(), condor({ id: 'b', expiry: isoDate('2027-01-15'), credit: 30 })];
    const result = sized({}, { margin: MARGIN }, RATED, book);
    const capital = capitalOf(result);
    expect(capital.cashFlows.map(({ what }) => what)).toContain(
      'later condors bought back, expected',
    );
    expect(capital.cashFlows[0]?.amountUsd).toBeCloseTo(-200_000, 6);
    expect(capital.tiedUpUsd).toBeGreaterThan(result.position.riskCapitalUsd);
    expect(faultsOf(result)).toEqual([]);
  });

  it('a long horizon reaches beyond the grid', () => {
    const far = condor({ expiry: isoDate('2028-12-15'), credit: 40 });
    const result = sized({}, { margin: MARGIN }, RATED, [far]);
    expect(faultsOf(result)).toEqual([]);
    expect(capitalOf(result).expectedCondorUsd).toBeGreaterThan(-60_000);
  });

  it('calls need no margin: their price is paid and comes back as value', () => {
    const result = size(BOOK, settingsWith({}, all('call')), RATED);
    const whats = capitalOf(result).cashFlows.map(({ what }) => what);
    expect(whats).toContain('price of VIX options and shares');
    expect(whats).toContain('value of VIX options and shares, expected');
    expect(whats).not.toContain('margin of the VIX futures');
    expect(capitalOf(result).tiedUpUsd).toBeCloseTo(
      result.position.riskCapitalUsd + result.hedge.outlayUsd - result.hedge.entryCostUsd,
      6,
    );
  });

  it('at-risk-now: what could be had for the options today stands for the credit', () => {
    const result = sized({}, { margin: MARGIN, hedge: { riskCapital: 'atRiskNow' } });
    expect(capitalOf(result).tiedUpUsd).toBeCloseTo(
      result.position.riskCapitalUsd + (result.hedge.marginUsd ?? NaN) - result.hedge.entryCostUsd,
      6,
    );
    expect(capitalOf(result).cashFlows[1]?.what).toBe("value today of the condors' options");
  });

  it('a book that cannot lose ties nothing up, so it has no return', () => {
    const legs = { longPut: 6000, shortPut: 6100, shortCall: 6850, longCall: 6860 };
    const mirrored = { longPut: 6090, shortPut: 6100, shortCall: 6850, longCall: 6950 };
    const book = [condor({ credit: 60, legs }), condor({ id: 'b', credit: 60, legs: mirrored })];
    const result = sized({ equityRiskPremium: 0.05 }, { margin: MARGIN }, RATED, book);
    expect(capitalOf(result).tiedUpUsd).toBeLessThanOrEqual(0);
    expect(capitalOf(result).irrAbsent).toBe('nothing is tied up');
    for (const key of ['expectedIrr', 'periodReturn']) {
      expect(structureOf(result)).not.toHaveProperty(key);
    }
    expect(faultsOf(result)).toEqual([]);
  });
});

describe('leverage', () => {
  const base = { leverage: 1.25, leverageCap: 1.25, financing: { boxRate: 0.043, spread: 0.004 } };
  const plain = sized({});
  const result = sized(base);
  const levered = capitalOf(result).leverage;
  const { tiedUpUsd } = capitalOf(result);

  it('borrows its share at box rate and spread, and repays it in cash', () => {
    expect(levered?.equityUsd).toBeCloseTo(tiedUpUsd / 1.25, 6);
    expect(levered?.borrowedUsd).toBeCloseTo(tiedUpUsd * 0.2, 6);
    expect(levered?.borrowRate).toBeCloseTo(0.047, 12);
    const due = (levered?.borrowedUsd ?? NaN) * 1.047 ** (28 / 365);
    expect(levered?.repayment).toEqual({
      date: '2026-12-18',
      amountUsd: expect.closeTo(due, 6) as number,
    });
    const period = structureOf(result).periodReturn ?? NaN;
    const loan = 1.047 ** (28 / 365) - 1;
    expect(levered?.periodReturn).toBeCloseTo(period + 0.25 * (period - loan), 12);
    expect(levered?.liquidationDrop).toBeCloseTo(1 - 0.2 / 0.75, 12);
    expect(codes(result)).toContain('box-repayment');
  });

  it('changes nothing of the unlevered figures', () => {
    const { capital, ...rest } = structureOf(result);
    const { leverage, ...unlevered } = capital ?? {};
    expect(leverage).toBeDefined();
    expect({ ...rest, capital: unlevered }).toEqual(structureOf(plain));
  });

  it('is tested against the worst of the structure at twice the margin', () => {
    const loss = -structureOf(result).worst.pnlUsd;
    const equity = tiedUpUsd / 1.25 - loss;
    expect(levered?.crash.lossUsd).toBeCloseTo(loss, 6);
    expect(levered?.crash.equityUsd).toBeCloseTo(equity, 6);
    expect(levered?.crash.survives).toBe(
      equity > 0 && equity >= 0.5 * Math.max(0, tiedUpUsd - loss),
    );
    expect(codes(result).includes('leverage-crash')).toBe(levered?.crash.survives === false);
  });

  it('without a box rate is left out, with a warning', () => {
    const unknown = sized({ leverage: 1.2 });
    expect(capitalOf(unknown)).not.toHaveProperty('leverage');
    expect(codes(unknown)).toContain('box-rate-unknown');
  });

  it('takes the box of the snapshot’s options', () => {
    const expiry = isoDate('2026-12-18');
    const years = (Date.parse('2026-12-18T14:30:00Z') - AS_OF) / 60_000 / 525_600;
    const forward = forwardPrice(6512.4, years, 0.045, 0.013);
    const options = [6000, 7000].flatMap((strike) =>
      (['call', 'put'] as const).map((right): OptionQuote => {
        const price = black76Price(right, forward, strike, years, 0.17, 0.045);
        return { root: 'SPX', expiry, strike, right, price };
      }),
    );
    const quoted = sized(
      { leverage: 1.2 },
      { margin: MARGIN },
      snapshotOf({ rate: 0.04, dividendYield: 0.013, options }),
    );
    const got = capitalOf(quoted).leverage;
    expect(got?.boxRate).toBeCloseTo(Math.exp(0.045) - 1, 9);
    expect(got?.boxRateSource).toBe('snapshot');
  });
});
