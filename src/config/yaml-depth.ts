import { Lexer } from 'yaml';

/** Far deeper than any configuration. */
const MAX_FLOW_DEPTH = 16;
/** Each block collection needs a column of its own, so the column bounds how deep they nest. */
const MAX_BLOCK_COLUMN = 120;

/** Marks that the lexer puts between the pieces of the text. */
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f', '\ufeff']);
const BLOCK_INDICATORS: ReadonlySet<string> = new Set(['-', '?', ':']);

/**
 * The line on which YAML nests deeper than any configuration, if there is one. It must be known
 * before the text is composed: the composer recurses, and a full stack can end the process.
 */
export function tooDeepLine(text: string): number | undefined {
  let line = 1;
  let column = 0;
  let depth = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '[' || lexeme === '{') depth += 1;
    if (lexeme === ']' || lexeme === '}') depth = Math.max(0, depth - 1);
    if (depth > MAX_FLOW_DEPTH) return line;
    if (depth === 0 && column > MAX_BLOCK_COLUMN && BLOCK_INDICATORS.has(lexeme)) return line;
    const lines = lexeme.split('\n');
    if (lines.length > 1) {
      line += lines.length - 1;
      column = lines.at(-1)?.length ?? 0;
    } else if (!MARKS.has(lexeme)) {
      column += lexeme.length;
    }
  }
  return undefined;
}
