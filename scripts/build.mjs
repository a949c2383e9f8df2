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

try {
  const bundle = await rolldown({
    input: { index: join(root, 'src/index.ts'), cli: join(root, 'src/cli/main.ts') },
    platform: 'node',
    transform: { define: { __ALVH_VERSION__: JSON.stringify(version) } },
    logLevel: 'warn',
  });
  await bundle.write({
    dir: fresh,
    format: 'esm',
    sourcemap: true,
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
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
