/**
 * Runs one command line of the built program and keeps the bytecode of the parts it loads, with
 * the functions that it needed: `node scripts/compile-parts.cjs PROGRAM COMPILED ARGUMENTS...`.
 * What an earlier run has kept stays.
 */
const { existsSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const compiledParts = require('../bin/compiled-parts.js');

const [node, self, program, compiled, ...args] = process.argv;
process.argv = [node, self, ...args];
const { load, scripts } = compiledParts(program, compiled);
process.on('exit', () => {
  for (const [part, script] of scripts) {
    const file = join(compiled, part);
    if (!existsSync(file)) writeFileSync(file, script.createCachedData());
  }
});
load('alvh.cjs');
