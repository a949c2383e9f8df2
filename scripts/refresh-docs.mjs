/**
 * Puts the output of each command named in the docs under it, so that no figure there is typed by
 * hand: a comment `<!-- output of: alvh ... -->` before a fenced block says which. With --check it
 * only says which blocks differ, and exits 1. A comment `<!-- first: alvh ... -->` is run and not
 * shown; a page's commands share a home folder, and with it a store, in their order.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const BLOCK = /<!-- first: alvh (.*?) -->|<!-- output of: alvh (.*?) -->\n```text\n([\s\S]*?)```/g;
const check = process.argv.includes('--check');
const homes = mkdtempSync(join(tmpdir(), 'alvh-docs-'));

/** A clock that stands still: what is recorded by the clock has the same hash at every run. */
const CLOCK = `data:text/javascript,Date.now=()=>${Date.parse('2026-12-31T22:00:00Z')}`;

/** What a reader sees at 80 columns in a UTF-8 terminal without colour. */
function run(commandLine, home) {
  return execFileSync(
    process.execPath,
    ['--import', CLOCK, 'bin/alvh.js', ...commandLine.split(' ')],
    {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', COLUMNS: '80' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

function markdownFiles() {
  const within = (folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name));
  return ['README.md', ...within('docs'), ...within('examples')].filter((name) =>
    name.endsWith('.md'),
  );
}

let different = 0;
for (const name of markdownFiles()) {
  const path = join(root, name);
  const text = readFileSync(path, 'utf8');
  const home = mkdtempSync(join(homes, 'page-'));
  const fresh = text.replace(BLOCK, (whole, first, shown) => {
    const output = run(first ?? shown, home);
    if (first !== undefined) return whole;
    return `<!-- output of: alvh ${shown} -->\n\`\`\`text\n${output}\`\`\``;
  });
  if (fresh === text) continue;
  different += 1;
  console.log(check ? `${name}: not what its command prints` : `${name}: refreshed`);
  if (!check) writeFileSync(path, fresh);
}
rmSync(homes, { recursive: true, force: true });
process.exitCode = check && different > 0 ? 1 : 0;
