import { gridWidth } from './grid.js';
import { textWidth } from './text-width.js';
import { wrapText } from './wrap.js';

/** What the columns of a grid need. */
export interface Needs {
  /** The least width of each column. */
  readonly least: readonly number[];
  /** For each row, the width each of its cells takes on one line. */
  readonly whole: readonly (readonly number[])[];
  /** Columns of running text, for which every width above the least is of use. */
  readonly elastic?: readonly boolean[];
}

/**
 * Widths that leave as many rows as possible on one line: grown from the least by the row that
 * asks for least more, again and again; what is left goes to running text. Undefined where not
 * even the least fits.
 */
export function allotWidths(needs: Needs, width: number): number[] | undefined {
  const widths = [...needs.least];
  let room = width - gridWidth(widths);
  if (room < 0) return undefined;
  const missing = (row: readonly number[]): number =>
    row.reduce((sum, whole, i) => sum + Math.max(0, whole - (widths[i] ?? 0)), 0);
  let open = needs.whole;
  for (;;) {
    open = open.filter((row) => missing(row) > 0);
    const cheapest = open.reduce<readonly number[] | undefined>(
      (best, row) => (best === undefined || missing(row) < missing(best) ? row : best),
      undefined,
    );
    if (cheapest === undefined || missing(cheapest) > room) break;
    room -= missing(cheapest);
    cheapest.forEach((whole, i) => (widths[i] = Math.max(widths[i] ?? 0, whole)));
  }
  const wanting = widths
    .map((have, i) => ({ i, more: widest(needs.whole.map((row) => row[i] ?? 0)) - have }))
    .filter(({ i, more }) => more > 0 && needs.elastic?.[i] === true);
  for (const [k, { i, more }] of wanting.entries()) {
    const share = Math.min(more, Math.floor(room / (wanting.length - k)));
    widths[i] = (widths[i] ?? 0) + share;
    room -= share;
  }
  return widths;
}

/** The parts on one line where they fit, else a line each, wrapped where even that is too wide. */
export function fitParts(parts: readonly string[], width: number): string[] {
  const whole = parts.join(' ');
  if (textWidth(whole) <= width) return [whole];
  return parts.flatMap((part) => (textWidth(part) <= width ? [part] : wrapText(part, width)));
}

/**
 * Cells that are read together, each at its own width: all on one line, or all broken where one
 * must be, so that like stands beside like.
 */
export function fitAlike(
  cells: readonly (readonly string[])[],
  widths: readonly number[],
): string[][] {
  const broken = cells.some((parts, i) => parts.length > 1 && wholeWidth(parts) > (widths[i] ?? 1));
  return cells.map((parts, i) =>
    broken
      ? parts.flatMap((part) => fitParts([part], widths[i] ?? 1))
      : fitParts(parts, widths[i] ?? 1),
  );
}

/** Columns of a cell's parts on one line. */
export function wholeWidth(parts: readonly string[] | undefined): number {
  return parts === undefined ? 0 : textWidth(parts.join(' '));
}

/** Columns of a cell's parts, each on a line of its own. */
export function brokenWidth(parts: readonly string[] | undefined): number {
  return widest((parts ?? []).map(textWidth));
}

export function widest(widths: readonly number[]): number {
  return widths.reduce((most, width) => Math.max(most, width), 0);
}
