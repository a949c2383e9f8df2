import { Refusal } from '../errors.js';
import { OUTPUT_FORMATS } from '../output/options.js';
import type { OutputFormat, RenderOptions } from '../output/options.js';
import { localeIsUtf8, outputWidth, wantsColor } from './io.js';
import type { Io } from './io.js';
import { writeFileAtomically } from '../store/write-file.js';

/** Flags that say how and where a result is printed. */
export interface OutputFlags {
  readonly format?: string;
  readonly output?: string;
  readonly quiet?: boolean;
  /** commander's reading of --no-color. */
  readonly color: boolean;
  readonly explain?: boolean;
}

const FORMAT_BY_ENDING: Readonly<Record<string, OutputFormat>> = {
  json: 'json',
  csv: 'csv',
  md: 'markdown',
  markdown: 'markdown',
  txt: 'table',
};

/** How to render, from flags, file ending and terminal. Checked before any work is done. */
export function renderOptions(flags: OutputFlags, io: Io): RenderOptions {
  const toFile = flags.output !== undefined;
  return {
    format: formatOf(flags),
    width: toFile ? 80 : outputWidth(io),
    color: !toFile && wantsColor(io, flags.color),
    unicode: localeIsUtf8(io.env),
    explain: flags.explain === true,
    ...(flags.quiet === true && { quiet: true }),
  };
}

/** What every command's result carries for the reader. */
interface Warned {
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** How an input was read, or a warning with a code of its own. */
export type Note = string | Warned['warnings'][number];

/** The result with how uncertain input was read, where a script sees it too. */
export function withReadings<T extends Warned>(result: T, notes: readonly Note[]): T {
  if (notes.length === 0) return result;
  const readings = notes.map((note) =>
    typeof note === 'string' ? { code: 'reading', message: note } : note,
  );
  return { ...result, warnings: [...result.warnings, ...readings] };
}

/**
 * Prints a rendered result, or writes it to the file that --output names. CSV has no place for
 * warnings, so they go to standard error there.
 */
export async function emit(
  text: string,
  result: Warned,
  format: OutputFormat,
  flags: OutputFlags,
  io: Io,
): Promise<void> {
  if (format === 'csv' && flags.quiet !== true) {
    for (const { code, message } of result.warnings) io.writeErr(`alvh: ${code}: ${message}\n`);
  }
  if (flags.output === undefined || flags.output === '-') await io.writeOut(text);
  else {
    await writeFileAtomically(flags.output, text);
    if (flags.quiet !== true) io.writeErr(`alvh: wrote ${flags.output}\n`);
  }
}

function formatOf(flags: OutputFlags): OutputFormat {
  if (flags.format !== undefined) {
    const format = OUTPUT_FORMATS.find((known) => known === flags.format);
    if (format !== undefined) return format;
    throw new Refusal(`"${flags.format}" is no format`, `use one of ${OUTPUT_FORMATS.join(', ')}`, {
      key: '--format',
    });
  }
  const ending = /\.([A-Za-z]+)$/.exec(flags.output ?? '')?.[1]?.toLowerCase();
  if (flags.output === undefined || ending === undefined) return 'table';
  const format = FORMAT_BY_ENDING[ending];
  if (format !== undefined) return format;
  throw new Refusal(
    `the ending .${ending} names no format`,
    `name one with --format (${OUTPUT_FORMATS.join(', ')})`,
    { key: '--output' },
  );
}
