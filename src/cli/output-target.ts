import { resolve } from 'node:path';
import { Refusal } from '../errors.js';
import { fileAt, filesOfStore, isSameFile } from './same-file.js';
import { configPath } from './settings.js';
import { inStore } from './store-path.js';
import type { SettingsFlags } from './settings.js';
import type { Io } from './io.js';

/** Flags that may name files to read: one, or several. */
const READ = [
  'position',
  'snapshot',
  'then',
  'scenarios',
  'returns',
  'market',
  'dynamics',
  'spx',
  'vix',
  'vx',
  'vvix',
  'vix3m',
  'breadth',
  'tbill',
  'events',
  'ledger',
  'holdings',
  'rollTo',
] as const;

/** Flags that name files to write, or to read and write. */
const WRITTEN = ['output', 'write', 'state', 'overrides', 'store', 'log', 'mail'] as const;

type Named = SettingsFlags & {
  readonly [K in (typeof WRITTEN)[number]]?: string;
} & { readonly [K in (typeof READ)[number]]?: string | readonly string[] };

/**
 * Refuses an --output that is one of the files read, by whatever name: a result written over the
 * only copy of a position is lost work. Before any work is done. Nor is one a file of the store,
 * given or not: what SQLite keeps beside it is a part of it.
 * @throws Refusal naming the flag of the file
 */
export function checkOutputTarget(flags: Named, io: Io): void {
  const config = configPath(flags, io);
  const inputs = [
    ...READ.flatMap((name) =>
      [flags[name] ?? []]
        .flat()
        .filter((path) => !inStore(path))
        .map((path) => [flagName(name), path] as const),
    ),
    ...(config === undefined ? [] : [['--config', config] as const]),
  ];
  const written = WRITTEN.flatMap((flag) => {
    const path = flags[flag];
    const none = path === undefined || path === '-' || (flag === 'overrides' && inStore(path));
    return none ? [] : [[`--${flag}`, path] as const];
  });
  written.forEach(([flag, path], i) => {
    refuseInput(path, flag, inputs);
    refuseTwice(path, flag, written.slice(i + 1));
    if (flag !== '--store') refuseStore(path, flag, io.store);
  });
}

/**
 * Refuses a file to write that is the store or lies beside it as a part of it.
 * @param key the flag of the file
 */
export function refuseStore(path: string, key: string, store: string): void {
  if (!filesOfStore(store).some((part) => isSameFile(path, part))) return;
  throw new Refusal(`it is a file of the store ${store}`, 'write to another file', {
    file: path,
    key,
  });
}

/** Two results in one file, there already or not: the second would be all that is left. */
function refuseTwice(
  path: string,
  key: string,
  others: readonly (readonly [flag: string, path: string])[],
): void {
  const twin = others.find(([, other]) => resolve(other) === resolve(path));
  if (twin === undefined) {
    refuseInput(path, key, others);
    return;
  }
  throw new Refusal(`it is the file that ${twin[0]} names too`, 'give each its own', {
    file: path,
    key,
  });
}

/**
 * Refuses an --output that is one of the files which a file read names.
 * @param flag the flag of that file
 */
export function checkNamedFiles(
  { output }: { readonly output?: string },
  flag: string,
  paths: readonly string[],
): void {
  if (output === undefined || output === '-') return;
  refuseInput(
    output,
    '--output',
    paths.map((path) => [flag, path] as const),
  );
}

/** `--roll-to` of commander's `rollTo`. */
function flagName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function refuseInput(
  written: string,
  key: string,
  inputs: readonly (readonly [flag: string, path: string])[],
): void {
  if (fileAt(written) === undefined) return;
  const [flag, path] = inputs.find(([, input]) => isSameFile(written, input)) ?? [];
  if (flag === undefined) return;
  throw new Refusal(
    `it is the file that ${flag} reads${path === written ? '' : ` as ${path}`}`,
    'write to another file',
    { file: written, key },
  );
}
