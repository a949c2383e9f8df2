import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import { assemble, assembleData } from './assemble.js';
import { noChanges } from './changes.js';
import type { Change, Changes } from './changes.js';
import { checkSettings } from './checks.js';
import { MAX_MARGIN_USD, MIN_MARGIN_USD } from './hedge-keys.js';
import type { LoadedSettings } from './loaded-settings.js';
import { nameHint, shorten } from './nearest.js';
import { PROFILE_NAMES } from './profiles.js';
import { explainNumber, readDecimal } from './scalars.js';

/** What the user gave to settings, as the cli found it. */
export interface SettingsRequest {
  /** The configuration file, read: its name for messages and its text (YAML or JSON). */
  readonly text?: { readonly name: string; readonly text: string };
  /** --profile */
  readonly profile?: string;
  /** Each --set, as `KEY=VALUE`. */
  readonly sets: readonly string[];
  /** --static; `false` says nothing. */
  readonly static?: boolean;
  /** --vx-margin */
  readonly vxMargin?: string;
  /** Keys that a flag answers for without giving a value here, and that flag. */
  readonly taken?: ReadonlyMap<string, string>;
}

/**
 * Settings from what the user gave. Later beats earlier: defaults, the profile's defaults, the
 * file, each --set in turn, the flags of their own.
 * @throws Refusal with file, line and key, or with the flag; for a key that both a flag and a --set
 * give
 */
export async function loadSettings(request: SettingsRequest): Promise<LoadedSettings> {
  const changes = noChanges();
  if (request.text !== undefined || request.sets.length > 0) {
    // YAML and the validator take longer to load than most runs take: only where there is need.
    const { readFileChanges, readSetChanges } = await import('./read-changes.js');
    if (request.text !== undefined) readFileChanges(changes, request.text, 0);
    for (const [index, set] of request.sets.entries()) readSetChanges(changes, set, index + 1);
  }
  for (const [key, flag] of request.taken ?? []) refuseBoth(changes, key, flag);
  for (const [key, change] of flagChanges(request)) {
    refuseBoth(changes, key, change.place.key ?? '');
    changes.values.set(key, change);
  }
  const settings = assemble(changes);
  checkSettings(settings, changes);
  const origins = originsOf(changes);
  return { settings, data: assembleData(changes), given: new Set(origins.keys()), origins };
}

/** Of a file a flag is meant to be the better; of another flag nobody can tell which was meant. */
function refuseBoth({ values }: Changes, key: string, flag: string): void {
  const rank = values.get(key)?.rank ?? 0;
  if (rank === 0) return;
  throw new Refusal(`${key} is given by ${flag} too`, 'keep one of the two', { key: '--set' });
}

function flagChanges(request: SettingsRequest): [string, Change][] {
  const rank = request.sets.length + 1;
  const change = (key: string, value: unknown, flag: string): [string, Change] => [
    key,
    { value, place: { key: flag }, rank },
  ];
  const { profile, vxMargin } = request;
  return [
    ...(profile === undefined ? [] : [change('profile', checkedProfile(profile), '--profile')]),
    ...(request.static === true ? [change('static', true, '--static')] : []),
    ...(vxMargin === undefined
      ? []
      : [change('margin.vxUsd', checkedMargin(vxMargin), '--vx-margin')]),
  ];
}

function checkedProfile(name: string): string {
  if (PROFILE_NAMES.some((known) => known === name)) return name;
  throw new Refusal(
    `no profile is named ${JSON.stringify(shorten(name))}`,
    nameHint(name, PROFILE_NAMES, 'profiles'),
    { key: '--profile' },
  );
}

function checkedMargin(text: string): number {
  const place = { key: '--vx-margin' };
  const margin = readDecimal(text.trim());
  if (margin === undefined) {
    const { problem, mend } = explainNumber(shorten(text), 'give the dollars a contract');
    throw new Refusal(problem, mend, place);
  }
  if (/e/i.test(text)) {
    throw new Refusal(`${shorten(text)} has an exponent`, `write ${margin}`, place);
  }
  if (margin >= MIN_MARGIN_USD && margin <= MAX_MARGIN_USD) return margin;
  throw new Refusal(
    `a margin of ${margin} dollars a contract`,
    `give the dollars that your broker asks for one VX future, from ${MIN_MARGIN_USD} to ${MAX_MARGIN_USD}`,
    place,
  );
}

function originsOf(changes: Changes): Map<string, Place> {
  const values = [...changes.values].map(([key, { place }]) => [key, place] as const);
  const removed = [...changes.layers].flatMap(([name, { state, place }]) =>
    state === 'removed' ? [[`layers.${name}`, place] as const] : [],
  );
  return new Map([...values, ...removed]);
}
