import { parseJsonTree } from './json-tree.js';
import type { Source } from './read-source.js';
import type { Tree } from './tree.js';

/** The tree of a YAML or JSON source; the YAML parser is loaded only where there is YAML. */
export async function parseTree(source: Source, format: 'yaml' | 'json'): Promise<Tree> {
  if (format === 'json') return parseJsonTree(source);
  const { parseYamlTree } = await import('./yaml-tree.js');
  return parseYamlTree(source);
}
