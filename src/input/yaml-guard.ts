import { Lexer } from 'yaml';
import { Refusal } from '../errors.js';
import { MAX_DEPTH } from './tree.js';

/**
 * Refuses YAML that nests deeper than any file of ours, before it is composed: the composer
 * recurses, and close to the end of the stack V8 may abort the process (it cannot compile a
 * regular expression there), which no catch can stop. The lexer does not recurse.
 * @throws Refusal with the line
 */
export function refuseDeepYaml(text: string, file: string): void {
  let line = 1;
  let column = 0;
  let flowDepth = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '[' || lexeme === '{') flowDepth += 1;
    if (lexeme === ']' || lexeme === '}') flowDepth = Math.max(0, flowDepth - 1);
    const opensBlock =
      flowDepth === 0 && (lexeme === '-' || lexeme === '?' || lexeme === ':') && column > 0;
    // A block collection needs a column of its own, so a column bounds the depth.
    if (flowDepth > MAX_DEPTH || (opensBlock && column > MAX_BLOCK_COLUMN)) {
      throw new Refusal(
        `it nests deeper than ${MAX_DEPTH} levels, or indents beyond column ${MAX_BLOCK_COLUMN}`,
        'check that this is the right file',
        { file, line },
      );
    }
    const lineEnd = lexeme.lastIndexOf('\n');
    if (lineEnd === -1) {
      if (!MARKS.has(lexeme)) column += lexeme.length;
      continue;
    }
    column = lexeme.length - lineEnd - 1;
    for (const character of lexeme) if (character === '\n') line += 1;
  }
}

const MAX_BLOCK_COLUMN = 160;

/** What the lexer puts between the pieces of the text; they take no room in it. */
const MARKS = new Set(['\u0002', '\u0018', '\u001f', '\ufeff']);
