import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that the bundle contains, with those they bring along. */
const BUNDLED = [
  'asciichart',
  'chalk',
  'cli-table3',
  'commander',
  'csv-parse',
  'd3-array',
  'd3-color',
  'd3-format',
  'd3-interpolate',
  'd3-path',
  'd3-scale',
  'd3-shape',
  'd3-time',
  'd3-time-format',
  'emoji-regex',
  'fastest-levenshtein',
  'hyparquet',
  'hyparquet-writer',
  'ical.js',
  'internmap',
  'is-fullwidth-code-point',
  'newton-raphson-method',
  'nodemailer',
  'string-width',
  'strip-ansi',
  'ansi-regex',
  'trading-signals',
  'xirr',
  'yaml',
  'zod',
];

/** The licence texts of the bundled packages, as their licences ask of a copy. */
export function thirdPartyLicences(root) {
  const parts = BUNDLED.map((name) => {
    const folder = join(root, 'node_modules', name);
    if (!existsSync(folder)) return undefined;
    const { version, license, repository } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? readmeLicence(folder) : readText(folder, file);
    // MPL-2.0 asks a copy to say where its source is; it is told of all alike.
    return `${name} ${version} (${license})\nSource: ${sourceOf(repository)}\n\n${text}\n`;
  }).filter((part) => part !== undefined);
  const rule = `\n${'-'.repeat(72)}\n\n`;
  return `The program in dist/ contains these packages.\n${rule}${parts.join(rule)}`;
}

/** Where a package's source lies, from its repository entry. */
function sourceOf(repository) {
  const url = typeof repository === 'string' ? repository : repository.url;
  const address = url
    .replace(/^git\+/, '')
    .replace(/^git:/, 'https:')
    .replace(/\.git$/, '');
  return /^https?:/.test(address)
    ? address
    : `https://github.com/${address.replace(/^github:/, '')}`;
}

function readText(folder, file) {
  return readFileSync(join(folder, file), 'utf8').trim();
}

/** Some packages state their licence in their README alone. */
function readmeLicence(folder) {
  const section = /^#+ *Licen[cs]e\s+([\s\S]*?)(?=^#|(?![\s\S]))/m;
  const text = section.exec(readText(folder, 'README.md'))?.[1] ?? '';
  return text.replace('&copy;', '©').trim();
}
