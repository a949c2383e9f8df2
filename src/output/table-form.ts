import {
  allotWidths,
  brokenWidth,
  fitAlike,
  fitParts,
  wholeWidth,
  widest,
} from './column-widths.js';
import type { Cell, Column, TableBlock } from './document.js';
import { alignDecimals, drawGrid } from './grid.js';
import { NO_BREAK } from './safe-text.js';
import { turnedTable } from './turned-table.js';
import type { Typesetter } from './typesetter.js';

type Row = readonly Cell[];

/**
 * A table in the widest form that fits: rows as rows; else rows with cells of several parts
 * broken into lines; else turned, so that each row is a column; else one block a row.
 */
export function setTable(block: TableBlock, setter: Typesetter): string[] {
  if (block.rows.length === 0) return [];
  const table = typeset(block, setter);
  const solo = block.soloBelow !== undefined && setter.width < block.soloBelow;
  const rows = alignColumns(table);
  const widths = solo ? undefined : rowWidths(table, rows, setter.width);
  if (widths === undefined) return turnedTable(table, setter, solo ? 1 : Infinity);
  const columns = table.columns.map((_, i) =>
    fitAlike(
      rows.map((row) => row[i]?.parts ?? ['']),
      rows.map(() => widths[i] ?? 1),
    ),
  );
  return drawGrid(
    {
      head: table.columns.map((column, i) => ({
        lines: fitParts(column.head, widths[i] ?? 1),
        tone: i === 0 ? 'strong' : undefined,
      })),
      rows: rows.map((row, r) =>
        row.map(({ tone }, i) => ({ lines: columns[i]?.[r] ?? [''], tone })),
      ),
      aligns: table.columns.map((column) => column.align),
      widths,
      total: block.total === true,
    },
    setter,
  );
}

/** Safe text of the right character set, with no-break spaces as plain ones. */
function typeset(block: TableBlock, setter: Typesetter): TableBlock {
  const set = (text: string): string => setter.text(text).replaceAll(NO_BREAK, ' ');
  return {
    ...block,
    columns: block.columns.map((column) => ({ ...column, head: column.head.map(set) })),
    rows: block.rows.map((row) => row.map((cell) => ({ ...cell, parts: cell.parts.map(set) }))),
  };
}

/** The rows with decimal points below one another in every column of figures. */
function alignColumns(table: TableBlock): Cell[][] {
  const rows = table.rows.map((row) => [...row]);
  for (const [i, column] of table.columns.entries()) {
    if (column.align !== 'right') continue;
    const texts = alignDecimals(rows.map((row) => row[i]?.parts.join(' ') ?? ''));
    for (const [r, row] of rows.entries()) {
      const cell = row[i];
      if (cell?.parts.length === 1) row[i] = { ...cell, parts: [texts[r] ?? ''] };
    }
  }
  return rows;
}

/** Words up to this long, dotted keys among them, are worth a wider column. */
const LONGEST_WORD = 40;

/** Column widths with rows as rows, or undefined where they do not fit. */
function rowWidths(table: TableBlock, rows: readonly Row[], width: number): number[] | undefined {
  const whole = [
    table.columns.map(({ head }) => wholeWidth(head)),
    ...rows.map((row) => row.map(({ parts }) => wholeWidth(parts))),
  ];
  const elastic = table.columns.map(({ wrapTo }) => wrapTo !== undefined);
  const allot = (least: (column: Column, i: number) => number): number[] | undefined =>
    allotWidths({ least: table.columns.map(least), whole, elastic }, width);
  const broken = (i: number, { head }: Column): number =>
    widest([brokenWidth(head), ...rows.map((row) => brokenWidth(row[i]?.parts))]);
  const longestWord = (i: number): number =>
    widest(
      rows.flatMap((row) => (row[i]?.parts ?? []).map((part) => brokenWidth(part.split(' ')))),
    );
  return (
    allot((column, i) => {
      const { wrapTo } = column;
      const word = longestWord(i);
      const least = Math.max(wrapTo ?? Infinity, word > LONGEST_WORD ? 0 : word);
      return Math.min(broken(i, column), least);
    }) ?? allot((column, i) => Math.min(broken(i, column), column.wrapTo ?? Infinity))
  );
}
