import * as z from 'zod';
import { Refusal } from '../errors.js';
import type { OverrideRecord } from '../hedge/override.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { REGIME_NAMES } from '../market/regime.js';
import { formatMoment } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import type { RegimeState } from '../signals/regime-state.js';
import { SIGNAL_STATES } from '../signals/signal-state.js';
import type { SignalState } from '../signals/signal-state.js';

/** What is remembered from one session to the next. */
export interface KeptState {
  readonly signals?: SignalState;
  readonly regime?: RegimeState;
}

const SCHEMA_VERSION = 1;

const date = z.string().transform((text, context): IsoDate => {
  try {
    return isoDate(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'no date' });
    return z.NEVER;
  }
});
const count = z.int().min(1);

const STATE = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  signals: z
    .strictObject({
      state: z.enum(SIGNAL_STATES),
      since: date,
      sessionsInState: count,
      lastDate: date,
    })
    .optional(),
  regime: z
    .strictObject({
      regime: z.enum(REGIME_NAMES),
      since: date,
      daysInRegime: count,
      lastDate: date,
      pending: z.array(z.enum(REGIME_NAMES)),
    })
    .optional(),
});

/**
 * What a state file holds; undefined where it makes no sense.
 * @throws Refusal (exit 3) for a state that a newer alvh has written
 */
export function parseState(text: string, file: string): KeptState | undefined {
  const value = parsedJson(text);
  refuseNewer(value, { file });
  const result = STATE.safeParse(value);
  if (!result.success) return undefined;
  const { signals, regime } = result.data;
  if (signals !== undefined && signals.since > signals.lastDate) return undefined;
  if (regime !== undefined && regime.since > regime.lastDate) return undefined;
  return { ...(signals && { signals }), ...(regime && { regime }) };
}

export function stateText(state: KeptState): string {
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...state }, null, 2)}\n`;
}

const moment = z.string().transform((text, context): EpochMs => {
  const ms = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) || Number.isNaN(ms)) {
    context.addIssue({ code: 'custom', message: 'no moment' });
    return z.NEVER;
  }
  return ms as EpochMs;
});
const ratio = z.number().min(0).max(100);

const OVERRIDE = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  at: moment,
  from: moment,
  until: date,
  by: z.string().min(1),
  reason: z.string().min(1),
  ruleRatio: ratio,
  chosenRatio: ratio.optional(),
});

/**
 * The records of an override log, a JSON object a line.
 * @throws Refusal (exit 3) naming the line that makes no sense: what was overruled must not be
 *   guessed
 */
export function parseOverrides(text: string, file: string): OverrideRecord[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, i): OverrideRecord => {
    const place = { file, line: i + 1 };
    const value = parsedJson(line);
    refuseNewer(value, place);
    const result = OVERRIDE.safeParse(value);
    if (!result.success) {
      throw new Refusal(
        'the line is no record of an override',
        'restore the log from a copy, or set it aside and begin a new one',
        place,
        'data',
      );
    }
    const { at, from, until, by, reason, ruleRatio, chosenRatio } = result.data;
    const record = { at, from, until, by, reason, ruleRatio };
    return chosenRatio === undefined ? record : { ...record, chosenRatio };
  });
}

export function overrideLine({ at, from, ...others }: OverrideRecord): string {
  const moments = { at: formatMoment(at), from: formatMoment(from) };
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...moments, ...others })}\n`;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuseNewer(value: unknown, place: { file: string; line?: number }): void {
  const version = (value as { schemaVersion?: unknown } | null | undefined)?.schemaVersion;
  if (typeof version !== 'number' || version <= SCHEMA_VERSION) return;
  throw new Refusal(
    `it was written by a newer alvh (schemaVersion ${version}, known is ${SCHEMA_VERSION})`,
    'use that version, or another file',
    place,
    'data',
  );
}
