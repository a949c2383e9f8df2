import type { InstrumentResult, LayerResult, SizeResult } from '../hedge/result.js';
import { csvText } from './csv.js';
import type { CsvColumn, CsvValue } from './csv.js';

interface Row {
  readonly layer: LayerResult;
  /** Absent for a layer that bought nothing: it still has its row. */
  readonly instrument: InstrumentResult | undefined;
}

function ofLayer(value: (layer: LayerResult) => CsvValue): (row: Row) => CsvValue {
  return ({ layer }) => value(layer);
}

function ofInstrument(value: (each: InstrumentResult) => CsvValue): (row: Row) => CsvValue {
  return ({ instrument }) => (instrument === undefined ? undefined : value(instrument));
}

/** Figures of the whole layer are named so: they repeat on each of its instruments' rows. */
const COLUMNS: readonly CsvColumn<Row>[] = [
  ['layer', ofLayer((l) => l.name)],
  ['kind', ofLayer((l) => l.instrument)],
  ['symbol', ofInstrument((i) => i.symbol)],
  ['expiry', ofInstrument((i) => i.expiry)],
  ['days_to_expiry', ofInstrument((i) => i.daysToExpiry)],
  ['contracts', ({ instrument }) => instrument?.contracts ?? 0],
  ['price', ofInstrument((i) => i.price)],
  ['multiplier', ofInstrument((i) => i.multiplier)],
  ['notional_usd', ofInstrument((i) => i.notionalUsd)],
  ['strike', ofInstrument((i) => i.strike)],
  ['implied_vol', ofInstrument((i) => i.impliedVol)],
  ['forward_delta', ofInstrument((i) => i.forwardDelta)],
  ['price_source', ofInstrument((i) => i.priceSource)],
  ['layer_band_min', ofLayer((l) => l.band.min)],
  ['layer_band_max', ofLayer((l) => l.band.max)],
  ['layer_base_weight', ofLayer((l) => l.baseWeight)],
  ['layer_weight', ofLayer((l) => l.weight)],
  ['layer_weight_actual', ofLayer((l) => l.weightActual)],
  ['layer_band_held', ofLayer((l) => l.bandHeld)],
  ['layer_tenor_min_days', ofLayer((l) => l.tenor.minDays)],
  ['layer_tenor_max_days', ofLayer((l) => l.tenor.maxDays)],
  ['layer_tenor_target_days', ofLayer((l) => l.tenor.targetDays)],
  ['layer_tenor_outside_window', ofLayer((l) => l.tenor.outsideWindow)],
  ['layer_target_notional_usd', ofLayer((l) => l.targetNotionalUsd)],
  ['layer_notional_usd', ofLayer((l) => l.notionalUsd)],
  ['layer_outlay_usd', ofLayer((l) => l.outlayUsd)],
  ['layer_margin_usd', ofLayer((l) => l.marginUsd)],
  ['layer_entry_cost_usd', ofLayer((l) => l.entryCostUsd)],
  ['layer_carry_per_month_usd', ofLayer((l) => l.carryPerMonthUsd)],
  ['layer_carry_share_of_credit', ofLayer((l) => l.carryShareOfCredit)],
  ['layer_break_even_horizon', ofLayer((l) => l.breakEven?.horizon)],
  ['layer_break_even_future', ofLayer((l) => l.breakEven?.future)],
  ['layer_break_even_rise', ofLayer((l) => l.breakEven?.rise)],
  ['layer_break_even_spot_vix', ofLayer((l) => l.breakEven?.spotVix)],
  ['layer_roll_by', ofLayer((l) => l.rollBy)],
  ['layer_condor_end', ofLayer((l) => l.condorEnd)],
  ['layer_at_condor_end', ofLayer((l) => l.atCondorEnd)],
  ['layer_next_contract_symbol', ofLayer((l) => l.nextContract?.symbol)],
  ['layer_next_contract_notional_usd', ofLayer((l) => l.nextContract?.notionalUsd)],
  ['layer_next_contract_outlay_usd', ofLayer((l) => l.nextContract?.outlayUsd)],
  ['layer_next_contract_margin_usd', ofLayer((l) => l.nextContract?.marginUsd)],
  ['layer_next_contract_carry_per_month_usd', ofLayer((l) => l.nextContract?.carryPerMonthUsd)],
  ['layer_break_even_symbol', ofLayer((l) => l.breakEven?.symbol)],
  ['layer_roll_by_contract', ofLayer((l) => l.rollByContract)],
];

/** One row an instrument, led by what makes rows of several days tell apart. */
export function sizeCsv(result: SizeResult): string {
  const rows = result.layers.flatMap((layer): Row[] =>
    layer.instruments.length === 0
      ? [{ layer, instrument: undefined }]
      : layer.instruments.map((instrument) => ({ layer, instrument })),
  );
  const shared: readonly CsvColumn<Row>[] = [
    ['as_of', () => result.asOf],
    ['profile', () => result.profile],
    ['basis', () => result.hedge.basis],
    ['risk_capital_usd', () => result.position.riskCapitalUsd],
  ];
  // Last, for scripts count on the columns before; empty where the rule holds.
  const overruled: readonly CsvColumn<Row>[] = [
    ['override_ratio', () => result.override?.chosenRatio],
    ['override_by', () => result.override?.by],
    ['override_until', () => result.override?.until],
  ];
  return csvText([...shared, ...COLUMNS, ...overruled], rows);
}
