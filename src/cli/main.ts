import { processIo } from './io.js';
import { runProgram } from './program.js';

// exitCode, not exit(): a large result may still be on its way through a pipe.
process.exitCode = await runProgram(
  process.argv.slice(2),
  processIo(new URL('../', import.meta.url)),
);
