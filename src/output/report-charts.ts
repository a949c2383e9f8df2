import type { CurveThenAndNow, DayCurve, Payoff, StressBar } from '../report/result.js';
import { axisLine, labelLines } from './chart-axis.js';
import { drawLine } from './chart.js';
import type { ChartPoint, MarkedPoint } from './chart.js';
import type { DrawChart } from './document.js';
import { count, money, points, strike } from './format.js';
import { padEnd, textWidth } from './text-width.js';
import { wrapProse } from './wrap.js';

/** Earlier curves are marked by letters: they must be told apart without colour. */
const YESTERDAY = 'y';
const MONTH_AGO = 'm';
/** The condors alone in a payoff. */
const ALONE = 'c';

/** Today's curve as a line, earlier ones as marks on it. */
export function curveThenChart({ today, yesterday, monthAgo }: CurveThenAndNow): DrawChart {
  const line = curvePoints(today);
  const to = Math.max(1, line.at(-1)?.x ?? 1);
  const marks: MarkedPoint[] = [
    ...marksOf(monthAgo, MONTH_AGO, to),
    ...marksOf(yesterday, YESTERDAY, to),
    ...line,
  ];
  return (setter) => {
    const chart = drawLine(
      { from: 0, to, points: line, label: points, marks, zeroLine: false },
      setter,
    );
    const days = line.map(({ x }) => ({ x, text: x === 0 ? 'spot' : count(x) }));
    const legend = [
      `line ${today.date}`,
      ...(yesterday === undefined ? [] : [`${YESTERDAY} ${yesterday.date}`]),
      ...(monthAgo === undefined ? [] : [`${MONTH_AGO} ${monthAgo.date}`]),
    ].join(', ');
    return [
      ...chart.lines,
      axisLine(
        chart,
        line.map(({ x }) => x),
        setter,
      ),
      ...labelLines(chart, days, 1, setter),
      ...wrapProse([`${legend}; days to expiry`], setter),
    ];
  };
}

/** Spot VIX at 0 days, then each future. */
function curvePoints({ spotVix, nodes }: DayCurve): ChartPoint[] {
  return [
    ...(spotVix === undefined ? [] : [{ x: 0, y: spotVix }]),
    ...nodes.map(({ daysToExpiry, price }) => ({ x: daysToExpiry, y: price })),
  ];
}

function marksOf(curve: DayCurve | undefined, glyph: string, to: number): MarkedPoint[] {
  if (curve === undefined) return [];
  return curvePoints(curve)
    .filter(({ x }) => x <= to)
    .map((point) => ({ ...point, glyph }));
}

/** Condors with the hedge as a line, alone as marks, over SPX. */
export function payoffPairChart({ spx, points: levels }: Payoff): DrawChart {
  const line = levels.map((level) => ({ x: level.spx, y: level.netUsd }));
  const from = line[0]?.x ?? spx;
  const to = Math.max(line.at(-1)?.x ?? spx, from + 1);
  const marks = levels.map((level) => ({ x: level.spx, y: level.condorUsd, glyph: ALONE }));
  const ticks = [from, (from + spx) / 2, spx, (spx + to) / 2, to];
  return (setter) => {
    const chart = drawLine({ from, to, points: line, label: money, marks, zeroLine: true }, setter);
    return [
      ...chart.lines,
      axisLine(chart, ticks, setter),
      ...labelLines(
        chart,
        [spx, from, to].map((x) => ({ x, text: strike(Math.round(x)) })),
        1,
        setter,
      ),
      ...wrapProse(
        [`line with the hedge, ${ALONE} condors alone; the middle tick is SPX today`],
        setter,
      ),
    ];
  };
}

/** Columns of a bar chart at the most: longer bars say no more. */
const WIDEST_BARS = 96;

/** Net result of each episode as a bar from the zero line: losses to the left. */
export function stressBarChart(bars: readonly StressBar[]): DrawChart {
  return (setter) => {
    const labels = bars.map(({ id }) => setter.text(id));
    const amounts = bars.map(({ netUsd }) => money(netUsd));
    const wide = (texts: readonly string[]): number => Math.max(0, ...texts.map(textWidth));
    const [label, amount] = [wide(labels), wide(amounts)];
    const room = Math.max(4, Math.min(WIDEST_BARS, setter.width) - label - amount - 4);
    const loss = Math.max(0, ...bars.map(({ netUsd }) => -netUsd));
    const gain = Math.max(0, ...bars.map(({ netUsd }) => netUsd));
    const unit = (loss + gain || 1) / (room - 1);
    const left = Math.round(loss / unit);
    return bars.map(({ netUsd }, i) => {
      const length = Math.round(Math.abs(netUsd) / unit);
      const bar = setter.glyphs.bar.repeat(length);
      const half = netUsd < 0 ? bar.padStart(left) : ' '.repeat(left);
      const drawn = `${half}|${netUsd < 0 ? '' : bar}`;
      const text = amounts[i] ?? '';
      return [
        padEnd(labels[i] ?? '', label),
        `${' '.repeat(amount - textWidth(text))}${text}`,
        setter.paint(drawn, netUsd < 0 ? 'cost' : 'protection'),
      ].join('  ');
    });
  };
}
