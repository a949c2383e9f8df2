import { Refusal } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import { historyWindow, tradingIndex } from '../market/history.js';
import type { HistoryDay, MarketHistory } from '../market/history.js';
import { curveLogShock } from './curve-history.js';
import { generatorOf } from './generate.js';
import type { ScenarioGenerator, ShockDraw } from './generate.js';
import type { RandomSource } from './random.js';
import { SHOCK_TENORS } from './shock.js';

/** How days of history are put together. */
export interface BootstrapOptions {
  /** Trading days that a scenario takes. */
  readonly horizonDays: number;
  /** Days that stay together, so that what follows what is kept (METHOD 4.3: 5). */
  readonly blockDays?: number;
  /** Days of the history that may be drawn from, both included: nothing later than `to` is seen. */
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

/** One day's move of everything together, logs. */
interface DailyVector {
  /** The day that the move ends on. */
  readonly date: IsoDate;
  /** Trading days from the first day of the history. */
  readonly at: number;
  readonly spx: number;
  readonly vix: number;
  readonly curve: readonly number[];
  readonly vvix: number | undefined;
}

const BLOCK_DAYS = 5;

/** With fewer blocks to draw from, scenarios repeat one another. */
const LEAST_BLOCKS = 100;

/**
 * Block bootstrap of a history (METHOD 4.3): runs of consecutive daily vectors (SPX, VIX, constant
 * maturities, VVIX), drawn with equal chances and compounded to the horizon. A block never spans a
 * gap; the last one is cut to the horizon. Where the history has VVIX, days without it are left
 * out; where it has none, VVIX stays unknown.
 * @throws Refusal where the history has too few blocks
 */
export function bootstrapGenerator(
  history: MarketHistory,
  options: BootstrapOptions,
): ScenarioGenerator {
  const { horizonDays, blockDays = BLOCK_DAYS } = options;
  const { days } = historyWindow(history, options.from, options.to);
  const vectors = dailyVectors(days);
  const starts = blockStarts(vectors, blockDays);
  if (starts.length < LEAST_BLOCKS) {
    throw new Refusal(
      `the history has ${starts.length} blocks of ${blockDays} days in a row with SPX, VIX and a curve to 180 days`,
      `give a history with at least ${LEAST_BLOCKS}`,
    );
  }
  // Of the days that can be drawn: a history of SPX and VIX may begin long before its curves do.
  const first = vectors[0]?.date ?? '';
  const last = vectors[vectors.length - 1]?.date ?? '';
  return generatorOf({
    name: 'bootstrap',
    description: `block bootstrap of ${vectors.length} days from ${first} to ${last}, blocks of ${blockDays}, ${horizonDays} trading days`,
    horizonDays,
    draw: (random) => drawBlocks(random, vectors, starts, blockDays, horizonDays),
  });
}

function dailyVectors(days: readonly HistoryDay[]): DailyVector[] {
  const index = tradingIndex(days);
  const all = days.slice(1).flatMap((day, i): DailyVector[] => {
    const before = days[i] as HistoryDay;
    const at = index[i + 1] as number;
    const curve = at - (index[i] as number) === 1 ? curveLogShock(before, day) : undefined;
    if (curve === undefined) return [];
    const vvix =
      day.vvix === undefined || before.vvix === undefined
        ? undefined
        : Math.log(day.vvix / before.vvix);
    return [
      {
        date: day.date,
        at,
        spx: Math.log(day.spx / before.spx),
        vix: Math.log(day.vix / before.vix),
        curve,
        vvix,
      },
    ];
  });
  const withVvix = all.filter(({ vvix }) => vvix !== undefined);
  return withVvix.length > 0 ? withVvix : all;
}

/** Where a run of `blockDays` vectors on consecutive trading days begins. */
function blockStarts(vectors: readonly DailyVector[], blockDays: number): number[] {
  if (!Number.isInteger(blockDays) || blockDays < 1) {
    throw new Refusal(`a block of ${blockDays} days`, 'give a whole number from 1 on');
  }
  return vectors.flatMap(({ at }, i) => {
    const last = vectors[i + blockDays - 1];
    return last !== undefined && last.at - at === blockDays - 1 ? [i] : [];
  });
}

function drawBlocks(
  random: RandomSource,
  vectors: readonly DailyVector[],
  starts: readonly number[],
  blockDays: number,
  horizonDays: number,
): ShockDraw {
  let spx = 0;
  let vix = 0;
  let vvix: number | undefined = 0;
  const curve = SHOCK_TENORS.map(() => 0);
  for (let left = horizonDays; left > 0; left -= blockDays) {
    const start = starts[random.below(starts.length)] as number;
    for (let i = 0; i < Math.min(blockDays, left); i += 1) {
      const vector = vectors[start + i] as DailyVector;
      spx += vector.spx;
      vix += vector.vix;
      vvix = vvix === undefined || vector.vvix === undefined ? undefined : vvix + vector.vvix;
      for (let tenor = 0; tenor < curve.length; tenor += 1) {
        curve[tenor] = (curve[tenor] as number) + (vector.curve[tenor] as number);
      }
    }
  }
  return {
    spxReturn: Math.expm1(spx),
    vixLogChange: vix,
    curveLogChanges: curve,
    ...(vvix !== undefined && { vvixLogChange: vvix }),
  };
}
