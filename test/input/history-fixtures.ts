import { parseHistory } from '../../src/input/history.js';
import type { HistoryOptions, HistorySources } from '../../src/input/history.js';
import type { Source } from '../../src/input/read-source.js';
import { isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import type { MarketHistory } from '../../src/market/history.js';
import { nextMonthlyVixExpiries } from '../../src/market/vix-expiry.js';
import { TRUTH, filesOf, syntheticHistory } from '../calibrate/fixtures.js';

/** 220 days from 2018-06-01: settlements, holidays and the closure of 2018-12-05 are among them. */
export const HISTORY = syntheticHistory({ ...TRUTH, days: 220 }, '2018-06-01');
export const FILES = filesOf(HISTORY);
export const OPTIONS: HistoryOptions = { today: isoDate('2026-11-24'), closed: true };

export const source = (name: string, text: string): Source => ({ name, text });
export const SOURCES = {
  spx: source('spx.csv', FILES.spx),
  vix: source('VIX_History.csv', FILES.vix),
  vvix: source('VVIX_History.csv', FILES.vvix),
  vx: [source('ranks.csv', FILES.vx)],
} satisfies HistorySources;

export function parse(
  changes: Partial<HistorySources> = {},
  options: Partial<HistoryOptions> = {},
): ReturnType<typeof parseHistory> {
  return parseHistory({ ...SOURCES, ...changes }, { ...OPTIONS, ...options });
}

/** A file with the line that begins so changed, or taken out. */
export function edited(
  text: string,
  start: string,
  change: (line: string) => string | undefined,
): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(start));
  if (at === -1) throw new Error(`no line ${start}`);
  const line = change(lines[at] ?? '');
  lines.splice(at, 1, ...(line === undefined ? [] : [line]));
  return lines.join('\n');
}

/** The same settlements, all contracts by day. */
export function allContracts(history: MarketHistory): string {
  const rows = history.days.flatMap(({ date, curve }) =>
    (curve?.nodes ?? []).map(({ expiry, price }) => `${date},${expiry},${price}`),
  );
  return ['trade_date,expiry,settle', ...rows].join('\n');
}

const MONTHS = 'FGHJKMNQUVXZ';
const NAMES = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The same settlements, a file a contract, with a final settlement and a day not yet settled. */
export function contractFiles(history: MarketHistory): Source[] {
  const rows = new Map<IsoDate, string[]>();
  for (const { date, curve } of history.days) {
    for (const { expiry, price } of curve?.nodes ?? []) {
      const month = Number(expiry.slice(5, 7));
      const name = `${MONTHS[month - 1] ?? ''} (${NAMES[month - 1] ?? ''} ${expiry.slice(0, 4)})`;
      const own = rows.get(expiry) ?? [`2018-05-31,${name},0,0,0,0,0,0,0,0,0`];
      own.push(`${date},${name},0.0000,0.0000,0.0000,0.0000,${price},0,0,0,0`);
      rows.set(expiry, own);
    }
  }
  const head =
    'Trade Date,Futures,Open,High,Low,Close,Settle,Change,Total Volume,EFP,Open Interest';
  return [...rows].map(([expiry, lines]) =>
    source(`VX_${expiry}.csv`, [head, ...lines].join('\n')),
  );
}

/** Ranks with the expiry of each beside it. */
export function ranksWithExpiry(): string {
  const lines = FILES.vx.trim().split('\n').slice(1);
  const ranks = [1, 2, 3, 4, 5, 6, 7, 8];
  const head = ['date', ...ranks.map((k) => `VX${k}`), ...ranks.map((k) => `VX${k}_expiry`)];
  const rows = lines.map((line) => {
    const [date = ''] = line.split(',');
    return [line, ...nextMonthlyVixExpiries(isoDate(date), 8)].join(',');
  });
  return [head.join(','), ...rows].join('\n');
}
