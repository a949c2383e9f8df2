import { Refusal } from '../errors.js';
import type { IsoDate } from '../market/date.js';

/** What is known of one SPX session at its close. A key that is absent is unknown. */
export interface Session {
  readonly date: IsoDate;
  /** SPX, index points. */
  readonly close: number;
  readonly high?: number;
  readonly low?: number;
  /** Issues that rose and fell on the exchange. */
  readonly breadth?: { readonly advances: number; readonly declines: number };
  readonly vix?: number;
  readonly vix3m?: number;
  /** Where VIX and VIX3M are from, if they are not the session's own closes. */
  readonly curveSource?: string;
}

/**
 * Checks what every reading rests on: sessions ascend, closes are above 0.
 * @throws Refusal naming the date
 */
export function assertSessions(sessions: readonly Session[]): void {
  for (const [i, { date, close }] of sessions.entries()) {
    const before = sessions[i - 1]?.date;
    if (before !== undefined && date <= before) {
      throw new Refusal(`the session ${date} stands after ${before}`, 'sort them, one a day');
    }
    if (!(close > 0 && Number.isFinite(close))) {
      throw new Refusal(`the close ${close} of ${date} is none`, 'give a price above 0');
    }
  }
}
