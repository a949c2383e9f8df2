import type { Source } from './read-source.js';

export type TextFormat = 'yaml' | 'json' | 'csv';

const BY_ENDING: Readonly<Record<string, TextFormat>> = {
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  csv: 'csv',
};

/** The format by the ending of the name; without a known one, by the look of the text. */
export function formatOf({ name, text }: Source): TextFormat {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return BY_ENDING[ending] ?? sniff(text);
}

/** A bracket starts JSON; a first line with commas and no `key:` is a CSV head; the rest is YAML. */
function sniff(text: string): TextFormat {
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return 'json';
  const line = start.slice(0, 2000).split('\n', 1)[0] ?? '';
  return /[,;\t]/.test(line) && !/:(\s|$)|^#/.test(line) ? 'csv' : 'yaml';
}
