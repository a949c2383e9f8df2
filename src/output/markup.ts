import { safeText } from './safe-text.js';

/**
 * HTML or SVG that is fit to be written. It is made by the tag `markup` alone, which escapes all
 * that is put into it and is not markup itself: text of users cannot become markup by omission.
 */
class MarkupText {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  toString(): string {
    return this.#source;
  }
}

export type Markup = MarkupText;

/** What may stand in a template: text is escaped, lists follow one another, undefined is nothing. */
export type Piece = Markup | string | number | undefined | readonly Piece[];

/** A template of markup. Pieces stand in element content or in attribute values in double quotes. */
export function markup(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const source = parts.map((part, i) => part + sourceOf(pieces[i])).join('');
  return new MarkupText(source);
}

function sourceOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (piece instanceof MarkupText) return piece.toString();
  if (typeof piece === 'string') return escaped(safeText(piece));
  if (typeof piece === 'number') return String(piece);
  return piece.map(sourceOf).join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** Letters that run from right to left: they would draw the figures beside them along. */
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Text in its own direction, so that what stands beside it keeps its order. */
export function isolated(text: string): Piece {
  return RIGHT_TO_LEFT.test(text) ? markup`<bdi>${text}</bdi>` : text;
}
