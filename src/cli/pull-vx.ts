import { addDays } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { contractSeries } from '../market/market-rows.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { LISTED_MONTHS, nextMonthlyVixExpiries } from '../market/vix-expiry.js';
import { CONTRACT_COLUMNS, OTHER_CONTRACT_COLUMNS } from '../input/contract-name.js';
import { feedOf } from '../store/feed-store.js';
import { firstSettledDay, lackingFinals } from '../store/market-store.js';
import { pullFeed } from './data-feeds.js';
import type { NamedPull, PullContext } from './data-feeds.js';
import { pullSettlements } from './pull-settlements.js';
import { CONTRACTS_FROM, daysToAsk, settledDay } from './settlement-days.js';

/** Calendar days within which a contract's final settlement is still looked for. */
const FINALS_DAYS = 60;

/**
 * The histories of contracts that are due, the settlements of the days that are not held, and the
 * final settlements of contracts that have expired.
 */
export async function pullVx(
  from: IsoDate | undefined,
  context: PullContext,
): Promise<NamedPull[]> {
  const { db, now } = context;
  const today = chicagoDate(now as EpochMs);
  const since = addDays(today, -FINALS_DAYS);
  const histories = await pullContracts(contractsToAsk(from, since, today, context), context);
  if (from !== undefined && from < CONTRACTS_FROM) {
    const text = `contracts before ${CONTRACTS_FROM} are not published so: alvh data import takes their files`;
    histories.push(['VX', { text }]);
  }
  const days = await pullSettlements(from, context);
  // A contract's history has the days before its expiry, too: of those that are still to come it
  // would make parts.
  const due = settledDay(now);
  const hole = daysToAsk(db, due, from).find(({ inPart }) => !inPart)?.date;
  const finals = lackingFinals(db, since, due).filter(
    (expiry) => hole === undefined || expiry < hole,
  );
  const isAsked = new Set(histories.map(([name]) => name));
  const expired = expiriesFrom(since, today).filter(
    (expiry) => finals.includes(expiry) && !isAsked.has(contractSeries(expiry)),
  );
  return [...histories, ...days, ...(await pullContracts(expired, context))];
}

/**
 * Contracts whose histories come before the settlements: where none is held yet, the listed ones,
 * and those that expired lately, without which the curve of a month ago has no front; with --from
 * those since then that were not fetched before; and those whose fetch failed.
 */
function contractsToAsk(
  from: IsoDate | undefined,
  since: IsoDate,
  today: IsoDate,
  { db }: PullContext,
): IsoDate[] {
  const isFirst = firstSettledDay(db) === undefined;
  return expiriesFrom(from !== undefined && from < since ? from : since, today).filter((expiry) => {
    const feed = feedOf(db, contractSeries(expiry));
    const failed = feed?.outcome.startsWith('failed') === true;
    const isNew = (feed?.fetched_at ?? null) === null;
    return (
      expiry >= CONTRACTS_FROM &&
      (isFirst || failed || (from !== undefined && expiry >= from && isNew))
    );
  });
}

async function pullContracts(
  expiries: readonly IsoDate[],
  context: PullContext,
): Promise<NamedPull[]> {
  const { data, now } = context;
  const lastListed = nextMonthlyVixExpiries(chicagoDate(now as EpochMs), LISTED_MONTHS).at(-1);
  const results: NamedPull[] = [];
  for (const expiry of expiries) {
    const pulled = await pullFeed(
      {
        name: contractSeries(expiry),
        address: data.contractUrl.replaceAll('{expiry}', expiry),
        file: `VX_${expiry}.csv`,
        heads: [{ required: CONTRACT_COLUMNS, optional: OTHER_CONTRACT_COLUMNS }],
        // The last to be listed may not have traded yet.
        mayBeAbsent: expiry === lastListed,
      },
      context,
    );
    results.push([contractSeries(expiry), pulled]);
  }
  return results;
}

/** Monthly expiries from a day on, up to the last listed today. */
function expiriesFrom(start: IsoDate, today: IsoDate): IsoDate[] {
  const last = nextMonthlyVixExpiries(today, LISTED_MONTHS).at(-1) ?? today;
  const expiries: IsoDate[] = [];
  let [next] = nextMonthlyVixExpiries(addDays(start, -1), 1);
  while (next !== undefined && next <= last) {
    expiries.push(next);
    [next] = nextMonthlyVixExpiries(next, 1);
  }
  return expiries;
}
