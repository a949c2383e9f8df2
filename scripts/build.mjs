/**
 * Builds dist/: the bundled program and library (rolldown) and the type declarations (tsc).
 * The build goes to a fresh folder that replaces dist/ at the end, so a failed build
 * leaves the last good one in place.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** What both bundles share. */
const INPUT = {
  platform: 'node',
  // Its native part lies beside its code.
  external: ['libsql'],
  transform: { define: { __ALVH_VERSION__: JSON.stringify(version) } },
  // yaml's build for node is CommonJS, of which nothing can be left out: the same code as
  // modules loads in half the time.
  resolve: { alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') } },
  logLevel: 'warn',
};
const OUTPUT = {
  sourcemap: true,
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
};

async function write(input, output) {
  const bundle = await rolldown({ ...INPUT, input });
  await bundle.write({ ...OUTPUT, ...output });
  await bundle.close();
}

/**
 * Command lines whose parts are kept compiled, the commonest first: a part that several of them
 * share is kept as the first of them left it.
 */
const RUN_AT_BUILD = (() => {
  const [position, snapshot] = ['position.yaml', 'snapshot.csv'].map((name) =>
    join(root, 'examples', 'calm-contango', name),
  );
  const on = ['-s', snapshot, '--as-of', '2026-07-06'];
  const both = ['-p', position, ...on];
  return [
    ['size', ...both, '-f', 'json'],
    ['size', ...both],
    ['condor', ...both],
    ['term', ...on],
    ['stress', ...both],
    ['optimize', ...both],
    ['report', ...both, '--no-record', '--store', join(fresh, 'none.db')],
    ['report', ...both, '--no-record', '--store', join(fresh, 'none.db'), '-f', 'html'],
    ['calendar', '--as-of', '2026-07-06'],
    ['data', 'status', '--store', join(fresh, 'none.db')],
    ['journal', '--store', join(fresh, 'none.db')],
  ];
})();

function compileParts(program) {
  const compiled = join(program, `v8-${process.versions.v8}-${process.arch}`);
  mkdirSync(compiled);
  for (const args of RUN_AT_BUILD) {
    const run = spawnSync(
      process.execPath,
      [join(root, 'scripts', 'compile-parts.cjs'), program, compiled, ...args],
      { encoding: 'utf8' },
    );
    if (![0, 3].includes(run.status)) throw new Error(`alvh ${args.join(' ')}: ${run.stderr}`);
  }
}

try {
  await write(
    { index: join(root, 'src/index.ts') },
    {
      dir: fresh,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
    },
  );
  // node begins a CommonJS program sooner than one of modules, and it loads its parts faster.
  await write(
    { alvh: join(root, 'src/cli/main.ts') },
    {
      dir: join(fresh, 'program'),
      format: 'cjs',
      dynamicImportInCjs: false,
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name]-[hash].cjs',
      codeSplitting: { groups: GROUPS },
    },
  );
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', fresh], {
    cwd: root,
    stdio: 'inherit',
  });
  compileParts(join(fresh, 'program'));
  writeFileSync(join(root, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicences(root));
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(fresh, join(root, 'dist'));
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
