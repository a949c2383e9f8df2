import type { HedgeSettings } from '../hedge/settings.js';
import type { Changes } from './changes.js';
import { checkCapital } from './check-capital.js';
import { checkBands } from './check-bands.js';
import { checkLayers } from './check-layers.js';
import { checkMacro } from './check-macro.js';
import { profileValue } from './profiles.js';
import { refuseAtLatest } from './refuse-at.js';
import type { RefuseAt } from './refuse-at.js';

/**
 * Checks that settings, each valid by itself, fit together.
 * @throws Refusal naming both sides; of kind `limits`, with the smallest relaxation, where hard
 * limits leave no room
 */
export function checkSettings(settings: HedgeSettings, changes: Changes): void {
  const refuse = refuseAtLatest(changes);
  checkLayers(settings.layers, refuse);
  checkBands(settings.layers, changes, refuse);
  checkRatio(settings, changes, refuse);
  checkThresholds(settings, refuse);
  checkDeltas(settings, refuse);
  checkSignals(settings, refuse);
  checkCapital(settings, changes, refuse);
  checkMacro(settings, refuse);
  checkPress(settings, refuse);
}

function checkRatio({ hedge, profile }: HedgeSettings, changes: Changes, refuse: RefuseAt): void {
  const { ratio, ratioMin, ratioMax } = hedge;
  if (ratioMin > ratioMax) {
    throw refuse(
      `ratioMin ${ratioMin} is above ratioMax ${ratioMax}`,
      // The ratio itself is to lie between them too.
      [
        ...(ratio < ratioMin ? [`lower hedge.ratioMin to ${ratio}`] : []),
        ...(ratio > ratioMax ? [`raise hedge.ratioMax to ${ratio}`] : []),
      ].join(' and '),
      ['hedge.ratioMin', 'hedge.ratioMax'],
      'limits',
    );
  }
  if (ratio >= ratioMin && ratio <= ratioMax) return;
  const ofProfile =
    !changes.values.has('hedge.ratio') && profileValue(profile, 'hedge.ratio') !== undefined;
  const above = ratio > ratioMax;
  throw refuse(
    `ratio ${ratio}${ofProfile ? ` of the profile ${profile}` : ''} is ` +
      (above ? `above ratioMax ${ratioMax}` : `below ratioMin ${ratioMin}`),
    above
      ? `lower hedge.ratio to ${ratioMax}, or raise hedge.ratioMax to ${ratio}`
      : `raise hedge.ratio to ${ratioMin}, or lower hedge.ratioMin to ${ratio}`,
    ['hedge.ratio', above ? 'hedge.ratioMax' : 'hedge.ratioMin'],
    'limits',
  );
}

const ORDERED_THRESHOLDS = [
  ['normalRatio', 'flatRatio'],
  ['flatRatio', 'stressRatio'],
  ['stressRatio', 'crisisRatio'],
  ['stressSlope', 'normalSlope'],
] as const;

/** Cuts out of order would make a regime that can never be, without a word. */
function checkThresholds({ regimes }: HedgeSettings, refuse: RefuseAt): void {
  for (const [low, high] of ORDERED_THRESHOLDS) {
    const { [low]: lower, [high]: higher } = regimes.thresholds;
    if (lower <= higher) continue;
    throw refuse(`${low} ${lower} is above ${high} ${higher}`, `lower ${low}, or raise ${high}`, [
      `regimes.thresholds.${low}`,
      `regimes.thresholds.${high}`,
    ]);
  }
}

function checkDeltas({ vixOptions }: HedgeSettings, refuse: RefuseAt): void {
  const { longDelta, shortDelta } = vixOptions;
  if (shortDelta < longDelta) return;
  throw refuse(
    `shortDelta ${shortDelta} is not below longDelta ${longDelta}`,
    'the call sold lies further out than the call bought: lower shortDelta, or raise longDelta',
    ['vixOptions.shortDelta', 'vixOptions.longDelta'],
  );
}

const ORDERED_SIGNALS = [
  ['macd.fast', 'macd.slow'],
  ['state.alertExit', 'state.alertEnter'],
  ['state.stressExit', 'state.stressEnter'],
  ['state.alertEnter', 'state.stressEnter'],
  ['state.alertExit', 'state.stressExit'],
] as const;

/** A state left above where it is entered would change every session. */
function checkSignals({ signals }: HedgeSettings, refuse: RefuseAt): void {
  const { macd, state, weights, breadth } = signals;
  const values: Readonly<Record<(typeof ORDERED_SIGNALS)[number][number], number>> = {
    'macd.fast': macd.fast,
    'macd.slow': macd.slow,
    'state.alertEnter': state.alertEnter,
    'state.alertExit': state.alertExit,
    'state.stressEnter': state.stressEnter,
    'state.stressExit': state.stressExit,
  };
  for (const [low, high] of ORDERED_SIGNALS) {
    const strict = low === 'macd.fast';
    if (values[low] < values[high] || (!strict && values[low] === values[high])) continue;
    throw refuse(
      `${low} ${values[low]} is ${strict ? 'not below' : 'above'} ${high} ${values[high]}`,
      `lower ${low}, or raise ${high}`,
      [`signals.${low}`, `signals.${high}`],
    );
  }
  if (breadth.slopeLength > breadth.window) {
    throw refuse(
      `slopeLength ${breadth.slopeLength} is longer than window ${breadth.window}`,
      'lower slopeLength, or raise window',
      ['signals.breadth.slopeLength', 'signals.breadth.window'],
    );
  }
  if (Object.values(weights).every((weight) => weight === 0)) {
    throw refuse(
      'all weights are 0',
      'give one of them a weight',
      Object.keys(weights).map((name) => `signals.weights.${name}`),
    );
  }
}

const ORDERED_STEPS = [
  ['futureFirst', 'futureSecond'],
  ['optionFirst', 'optionSecond'],
] as const;

function checkPress({ press }: HedgeSettings, refuse: RefuseAt): void {
  const { share, shareMax, ladder } = press;
  if (share > shareMax) {
    throw refuse(
      `share ${share} is above shareMax ${shareMax}`,
      `lower press.share to ${shareMax}, or raise press.shareMax to ${share}`,
      ['press.share', 'press.shareMax'],
      'limits',
    );
  }
  for (const [first, second] of ORDERED_STEPS) {
    if (ladder[first] < ladder[second]) continue;
    throw refuse(
      `${first} ${ladder[first]} is not below ${second} ${ladder[second]}`,
      `lower ${first}, or raise ${second}`,
      [`press.ladder.${first}`, `press.ladder.${second}`],
    );
  }
}
