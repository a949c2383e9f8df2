import { netByDay } from '../capital/cash-flow.js';
import type { ExpectedResult } from './expected-result.js';
import { factor, setting } from './factors.js';
import type { Derivation, Factor, StructureResult } from './result.js';
import type { CapitalSettings } from './settings.js';

/** How expected result, returns and NPV came about, for `--explain`. */
export function capitalDerivations(
  figures: Pick<
    StructureResult,
    'expectedIrr' | 'wacc' | 'npvUsd' | 'periodReturn' | 'measure' | 'capital'
  >,
  { measure }: ExpectedResult,
): Derivation[] {
  const { capital, expectedIrr, periodReturn, npvUsd, wacc } = figures;
  if (capital === undefined) return [];
  const { cashFlows, expectedPnlUsd, tiedUpUsd, days } = capital;
  const out: Derivation[] = [
    {
      figure: 'expected result, USD',
      rule: 'sum',
      terms: cashFlows.map(({ what, date, amountUsd }) => factor(what, amountUsd, date)),
      result: expectedPnlUsd,
      source: `method 6.6; ${measure}`,
    },
  ];
  if (periodReturn !== undefined) {
    out.push({
      figure: 'expected return over the period',
      rule: 'formula',
      formula: 'expected result / capital tied up',
      terms: [
        factor('expected result, USD', expectedPnlUsd, 'the cash flows'),
        factor('capital tied up, USD', tiedUpUsd, 'the cash flows of the first day'),
      ],
      result: periodReturn,
      source: 'method 6.6',
    });
  }
  if (expectedIrr !== undefined) {
    out.push({
      figure: 'IRR of the expected cash flows, a year',
      rule: 'formula',
      formula:
        'the rate at which they are worth nothing: sum of flow / (1 + rate)^(days / 365) = 0',
      terms: netByDay(cashFlows).map((net) => factor(net.date, net.amountUsd, 'net of the day')),
      result: expectedIrr,
      source: 'method 6.6',
    });
  }
  if (npvUsd !== undefined && wacc !== undefined) {
    out.push({
      figure: 'NPV, USD',
      rule: 'sum',
      terms: netByDay(cashFlows).map((net) =>
        factor(
          net.date,
          net.amountUsd / (1 + wacc) ** net.years,
          'discounted at WACC',
          `${net.amountUsd.toFixed(2)} / (1 + ${wacc.toFixed(6)})^${net.years.toFixed(6)}`,
        ),
      ),
      result: npvUsd,
      source: `method 6.6, ${days} days`,
    });
  }
  return out;
}

/** Settings behind the probabilities, told whenever they are used (METHOD 15.11). */
export function measureAssumptions({ measure, marginYield }: CapitalSettings): Factor[] {
  return [
    setting('volShare', measure.volShare, 'capital.measure.volShare', 'of the at-the-money vol'),
    setting('spxDrift', measure.drift, 'capital.measure.drift', 'over the forward, a year'),
    ...(marginYield === undefined
      ? [factor('marginYield', 0, 'neutral: capital.marginYield is not given')]
      : [setting('marginYield', marginYield, 'capital.marginYield', 'a year')]),
  ];
}
