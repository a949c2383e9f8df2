/** Columns that text takes in a terminal: as cli-table3 counts them, or more, never fewer. */

const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3040-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b001}\u{1f200}-\u{1f251}\u{20000}-\u{3fffd}\p{Extended_Pictographic}\p{Emoji_Presentation}]/u;
const COMBINING = /[\u0300-\u036f]/;
// eslint-disable-next-line no-control-regex -- our own colour codes
const COLOUR_CODE = /\u001b\[[0-9;]*m/g;

/** The text without colour codes. */
export function stripColour(text: string): string {
  return text.includes('\u001b') ? text.replace(COLOUR_CODE, '') : text;
}

/** Columns taken by one line, colour codes not counted. */
export function textWidth(text: string): number {
  const bare = stripColour(text);
  if (/^[ -~]*$/.test(bare)) return bare.length;
  let width = 0;
  for (const character of bare) {
    if (COMBINING.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** The line filled with spaces up to a width. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

/** Cuts one word into pieces no wider than `width`; only for words that fit on no line. */
export function hardBreak(word: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && textWidth(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}
