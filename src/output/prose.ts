import { NO_BREAK } from './safe-text.js';

/** What a piece of text is about; the terminal may colour by it, nothing else depends on it. */
export type Tone = 'plain' | 'strong' | 'cost' | 'protection' | 'warning' | 'dim';

export interface Span {
  readonly text: string;
  readonly tone?: Tone;
}

/** Running text: pieces that follow one another as they stand, their spaces their own. */
export type Prose = readonly (string | Span)[];

export function span(text: string, tone: Tone): Span {
  return { text, tone };
}

export function asSpan(piece: string | Span): Span {
  return typeof piece === 'string' ? { text: piece } : piece;
}

/** Words that no line is broken between, so that a figure stays with its name. */
export function together(...words: string[]): string {
  return words.join(' ').replaceAll(' ', NO_BREAK);
}
