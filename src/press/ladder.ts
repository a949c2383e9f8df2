import type { PressSettings } from '../hedge/settings.js';
import { roundUsd } from '../market/rounding.js';
import type { Measured } from './big-top.js';
import { saleCostUsd } from './holding.js';
import type { Holding, PricedHolding } from './holding.js';
import type { CostSettings } from '../hedge/settings.js';

/** Why some of a holding is sold. */
export type LadderRule = 'first' | 'second' | 'vixDrop' | 'expiry';

/** One sale that the ladder asks for. */
export interface LadderSale {
  readonly rule: LadderRule;
  readonly contracts: number;
  readonly reason: string;
}

/** What the ladder says of one holding. Dollars. */
export interface LadderReading {
  readonly symbol: string;
  readonly contracts: number;
  readonly entryPrice: number;
  readonly stepsTaken: 0 | 1 | 2;
  /** Absent, like all below, where the snapshot has no price for it. */
  readonly price?: number;
  readonly priceSource?: string;
  /** No quote prices it: the price is a model's. */
  readonly modelled?: true;
  readonly daysToExpiry?: number;
  /** Price over entry price. */
  readonly multiple?: number;
  readonly sales: readonly LadderSale[];
  readonly contractsLeft: number;
  /** Steps taken once the sales are done: for the holdings file. */
  readonly stepsAfter: 0 | 1 | 2;
  /** Money the sales release after costs: of futures the gain, of others the price. */
  readonly proceedsUsd?: number;
  readonly toCashUsd?: number;
  readonly recycleUsd?: number;
  /** Where the recycled part goes, or why nothing is. */
  readonly recycle?: string;
  /** The next step and the price it waits for. */
  readonly next?: { readonly price: number; readonly contracts: number };
  readonly note?: string;
}

/** What the ladder reads beside the holdings. */
export interface LadderMarket {
  readonly vix: number;
  /** Greatest VIX of the last days; unknown without a history. */
  readonly vixMax: Measured;
  /** VIX/VIX3M; absent where the snapshot has no VIX3M. */
  readonly vixToVix3m?: number | undefined;
  /** Where money from a sale goes: one tenor out; undefined for the longest layer's. */
  readonly oneTenorOut: string | undefined;
}

/** Settlements have four decimals: half of the last one is no difference (19.08 is 1.5 x 12.72). */
const PRICE_DUST = 0.00005;

/** The contracts of the three thirds: equal shares, what is left over to the earlier ones. */
export function thirdsOf(bought: number): readonly [number, number, number] {
  const base = Math.floor(bought / 3);
  const extra = bought - 3 * base;
  return [base + (extra > 0 ? 1 : 0), base + (extra > 1 ? 1 : 0), base];
}

/**
 * The monetisation ladder (METHOD 8.5, 15.14): a third of what was bought at the first multiple of
 * the entry price, a third at the second, the rest once VIX has fallen from its recent maximum
 * (only after a step: the rule takes profits, it does not end a hedge that has not paid), and all
 * near expiry. A step that is taken is not taken again; no more is sold than is held.
 */
export function ladderReading(
  holding: Holding,
  priced: PricedHolding | undefined,
  market: LadderMarket,
  settings: PressSettings['ladder'],
  costs: CostSettings,
): LadderReading {
  const { symbol, contracts, entryPrice, stepsTaken } = holding;
  const base = { symbol, contracts, entryPrice, stepsTaken };
  if (priced === undefined) {
    return {
      ...base,
      sales: [],
      contractsLeft: contracts,
      stepsAfter: stepsTaken,
      note: 'the snapshot has no price for it: its steps are not known',
    };
  }
  const { price, priceSource, daysToExpiry } = priced;
  const multiple = price / entryPrice;
  const { instrument } = priced;
  const option = instrument.kind === 'call' || instrument.kind === 'callSpread';
  const levels = option
    ? [settings.optionFirst, settings.optionSecond]
    : [settings.futureFirst, settings.futureSecond];
  const { sales, left, stepsAfter } = salesOf(holding, price, levels, priced, market, settings);
  const nextLevel = levels[stepsAfter];
  const nextContracts = Math.min(left, thirdsOf(holding.bought)[stepsAfter] ?? 0);
  return {
    ...base,
    price,
    priceSource,
    ...(instrument.kind === 'call' && instrument.call.modelled && { modelled: true }),
    ...(daysToExpiry !== undefined && { daysToExpiry }),
    multiple,
    sales,
    contractsLeft: left,
    stepsAfter,
    ...moneyOf(holding, priced, contracts - left, market, settings, costs),
    ...(nextLevel !== undefined &&
      nextContracts > 0 && {
        next: { price: nextLevel * entryPrice, contracts: nextContracts },
      }),
    ...(stepsAfter > 0 &&
      'unknown' in market.vixMax && {
        note: `whether VIX has fallen from its maximum is not known: ${market.vixMax.unknown}`,
      }),
  };
}

