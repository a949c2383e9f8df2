import type { EpisodeResult, Outcome, StressResult } from '../stress/result.js';
import { csvText } from './csv.js';
import type { CsvColumn } from './csv.js';

interface Row {
  readonly view: 'atOnce' | 'held' | 'rolled' | 'replay';
  readonly id: string;
  readonly days: number;
  readonly outcome: Outcome;
}

/** One row an episode and view: at once, held, rolled; and one a step of a replay. */
export function stressCsv(result: StressResult): string {
  const rows = [
    ...result.episodes.flatMap(rowsOf),
    ...(result.replay?.steps ?? []).map((step): Row => ({
      view: 'replay',
      id: step.time,
      days: step.day,
      outcome: step,
    })),
  ];
  const columns: readonly CsvColumn<Row>[] = [
    ['as_of', () => result.asOf],
    ['scenario', ({ id }) => id],
    ['view', ({ view }) => view],
    ['days', ({ days }) => days],
    ['spx', ({ outcome }) => outcome.spx],
    ['vix', ({ outcome }) => outcome.vix],
    ['condor_usd', ({ outcome }) => outcome.condorUsd],
    ...result.hedge.map(({ name }, i): CsvColumn<Row> => [
      `layer_${name}_usd`,
      ({ outcome }) => outcome.layers[i]?.gainUsd,
    ]),
    ['hedge_usd', ({ outcome }) => outcome.hedgeUsd],
    ['net_usd', ({ outcome }) => outcome.netUsd],
    ['share', ({ outcome }) => outcome.share],
  ];
  return csvText(columns, rows);
}

function rowsOf({ id, days, atOnce, held, rolled }: EpisodeResult): Row[] {
  return [
    { view: 'atOnce', id, days: 0, outcome: atOnce },
    { view: 'held', id, days, outcome: held },
    ...(rolled === undefined ? [] : [{ view: 'rolled' as const, id, days, outcome: rolled }]),
  ];
}
