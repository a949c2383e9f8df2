import type { HedgeSettings } from '../hedge/settings.js';
import { assemble, DEFAULT_PROFILE } from './assemble.js';
import { noChanges } from './changes.js';
import type { Profile } from './profiles.js';

/** The settings of a profile where the user changes nothing. */
export function defaultSettings(profile: Profile = DEFAULT_PROFILE): HedgeSettings {
  const changes = noChanges();
  changes.values.set('profile', { value: profile, place: {}, rank: 0 });
  return assemble(changes);
}
