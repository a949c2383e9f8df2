import { monthOf, yearOf } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { TermReport } from '../market/term-report.js';
import { axisLine, labelLines } from './chart-axis.js';
import { drawLine } from './chart.js';
import type { DrawChart } from './document.js';
import { count, points } from './format.js';

/** The curve: spot VIX at 0 days, then each future at its days to expiry. */
export function termChart(report: TermReport): DrawChart {
  const nodes = report.nodes.filter((node) => !node.weekly);
  const spot = report.indices.VIX;
  const curve = [
    ...(spot === undefined ? [] : [{ x: 0, y: spot }]),
    ...nodes.map((node) => ({ x: node.daysToExpiry, y: node.price })),
  ];
  const to = Math.max(1, curve.at(-1)?.x ?? 1);
  return (setter) => {
    const chart = drawLine(
      { from: 0, to, points: curve, label: points, marks: curve, zeroLine: false },
      setter,
    );
    const days = curve.map(({ x }) => ({ x, text: count(x) }));
    const months = [
      ...(spot === undefined ? [] : [{ x: 0, text: 'spot' }]),
      ...nodes.map((node) => ({ x: node.daysToExpiry, text: monthName(node.expiry) })),
    ];
    return [
      ...chart.lines,
      axisLine(
        chart,
        curve.map(({ x }) => x),
        setter,
      ),
      ...labelLines(chart, days, 1, setter),
      ...labelLines(chart, months, 1, setter),
    ];
  };
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `Dec`, and `Jan 27` where a year begins. */
function monthName(date: IsoDate): string {
  const month = monthOf(date);
  const name = MONTHS[month - 1] ?? '';
  return month === 1 ? `${name} ${String(yearOf(date)).slice(2)}` : name;
}
