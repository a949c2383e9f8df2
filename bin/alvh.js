#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '..', 'dist', 'program');
const compiled = join(program, `v8-${process.versions.v8}-${process.arch}`);

if (!existsSync(program)) {
  process.stderr.write(
    'alvh: the program is not built; run npm ci && npm run build in its folder\n',
  );
  process.exitCode = 1;
} else if (existsSync(compiled)) {
  require('./compiled-parts.js')(program, compiled).load('alvh.cjs');
} else {
  require(join(program, 'alvh.cjs'));
}
