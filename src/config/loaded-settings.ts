import type { DataSettings } from './data-keys.js';
import type { Place } from '../errors.js';
import type { HedgeSettings } from '../hedge/settings.js';

/** Settings, and which of them the user gave. */
export interface LoadedSettings {
  readonly settings: HedgeSettings;
  /** Of `alvh data`. */
  readonly data: DataSettings;
  /** Dotted keys that the user gave, e.g. `layers.short.band`; a removed layer is `layers.short`. */
  readonly given: ReadonlySet<string>;
  /** Where each of them was given. */
  readonly origins: ReadonlyMap<string, Place>;
}
