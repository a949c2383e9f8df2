import type { ExpiryPayoff } from '../condor/report.js';
import { axisLine, labelLines } from './chart-axis.js';
import type { AxisLabel } from './chart-axis.js';
import { drawLine } from './chart.js';
import type { ChartPoint } from './chart.js';
import type { DrawChart } from './document.js';
import { money, points, strike } from './format.js';

/** Share of the strikes' span shown beyond them on either side. */
const MARGIN = 0.12;

/** Profit and loss at one settlement over SPX, with the strikes and where SPX stands. */
export function payoffChart(payoff: ExpiryPayoff, spx: number | undefined): DrawChart {
  const kinks = payoff.kinks
    .map((kink) => ({ x: kink.spx, y: kink.pnlUsd }))
    .sort((a, b) => a.x - b.x);
  const { from, to } = reach(kinks, spx);
  return (setter) => {
    const chart = drawLine(
      { from, to, points: kinks, label: money, marks: [], zeroLine: true },
      setter,
    );
    const strikes = kinks.map(({ x }) => x);
    const here: AxisLabel[] = spx === undefined ? [] : [{ x: spx, text: setter.glyphs.here }];
    const spot: AxisLabel[] = spx === undefined ? [] : [{ x: spx, text: `SPX ${points(spx)}` }];
    return [
      ...chart.lines,
      axisLine(chart, strikes, setter),
      ...labelLines(
        chart,
        strikes.map((x) => ({ x, text: strike(x) })),
        2,
        setter,
      ),
      ...labelLines(chart, here, 1, setter),
      ...labelLines(chart, spot, 1, setter),
    ];
  };
}

function reach(
  kinks: readonly ChartPoint[],
  spx: number | undefined,
): { from: number; to: number } {
  const xs = [...kinks.map(({ x }) => x), ...(spx === undefined ? [] : [spx])];
  const low = Math.min(...xs);
  const high = Math.max(...xs);
  const margin = (high - low) * MARGIN || Math.max(1, high * MARGIN);
  return { from: low - margin, to: high + margin };
}
