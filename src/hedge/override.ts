import { Refusal } from '../errors.js';
import { addDays } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { chicagoDate, formatMoment } from '../market/time.js';
import type { EpochMs } from '../market/time.js';

/** How far a rule may be overruled (METHOD 7.6). */
export interface OverrideSettings {
  /** A ratio above the rule's by more than this share waits out the cooling-off. */
  readonly freeIncrease: number;
  readonly coolingHours: number;
  /** Days that an override lasts where it names no last day, and at the most. */
  readonly lapseDays: number;
  readonly lapseDaysMax: number;
}

/** One line of the override log: who overruled the hedge ratio, and what the rule said. */
export interface OverrideRecord {
  /** When it was decided, and from when it holds. */
  readonly at: EpochMs;
  readonly from: EpochMs;
  /** Its last day, Chicago. */
  readonly until: IsoDate;
  readonly by: string;
  readonly reason: string;
  /** Ratio of the rule when it was overruled, limits of the ratio included. */
  readonly ruleRatio: number;
  /** Absent: the rule is back in force. */
  readonly chosenRatio?: number;
}

/** What someone asks for. */
export interface OverrideWish {
  readonly by: string;
  readonly reason: string;
  /** Absent: back to the rule. */
  readonly chosenRatio?: number;
  readonly until?: IsoDate;
}

const MS_PER_HOUR = 3_600_000;

/**
 * The record of a wish: a ratio far above the rule's holds only after the cooling-off, everything
 * else at once (METHOD 7.6).
 * @param ruleRatio hedge notional per dollar of risk capital by the rule, before carry caps
 * @throws Refusal for a name or reason that is empty, a ratio outside its limits, a last day
 *   before today or too far ahead
 */
export function overrideRecord(
  wish: OverrideWish,
  ruleRatio: number,
  limits: { readonly ratioMin: number; readonly ratioMax: number },
  settings: OverrideSettings,
  now: EpochMs,
): OverrideRecord {
  const { by, reason, chosenRatio } = wish;
  if (by.trim() === '') {
    throw new Refusal('an override needs a name', 'say who answers for it', { key: '--by' });
  }
  if (reason.trim() === '') {
    throw new Refusal('an override needs a reason', 'give it in quotes', { key: '--override' });
  }
  const { ratioMin, ratioMax } = limits;
  if (chosenRatio !== undefined && !(chosenRatio >= ratioMin && chosenRatio <= ratioMax)) {
    throw new Refusal(
      `${chosenRatio} lies outside the ratio's limits, ${ratioMin} to ${ratioMax}`,
      'choose one inside them: the limits are not overruled here (hedge.ratioMin, hedge.ratioMax)',
      { key: '--ratio' },
    );
  }
  const today = chicagoDate(now);
  const until = wish.until ?? addDays(today, settings.lapseDays);
  const last = addDays(today, settings.lapseDaysMax);
  if (until < today || until > last) {
    throw new Refusal(
      `${until} is no last day for an override of ${today}`,
      `give a day from ${today} to ${last} (overrides.lapseDaysMax)`,
      { key: '--until' },
    );
  }
  const cools = chosenRatio !== undefined && chosenRatio > ruleRatio * (1 + settings.freeIncrease);
  const from = (cools ? now + settings.coolingHours * MS_PER_HOUR : now) as EpochMs;
  if (until < chicagoDate(from)) {
    throw new Refusal(
      `it cools off until ${formatMoment(from)}, past its last day ${until}`,
      'give a later last day',
      { key: '--until' },
    );
  }
  return {
    ...{ at: now, from, until, by: by.trim(), reason: reason.trim(), ruleRatio },
    ...(chosenRatio !== undefined && { chosenRatio }),
  };
}

/** The override in force at a moment, and one that is still cooling off. */
export interface OverridesStanding {
  readonly inForce?: OverrideRecord;
  readonly cooling?: OverrideRecord;
}

/** The rule that an override is measured against today. */
export interface RuleToday {
  readonly ruleRatio: number;
  readonly settings: OverrideSettings;
}

/**
 * Where a log stands at a moment: the last record that holds by then, unless it has lapsed. What
 * came before it is over for good; one that gives the rule back ends a cooling one too. The
 * cooling-off is measured against the rule as it was and as it is today: another profile or
 * setting is no way round it. No record lasts longer than today's settings allow.
 * @param records in the order they were written; those decided after `now` are not known yet
 * @param day the day that is valued, where that is ahead of `now`: what has lapsed by then is over
 */
export function overridesAt(
  records: readonly OverrideRecord[],
  now: EpochMs,
  { ruleRatio, settings }: RuleToday,
  day: IsoDate = chicagoDate(now),
): OverridesStanding {
  let inForce: OverrideRecord | undefined;
  let cooling: OverrideRecord | undefined;
  for (const record of records) {
    if (record.at > now) continue;
    const { chosenRatio } = record;
    if (chosenRatio === undefined) {
      inForce = undefined;
      cooling = undefined;
      continue;
    }
    const coolsToday = chosenRatio > ruleRatio * (1 + settings.freeIncrease);
    const earliest = coolsToday ? record.at + settings.coolingHours * MS_PER_HOUR : record.at;
    const from = Math.max(record.from, earliest) as EpochMs;
    const longest = addDays(chicagoDate(record.at), settings.lapseDaysMax);
    const until = record.until < longest ? record.until : longest;
    const known = { ...record, from, until };
    if (from > now) cooling = known;
    else {
      inForce = known;
      cooling = undefined;
    }
  }
  const alive = (record: OverrideRecord | undefined): record is OverrideRecord =>
    record !== undefined && record.until >= day;
  return { ...(alive(inForce) && { inForce }), ...(alive(cooling) && { cooling }) };
}

/** Who, until when and why, in one line for a factor's source. */
export function overrideSource({ by, until, reason }: OverrideRecord): string {
  return `override by ${by} until ${until}: ${reason}`;
}

/** What waits, in words. */
export function coolingText({ by, chosenRatio, from, reason }: OverrideRecord): string {
  return `${by} asked for a ratio of ${chosenRatio ?? 'the rule'}; it cools off until ${formatMoment(from)} and changes nothing before. Reason: ${reason}`;
}
