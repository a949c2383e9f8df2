import Table from 'cli-table3';
import type { Tone } from './prose.js';
import { padEnd, textWidth } from './text-width.js';
import type { Typesetter } from './typesetter.js';

/** Columns left free between two columns of a grid. */
export const GUTTER = 2;

/** One cell as it will stand: its lines, none wider than its column. */
export interface GridCell {
  readonly lines: readonly string[];
  readonly tone?: Tone | undefined;
}

export interface Grid {
  readonly head: readonly GridCell[];
  readonly rows: readonly (readonly GridCell[])[];
  readonly aligns: readonly ('left' | 'right')[];
  readonly widths: readonly number[];
  readonly total: boolean;
}

/** The columns a grid takes. */
export function gridWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GUTTER * Math.max(0, widths.length - 1);
}

/** A ruled table without uprights: a rule under the head, another over the total. */
export function drawGrid(grid: Grid, setter: Typesetter): string[] {
  const { rule } = setter.glyphs;
  const lines = drawRows(grid, grid.head, grid.rows.slice(0, SLICE), setter);
  for (let i = SLICE; i < grid.rows.length; i += SLICE) {
    lines.push(...drawRows(grid, [], grid.rows.slice(i, i + SLICE), setter));
  }
  const last = grid.rows.at(-1);
  if (grid.total && last !== undefined && grid.rows.length > 1) {
    const height = Math.max(1, ...last.map((cell) => cell.lines.length));
    lines.splice(lines.length - height, 0, rule.repeat(gridWidth(grid.widths)));
  }
  return lines;
}

/** Rows drawn at a time: cli-table3's time grows with the square of them. */
const SLICE = 40;

function drawRows(
  { widths, aligns }: Grid,
  head: readonly GridCell[],
  rows: readonly (readonly GridCell[])[],
  setter: Typesetter,
): string[] {
  const { rule } = setter.glyphs;
  const table = new Table({
    head: head.map((cell) => paintCell(cell, setter)),
    colWidths: [...widths],
    colAligns: [...aligns],
    rowAligns: head.length > 0 ? ['bottom'] : [],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    chars: {
      ...NO_BORDER,
      mid: rule,
      'mid-mid': rule.repeat(GUTTER),
      middle: ' '.repeat(GUTTER),
    },
  });
  for (const row of rows) table.push(row.map((cell) => paintCell(cell, setter)));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

const NO_BORDER = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
};

/** Spaces that align decimals stay outside the colour, so that a line's end can be trimmed. */
function paintCell(cell: GridCell, setter: Typesetter): string {
  return cell.lines
    .map((line) => {
      const text = line.trimEnd();
      return setter.paint(text, cell.tone) + line.slice(text.length);
    })
    .join('\n');
}

/** Figures filled with spaces behind, so that their decimal points stand below one another. */
export function alignDecimals(texts: readonly string[]): string[] {
  const tails = texts.map(decimalTail);
  const longest = Math.max(0, ...tails.map((tail) => tail ?? 0));
  return texts.map((text, i) => {
    const tail = tails[i];
    return tail === undefined ? text : padEnd(text, textWidth(text) + longest - tail);
  });
}

/** Characters from the decimal point on; undefined for what is no figure. */
function decimalTail(text: string): number | undefined {
  const match = /^[-+]?\$?\d[\d,]*((?:\.\d+)?%?)$/.exec(text);
  return match === null ? undefined : (match[1] ?? '').length;
}
