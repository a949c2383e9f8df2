import { chicagoClock, chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';

/** `2026-11-20 15:15 Chicago (21:15 UTC)`, with the UTC date where it is another day. */
export function chicagoAndUtc(isoMoment: string): string {
  const ms = Date.parse(isoMoment);
  if (Number.isNaN(ms)) return isoMoment;
  const moment = ms as EpochMs;
  const day = chicagoDate(moment);
  const utc = new Date(ms).toISOString();
  const utcDay = utc.slice(0, 10) === day ? '' : `${utc.slice(0, 10)} `;
  return `${day} ${chicagoClock(moment)} Chicago (${utcDay}${utc.slice(11, 16)} UTC)`;
}
