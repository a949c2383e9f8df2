import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { BreakEvens } from '../../hedge/result.js';
import type { Payoff, PayoffPoint } from '../../report/result.js';
import type { DrawSvg } from '../document.js';
import { money, points, strike } from '../format.js';
import type { Piece } from '../markup.js';
import {
  LINE,
  MAIN,
  OTHER,
  WIDTH,
  label,
  legend,
  marker,
  picture,
  quietLabel,
  rule,
  spread,
  stroke,
  widthOf,
} from './parts.js';
import type { LineLook } from './parts.js';
import { shortMoney } from './short-money.js';

const LEFT = 58;
const RIGHT = WIDTH - 8;
const PLOT_HEIGHT = 190;

/** The looks of the curve without its markers: a payoff has no nodes. */
const HEDGED: LineLook = { name: 'main', color: MAIN.color, width: MAIN.width };
const ALONE: LineLook = { name: 'other', color: OTHER.color, width: OTHER.width, dash: '6 3' };

/**
 * Profit and loss over SPX, the condors alone and with the hedge.
 * @param hedged break-evens with the hedge on the same day; those in the drawing are marked
 */
export function payoffDrawing(payoff: Payoff, hedged: BreakEvens | undefined): DrawSvg {
  const rows = [...payoff.points].sort((a, b) => a.spx - b.spx);
  const top = 16 + 3 * LINE;
  const bottom = top + PLOT_HEIGHT;
  const ends = extent([0, ...rows.flatMap(({ condorUsd, netUsd }) => [condorUsd, netUsd])]);
  const y = scaleLinear().domain(wide(ends)).nice(5).range([bottom, top]);
  const levels = extent([payoff.spx, ...rows.map(({ spx }) => spx)]);
  const x = scaleLinear().domain(wide(levels)).range([LEFT, RIGHT]);
  const path = (usd: (point: PayoffPoint) => number): string | null =>
    line<PayoffPoint>(
      ({ spx }) => x(spx),
      (point) => y(usd(point)),
    )(rows);
  const [low, high] = x.domain();
  const edges = [hedged?.lower, hedged?.upper].filter(
    (spx) =>
      spx !== undefined && low !== undefined && high !== undefined && spx >= low && spx <= high,
  ) as number[];
  const content: Piece = [
    legend(
      [
        { look: HEDGED, text: 'with the hedge' },
        { look: ALONE, text: 'condors alone' },
      ],
      14,
    ),
    y
      .ticks(5)
      .map((tick) => [
        rule([LEFT, y(tick)], [RIGHT, y(tick)], tick === 0 ? 'axis' : 'grid'),
        quietLabel(LEFT - 6, y(tick) + 4, shortMoney(tick), 'end'),
      ]),
    rule([x(payoff.spx), top], [x(payoff.spx), bottom], 'axis', '2 3'),
    row([payoff.spx], x, top - 6, (spx) => `SPX ${points(spx)}`, label),
    x.ticks(4).map((tick) => rule([x(tick), bottom], [x(tick), bottom + 4], 'axis')),
    row(x.ticks(4), x, bottom + 18, strike, quietLabel),
    stroke(
      path(({ condorUsd }) => condorUsd),
      ALONE,
    ),
    stroke(
      path(({ netUsd }) => netUsd),
      HEDGED,
    ),
    edges.map((spx) => marker(x(spx), y(0), MAIN)),
    edges.length === 0 ? undefined : quietLabel(2, bottom + 36, 'even at'),
    row(edges, x, bottom + 36, (spx) => points(spx), label),
    quietLabel(RIGHT, bottom + 54, `SPX on ${payoff.horizon}`, 'end'),
  ];
  const head = {
    height: bottom + 60,
    title: `Profit and loss over SPX on ${payoff.horizon}`,
    description: inWords(payoff, rows, hedged),
  };
  return (id) => picture({ id, ...head }, content);
}

/** From the least to the most, a little apart where they are one. */
function wide([low = 0, high = 1]: [number, number] | [undefined, undefined]): [number, number] {
  return low === high ? [low - 1, high + 1] : [low, high];
}

/** Labels side by side under or over their levels of SPX. */
function row(
  levels: readonly number[],
  x: (spx: number) => number,
  y: number,
  text: (spx: number) => string,
  write: typeof label,
): Piece {
  const middles = spread(
    levels.map((spx) => ({ at: x(spx), width: widthOf(text(spx)) })),
    LEFT,
    WIDTH,
  );
  return levels.map((spx, i) => write(middles[i] ?? 0, y, text(spx), 'middle'));
}

function inWords(
  payoff: Payoff,
  rows: readonly PayoffPoint[],
  hedged: BreakEvens | undefined,
): string {
  const ends = [rows[0], rows.at(-1)].filter((point) => point !== undefined);
  const sentences = ends.map(
    ({ spx, condorUsd, netUsd }) =>
      `At ${strike(spx)} the condors alone end at ${money(condorUsd)}, with the hedge at ${money(netUsd)}.`,
  );
  const edges = [hedged?.lower, hedged?.upper].filter((spx) => spx !== undefined).map(points);
  return [
    `SPX stands at ${points(payoff.spx)} today.`,
    ...sentences,
    ...(edges.length === 0 ? [] : [`With the hedge it breaks even at ${edges.join(' and ')}.`]),
  ].join(' ');
}
