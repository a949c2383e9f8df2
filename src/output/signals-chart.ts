import type { ScorePoint } from '../signals/reading.js';
import { axisLine, labelLines } from './chart-axis.js';
import { drawLine } from './chart.js';
import type { DrawChart } from './document.js';
import { count } from './format.js';

/** Dates under the chart. */
const DATES = 4;

/** The score over the latest sessions; undefined where fewer than two have one. */
export function scoreChart(course: readonly ScorePoint[]): DrawChart | undefined {
  const points = course.flatMap(({ score }, x) => (score === undefined ? [] : [{ x, y: score }]));
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return undefined;
  const places = Array.from({ length: DATES }, (_, i) =>
    Math.round(first.x + ((last.x - first.x) * i) / (DATES - 1)),
  ).filter((x, i, all) => all.indexOf(x) === i);
  return (setter) => {
    const chart = drawLine(
      { from: first.x, to: last.x, points, label: count, marks: [], zeroLine: false },
      setter,
    );
    const labels = places.map((x) => ({ x, text: course[x]?.date ?? '' }));
    return [
      ...chart.lines,
      axisLine(chart, places, setter),
      ...labelLines(chart, labels, 1, setter),
    ];
  };
}
