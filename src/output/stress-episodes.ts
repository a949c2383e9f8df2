import type { EpisodeResult, StressResult } from '../stress/result.js';
import { BLANK, cell, figures, words } from './document.js';
import type { Block, TableBlock } from './document.js';
import { count, points, signedPercent } from './format.js';
import { span } from './prose.js';
import { moneyCell, shareCell } from './stress-cells.js';

/** All of each episode's move today, before any time has passed. */
export function episodeTable({ episodes }: StressResult): TableBlock {
  const puts = episodes.some((episode) => episode.puts !== undefined);
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
      ...(puts ? [figures('puts', 'instead')] : []),
    ],
    rows: episodes.map((episode) => [
      cell(starred(episode)),
      cell(signedPercent(episode.spxReturn)),
      cell(points(episode.atOnce.vix)),
      moneyCell(episode.atOnce.condorUsd),
      moneyCell(episode.atOnce.hedgeUsd),
      moneyCell(episode.atOnce.netUsd),
      shareCell(episode.atOnce),
      ...(puts ? [episode.puts ? moneyCell(episode.puts.atOnceUsd) : BLANK] : []),
    ]),
  };
}

/** A star where today's VIX had no room for the whole move. */
function starred({ id, shareApplied }: EpisodeResult): string {
  return shareApplied < 1 ? `${id}*` : id;
}

/** Gain of each layer at once, and what waiting as long would have cost. */
export function layersTable({ episodes, hedge }: StressResult): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Layer by layer,', 'at once'),
      ...hedge.flatMap(({ name }) => [figures(name), figures('covers')]),
      figures('days'),
      figures('to hold', 'as long'),
    ],
    rows: episodes.map((episode) => [
      cell(starred(episode)),
      ...episode.atOnce.layers.flatMap((layer) => [moneyCell(layer.gainUsd), shareCell(layer)]),
      cell(count(episode.days)),
      moneyCell(episode.carryUsd.reduce((total, { usd }) => total + usd, 0)),
    ]),
  };
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
      figures('not rolled'),
    ],
    rows: episodes.map((episode) => {
      const slow = episode.rolled ?? episode.held;
      const rolls = slow.layers.reduce((most, layer) => Math.max(most, layer.rolls), 0);
      return [
        cell(starred(episode)),
        cell(count(episode.days)),
        cell(count(rolls)),
        moneyCell(slow.condorUsd),
        moneyCell(slow.hedgeUsd),
        moneyCell(slow.netUsd),
        shareCell(slow),
        episode.rolled === undefined ? BLANK : moneyCell(episode.held.hedgeUsd),
      ];
    }),
  };
}

/** What each episode says of the hedge, in words. */
export function verdictBlock(episodes: readonly EpisodeResult[]): Block {
  return {
    kind: 'facts',
    facts: episodes.map(({ id, verdict }) => ({
      label: id,
      text: [span(verdict, verdict.startsWith('the hedge fails') ? 'warning' : 'plain')],
    })),
  };
}
