/**
 * What a report says, before it has a form: blocks of plain data that the terminal and the
 * Markdown writer set each in their own way. Text here is neither wrapped, escaped nor coloured.
 */
import type { Markup } from './markup.js';
import type { Prose, Tone } from './prose.js';
import type { Typesetter } from './typesetter.js';

export interface Cell {
  /** Joined by spaces where there is room, else one line each. */
  readonly parts: readonly string[];
  readonly tone?: Tone;
}

export interface Column {
  /** As the parts of a cell. */
  readonly head: readonly string[];
  readonly align: 'left' | 'right';
  /** Text that may wrap at word boundaries, down to this many columns. */
  readonly wrapTo?: number;
}

export interface TableBlock {
  readonly kind: 'table';
  /** What it shows, where a form has room for it: the terminal's tables are named by their heads. */
  readonly caption?: string;
  /** The first column names the row; its head is the table's title. */
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** The last row is the total of the others. */
  readonly total?: boolean;
  /** In a terminal narrower than this each row is set as a block of its own. */
  readonly soloBelow?: number;
}

export interface Fact {
  readonly label: string;
  readonly text: Prose;
}

export type Block =
  | { readonly kind: 'title'; readonly text: Prose }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'list'; readonly items: readonly Prose[] }
  | { readonly kind: 'prose'; readonly text: Prose }
  | TableBlock
  /** Set next to one another where the width allows. */
  | { readonly kind: 'beside'; readonly blocks: readonly Block[] }
  | ChartBlock;

export interface ChartBlock {
  readonly kind: 'chart';
  readonly title: string;
  readonly draw: DrawChart;
  /** The drawing where the form has pictures; without it HTML shows that of the terminal. */
  readonly svg?: DrawSvg;
}

export type DrawChart = (setter: Typesetter) => readonly string[];

/** Draws with this prefix for the ids of its parts, which a page may hold once only. */
export type DrawSvg = (id: string) => Markup;

export function cell(text: string, tone?: Tone): Cell {
  return cellOf([text], tone);
}

export function cellOf(parts: readonly string[], tone?: Tone): Cell {
  return tone === undefined ? { parts } : { parts, tone };
}

/** A cell that stays empty because its column does not concern the row. */
export const BLANK: Cell = { parts: [''] };

/** A column of figures, set flush right. */
export function figures(...head: string[]): Column {
  return { head, align: 'right' };
}

/** A column of short words, set flush left. */
export function words(...head: string[]): Column {
  return { head, align: 'left' };
}

/** A column of text that may wrap. */
export function text(head: string, wrapTo: number): Column {
  return { head: [head], align: 'left', wrapTo };
}
