import { Refusal } from '../errors.js';
import { futureBeta } from './central-path.js';
import { DEFAULT_DYNAMICS } from './dynamics.js';
import { heldBeta } from './contract-beta.js';
import { MAX_EPISODE_DAYS, logChange, startSlope } from './episode.js';
import { EPISODES } from './episodes.js';
import type { BeforeAfter, Episode } from './episode.js';
import { SHOCK_TENORS } from './shock.js';

/** What {@link createEpisode} takes: the levels of a move that the user gives. */
export interface EpisodeInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** Calendar days that it takes; 0 is at once. */
  readonly days: number;
  /** Simple return. */
  readonly spxReturn: number;
  readonly vix: BeforeAfter;
  readonly vvix?: BeforeAfter | undefined;
  /** VX futures of constant maturities; absent: they follow VIX by METHOD 4.2's betas. */
  readonly curve?: readonly BeforeAfter[] | undefined;
  readonly source?: string | undefined;
}

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LEVELS = {
  vix: { min: 5, max: 150 },
  vvix: { min: 30, max: 400 },
  curve: { min: 5, max: 150 },
} as const;

/**
 * An episode of the user's own.
 * @throws Refusal naming the key: an id that is taken, a return that looks like per cent, a level
 *   that is no VIX or VVIX
 */
export function createEpisode(input: EpisodeInput): Episode {
  checkId(input.id);
  checkDays(input.days);
  checkReturn(input.spxReturn);
  checkLevels('vix', input.vix);
  if (input.vvix !== undefined) checkLevels('vvix', input.vvix);
  input.curve?.forEach((pair, i) => {
    checkLevels('curve', pair, `curve.${SHOCK_TENORS[i] ?? i}`);
  });
  const vixLogChange = logChange(input.vix);
  const { curve, ofHeldContracts, source } =
    input.curve === undefined
      ? followVix(input.days, input.spxReturn, vixLogChange)
      : { curve: input.curve.map(logChange), ofHeldContracts: false, source: '' };
  return {
    id: input.id,
    name: input.name ?? input.id,
    days: input.days,
    spxReturn: input.spxReturn,
    vix: input.vix,
    vixLogChange,
    ...(input.curve !== undefined && { slope: startSlope(input.curve) }),
    curveLogChanges: curve,
    ...(ofHeldContracts && { ofHeldContracts }),
    ...(input.vvix !== undefined && { vvixLogChange: logChange(input.vvix) }),
    source: `${input.source ?? 'given by the user'}${source}`,
  };
}

/**
 * Futures that follow VIX by the measured betas: those of held contracts over a day, or those of
 * constant maturities over longer moves (METHOD 15.7: a move of weeks is no day's move compounded).
 */
function followVix(
  days: number,
  spxReturn: number,
  vixLogChange: number,
): { curve: number[]; ofHeldContracts: boolean; source: string } {
  const tradingDays = Math.max(1, Math.round((days * 5) / 7));
  const ofHeldContracts = tradingDays === 1;
  const beta = (tenor: number): number =>
    ofHeldContracts
      ? heldBeta(tenor, spxReturn)
      : futureBeta(DEFAULT_DYNAMICS, tenor, Math.log1p(spxReturn), tradingDays);
  return {
    curve: SHOCK_TENORS.map((tenor) => beta(tenor) * vixLogChange),
    ofHeldContracts,
    source: `; futures by the betas of method ${ofHeldContracts ? '4.2' : '15.7'}`,
  };
}

function checkId(id: string): void {
  if (!ID.test(id) || id.length > 60) {
    throw new Refusal(
      `${JSON.stringify(id)} is no id of a scenario`,
      'use lower-case letters, digits and single hyphens, such as my-crash',
      { key: 'id' },
    );
  }
  if (EPISODES.some((episode) => episode.id === id)) {
    throw new Refusal(`${id} is in the built-in bank`, 'give your scenario another id', {
      key: 'id',
    });
  }
}

function checkDays(days: number): void {
  if (Number.isSafeInteger(days) && days >= 0 && days <= MAX_EPISODE_DAYS) return;
  throw new Refusal(
    `${days} is no number of days`,
    `give whole calendar days from 0 (at once) to ${MAX_EPISODE_DAYS}`,
    { key: 'days' },
  );
}

function checkReturn(spxReturn: number): void {
  if (spxReturn > -0.95 && spxReturn < 1) return;
  const isPercent = Math.abs(spxReturn) >= 1 && Math.abs(spxReturn) < 95;
  const fraction = Number((spxReturn / 100).toPrecision(12));
  const percent = isPercent ? `; for ${spxReturn}% write ${fraction}` : '';
  throw new Refusal(
    `${spxReturn} is no SPX return as a fraction`,
    `give a fraction above -0.95 and below 1${percent}`,
    { key: 'spxReturn' },
  );
}

function checkLevels(what: keyof typeof LEVELS, pair: BeforeAfter, key: string = what): void {
  const { min, max } = LEVELS[what];
  for (const level of pair) {
    if (level >= min && level <= max) continue;
    throw new Refusal(
      `${level} is no level of ${what === 'curve' ? 'a VX future' : what.toUpperCase()}`,
      `give the levels before and after, from ${min} to ${max}`,
      { key },
    );
  }
}
