import { Refusal } from '../errors.js';
import type { Episode } from '../scenario/episode.js';
import { readSources } from './inputs.js';
import type { Io } from './io.js';

/** The user's own scenarios of all files together; each id once. */
export async function readScenarios(paths: readonly string[], io: Io): Promise<Episode[]> {
  if (paths.length === 0) return [];
  const { parseScenarios } = await import('../input/scenarios.js');
  const own: Episode[] = [];
  for (const source of await readSources(paths, '--scenarios', io)) {
    for (const episode of await parseScenarios(source)) {
      if (own.some(({ id }) => id === episode.id)) {
        throw new Refusal(`the scenario ${episode.id} stands in two files`, 'rename one', {
          file: source.name,
        });
      }
      own.push(episode);
    }
  }
  return own;
}
