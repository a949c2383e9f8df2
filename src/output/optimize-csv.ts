import type { OptimizeReport, OptimizedHedge } from '../optimize/report.js';
import { csvText } from './csv.js';
import type { CsvColumn } from './csv.js';

interface Row {
  readonly hedge: 'best' | 'rules';
  readonly figures: OptimizedHedge;
  readonly layer: OptimizedHedge['layers'][number];
  readonly holding: OptimizedHedge['layers'][number]['holdings'][number] | undefined;
}

/** One row an instrument of the best hedge and of the rules'. */
export function optimizeCsv(report: OptimizeReport): string {
  const rows = [...rowsOf('best', report.optimum), ...rowsOf('rules', report.rules)];
  const columns: readonly CsvColumn<Row>[] = [
    ['as_of', () => report.asOf],
    ['status', () => report.status],
    ['alpha', () => report.scenarios.alpha],
    ['hedge', ({ hedge }) => hedge],
    ['layer', ({ layer }) => layer.name],
    ['layer_weight', ({ layer }) => layer.weight],
    ['symbol', ({ holding }) => holding?.symbol],
    ['kind', ({ holding }) => holding?.kind],
    ['contracts', ({ holding }) => holding?.contracts ?? 0],
    ['notional_usd', ({ holding }) => holding?.notionalUsd],
    ['hedge_cvar_usd', ({ figures }) => figures.cvarUsd],
    ['hedge_var_usd', ({ figures }) => figures.varUsd],
    ['hedge_expected_loss_usd', ({ figures }) => figures.expectedLossUsd],
    ['hedge_cost_usd', ({ figures }) => figures.costUsd],
    ['cost_days', () => report.costHorizon.days],
    ['hedge_carry_usd', ({ figures }) => figures.carryUsd],
    ['carry_days', () => report.carryDays],
  ];
  return csvText(columns, rows);
}

function rowsOf(hedge: Row['hedge'], figures: OptimizedHedge): Row[] {
  return figures.layers.flatMap((layer): Row[] =>
    layer.holdings.length === 0
      ? [{ hedge, figures, layer, holding: undefined }]
      : layer.holdings.map((holding) => ({ hedge, figures, layer, holding })),
  );
}
