import { Refusal } from '../errors.js';
import { SETTLEMENT_COLUMNS } from '../input/cboe-settlement.js';
import type { IsoDate } from '../market/date.js';
import { lastSettledDay } from '../store/market-store.js';
import { pullFeed } from './data-feeds.js';
import type { NamedPull, PullContext, Pulled } from './data-feeds.js';
import { daysToAsk, settledDay } from './settlement-days.js';
import { counted } from './take-rows.js';

/** As many days in a row that the server fails on: it is not these days' files then. */
const MOST_SERVER_FAILURES = 2;

interface Asked {
  readonly date: IsoDate;
  readonly pulled: Pulled;
}

/**
 * The settlements of the days that are holes or parts, up to the cap. What is wrong with one day's
 * file does not hinder the others: holes are found again by the next pull.
 */
export async function pullSettlements(
  from: IsoDate | undefined,
  context: PullContext,
): Promise<NamedPull[]> {
  const { db, data, now } = context;
  const due = settledDay(now);
  const missing = daysToAsk(db, due, from).map(({ date }) => date);
  if (missing.length === 0) {
    const text = `held to ${lastSettledDay(db) ?? 'no day'}, nothing to ask for`;
    return [['VX', { text }]];
  }
  const cap = data.settlementDays;
  const results = await askFor(missing.slice(0, cap), due, context);
  // Days that are never published any more must not keep those from being asked for that are.
  if (!hasStopped(results) && results.every(({ pulled }) => pulled.taken === undefined)) {
    results.push(...(await askFor(missing.slice(cap).slice(-cap), due, context)));
  }
  const lines = results.flatMap(({ date, pulled: { text } }): NamedPull[] =>
    text === undefined ? [] : [['VX', { text: `${date}: ${text}` }]],
  );
  const problems = groupedProblems(results);
  lines.push(...problems.map((problem): NamedPull => ['VX', { problem }]));
  const isAsked = new Set(results.map(({ date }) => date));
  const rest = missing.filter((date) => !isAsked.has(date));
  const [left] = rest;
  if (left === undefined) return lines;
  const why = hasStopped(results)
    ? 'as the server failed'
    : 'as one pull asks for data.settlementDays: pull again';
  const text = `${counted(rest.length, 'day')} from ${left} to ${rest.at(-1) ?? left} not asked for, ${why}`;
  return [...lines, ['VX', { text }]];
}

async function askFor(
  days: readonly IsoDate[],
  due: IsoDate,
  context: PullContext,
): Promise<Asked[]> {
  const results: Asked[] = [];
  for (const date of days) {
    const pulled = await pullFeed(
      {
        name: 'VX',
        address: context.data.settlementUrl.replaceAll('{date}', date),
        file: `settlement_${date}.csv`,
        heads: [{ required: SETTLEMENT_COLUMNS }],
        // The day that has just settled may not be published yet; an older one is.
        mayBeAbsent: date === due,
      },
      context,
    );
    results.push({ date, pulled });
    // Each further day would wait in vain.
    if (hasStopped(results)) break;
  }
  return results;
}

function hasStopped(results: readonly Asked[]): boolean {
  const last = results.slice(-MOST_SERVER_FAILURES);
  return last.length === MOST_SERVER_FAILURES && last.every(({ pulled }) => pulled.ofServer);
}

/** One problem of many days is one line. */
function groupedProblems(results: readonly Asked[]): Refusal[] {
  const groups = new Map<string, { readonly problem: Refusal; readonly days: IsoDate[] }>();
  for (const { date, pulled } of results) {
    const { problem } = pulled;
    if (problem === undefined) continue;
    const what = problem.message.replaceAll(date, '{date}');
    const group = groups.get(what);
    if (group === undefined) groups.set(what, { problem, days: [date] });
    else group.days.push(date);
  }
  return [...groups].map(([what, { problem, days }]) => {
    const [first] = days;
    if (first === undefined || days.length === 1) return problem;
    const { mend, place, kind } = problem;
    const message = `${what}, for ${counted(days.length, 'day')} from ${first} to ${days.at(-1) ?? first}`;
    return new Refusal(message, mend, place, kind);
  });
}
