/** Files and programs printed in the docs work as printed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { parsePositions } from '../../src/input/position.js';
import { parseSnapshot } from '../../src/input/snapshot.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Fenced blocks of one language in a page. */
function blocks(page: string, language: string): string[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, body = '']) => body,
  );
}

const PAGES = ['README.md', 'docs/files.md'];

describe.each(PAGES)('%s', (page) => {
  const csv = blocks(page, 'csv').map((text) => ({ name: 'shown.csv', text }));
  const yaml = blocks(page, 'yaml').map((text) => ({ name: 'shown.yaml', text }));
  const files = [...csv, ...yaml];

  test('shows files', () => {
    expect(files.length).toBeGreaterThan(1);
  });

  test.each(files.filter(({ text }) => /quantity/.test(text)))('a position', async (file) => {
    expect(await parsePositions([file])).toHaveLength(1);
  });

  test.each(files.filter(({ text }) => /asof/i.test(text)))('a snapshot', async (file) => {
    const { snapshot } = await parseSnapshot([file], {});
    expect(snapshot.futures.length).toBeGreaterThan(1);
  });
});

test('the program of docs/library.md runs as printed', () => {
  const [program = '', many = '', signals = ''] = blocks('docs/library.md', 'ts');
  const books = '\nconst books = [[condor], [condor]];\n';
  const sessions = `\nconst sessions = Array.from({ length: 70 }, (_, i) => ({
    date: isoDate(new Date(Date.UTC(2026, 3, 28 + i)).toISOString().slice(0, 10)),
    close: 6000 + i + 20 * Math.sin(i), vix: 18, vix3m: 20,
  }));\n`;
  const both = `${program}${books}${many}${sessions}${signals}
    console.log(read.reading.score > 0, tilted.layers[0].factors[2].value !== 1);
    console.log(results.length);\n`;
  const { outputText } = ts.transpileModule(both, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
  });
  const folder = mkdtempSync(join(tmpdir(), 'alvh-library-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules', 'alvh'));
    writeFileSync(join(folder, 'program.mjs'), outputText);
    const printed = execFileSync(process.execPath, ['program.mjs'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(printed).toMatch(/^short \d+ VXMZ26\n/);
    expect(printed.trim().split('\n').slice(-2)).toEqual(['true true', '2']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
