import { Refusal } from '../errors.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';

/** The last part of a path, without its folders. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** The words of a file's name: `cboe_VIX_History.csv` has CBOE, VIX, HISTORY and CSV. */
export function wordsOfName(path: string): string[] {
  return baseName(path)
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');
}

/**
 * The date in a file's name; undefined where there is none.
 * @throws Refusal where there are two
 */
export function dateInName(path: string): IsoDate | undefined {
  const found = baseName(path).match(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g) ?? [];
  const [date, other] = [...new Set(found)];
  if (other !== undefined) {
    throw new Refusal(
      `the name holds two dates, ${date ?? ''} and ${other}`,
      'leave one in it, that of the prices',
      { file: path },
    );
  }
  if (date === undefined) return undefined;
  try {
    return isoDate(date);
  } catch (error) {
    throw error instanceof Refusal ? error.at({ file: path }) : error;
  }
}
