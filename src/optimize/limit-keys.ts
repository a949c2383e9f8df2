import { Refusal } from '../errors.js';
import { dollars } from '../hedge/dollars.js';
import type { Conflict, ConflictingLimit } from './infeasible.js';
import { NET_LIMIT } from './net-at.js';

/** Steps of rounding this near to a whole one are it. */
const DUST = 1e-6;

/** The key or flag that a reader would change to move a limit. */
export function limitKey(name: string, carryKey: string | undefined): string {
  if (name.startsWith('band of ')) return `layers.${name.slice('band of '.length)}.band`;
  if (name.startsWith('units of ')) return 'contract sizes';
  if (name.startsWith(NET_LIMIT)) return '--net-at';
  switch (name) {
    case 'notional':
      return 'hedge.tolerance';
    case 'premium':
      return 'hedge.premiumBudget';
    case 'carry':
      return carryKey ?? 'hedge.carryCap';
    case 'cvar':
      return '--cvar-max';
    case 'expected value':
      return '--expected-min';
    default:
      return name;
  }
}

/**
 * Why no hedge keeps every limit, as a refusal that names the limits in conflict and the smallest
 * relaxation of one that frees it (METHOD 6.9, PRODUCT: exit 4).
 */
export function conflictRefusal(
  conflict: Conflict | undefined,
  carryKey: string | undefined,
): Refusal {
  if (conflict === undefined) {
    return new Refusal(
      'the search found no hedge within its limits in the time it has',
      'switch kinds of instruments off (--set optimize.calls=false), or widen a limit',
      {},
      'limits',
    );
  }
  const told = conflict.limits.filter(({ name }) => !name.startsWith('units of '));
  const names = told.map((limit) => `${named(limit)} (${limitKey(limit.name, carryKey)})`);
  const freeing = told.filter(({ needed }) => needed !== undefined);
  const ways = freeing.map((limit) => `${limit.name} to ${enough(limit, limit.needed as number)}`);
  return new Refusal(
    `no whole hedge keeps all of: ${names.join(', ')}`,
    ways.length === 0
      ? 'relax more than one of them: no single one is enough'
      : `relax one of them: ${ways.join(', or ')}`,
    {},
    'limits',
  );
}

function named(limit: ConflictingLimit): string {
  return `${limit.name} ${limit.side === 'min' ? 'at least' : 'at most'} ${amount(limit, limit.bound)}`;
}

function amount({ name }: ConflictingLimit, value: number): string {
  return name.startsWith('band of ') ? String(Math.round(value * 1e4) / 1e4) : dollars(value);
}

/** A relaxation rounded away from the limit: to the nearest, it might just miss. */
function enough(limit: ConflictingLimit, needed: number): string {
  const grain = limit.name.startsWith('band of ') ? 1e-4 : 1;
  const steps = needed / grain;
  const whole = limit.side === 'min' ? Math.floor(steps + DUST) : Math.ceil(steps - DUST);
  return amount(limit, whole * grain);
}
