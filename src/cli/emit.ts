import { Refusal } from '../errors.js';
import { OUTPUT_FORMATS } from '../output/options.js';
import type { OutputFormat, RenderOptions } from '../output/options.js';
import { localeIsUtf8, outputWidth, wantsColor } from './io.js';
import type { Io } from './io.js';
import { writeFileAtomically } from '../store/write-file.js';
import type { Warning } from '../report-parts.js';

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
  readonly warnings: readonly Warning[];
}

/** How an input was read, or a warning with a code of its own. */
export type Note = string | Warning;

/** The result with how uncertain input was read, where a script sees it too. */
export function withReadings<T extends Warned>(result: T, notes: readonly Note[]): T {
  if (notes.length === 0) return result;
  const readings = notes.map((note) =>
    typeof note === 'string' ? { code: 'reading', message: note } : note,
  );
  return { ...result, warnings: [...result.warnings, ...readings] };
}

/** Notes where there is no result to bear them. */
export function writeNotes(notes: readonly Note[], io: Io): void {
  for (const note of notes) {
    const { code, message } = typeof note === 'string' ? { code: 'reading', message: note } : note;
    io.writeErr(`alvh: ${code}: ${message}\n`);
  }
}

/**
 * Prints a rendered result, or writes it to the file that --output names. CSV and iCalendar have no
 * place for warnings, so they go to standard error there.
 */
export async function emit(
  text: string,
  result: Warned,
  format: OutputFormat | 'ics',
  flags: OutputFlags,
  io: Io,
): Promise<void> {
  if ((format === 'csv' || format === 'ics') && flags.quiet !== true) {
    for (const { code, message } of result.warnings) io.writeErr(`alvh: ${code}: ${message}\n`);
  }
  if (flags.output === undefined || flags.output === '-') await io.writeOut(text);
  else {
    await writeFileAtomically(flags.output, text);
    if (flags.quiet !== true) io.writeErr(`alvh: wrote ${flags.output}\n`);
  }
}

/**
 * The format that flags or the file's ending ask for.
 * @param more formats that only this command has; a file's ending may be their name
 */
export function formatOf<More extends string = never>(
  flags: OutputFlags,
  more: readonly More[] = [],
): OutputFormat | More {
  const all = [...OUTPUT_FORMATS, ...more];
  if (flags.format !== undefined) {
    const format = all.find((known) => known === flags.format);
    if (format !== undefined) return format;
    throw new Refusal(`"${flags.format}" is no format`, `use one of ${all.join(', ')}`, {
      key: '--format',
    });
  }
  const ending = /\.([A-Za-z]+)$/.exec(flags.output ?? '')?.[1]?.toLowerCase();
  if (flags.output === undefined || ending === undefined) return 'table';
  const format = FORMAT_BY_ENDING[ending] ?? more.find((name) => name === ending);
  if (format !== undefined) return format;
  throw new Refusal(
    `the ending .${ending} names no format`,
    `name one with --format (${all.join(', ')})`,
    { key: '--output' },
  );
}
