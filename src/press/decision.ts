import { dollars } from '../hedge/dollars.js';
import type { HedgePlan } from '../hedge/size.js';
import { isTradingDay, nextTradingDay } from '../market/calendar.js';
import type { IsoDate } from '../market/date.js';
import { pressPurchase } from './allocate.js';
import type { PressPurchase } from './allocate.js';
import type { BigTop } from './big-top.js';
import type { HeldUnits } from './held.js';
import { carriedOn, pressBudget } from './ledger.js';
import type { LedgerState } from './ledger.js';
import type { PressLimit } from './press-limits.js';
import type { PressDecision } from './result.js';
import { pressShare } from './share.js';
import type { PressTilts } from './share.js';

/** What is pressed of a book: share x cash and the left-over, in whole contracts (METHOD 8.2). */
export function decidePress(
  plan: HedgePlan,
  held: readonly HeldUnits[],
  state: LedgerState,
  top: BigTop,
  inputs: { readonly tilts?: PressTilts; readonly holdings?: readonly unknown[] },
): PressDecision {
  const { regime, market } = plan.prepared;
  const share = pressShare(market.settings, regime.regime, top, inputs.tilts);
  const { leftOverInUsd, budgetUsd } = pressBudget(state, share.value);
  const purchase = pressPurchase(plan, held, budgetUsd);
  const spentUsd = purchase?.spentUsd ?? 0;
  return {
    share,
    cashUsd: state.cashUsd,
    leftOverInUsd,
    budgetUsd,
    ...(purchase && { purchase }),
    spentUsd,
    ...carriedOn(state, budgetUsd, spentUsd),
    lossCarryUsd: state.lossCarryUsd,
    reason: reasonOf(state, share.value, budgetUsd, purchase),
    ...(purchase &&
      spentUsd > 0 && {
        ledgerRow: ledgerRow(tradingDayFrom(market.curve.date), budgetUsd, purchase),
      }),
    heldBasis:
      inputs.holdings === undefined
        ? 'the contracts that alvh size asks for (give yours with --holdings)'
        : "the holdings given, less the ladder's sales",
  };
}

/** The day itself, or where there is no trading the next day that has. */
function tradingDayFrom(date: IsoDate): IsoDate {
  return isTradingDay(date) ? date : nextTradingDay(date);
}

function reasonOf(
  state: LedgerState,
  share: number,
  budgetUsd: number,
  purchase: PressPurchase | undefined,
): string {
  if (state.lossCarryUsd > 0) {
    return `nothing is pressed: ${dollars(state.lossCarryUsd)} of losses are still to be earned back`;
  }
  if (share === 0) return 'nothing is pressed: the share is 0';
  if (budgetUsd === 0) return 'nothing is pressed: no cash has been realised since the last press';
  if (purchase === undefined) return 'nothing is bought: the long layer has no contract left';
  const { units, unitSymbol, unitCostUsd, limits } = purchase;
  const binding = limits.filter(({ binds }) => binds);
  const names = listed(binding.map(limitWords));
  const [allow, leave] = binding.length === 1 ? ['allows', 'leaves'] : ['allow', 'leave'];
  if (units > 0) return `${names} ${allow} no more`;
  if (binding.some(({ name }) => name === 'budget')) {
    return `the budget of ${dollars(budgetUsd)} buys no whole contract: one ${unitSymbol} costs ${dollars(unitCostUsd)}; the cash waits`;
  }
  return `nothing is bought: ${names} ${leave} no room; the cash waits`;
}

function listed(names: readonly string[]): string {
  return [...(names.length > 1 ? [names.slice(0, -1).join(', ')] : []), ...names.slice(-1)].join(
    ' and ',
  );
}

function limitWords({ name, layer }: PressLimit): string {
  return name === 'otherBand' ? `the band of the ${layer ?? ''} layer` : LIMIT_WORDS[name];
}

const LIMIT_WORDS: Readonly<Record<Exclude<PressLimit['name'], 'otherBand'>, string>> = {
  budget: 'the budget',
  band: "the layer's band",
  hedgeRatio: 'the greatest hedge ratio',
  carryCap: 'the carry cap',
  accountCarryCap: "the account's carry cap",
};

/** date,type,amount_usd,id,note,budget_usd; to the cent, the budget never below what was spent. */
function ledgerRow(date: IsoDate, budgetUsd: number, purchase: PressPurchase): string {
  const cents = (usd: number): number => Math.round(usd * 100);
  const spent = cents(purchase.spentUsd);
  const budget = Math.max(cents(budgetUsd), spent);
  // A padded option symbol is the same without its blanks, and survives being copied.
  const plain = (symbol: string): string => symbol.replace(/\s/g, '');
  const note = purchase.orders
    .map(({ symbol, contracts }) => `${contracts} ${plain(symbol)}`)
    .join(' + ');
  return `${date},press,${-spent / 100},${plain(purchase.unitSymbol)},${note},${budget / 100}`;
}
