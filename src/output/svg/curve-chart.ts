import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { CurveThenAndNow, DayCurve } from '../../report/result.js';
import type { DrawSvg } from '../document.js';
import { count, points } from '../format.js';
import type { Piece } from '../markup.js';
import {
  FAR,
  LINE,
  MAIN,
  OTHER,
  WIDTH,
  legend,
  marker,
  picture,
  quietLabel,
  rule,
  spread,
  stroke,
  widthOf,
} from './parts.js';
import type { LineLook, Point } from './parts.js';

const LEFT = 42;
const RIGHT = WIDTH - 10;
const PLOT_HEIGHT = 170;

interface CurveLine {
  readonly name: string;
  readonly curve: DayCurve;
  readonly look: LineLook;
}

/** The VX curve of a snapshot over those of the day before and of a month ago, by days to expiry. */
export function curveChart(curves: CurveThenAndNow): DrawSvg {
  const lines = linesOf(curves);
  const all = lines.flatMap(({ curve }) => pointsOf(curve));
  const top = 14 + lines.length * LINE;
  const bottom = top + PLOT_HEIGHT;
  const y = scaleLinear()
    .domain(padded(extent(all, ([, price]) => price)))
    .nice(5)
    .range([bottom, top]);
  const furthest = Math.max(1, ...all.map(([days]) => days));
  const x = scaleLinear().domain([0, furthest]).range([LEFT, RIGHT]);
  const path = line<Point>(
    ([days]) => x(days),
    ([, price]) => y(price),
  );
  const levels = y.ticks(5);
  const decimals = levels.every((level) => Number.isInteger(level)) ? 0 : 1;
  const days = x.ticks(6);
  const middles = spread(
    days.map((day) => ({ at: x(day), width: widthOf(count(day)) })),
    0,
    WIDTH,
  );
  const content: Piece = [
    legend(
      lines.map(({ name, curve, look }) => ({ look, text: `${name}, ${curve.date}` })),
      14,
    ),
    levels.map((level) => [
      rule([LEFT, y(level)], [RIGHT, y(level)], 'grid'),
      quietLabel(LEFT - 6, y(level) + 4, level.toFixed(decimals), 'end'),
    ]),
    rule([LEFT, bottom], [RIGHT, bottom], 'axis'),
    days.map((day, i) => [
      rule([x(day), bottom], [x(day), bottom + 4], 'axis'),
      quietLabel(middles[i] ?? 0, bottom + 18, count(day), 'middle'),
    ]),
    quietLabel(RIGHT, bottom + 36, 'days to expiry (0: spot VIX)', 'end'),
    // Today is drawn last, over the others.
    [...lines].reverse().map(({ curve, look }) => {
      const own = pointsOf(curve);
      return [stroke(path(own), look), own.map(([day, price]) => marker(x(day), y(price), look))];
    }),
  ];
  const head = {
    height: bottom + 42,
    title: 'VIX futures by days to expiry',
    description: lines.map(inWords).join(' '),
  };
  return (id) => picture({ id, ...head }, content);
}

function linesOf({ today, yesterday, monthAgo }: CurveThenAndNow): CurveLine[] {
  const before = yesterday && { name: 'the trading day before', curve: yesterday, look: OTHER };
  const earlier = monthAgo && { name: 'a month ago', curve: monthAgo, look: FAR };
  return [{ name: 'latest', curve: today, look: MAIN }, before, earlier].filter(
    (each) => each !== undefined,
  );
}

function pointsOf({ spotVix, nodes }: DayCurve): Point[] {
  const futures = nodes.map(({ daysToExpiry, price }): Point => [daysToExpiry, price]);
  return spotVix === undefined ? futures : [[0, spotVix], ...futures];
}

/** Some room above and below; a whole point where all are alike. */
function padded([low = 0, high = 1]: [number, number] | [undefined, undefined]): [number, number] {
  const margin = (high - low) * 0.05 || 0.5;
  return [low - margin, high + margin];
}

function inWords({ name, curve }: CurveLine): string {
  const spot = curve.spotVix === undefined ? [] : [`spot VIX ${points(curve.spotVix)}`];
  const futures = curve.nodes.map(
    ({ symbol, price, daysToExpiry }) =>
      `${symbol} ${points(price)} at ${count(daysToExpiry)} days`,
  );
  const sentence = `${name}, ${curve.date}: ${[...spot, ...futures].join(', ')}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
