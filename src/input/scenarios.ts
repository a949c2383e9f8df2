import { Refusal } from '../errors.js';
import { createEpisode } from '../scenario/create-episode.js';
import type { BeforeAfter, Episode } from '../scenario/episode.js';
import { SHOCK_TENORS } from '../scenario/shock.js';
import { checkShape } from './check-shape.js';
import { formatOf } from './format.js';
import { parseTree } from './parse-tree.js';
import { relocated } from './place.js';
import type { Source } from './read-source.js';
import { scenariosSchema } from './scenarios-shape.js';
import { placeAt } from './tree.js';

/**
 * The user's own scenarios from a YAML or JSON file.
 * @throws Refusal with file, line and key
 */
export async function parseScenarios(source: Source): Promise<Episode[]> {
  const format = formatOf(source);
  if (format === 'csv') {
    throw new Refusal('scenarios are not read from CSV', 'write them as YAML or JSON', {
      file: source.name,
    });
  }
  const tree = await parseTree(source, format);
  if (tree.root.kind !== 'map') {
    throw new Refusal('the file holds no mapping', 'write a scenarios: list', placeAt(tree, []));
  }
  const { scenarios } = checkShape(scenariosSchema, tree);
  const seen = new Set<string>();
  return scenarios.map(({ curve, ...others }, index) => {
    const locate = (key?: string) =>
      placeAt(tree, ['scenarios', index, ...(key === undefined ? [] : key.split('.'))]);
    const episode = relocated(locate, undefined, () =>
      createEpisode({
        ...others,
        curve: curve && SHOCK_TENORS.map((days): BeforeAfter => curve[days]),
      }),
    );
    if (seen.has(episode.id)) {
      throw new Refusal(`the id ${episode.id} stands twice`, 'give each its own', locate('id'));
    }
    seen.add(episode.id);
    return episode;
  });
}
