/**
 * The built program, many runs in one process: started by warm.ts. The entry is loaded anew for
 * each run and finds its own arguments, folder, environment, clock and streams; the rest of the
 * program is loaded once.
 */
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';

const clock = Date.now;
const require = createRequire(import.meta.url);

process.on('message', async ({ entry, args, cwd, env, stdin, now }) => {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    // Each run adds its own.
    process[name].removeAllListeners('error');
    process[name].write = (text, ...rest) => {
      output[name] += text;
      rest.find((one) => typeof one === 'function')?.();
      return true;
    };
  }
  const bytes = Buffer.from(stdin, 'base64');
  const value = Readable.from(bytes.length === 0 ? [] : [bytes]);
  Object.defineProperty(process, 'stdin', { value, configurable: true });
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, entry, ...args];
  process.exitCode = undefined;
  Date.now = now === undefined ? clock : () => now;
  delete require.cache[entry];
  await require(entry).ended;
  process.send({ code: process.exitCode ?? 0, signal: null, ...output });
  process.exitCode = undefined;
});
