import { isReleaseType, releaseOf } from './events.js';
import type { Warning } from '../report-parts.js';
import type { EventWeights } from './event-weights.js';

/** How events ahead were read where they leave it open: a type without a weight, no time. */
export function eventReadings({ events }: EventWeights): Warning[] {
  const named = (kept: EventWeights['events']): string =>
    shortList([...new Set(kept.map(({ event }) => event.type))]);
  const light = named(
    events.filter(({ event, weight }) => !isReleaseType(event.type) && weight === 0),
  );
  const timeless = events.filter(({ event }) => releaseOf(event).assumed);
  const usual = timeless.filter(({ event }) => isReleaseType(event.type));
  const wholeDay = named(timeless.filter(({ event }) => !isReleaseType(event.type)));
  const notes = [
    ...(light === ''
      ? []
      : [`No weight is set for ${light}: events.amplitude.other is that of all other types.`]),
    ...[...new Set(usual.map(({ event }) => event.type))].map((type) => {
      const at = usual.find(({ event }) => event.type === type);
      const clock = at === undefined ? undefined : releaseOf(at.event).newYork;
      return `${type} without a time is taken to be out at ${clock ?? ''} New York, its usual hour.`;
    }),
    ...(wholeDay === ''
      ? []
      : [`Without a time, taken to be ahead until the end of the day: ${wholeDay}.`]),
  ];
  return notes.map((message) => ({ code: 'reading', message }));
}

/** Types named in a message; a personal calendar has hundreds. */
const MOST_NAMED = 5;

function shortList(types: readonly string[]): string {
  const more = types.length - MOST_NAMED;
  return types.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
