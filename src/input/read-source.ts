import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Refusal } from '../errors.js';

/** A text the user gave: its name as the user wrote it, and its content. */
export interface Source {
  /** The path as given, or `standard input` for `-`. */
  readonly name: string;
  /** Without byte order mark, lines ended by `\n` alone. */
  readonly text: string;
}

/** What standard input is called in messages. */
export const STDIN_NAME = 'standard input';

const MIB = 1024 * 1024;
/** No position or snapshot comes near this; a wrong file (a disk image, /dev/zero) does. */
export const MAX_SOURCE_BYTES = 16 * MIB;

/**
 * Reads a file, or standard input for `-`, in bounded memory.
 * @throws Refusal for what cannot be read, is too large, is empty or is not UTF-8 text
 */
export async function readSource(path: string, stdin: NodeJS.ReadableStream): Promise<Source> {
  const name = path === '-' ? STDIN_NAME : path;
  try {
    const bytes = path === '-' ? await collect(stdin) : await readFile(path);
    return { name, text: decodeText(bytes) };
  } catch (error) {
    if (error instanceof Refusal) throw error.at({ file: name });
    throw unreadable(error).at({ file: name });
  }
}

async function readFile(path: string): Promise<Uint8Array> {
  if (path === '') throw new Refusal('the file name is empty', 'give a file, or - for stdin');
  const info = await stat(path);
  if (info.isDirectory()) {
    throw new Refusal('this is a directory', 'name a file in it');
  }
  if (info.size > MAX_SOURCE_BYTES) throw tooLarge(`${(info.size / MIB).toFixed(1)} MiB`);
  // Fifos and devices state no size, and a file may grow: the bytes are counted all the same.
  return collect(createReadStream(path));
}

async function collect(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by a throw destroys the stream, so nothing is read past the limit.
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > MAX_SOURCE_BYTES) throw tooLarge(`more than ${MAX_SOURCE_BYTES / MIB} MiB`);
    // Binary ends at its first chunk: no need to read a device or an image to its limit.
    if (bytes.includes(0) && !startsWithUtf16Mark(chunks[0] ?? bytes)) throw notText('a NUL byte');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/**
 * UTF-8 text with plain newlines.
 * @throws Refusal for bytes that are none, and for nothing
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length === 0) {
    throw new Refusal('the file is empty', 'check that it was written to the end');
  }
  if (startsWithUtf16Mark(bytes)) {
    throw new Refusal('the text is UTF-16', 'save it as UTF-8 (Excel: "CSV UTF-8")');
  }
  let text: string;
  try {
    // TextDecoder drops a UTF-8 byte order mark by itself.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notText('bytes that are not UTF-8');
  }
  const lines = text.replace(/\r\n?/g, '\n');
  if (lines.trim() === '') {
    throw new Refusal('the file holds only blank lines', 'check that it was written to the end');
  }
  return lines;
}

function startsWithUtf16Mark(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function notText(found: string): Refusal {
  return new Refusal(`this is not text: it holds ${found}`, 'give a UTF-8 YAML, JSON or CSV file');
}

function tooLarge(size: string): Refusal {
  return new Refusal(
    `the input is too large: ${size}, where alvh reads up to ${MAX_SOURCE_BYTES / MIB} MiB`,
    'check that this is the right file',
  );
}

function unreadable(error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Refusal('there is no such file', 'check the path');
    case 'EACCES':
    case 'EPERM':
      return new Refusal('the file may not be read', 'check its permissions');
    case 'EISDIR':
      return new Refusal('this is a directory', 'name a file in it');
    case 'ERR_INVALID_ARG_VALUE':
    case 'ENAMETOOLONG':
      return new Refusal('this is no file name', 'check the path');
    default:
      return new Refusal(
        `it cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        'check the file',
      );
  }
}
