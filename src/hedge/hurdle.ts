import { blumeBeta, costOfEquity, wacc } from '../capital/cost-of-capital.js';
import type { DebtTerms } from '../capital/cost-of-capital.js';
import { derived, factor, setting } from './factors.js';
import type { PreparedHedge } from './prepare.js';
import type { Derivation, Factor, Warning } from './result.js';
import type { CapitalSettings } from './settings.js';

/** What money must earn a year, and how that came about. */
export interface Hurdle {
  /** Effective a year, a fraction. */
  readonly wacc: number;
  readonly costOfEquity: number;
  readonly derivations: readonly Derivation[];
}

/** A hurdle, or why there is none; neither where no equity risk premium is given. */
export interface HurdleReading {
  readonly hurdle?: Hurdle;
  readonly warning?: Warning;
}

/**
 * The cost of capital from the settings (METHOD 6.5): a hurdle on the capital tied up, nothing
 * more. No input is invented: without a premium, or a rate that was given, there is none.
 */
export function readHurdle(prepared: PreparedHedge): HurdleReading {
  const { capital } = prepared.market.settings;
  const { equityRiskPremium } = capital;
  if (equityRiskPremium === undefined) return {};
  const riskFree = riskFreeRate(prepared);
  if (riskFree === undefined) {
    return unknown('the snapshot has no rate: add one, or give capital.riskFreeRate');
  }
  const debt = debtOf(capital);
  if (debt === 'incomplete') {
    return unknown('capital.debtShare needs capital.debtRate and capital.taxRate');
  }
  const beta = betaOf(prepared);
  const equity = costOfEquity({
    riskFreeRate: riskFree.value,
    beta: beta.value,
    equityRiskPremium,
  });
  const value = wacc(equity, debt);
  return {
    hurdle: {
      wacc: value,
      costOfEquity: equity,
      derivations: [
        {
          figure: 'cost of equity, a year',
          rule: 'formula',
          formula: 'risk-free rate + beta x equity risk premium',
          terms: [
            riskFree,
            beta,
            setting('equityRiskPremium', equityRiskPremium, 'capital.equityRiskPremium'),
          ],
          result: equity,
          source: 'method 6.5',
        },
        waccDerivation(equity, value, debt),
      ],
    },
  };
}

function unknown(why: string): HurdleReading {
  return {
    warning: {
      code: 'wacc-unknown',
      message: `The cost of capital is not known: ${why}.`,
    },
  };
}

/** On the footing of an IRR: a rate that a snapshot states continuously is compounded a year. */
function riskFreeRate({ market }: PreparedHedge): Factor | undefined {
  const { riskFreeRate: given } = market.settings.capital;
  if (given !== undefined) return setting('riskFreeRate', given, 'capital.riskFreeRate');
  const { rate } = market.snapshot;
  if (rate === undefined) return undefined;
  return factor('riskFreeRate', Math.expm1(rate), 'snapshot', `${rate} continuous`);
}

function betaOf({ beta, market }: PreparedHedge): Factor {
  if (!market.settings.capital.blume) return derived(beta, 'beta', beta.value, beta.note);
  const adjusted = `Blume: 0.67 x ${Number(beta.value.toPrecision(6))} + 0.33`;
  const note = beta.note === undefined ? adjusted : `${adjusted}; ${beta.note}`;
  return derived(beta, 'beta', blumeBeta(beta.value), note);
}

function debtOf({
  debtShare,
  debtRate,
  taxRate,
}: CapitalSettings): DebtTerms | undefined | 'incomplete' {
  if (debtShare === undefined) return debtRate === undefined ? undefined : 'incomplete';
  if (debtShare === 0) return undefined;
  if (debtRate === undefined || taxRate === undefined) return 'incomplete';
  return { share: debtShare, rate: debtRate, taxRate };
}

function waccDerivation(equity: number, result: number, debt: DebtTerms | undefined): Derivation {
  const figure = 'WACC, a year';
  const terms = [factor('costOfEquity', equity, 'method 6.5')];
  if (debt === undefined) {
    const neutral = factor('debtShare', 0, 'neutral: no debt is given');
    return {
      figure,
      rule: 'formula',
      formula: 'the cost of equity',
      terms: [...terms, neutral],
      result,
      source: 'method 6.5',
    };
  }
  return {
    figure,
    rule: 'formula',
    formula: '(1 - debt share) x cost of equity + debt share x debt rate x (1 - tax rate)',
    terms: [
      ...terms,
      setting('debtShare', debt.share, 'capital.debtShare'),
      setting('debtRate', debt.rate, 'capital.debtRate'),
      setting('taxRate', debt.taxRate, 'capital.taxRate'),
    ],
    result,
    source: 'method 6.5',
  };
}
