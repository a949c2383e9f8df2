import type { IsoDate } from '../market/date.js';
import { parseCsv } from './csv-table.js';
import { readLevels } from './history-series.js';
import type { HistoryIndex, Level } from './history-series.js';
import type { Source } from './read-source.js';

/**
 * Daily closes of one index by themselves.
 * @param today later rows are refused
 * @throws Refusal with file and line
 */
export async function parseCloses(
  source: Source,
  symbol: HistoryIndex,
  today: IsoDate,
): Promise<Level[]> {
  return readLevels(await parseCsv(source), symbol, today).levels;
}
