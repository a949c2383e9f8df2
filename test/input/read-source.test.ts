import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdtempSync,
  rmSync,
  truncateSync,
} from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { MAX_SOURCE_BYTES, readSource } from '../../src/input/read-source.js';
import { parsePositions } from '../../src/input/position.js';
import { POSITION_YAML, messageOf } from './fixtures.js';

const folder = mkdtempSync(join(tmpdir(), 'alvh-read-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const none = Readable.from([]);
const read = (path: string) => readSource(path, none);
const pipe = (chunks: Iterable<string | Uint8Array>) => readSource('-', Readable.from(chunks));
const UTF8_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

describe('text is read alike', () => {
  test.each([
    ['as it is', POSITION_YAML],
    ['with a byte order mark', Buffer.concat([UTF8_MARK, Buffer.from(POSITION_YAML)])],
    ['with CRLF', POSITION_YAML.replaceAll('\n', '\r\n')],
    ['with lone CR', POSITION_YAML.replaceAll('\n', '\r')],
  ])('%s', async (label, content) => {
    const source = await read(file(`${label}.yaml`, content));
    expect(source.text).toBe(POSITION_YAML);
    expect(await parsePositions([source])).toHaveLength(1);
  });

  test('from standard input, however it is cut', async () => {
    const bytes = Buffer.from(`é${POSITION_YAML}`);
    const source = await pipe([...bytes].map((byte) => Uint8Array.of(byte)));
    expect(source).toEqual({ name: 'standard input', text: `é${POSITION_YAML}` });
  });

  test.skipIf(process.platform === 'win32')('from a pipe with a name', async () => {
    const path = join(folder, 'fifo.yaml');
    execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', path]);
    const reading = read(path);
    createWriteStream(path).end(POSITION_YAML);
    expect((await reading).text).toBe(POSITION_YAML);
  });
});

describe('what is no text of ours is refused', () => {
  test.each<readonly [string, () => string, RegExp]>([
    ['missing', () => join(folder, 'none.yaml'), /no such file; check the path/],
    ['below a file', () => join(file('plain', 'x'), 'none.yaml'), /no such file/],
    ['directory', () => folder, /a directory; name a file in it/],
    ['no name', () => '', /file name is empty/],
    ['NUL in the name', () => 'a\u0000b', /no file name/],
    ['empty', () => file('empty.csv', ''), /is empty; check that/],
    ['mark alone', () => file('mark.csv', UTF8_MARK), /only blank lines/],
    ['blank', () => file('blank.csv', '\n \n'), /only blank lines/],
    ['NUL bytes', () => file('nul.csv', 'a\u0000b'), /not text: it holds a NUL byte/],
    ['Latin-1', () => file('latin.csv', Uint8Array.of(0x61, 0xe9, 0x62)), /not UTF-8; give/],
    ['UTF-16', () => file('utf16.csv', Buffer.from('\ufeffa,b\n', 'utf16le')), /UTF-16; save it/],
    ['UTF-16, no mark', () => file('bare16.csv', Buffer.from('a,b\n', 'utf16le')), /not text/],
  ])('%s', async (_, path, holds) => {
    const name = path();
    const message = await messageOf(read(name));
    expect(message).toMatch(holds);
    if (name !== '') expect(message.startsWith(`${name}: `)).toBe(true);
  });

  test('a sparse file of 200 MB, early', async () => {
    const path = file('huge.csv', '');
    truncateSync(path, 200_000_000);
    const start = performance.now();
    expect(await messageOf(read(path))).toMatch(/too large: 190\.7 MiB.*16 MiB; check/);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test.runIf(existsSync('/dev/zero'))('/dev/zero, at once', async () => {
    expect(await messageOf(read('/dev/zero'))).toMatch(/^\/dev\/zero: this is not text/);
  });

  test('an endless standard input, which is not read on', async () => {
    let given = 0;
    function* endless() {
      for (;;) {
        given += 1;
        yield 'a'.repeat(65_536);
      }
    }
    expect(await messageOf(pipe(endless()))).toMatch(/^standard input: .*more than 16 MiB/);
    expect(given * 65_536).toBeLessThan(2 * MAX_SOURCE_BYTES);
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    const path = file('secret.csv', 'a');
    chmodSync(path, 0);
    expect(await messageOf(read(path))).toMatch(/may not be read; check its permissions/);
  });
});
