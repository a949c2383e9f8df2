import { Refusal } from '../errors.js';

/** A note, not a document. */
const MOST_CHARACTERS = 1000;

/**
 * What someone wrote, without blanks around it.
 * @throws Refusal for nothing and for more than a note
 */
export function checkText(text: string, key: string): string {
  const trimmed = text.trim();
  if (trimmed === '') {
    throw new Refusal('there is nothing in it', 'write it in quotes, or leave it out', { key });
  }
  if (trimmed.length <= MOST_CHARACTERS) return trimmed;
  throw new Refusal(`it has ${trimmed.length} characters`, `write ${MOST_CHARACTERS} at the most`, {
    key,
  });
}
