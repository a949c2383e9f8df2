import { INSTRUMENT_KINDS } from '../hedge/settings.js';
import { HEDGE_ETPS } from '../market/contracts.js';
import { choice, flag, from, group, noChoice, number, pair } from './key.js';
import type { Source } from './source-tags.js';

/** Cboe lists VX futures less than two years out. */
const MAX_DAYS = 1000;

interface LayerDefaults {
  readonly window: readonly [number, number];
  readonly windowSource: Source;
  readonly targetDays: number;
  readonly band: readonly [number, number];
  readonly bandSource: Source;
}

function layerKeys({ window, windowSource, targetDays, band, bandSource }: LayerDefaults) {
  return {
    window: pair(
      window,
      { min: 1, max: MAX_DAYS, whole: true },
      windowSource,
      'Calendar days to expiry that the layer may hold, [first, last]. A day shared by two ' +
        'windows belongs to the shorter layer.',
    ),
    targetDays: number(
      targetDays,
      { min: 1, max: MAX_DAYS, whole: true },
      from('choice', '15.1'),
      'The contract in the window nearest to this many days is the one held.',
    ),
    band: pair(
      band,
      { min: 0, max: 1, fraction: 'bands are fractions' },
      bandSource,
      "The layer's least and greatest share of the hedge, fractions of hedge.basis.",
    ),
    instrument: choice(
      'future',
      INSTRUMENT_KINDS,
      from('choice', '15.1'),
      `What the layer holds: ${INSTRUMENT_KINDS.join(' | ')}.`,
    ),
    blend: flag(
      false,
      from('choice', '15.2'),
      'Futures only: hold the target days with the two contracts around it.',
    ),
    etp: noChoice(
      HEDGE_ETPS,
      from('none', '3.2'),
      `The product of a layer with instrument etp: ${HEDGE_ETPS.join(' | ')}.`,
    ),
  };
}

const short = layerKeys({
  window: [7, 30],
  windowSource: from('choice', '15.1'),
  targetDays: 20,
  band: [0.15, 0.25],
  bandSource: from('article', '6.2'),
});

/** Keys that a new layer must give; it has no defaults for them. */
export const LAYER_NEEDS = ['window', 'targetDays', 'band'] as const;

/** The keys of any layer, for those of a layer that is not one of the defaults. */
export const LAYER_KEYS = short;

/** Letters, digits, - and _; the first one no sign, so that it can stand in a command line. */
export const LAYER_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,23}$/;

export const MAX_LAYERS = 12;

/** The article's layers: its shares, its 30-60 days; the other windows fill in around them. */
export const LAYERS = group(
  'The layers of the hedge. A layer of yours is merged over the default of its name, key by ' +
    'key; `name: null` removes one; a new one needs window, targetDays and band.',
  {
    short: group('The short-term layer.', short),
    intermediate: group(
      'The intermediate layer.',
      layerKeys({
        window: [30, 60],
        windowSource: from('article', '15.1'),
        targetDays: 45,
        band: [0.3, 0.4],
        bandSource: from('article', '6.2'),
      }),
    ),
    stabilizer: group(
      'The long layer, a tail hedge: the remainder.',
      layerKeys({
        window: [60, 220],
        windowSource: from('choice', '15.1'),
        targetDays: 120,
        band: [0.35, 0.55],
        bandSource: from('article', '6.2'),
      }),
    ),
  },
);
