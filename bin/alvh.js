#!/usr/bin/env node
try {
  await import('../dist/cli.js');
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write(
    'alvh: the program is not built; run npm ci && npm run build in its folder\n',
  );
  process.exitCode = 1;
}
