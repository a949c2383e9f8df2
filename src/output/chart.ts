// @ts-expect-error asciichart ships no types; what is used of it is stated below
import asciichart from 'asciichart';
import { textWidth } from './text-width.js';
import type { Typesetter } from './typesetter.js';

interface AsciiChart {
  plot: (
    series: readonly number[],
    settings: {
      readonly min: number;
      readonly max: number;
      readonly height: number;
      readonly offset: number;
      readonly symbols: readonly string[];
      readonly format: (value: number) => string;
    },
  ) => string;
}
const { plot } = asciichart as AsciiChart;

/** Wider than this a chart gains nothing. */
const WIDEST = 96;
/** Rows at most; fewer where round labels ask for it. */
const ROWS = 12;

/** A line over an axis from `from` to `to`, to be drawn at the width of the setter. */
export interface LineChart {
  readonly from: number;
  readonly to: number;
  /** The line: joined straight between these points, level beyond them. */
  readonly points: readonly ChartPoint[];
  readonly label: (value: number) => string;
  /** Points to set a mark on; they are on the scale even off the line. */
  readonly marks: readonly MarkedPoint[];
  /** Draws the zero line, and colours profit above and loss below it. */
  readonly zeroLine: boolean;
}

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

export interface MarkedPoint extends ChartPoint {
  /** One character; the node of the output's character set where absent. */
  readonly glyph?: string;
}

export interface DrawnChart {
  readonly lines: readonly string[];
  /** Columns before the plot: value labels and the upright axis. */
  readonly gutter: number;
  readonly columns: number;
  /** The plot's column of a value on the level axis. */
  readonly columnOf: (x: number) => number;
}

/** The line as text rows, without the level axis. */
export function drawLine(chart: LineChart, setter: Typesetter): DrawnChart {
  const { from, to, points, label } = chart;
  const { min, max, step } = scaleOf(chart);
  const gutter = Math.max(...[min, (min + max) / 2, max].map((y) => textWidth(label(y)))) + 2;
  const columns = Math.max(8, Math.min(WIDEST, setter.width) - gutter);
  const columnOf = (x: number): number =>
    Math.min(columns - 1, Math.max(0, Math.round(((x - from) / (to - from)) * columns)));
  const samples = Array.from({ length: columns + 1 }, (_, i) =>
    heightAt(points, from + ((to - from) * i) / columns),
  );
  const drawn = plot(samples, {
    min,
    max,
    height: Math.round((max - min) / step),
    // Label and upright share the first two slots, so the plot starts right behind them.
    offset: 2,
    symbols: setter.glyphs.chart,
    format: (value) => `${label(value).padStart(gutter - 2)} `,
  });
  const size = gutter + columns;
  const rows = drawn.split('\n').map((line) => [...line.padEnd(size)].slice(0, size));
  const rowOf = (y: number): number =>
    rows.length - 1 - (Math.round(y / step) - Math.round(min / step));
  drawUpright(rows, gutter - 1, rowOf(samples[0] ?? 0), setter);
  const zeroRow = chart.zeroLine ? rowOf(0) : undefined;
  if (zeroRow !== undefined) fillBlank(rows[zeroRow], gutter, setter.glyphs.zero);
  for (const mark of chart.marks) {
    const row = rows[rowOf(mark.y)];
    if (row !== undefined) row[gutter + columnOf(mark.x)] = mark.glyph ?? setter.glyphs.node;
  }
  const lines = rows.map((row, i) => paintRow(row.join('').trimEnd(), gutter, i, zeroRow, setter));
  return { lines, gutter, columns, columnOf };
}

/** A scale whose rows stand at round values, zero among them where it is in reach. */
function scaleOf({ points, marks, zeroLine }: LineChart): {
  min: number;
  max: number;
  step: number;
} {
  const ys = [...points, ...marks].map((point) => point.y);
  if (zeroLine) ys.push(0);
  const low = ys.reduce((least, y) => Math.min(least, y), Infinity);
  const high = ys.reduce((most, y) => Math.max(most, y), -Infinity);
  const step = roundStep(high > low ? (high - low) / (ROWS - 2) : Math.abs(high) / ROWS || 1);
  const min = Math.floor(low / step) * step;
  return { min, max: Math.max(Math.ceil(high / step) * step, min + step), step };
}

/** The least of 1, 2, 2.5, 5 times a power of ten that is not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5].find((each) => each * power >= least * (1 - 1e-9));
  return (factor ?? 10) * power;
}

/** The drawn line's height: straight between the points, level beyond them. */
function heightAt(points: readonly ChartPoint[], x: number): number {
  const next = points.findIndex((point) => point.x >= x);
  const right = points[next] ?? points.at(-1);
  const left = points[next - 1] ?? right;
  if (left === undefined || right === undefined) return 0;
  if (next <= 0 || right.x === left.x) return right.y;
  return left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x);
}

function fillBlank(row: string[] | undefined, from: number, mark: string): void {
  if (row === undefined) return;
  for (let i = from; i < row.length; i += 1) {
    if (row[i] === ' ') row[i] = mark[(i - from) % mark.length] ?? ' ';
  }
}

/** asciichart sets its start mark in a second row too, by the sign of the row's number. */
function drawUpright(
  rows: readonly string[][],
  column: number,
  start: number,
  { glyphs: { chart } }: Typesetter,
): void {
  for (const [i, row] of rows.entries()) row[column] = chart[i === start ? 0 : 1] ?? '|';
}

function paintRow(
  line: string,
  gutter: number,
  row: number,
  zeroRow: number | undefined,
  { paint }: Typesetter,
): string {
  if (zeroRow === undefined || row === zeroRow) return line;
  const plotted = line.slice(gutter);
  const bare = plotted.trimStart();
  const indent = ' '.repeat(plotted.length - bare.length);
  return line.slice(0, gutter) + indent + paint(bare, row < zeroRow ? 'protection' : 'cost');
}
