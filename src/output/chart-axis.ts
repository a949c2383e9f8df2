import type { DrawnChart } from './chart.js';
import { textWidth } from './text-width.js';
import type { Typesetter } from './typesetter.js';

/** A label under the level axis, at a place on it. */
export interface AxisLabel {
  readonly x: number;
  readonly text: string;
}

/** The level axis with a tick at each place. */
export function axisLine(
  chart: DrawnChart,
  ticks: readonly number[],
  { glyphs }: Typesetter,
): string {
  const line = Array.from({ length: chart.columns }, () => glyphs.axis);
  for (const x of ticks) line[chart.columnOf(x)] = glyphs.tick;
  return ' '.repeat(chart.gutter - 1) + glyphs.corner + line.join('');
}

/**
 * Labels centred under their places, in as many rows as asked for; one that would touch its
 * neighbours in every row is left out, the first ones go before the later ones.
 */
export function labelLines(
  chart: DrawnChart,
  labels: readonly AxisLabel[],
  rows: number,
  setter: Typesetter,
): string[] {
  const lines = Array.from({ length: rows }, () => ' '.repeat(chart.gutter + chart.columns));
  for (const label of labels) {
    const text = setter.text(label.text);
    const width = textWidth(text);
    if (width > chart.columns) continue;
    const centred = chart.gutter + chart.columnOf(label.x) - Math.floor(width / 2);
    const start = Math.max(0, Math.min(chart.gutter + chart.columns - width, centred));
    const row = lines.findIndex((line) => isFree(line, start, width));
    const line = lines[row];
    if (line !== undefined) lines[row] = line.slice(0, start) + text + line.slice(start + width);
  }
  return lines.map((line) => line.trimEnd()).filter((line) => line !== '');
}

function isFree(line: string, start: number, width: number): boolean {
  return line.slice(Math.max(0, start - 2), start + width + 2).trim() === '';
}
