/**
 * Text that came from a user (ids, layer names, messages that quote them) is printed in terminals,
 * mails and spreadsheets. These functions take out what would act there instead of being read.
 */

/** Kept: it asks our own line breaker not to break there, and is printed as a space. */
export const NO_BREAK = '\u00a0';

const ESC = '\u001b';
/** CSI (`ESC [ ... letter`), OSC (`ESC ] ... BEL or ST`), and the two-character escapes. */
const ANSI = new RegExp(
  [
    `(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]?`,
    `(?:${ESC}\\]|\u009d)[^\u0007\u009c${ESC}]*(?:\u0007|\u009c|${ESC}\\\\)?`,
    `${ESC}[PX^_][^${ESC}\u009c]*(?:${ESC}\\\\|\u009c)?`,
    `${ESC}[ -/]*[0-~]?`,
  ].join('|'),
  'gu',
);
const LINE_ENDS_AND_TABS = /[\t\n\v\f\r\u0085\p{Zl}\p{Zp}]+/gu;
/** Controls, format marks (bidi, zero width, soft hyphen, tags), lone surrogates, private use. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

/** The text without escapes, controls and bidi marks, on one line. */
export function safeText(text: string): string {
  if (isPlain(text)) return text;
  return text.replace(ANSI, '').replace(LINE_ENDS_AND_TABS, ' ').replace(INVISIBLE, '');
}

/** Printable ASCII and nothing else: the common case, tested without a scan per pattern. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

const ASCII_FOR: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '→': '->',
  '≥': '>=',
  '≤': '<=',
  '×': 'x',
  '·': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
};

/** ASCII in place of every other character; `?` where there is no likeness. No-break stays. */
export function toAscii(text: string): string {
  if (isPlain(text)) return text;
  return text.replace(/[^ -~\u00a0]/gu, (character) => {
    const known = ASCII_FOR[character];
    if (known !== undefined) return known;
    const bare = character.normalize('NFKD').replace(/\p{M}/gu, '');
    return /^[ -~]*$/.test(bare) && (bare !== '' || /\p{M}/u.test(character)) ? bare : '?';
  });
}

/** Text for a spreadsheet cell: nothing that a spreadsheet would take for a formula. */
export function inertText(text: string): string {
  const safe = safeText(text);
  // The raw text too: a tab that led a formula is a space by now.
  const risky = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(safe) || /^[\t\r]/.test(text);
  return risky ? `'${safe}` : safe;
}

const MARKDOWN_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '\\|',
  '\\': '\\\\',
  '`': '\\`',
  '*': '\\*',
  '[': '\\[',
  ']': '\\]',
};

/** Text for a Markdown table or list: no markup, no HTML, no cell border of its own. */
export function markdownText(text: string): string {
  return safeText(text)
    .replaceAll(NO_BREAK, ' ')
    .replace(/[&<>|\\`*[\]]/g, (character) => MARKDOWN_ESCAPES[character] ?? character);
}