function salesOf(
  holding: Holding,
  price: number,
  levels: readonly number[],
  { daysToExpiry }: PricedHolding,
  market: LadderMarket,
  settings: PressSettings['ladder'],
): { sales: LadderSale[]; left: number; stepsAfter: 0 | 1 | 2 } {
  const sales: LadderSale[] = [];
  let left = holding.contracts;
  const sell = (rule: LadderRule, wanted: number, reason: string): void => {
    const contracts = Math.min(left, wanted);
    if (contracts > 0) sales.push({ rule, contracts, reason });
    left -= contracts;
  };
  let stepsAfter = holding.stepsTaken;
  const thirds = thirdsOf(holding.bought);
  for (const step of [0, 1] as const) {
    const level = levels[step];
    if (level === undefined || holding.stepsTaken > step) continue;
    if (price < level * holding.entryPrice - PRICE_DUST) continue;
    stepsAfter = step === 0 ? 1 : 2;
    sell(
      step === 0 ? 'first' : 'second',
      thirds[step],
      `price ${(price / holding.entryPrice).toFixed(2)} x entry, at least ${level} x: the ${step === 0 ? 'first' : 'second'} third of ${holding.bought}`,
    );
  }
  const { vixMax, vix } = market;
  if (stepsAfter > 0 && !('unknown' in vixMax) && vix < settings.vixDrop * vixMax.value) {
    sell(
      'vixDrop',
      left,
      `VIX ${vix} is below ${settings.vixDrop} x ${vixMax.value} (${vixMax.note}): the rest`,
    );
  }
  if (daysToExpiry !== undefined && daysToExpiry < settings.exitDays) {
    sell(
      'expiry',
      left,
      `${daysToExpiry} days to expiry, fewer than ${settings.exitDays}: sell, or roll`,
    );
  }
  return { sales, left, stepsAfter };
}

function moneyOf(
  holding: Holding,
  priced: PricedHolding,
  sold: number,
  market: LadderMarket,
  settings: PressSettings['ladder'],
  costs: CostSettings,
): Pick<LadderReading, 'proceedsUsd' | 'toCashUsd' | 'recycleUsd' | 'recycle'> {
  if (sold === 0) return {};
  const { price, multiplierUsd, instrument } = priced;
  // A future was never paid for: what its sale releases is the gain.
  const points = instrument.kind === 'future' ? price - holding.entryPrice : price;
  const proceedsUsd = roundUsd(sold * points * multiplierUsd - saleCostUsd(priced, sold, costs));
  const ratio = market.vixToVix3m;
  const why =
    proceedsUsd <= 0
      ? 'nothing: the sale releases no money'
      : ratio === undefined
        ? 'nothing: VIX/VIX3M is not known'
        : ratio >= settings.recycleMaxRatio
          ? `nothing: VIX/VIX3M ${ratio.toFixed(3)} is not below ${settings.recycleMaxRatio}`
          : market.oneTenorOut === undefined
            ? 'nothing: there is no tenor beyond the longest layer; all to cash'
            : undefined;
  const recycleUsd = why === undefined ? roundUsd(settings.recycleShare * proceedsUsd) : 0;
  return {
    proceedsUsd,
    toCashUsd: roundUsd(proceedsUsd - recycleUsd),
    recycleUsd,
    recycle: why ?? market.oneTenorOut ?? '',
  };
}
