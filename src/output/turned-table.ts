import { allotWidths, brokenWidth, fitAlike, wholeWidth, widest } from './column-widths.js';
import type { Cell, Column, TableBlock } from './document.js';
import { GUTTER, drawGrid } from './grid.js';
import type { GridCell } from './grid.js';
import type { Typesetter } from './typesetter.js';

/** Narrower than this no column of text is set. */
const LEAST_TEXT = 12;

type Row = readonly Cell[];

/**
 * A table that is too wide, turned: measures as rows, its rows as columns, in as few blocks as
 * the width asks for. Takes a table whose text is set already.
 * @param most at most this many of its rows side by side
 */
export function turnedTable(table: TableBlock, setter: Typesetter, most: number): string[] {
  const lines: string[] = [];
  for (const items of blocksOf(table, setter.width, most)) {
    if (lines.length > 0) lines.push('');
    lines.push(...drawBlock(items, table.columns, setter));
  }
  return lines;
}

/** Measures that concern none of the rows are left out. */
function drawBlock(
  items: readonly Row[],
  columns: readonly Column[],
  setter: Typesetter,
): string[] {
  const widths = turnedWidths(items, columns, setter.width) ?? lastResort(columns, setter.width);
  const [head = [], ...rows] = columns.flatMap(({ head: label }, r): GridCell[][] => {
    if (r > 0 && items.every((item) => brokenWidth(item[r]?.parts) === 0)) return [];
    const cells = [{ parts: label }, ...items.map((item) => item[r] ?? { parts: [''] })];
    const lines = fitAlike(
      cells.map(({ parts }) => parts),
      widths,
    );
    return [
      cells.map(({ tone }: Cell, i) => ({
        lines: lines[i] ?? [''],
        tone: r === 0 ? 'strong' : tone,
      })),
    ];
  });
  const aligns = widths.map((_, i) => (i === 0 ? 'left' : 'right'));
  return drawGrid({ head, rows, aligns, widths, total: false }, setter);
}

/** The rows in runs of equal length, as few runs as fit. */
function blocksOf({ rows, columns }: TableBlock, width: number, most: number): Row[][] {
  for (let blocks = 1; blocks < rows.length; blocks += 1) {
    const size = Math.ceil(rows.length / blocks);
    if (size > most) continue;
    const runs = runsOf(rows, size);
    if (runs.every((run) => turnedWidths(run, columns, width) !== undefined)) return runs;
  }
  return runsOf(rows, 1);
}

function runsOf<T>(rows: readonly T[], size: number): T[][] {
  const runs: T[][] = [];
  for (let i = 0; i < rows.length; i += size) runs.push(rows.slice(i, i + size));
  return runs;
}

/** Widths of the labels and of each row set as a column; undefined where they do not fit. */
function turnedWidths(
  items: readonly Row[],
  columns: readonly Column[],
  width: number,
): number[] | undefined {
  return allotWidths(
    {
      least: [labelWidth(columns), ...items.map((item) => leastWidth(item, columns))],
      whole: columns.map(({ head }, r) => [
        wholeWidth(head),
        ...items.map((item) => wholeWidth(item[r]?.parts)),
      ]),
    },
    width,
  );
}

function labelWidth(columns: readonly Column[]): number {
  return widest(columns.map(({ head }) => brokenWidth(head)));
}

/** Names and running text may wrap; figures may not. */
function leastWidth(item: Row, columns: readonly Column[]): number {
  return widest(
    item.map(({ parts }, r) => {
      const broken = brokenWidth(parts);
      const wrapTo = r === 0 ? LEAST_TEXT : columns[r]?.wrapTo;
      return wrapTo === undefined ? broken : Math.min(broken, Math.max(LEAST_TEXT, wrapTo));
    }),
  );
}

/** One row where even a block of its own is too wide: its figures are cut, none is lost. */
function lastResort(columns: readonly Column[], width: number): number[] {
  const labels = Math.min(labelWidth(columns), Math.floor(width / 2));
  return [labels, width - labels - GUTTER];
}
