import type { MarketHistory } from '../market/history.js';
import { parseCsv } from './csv-table.js';
import { readBills } from './history-bills.js';
import { joinHistory } from './history-join.js';
import type { HistoryOptions, HistorySources } from './history-parts.js';
import { readLevels } from './history-series.js';
import type { HistoryIndex, Level } from './history-series.js';
import { readVxHistory } from './history-vx.js';
import type { Source } from './read-source.js';
import type { VxHistory } from './vx-settlement.js';

export type { HistoryOptions, HistorySources } from './history-parts.js';

export interface ParsedHistory {
  readonly history: MarketHistory;
  /** How uncertain input was read, what was passed over. */
  readonly notes: readonly string[];
}

/**
 * Daily history of SPX, VIX and VX settlements from the user's files, joined on the days on which
 * SPX traded.
 * @throws Refusal with file and line for rows out of order, twice there, dated ahead, without a
 *   price, and for gaps of more than five trading days
 */
export async function parseHistory(
  sources: HistorySources,
  options: HistoryOptions,
): Promise<ParsedHistory> {
  const notes: string[] = [];
  const levelsOf = async (source: Source, symbol: HistoryIndex): Promise<readonly Level[]> => {
    const read = readLevels(await parseCsv(source), symbol, options.today);
    notes.push(...read.notes);
    return read.levels;
  };
  const spx = await levelsOf(sources.spx, 'SPX');
  const vix = await levelsOf(sources.vix, 'VIX');
  const vvix = sources.vvix && (await levelsOf(sources.vvix, 'VVIX'));
  const vix3m = sources.vix3m && (await levelsOf(sources.vix3m, 'VIX3M'));
  const futures: VxHistory[] = [];
  for (const source of sources.vx) {
    futures.push(readVxHistory(await parseCsv(source), options.today));
  }
  const bills = sources.tbill ? readBills(await parseCsv(sources.tbill), options.today) : [];
  const joined = joinHistory({ spx, vix, vvix, vix3m, futures }, options);
  const weeklies = futures.flatMap((history) => history.notes);
  return {
    history: { days: joined.days, bills },
    notes: [...notes, ...summarised(weeklies), ...joined.notes],
  };
}

/** Two hundred contract files have two hundred notes: more than a few are told as one. */
function summarised(notes: readonly string[]): string[] {
  const [first = '', ...others] = notes;
  if (others.length < 3) return [...notes];
  return [first, `and ${others.length} more such notes on VX files.`];
}
