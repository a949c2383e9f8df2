import { asSpan } from './prose.js';
import type { Prose, Tone } from './prose.js';
import { NO_BREAK } from './safe-text.js';
import { hardBreak, textWidth } from './text-width.js';
import type { Typesetter } from './typesetter.js';

interface Word {
  readonly text: string;
  readonly tone: Tone | undefined;
  /** No space before it: it goes on from a span that ended without one. */
  readonly joined: boolean;
}

/**
 * Prose in lines no wider than the setter, broken between words only; a single word wider than a
 * whole line is cut, behind a slash where it has one. Lines are coloured one by one, so that indents stay bare.
 */
export function wrapProse(prose: Prose, setter: Typesetter): string[] {
  return breakLines(wordsOf(prose, setter.text), setter.width).map((line) =>
    paintLine(line, setter.paint),
  );
}

/** Text that is set already, wrapped and not coloured; at least one line. */
export function wrapText(text: string, width: number): string[] {
  const lines = breakLines(
    wordsOf([text], (raw) => raw),
    Math.max(1, width),
  ).map((line) => paintLine(line, (raw) => raw));
  return lines.length === 0 ? [''] : lines;
}

function wordsOf(prose: Prose, set: (raw: string) => string): Word[] {
  const words: Word[] = [];
  let open = false;
  for (const piece of prose) {
    const { text: raw, tone } = asSpan(piece);
    const text = set(raw);
    if (text === '') continue;
    const hangsOn = open && !text.startsWith(' ');
    for (const [i, part] of text.split(/ +/).filter(Boolean).entries()) {
      words.push({ text: part, tone, joined: i === 0 && hangsOn });
    }
    open = !text.endsWith(' ');
  }
  return words;
}

function breakLines(words: readonly Word[], width: number): Word[][] {
  const lines: Word[][] = [];
  let line: Word[] = [];
  let used = 0;
  const breakLine = (): void => {
    if (line.length > 0) lines.push(line);
    line = [];
    used = 0;
  };
  for (const chunk of chunks(words)) {
    const size = chunk.reduce((sum, word) => sum + textWidth(word.text), 0);
    if (used + (line.length === 0 ? 0 : 1) + size > width) breakLine();
    if (size <= width) {
      used += (line.length === 0 ? 0 : 1) + size;
      line.push(...chunk);
      continue;
    }
    for (const word of chunk) {
      for (const piece of piecesOf(word.text, width)) {
        if (used + textWidth(piece) > width) breakLine();
        line.push({ ...word, text: piece, joined: true });
        used += textWidth(piece);
      }
    }
  }
  breakLine();
  return lines;
}

/** A word that is too wide, broken behind its slashes: a strike or a folder stays whole. */
function piecesOf(text: string, width: number): string[] {
  return text.split(/(?<=\/)/).flatMap((part) => hardBreak(part, width));
}

/** Words that hang together without a space between them. */
function chunks(words: readonly Word[]): Word[][] {
  const found: Word[][] = [];
  for (const word of words) {
    const last = found.at(-1);
    if (word.joined && last !== undefined) last.push(word);
    else found.push([word]);
  }
  return found;
}

/** Neighbours of one tone are painted as one run, the spaces between them included. */
function paintLine(
  line: readonly Word[],
  paint: (text: string, tone: Tone | undefined) => string,
): string {
  let painted = '';
  let run = '';
  let tone: Tone | undefined;
  for (const [i, word] of line.entries()) {
    const gap = i === 0 || word.joined ? '' : ' ';
    if (i > 0 && word.tone === tone) {
      run += gap + word.text;
      continue;
    }
    painted += paint(run, tone) + gap;
    run = word.text;
    tone = word.tone;
  }
  return (painted + paint(run, tone)).replaceAll(NO_BREAK, ' ');
}
