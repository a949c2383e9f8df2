import { Refusal } from '../errors.js';
import { formatMoment } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import type { Warning } from '../report-parts.js';
import { describeDuration, readDuration } from './duration.js';

/** PRODUCT: a snapshot may be four days old, a long weekend. */
const DEFAULT_MAX_AGE = '4d';

/** A snapshot may be this far ahead of the clock: zones and clocks differ, years do not. */
const AHEAD_ALLOWED_MS = 86_400_000;

/** The age that --max-age allows, milliseconds; without it the default. */
export function readMaxAge(text: string | undefined): number {
  return readDuration(text ?? DEFAULT_MAX_AGE, '--max-age');
}

/**
 * Checks a snapshot's age against what is allowed. One that only --max-age let pass is named: the
 * flag may stand in a script for years after its reason has gone.
 * @param reference the valuation time, or the clock
 * @returns the warning `old-snapshot` where the default would have refused it
 * @throws Refusal of kind `data` where it is too old
 */
export function checkAge(
  taken: EpochMs,
  reference: number,
  maxAgeMs: number,
  about: { clock: boolean; file: string | undefined },
): Warning[] {
  const place = about.file === undefined ? {} : { file: about.file };
  const age = reference - taken;
  if (about.clock && -age > AHEAD_ALLOWED_MS) {
    throw new Refusal(
      `the snapshot's time ${formatMoment(taken)} is ${describeDuration(-age)} ahead of the clock`,
      'check its date, or give --as-of',
      place,
    );
  }
  const aged = `snapshot of ${formatMoment(taken)} is ${describeDuration(age)} old at ${formatMoment(reference as EpochMs)}`;
  if (age > maxAgeMs) {
    throw new Refusal(
      `the ${aged}, more than --max-age allows (${describeDuration(maxAgeMs)})`,
      'take a newer snapshot, value it at its own date with --as-of, or allow it with --max-age',
      place,
      'data',
    );
  }
  const allowedMs = readMaxAge(undefined);
  if (age <= allowedMs) return [];
  return [
    {
      code: 'old-snapshot',
      message: `The ${aged}, more than the ${describeDuration(allowedMs)} that are allowed without --max-age: its prices are of then.`,
    },
  ];
}
