import type { ScoredSession } from './score.js';
import type { SignalSettings } from './settings.js';
import type { Factor } from '../report-parts.js';

/**
 * m_sig of METHOD 7.4 by layer: 1 + first x (score - 50)/50 on the first layer, 1 - last x
 * (score - 50)/50 on the last, 1 between them and where there is no score.
 * @param layers names in the order of their windows; of a single layer the tilt is 1
 * @param reading undefined where there is no session to read
 */
export function signalTilts(
  layers: readonly string[],
  reading: Pick<ScoredSession, 'date' | 'score' | 'unavailable'> | undefined,
  { first, last }: SignalSettings['tilt'],
): Readonly<Record<string, Factor>> {
  const score = reading?.score;
  if (score === undefined) {
    const why = reading?.unavailable ?? 'no session of SPX';
    return Object.fromEntries(layers.map((name) => [name, neutral(`no score, ${why}`)]));
  }
  const lean = (score - 50) / 50;
  const source = `score ${score.toFixed(1)} of ${reading?.date ?? ''}, method 7.4`;
  return Object.fromEntries(
    layers.map((name, i): [string, Factor] => {
      if (layers.length === 1) return [name, neutral('one layer alone has nothing to lean on')];
      if (i === 0) return [name, { name: 'signals', value: 1 + first * lean, source }];
      if (i === layers.length - 1)
        return [name, { name: 'signals', value: 1 - last * lean, source }];
      return [name, { name: 'signals', value: 1, source: 'method 7.4: 1 between the ends' }];
    }),
  );
}

function neutral(why: string): Factor {
  return { name: 'signals', value: 1, source: `neutral: ${why}` };
}
