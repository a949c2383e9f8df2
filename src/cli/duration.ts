import { Refusal } from '../errors.js';

const UNITS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Reads `4d`, `36h`, `90m`, `1w`; `never` is Infinity. Milliseconds.
 * @throws Refusal for anything else, a number without a unit among them
 */
export function readDuration(text: string, flag: string): number {
  if (text === 'never') return Infinity;
  const match = /^(\d+(?:\.\d+)?)\s*(m|h|d|w)$/.exec(text.trim());
  if (match === null) {
    const bare = /^\d+(\.\d+)?$/.test(text.trim());
    throw new Refusal(
      bare ? `${text} could be days or hours` : `"${text}" is no duration`,
      'write it like 4d, 36h or 90m, or never',
      { key: flag },
    );
  }
  return Number(match[1]) * (UNITS[match[2] ?? ''] ?? NaN);
}

/** `3 days 2 hours`, for messages. */
export function describeDuration(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  const days = Math.floor(hours / 24);
  const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
  if (days > 0) {
    return hours % 24 === 0
      ? plural(days, 'day')
      : `${plural(days, 'day')} ${plural(hours % 24, 'hour')}`;
  }
  return hours > 0 ? plural(hours, 'hour') : plural(Math.floor(ms / 60_000), 'minute');
}
