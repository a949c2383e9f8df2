import { stressBeta } from '../capital/beta.js';
import type { CashFlow } from '../capital/cash-flow.js';
import { explainNone, mirr, readRate } from '../capital/irr.js';
import { npvUsd } from '../capital/npv.js';
import type { StressBetas, StructureCapital } from './capital-result.js';
import { capitalDerivations, measureAssumptions } from './capital-derivations.js';
import { dollars } from './dollars.js';
import { expectedResult } from './expected-result.js';
import type { ExpectedResult } from './expected-result.js';
import { readHurdle } from './hurdle.js';
import type { Hurdle } from './hurdle.js';
import { marginOf } from './layer-facts.js';
import type { Derivation, Factor, StructureResult, Warning } from './result.js';
import { secondEngine } from './second-engine.js';
import { condorFlows, hedgeFlows } from './structure-flows.js';
import type { ExpectedFlows } from './structure-flows.js';
import type { Structure } from './structure.js';

/** The move of SPX at which stress beta is told (METHOD 6.5). */
const STRESS_MOVE = -0.1;

/** What the money view adds to a structure's result; nothing where nothing of it is known. */
export interface CapitalView {
  readonly figures: Pick<
    StructureResult,
    'expectedIrr' | 'wacc' | 'npvUsd' | 'periodReturn' | 'measure' | 'capital'
  >;
  readonly derivations: readonly Derivation[];
  readonly assumptions: readonly Factor[];
  readonly warnings: readonly Warning[];
}

/**
 * Expected return of the structure against its cost of capital (METHOD 6.5, 6.6, 12.5). The hurdle
 * needs a premium and a rate; the return needs the futures' margin (15.11); NPV needs both.
 */
export function structureCapital(structure: Structure, result: StructureResult): CapitalView {
  const { hurdle, warning } = readHurdle(structure.prepared);
  const warnings = warning === undefined ? [] : [warning];
  const derivations = hurdle?.derivations ?? [];
  if (marginOf(structure.held, structure.prepared.market.settings) === undefined) {
    return {
      figures: hurdle === undefined ? {} : { wacc: hurdle.wacc },
      derivations,
      assumptions: [],
      warnings,
    };
  }
  const expected = expectedResult(structure);
  return expectedView(structure, result, {
    expected,
    hurdle,
    condors: condorFlows(structure, expected),
    hedge: hedgeFlows(structure, expected),
    warnings,
  });
}

interface Known {
  readonly expected: ExpectedResult;
  readonly hurdle: Hurdle | undefined;
  readonly condors: ExpectedFlows;
  readonly hedge: ExpectedFlows;
  readonly warnings: readonly Warning[];
}

function expectedView(structure: Structure, result: StructureResult, known: Known): CapitalView {
  const { expected, hurdle, condors, hedge } = known;
  const { calendarDays: days } = structure.centre.horizon.path;
  const cashFlows = inOrder(condors, hedge);
  const tiedUpUsd = -total(condors.entry) - total(hedge.entry);
  const expectedCondorUsd = total([...condors.entry, ...condors.exit]);
  const expectedHedgeUsd = total([...hedge.entry, ...hedge.exit]);
  const expectedPnlUsd = expectedCondorUsd + expectedHedgeUsd;
  const { irrMinDays } = structure.prepared.market.settings.capital;
  const rates = ratesOf(cashFlows, tiedUpUsd, days, irrMinDays, hurdle);
  const periodReturn = tiedUpUsd > 0 ? expectedPnlUsd / tiedUpUsd : undefined;
  const npv = hurdle && npvUsd(cashFlows, hurdle.wacc);
  const npvUnhedged = hurdle && npvUsd(inOrder(condors), hurdle.wacc);
  const betas = stressBetas(result, -total(condors.entry), tiedUpUsd);
  const engine =
    periodReturn === undefined
      ? undefined
      : secondEngine(structure, {
          tiedUpUsd,
          periodReturn,
          days,
          cashFlows,
          worstLossUsd: -result.worst.pnlUsd,
        });
  const { expectedIrr, ...otherRates } = rates;
  const capital: StructureCapital = {
    tiedUpUsd,
    days,
    expectedPnlUsd,
    expectedCondorUsd,
    expectedHedgeUsd,
    probabilities: expected.probabilities,
    cashFlows,
    ...otherRates,
    ...(npv !== undefined &&
      npvUnhedged !== undefined && {
        npvUnhedgedUsd: npvUnhedged,
        npvHedgeUsd: npv - npvUnhedged,
      }),
    ...(betas !== undefined && { stressBeta: betas }),
    ...(engine?.result !== undefined && { leverage: engine.result }),
  };
  const figures = {
    ...(expectedIrr !== undefined && { expectedIrr }),
    ...(hurdle !== undefined && { wacc: hurdle.wacc }),
    ...(npv !== undefined && { npvUsd: npv }),
    ...(periodReturn !== undefined && { periodReturn }),
    measure: expected.measure,
    capital,
  };
  return {
    figures,
    derivations: [
      ...(hurdle?.derivations ?? []),
      ...capitalDerivations(figures, expected),
      ...(engine?.derivations ?? []),
    ],
    assumptions: measureAssumptions(structure.prepared.market.settings.capital),
    warnings: [...known.warnings, ...npvWarning(figures), ...(engine?.warnings ?? [])],
  };
}

