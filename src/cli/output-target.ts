import { fstatSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { Refusal } from '../errors.js';
import { configPath } from './settings.js';
import type { SettingsFlags } from './settings.js';
import type { Io } from './io.js';

interface Named extends SettingsFlags {
  readonly output?: string;
  readonly position?: readonly string[];
  readonly snapshot?: readonly string[];
}

/**
 * Refuses an --output that is one of the files read, by whatever name: a result written over the
 * only copy of a position is lost work. Before any work is done.
 * @throws Refusal naming the flag of the file
 */
export function checkOutputTarget(flags: Named, io: Io): void {
  const { output } = flags;
  if (output === undefined || output === '-') return;
  const target = fileAt(output);
  if (target === undefined) return;
  const config = configPath(flags, io);
  const inputs = [
    ...(flags.position ?? []).map((path) => ['--position', path] as const),
    ...(flags.snapshot ?? []).map((path) => ['--snapshot', path] as const),
    ...(config === undefined ? [] : [['--config', config] as const]),
  ];
  for (const [flag, path] of inputs) {
    const file = fileAt(path);
    // Links, hard and symbolic, are other names of the same file.
    if (file === undefined || file.dev !== target.dev || file.ino !== target.ino) continue;
    throw new Refusal(
      `it is the file that ${flag} reads${path === output ? '' : ` as ${path}`}`,
      'write to another file',
      { file: output, key: '--output' },
    );
  }
}

/** A plain file; undefined for devices and pipes, which are not overwritten, and for no file. */
function fileAt(path: string): Stats | undefined {
  try {
    const stat = path === '-' ? fstatSync(0) : statSync(path);
    return stat.isFile() ? stat : undefined;
  } catch {
    return undefined;
  }
}
