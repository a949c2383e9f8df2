import { ALWAYS_SHOWN } from '../scenario/episodes.js';
import type { EpisodeResult, LayerOutcome, StressResult } from '../stress/result.js';
import { BLANK, cell, cellOf, figures, words } from './document.js';
import type { Block, Cell, TableBlock } from './document.js';
import { pnlTone } from './facts.js';
import { ABSENT, count, money, percent, points, signedPercent } from './format.js';
import { span } from './prose.js';
import { moneyCell, shareCell, star } from './stress-cells.js';

/** All of each episode's move today, before any time has passed. */
export function episodeTable({ episodes }: StressResult): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('At once'),
      figures('SPX'),
      figures('VIX to'),
      figures('condors'),
      figures('hedge'),
      figures('net'),
      figures('covered'),
    ],
    rows: episodes.map((episode) => [
      cell(`${episode.id}${star(episode.shareApplied)}`),
      cell(signedPercent(episode.spxReturn)),
      cell(points(episode.atOnce.vix)),
      moneyCell(episode.atOnce.condorUsd),
      moneyCell(episode.atOnce.hedgeUsd),
      moneyCell(episode.atOnce.netUsd),
      shareCell(episode.atOnce),
    ]),
  };
}

/** Gain of each layer at once with its share of the loss, and the same money in SPX puts. */
export function layersTable({ episodes, hedge }: StressResult): TableBlock {
  const puts = episodes.some((episode) => episode.puts !== undefined);
  return {
    kind: 'table',
    columns: [
      words('Layers, at once'),
      ...hedge.map(({ name }) => figures(name)),
      figures('to hold', 'as long'),
      ...(puts ? [figures('puts', 'instead')] : []),
    ],
    rows: episodes.map((episode) => [
      cell(`${episode.id}${star(episode.shareApplied)}`),
      ...episode.atOnce.layers.map(layerCell),
      moneyCell(episode.carryUsd.reduce((total, { usd }) => total + usd, 0)),
      ...(puts ? [episode.puts ? moneyCell(episode.puts.atOnceUsd) : BLANK] : []),
    ]),
  };
}

function layerCell({ gainUsd, share }: LayerOutcome): Cell {
  const parts = [money(gainUsd), ...(share === undefined ? [] : [`(${percent(share)})`])];
  return cellOf(parts, pnlTone(gainUsd));
}

/** The same moves taking the days they took; rolled where an episode outlasts a contract. */
export function pathTable({ episodes }: StressResult): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Over its days'),
      figures('days'),
      figures('rolls'),
      figures('condors'),
      figures('hedge'),
      figures('net'),
      figures('covered'),
    ],
    rows: episodes.map((episode) => {
      const slow = episode.rolled ?? episode.held;
      const rolls = slow.layers.reduce((most, layer) => Math.max(most, layer.rolls), 0);
      return [
        cell(`${episode.id}${star(episode.shareAppliedOverDays)}`),
        cell(count(episode.days)),
        cell(count(rolls)),
        moneyCell(slow.condorUsd),
        moneyCell(slow.hedgeUsd),
        moneyCell(slow.netUsd),
        // A hedge kept up after the last condor has settled covers nothing of it.
        episode.condorsSettleOnDay === undefined ? shareCell(slow) : cell(ABSENT),
      ];
    }),
  };
}

/** What the three that are always shown say of the hedge, and those in which it fails. */
export function verdictBlock(episodes: readonly EpisodeResult[]): Block {
  const always: readonly string[] = ALWAYS_SHOWN;
  const told = episodes.filter(({ id, failed }) => failed || always.includes(id));
  return {
    kind: 'facts',
    facts: told.map(({ id, verdict, failed }) => ({
      label: id,
      text: [span(verdict, failed ? 'warning' : 'plain')],
    })),
  };
}
