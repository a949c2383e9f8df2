import { processIo } from './io.js';
import { runProgram } from './program.js';

/** Fulfilled when the run has ended. */
export const ended = runProgram(
  process.argv.slice(2),
  processIo(new URL('../../', import.meta.url)),
).then((code) => {
  // exitCode, not exit(): a large result may still be on its way through a pipe.
  process.exitCode = code;
});