/** The internal rate a year, or all of them, or why none is told. */
function ratesOf(
  cashFlows: readonly CashFlow[],
  tiedUpUsd: number,
  days: number,
  irrMinDays: number,
  hurdle: Hurdle | undefined,
): { expectedIrr?: number } & Pick<StructureCapital, 'irrs' | 'mirr' | 'irrAbsent'> {
  if (days < irrMinDays) {
    return {
      irrAbsent: `a return over ${days} days is not told as a rate a year (capital.irrMinDays ${irrMinDays})`,
    };
  }
  if (tiedUpUsd <= 0) return { irrAbsent: 'nothing is tied up' };
  const reading = readRate(cashFlows);
  switch (reading.kind) {
    case 'one':
      return { expectedIrr: reading.rate };
    case 'several':
      return {
        irrs: reading.rates,
        ...(hurdle !== undefined && { mirr: mirr(cashFlows, hurdle.wacc, hurdle.wacc) }),
        irrAbsent: `the cash flows change sign ${reading.signChanges} times, so there is no one rate`,
      };
    case 'none':
      return { irrAbsent: explainNone(reading.reason)[0] };
  }
}

function stressBetas(
  { whatIf }: StructureResult,
  condorCapitalUsd: number,
  tiedUpUsd: number,
): StressBetas | undefined {
  const fall = whatIf.find(({ spxMove }) => spxMove === STRESS_MOVE);
  if (fall === undefined || condorCapitalUsd <= 0 || tiedUpUsd <= 0) return undefined;
  return {
    condors: stressBeta(fall.condorUsd, STRESS_MOVE, condorCapitalUsd),
    structure: stressBeta(fall.netUsd, STRESS_MOVE, tiedUpUsd),
  };
}

/** On by default, and no more than a warning: a hedge costs, and the probabilities decide. */
function npvWarning({ npvUsd: npv, wacc, capital }: CapitalView['figures']): Warning[] {
  if (npv === undefined || wacc === undefined || npv >= 0) return [];
  const hedge = capital?.npvHedgeUsd ?? 0;
  return [
    {
      code: 'npv-negative',
      message: `The expected cash flows are worth ${dollars(npv)} at a WACC of ${(wacc * 100).toFixed(1)}%, ${dollars(hedge)} of it from the hedge: the structure earns less than its capital costs, under the measure named. The test is as good as that measure (capital.measure).`,
    },
  ];
}

/** Entry first, then by day: the order in which money moves. */
function inOrder(...parts: readonly ExpectedFlows[]): CashFlow[] {
  const exits = parts.flatMap(({ exit }) => exit);
  return [
    ...parts.flatMap(({ entry }) => entry),
    ...exits.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
  ];
}

function total(flows: readonly CashFlow[]): number {
  return flows.reduce((sum, { amountUsd }) => sum + amountUsd, 0);
}
