import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { LoadedSettings } from '../config/loaded-settings.js';
import { Refusal } from '../errors.js';
import type { HedgeSettings } from '../hedge/settings.js';
import type { Dynamics } from '../scenario/dynamics.js';
import type { Note } from './emit.js';
import type { Io } from './io.js';
import type { ReadingFlags, SettingsCommand } from './unread-settings.js';

/** Flags that change settings. */
export interface SettingsFlags {
  readonly config?: string;
  readonly profile?: string;
  readonly set?: readonly string[];
  readonly static?: boolean;
  readonly vxMargin?: string;
  /** A file of fitted dynamics. */
  readonly dynamics?: string;
  /** Replaces portfolio.beta. */
  readonly returns?: string;
  /** commander's reading of --no-macro-tilt, which replaces macro.tilt. */
  readonly macroTilt?: boolean;
}

export interface SettingsInput {
  readonly settings: HedgeSettings;
  readonly loaded: LoadedSettings;
  /** The file read, or `built-in defaults`, and the flags over it. */
  readonly from: string;
  /** Settings that do nothing in this run, for the result's warnings. */
  readonly notes: readonly Note[];
}

const FILE_NAME = 'alvh.yaml';

/** Settings from -c, else ./alvh.yaml, else the XDG config folder, else the defaults. */
export async function readSettings(
  flags: SettingsFlags & ReadingFlags,
  command: SettingsCommand,
  io: Io,
): Promise<SettingsInput> {
  const path = configPath(flags, io);
  const { loadSettings } = await import('../config/load.js');
  const text = path === undefined ? undefined : await readConfig(path, io);
  const loaded = await loadSettings({
    ...(text && { text }),
    ...(flags.profile !== undefined && { profile: flags.profile }),
    sets: flags.set ?? [],
    ...(flags.static === true && { static: true }),
    ...(flags.vxMargin !== undefined && { vxMargin: flags.vxMargin }),
    taken: takenKeys(flags),
  });
  const from = describeOrigin(path, flags);
  const notes = await idleSettings(loaded, command, flags);
  if (flags.dynamics === undefined) return { settings: loaded.settings, loaded, from, notes };
  const dynamics = await readDynamicsFile(flags.dynamics, io);
  const settings = { ...loaded.settings, dynamics };
  return {
    settings,
    loaded: { ...loaded, settings },
    from: `${from}, --dynamics ${flags.dynamics} (${dynamics.source})`,
    notes,
  };
}

/** Keys in whose place something else is read. */
function takenKeys({ returns, macroTilt }: SettingsFlags): ReadonlyMap<string, string> {
  return new Map([
    ...(returns === undefined ? [] : [['portfolio.beta', '--returns'] as const]),
    ...(macroTilt === false ? [['macro.tilt', '--no-macro-tilt'] as const] : []),
  ]);
}

/** What was given and does nothing: a --set that nothing reads, a beta that --returns measures. */
async function idleSettings(
  loaded: LoadedSettings,
  command: SettingsCommand,
  flags: SettingsFlags & ReadingFlags,
): Promise<Note[]> {
  const notes: Note[] = [];
  const beta = loaded.origins.get('portfolio.beta');
  if (flags.returns !== undefined && beta?.file !== undefined) {
    const place = beta.line === undefined ? beta.file : `${beta.file}:${beta.line}`;
    const message = `${place}: portfolio.beta ${loaded.settings.portfolio.beta} is not used: --returns measures it.`;
    notes.push({ code: 'setting-replaced', message });
  }
  if (flags.set === undefined) return notes;
  const { unusedSettings } = await import('./unread-settings.js');
  return [...notes, ...unusedSettings(loaded, command, flags)];
}

async function readDynamicsFile(path: string, io: Io): Promise<Dynamics> {
  const { readSource } = await import('../input/read-source.js');
  const source = await readSource(path, io.stdin);
  const { readDynamics } = await import('../config/dynamics-file.js');
  return readDynamics(source);
}

/**
 * For commands whose figures rest on no dynamics: the flag is refused, not passed over.
 * @throws Refusal where it is given
 */
export function refuseDynamics(flags: SettingsFlags, command: string): void {
  if (flags.dynamics === undefined) return;
  throw new Refusal(
    `alvh ${command} uses no dynamics: the file would change nothing`,
    'leave it out',
    { key: '--dynamics' },
  );
}

/** The file and the flags in force, for the header: a saved page must not hide an override. */
function describeOrigin(path: string | undefined, flags: SettingsFlags): string {
  return [
    path ?? 'built-in defaults',
    ...(flags.set ?? []).map((each) => `--set ${each}`),
    ...(flags.static === true ? ['--static'] : []),
    ...(flags.vxMargin === undefined ? [] : [`--vx-margin ${flags.vxMargin}`]),
  ].join(', ');
}

async function readConfig(path: string, io: Io): Promise<{ name: string; text: string }> {
  const { readSource } = await import('../input/read-source.js');
  return readSource(path, io.stdin);
}

/** The configuration file in force: the one named, else the one found. */
export function configPath(flags: SettingsFlags, io: Io): string | undefined {
  return flags.config ?? findConfig(io);
}

function findConfig(io: Io): string | undefined {
  const xdg = io.env['XDG_CONFIG_HOME'];
  const folder = xdg !== undefined && xdg !== '' ? xdg : join(homedir(), '.config');
  return [`./${FILE_NAME}`, join(folder, 'alvh', FILE_NAME)].find((path) => existsSync(path));
}
