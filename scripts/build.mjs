/**
 * Builds dist/: the bundled program and library (rolldown) and the type declarations (tsc).
 * The build goes to a fresh folder that replaces dist/ at the end, so a failed build
 * leaves the last good one in place.
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { thirdPartyLicences } from './third-party-licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const fresh = join(root, `dist.${process.pid}.tmp`);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** What is always loaded together is one file: sixty small ones cost more than their code. */
const GROUPS = [
  { name: 'errors', test: /\/src\/(errors|disclaimer)\.ts$/, priority: 5 },
  // Apart, for a run that reads CSV and built-in settings needs neither yaml nor zod.
  {
    name: 'yaml',
    test: /\/src\/(input|config)\/(yaml-tree|yaml-guard|yaml-depth|read-yaml)/,
    priority: 2,
  },
  {
    name: 'shapes',
    test: /\/src\/(input|config)\/(check-shape|position-shape|position-tree|snapshot-shape|snapshot-tree|schema|read-changes|explain-)/,
    priority: 2,
  },
  { name: 'engine', priority: 4, test: /\/src\/(market|pricing|condor|scenario|capital|hedge)\// },
  {
    name: 'reading',
    priority: 3,
    test: /\/src\/(input\/(csv|format|keys|numbers|place|position(?!-(shape|tree))|snapshot(?!-(shape|tree))|read-source|tree|parse-tree|cboe-settlement|contract-name|file-name)|config\/(assemble|changes|check|defaults|describe|key|keys|layer|load|nearest|profiles|scalars|source|refuse|[a-z]+-keys))/,
  },
];

try {
  const bundle = await rolldown({
    input: { index: join(root, 'src/index.ts'), cli: join(root, 'src/cli/main.ts') },
    platform: 'node',
    // Its native part lies beside its code.
    external: ['libsql'],
    transform: { define: { __ALVH_VERSION__: JSON.stringify(version) } },
    // yaml's build for node is CommonJS, of which nothing can be left out: the same code as
    // modules loads in half the time.
    resolve: { alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') } },
    logLevel: 'warn',
  });
  await bundle.write({
    dir: fresh,
    format: 'esm',
    sourcemap: true,
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    codeSplitting: { groups: GROUPS },
  });
  await bundle.close();
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', fresh], {
    cwd: root,
    stdio: 'inherit',
  });
  writeFileSync(join(root, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicences(root));
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(fresh, join(root, 'dist'));
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
