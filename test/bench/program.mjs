import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const example = `${root}examples/calm-contango`;

/** Command lines of node that are compared; the first is the baseline. */
export const COMMANDS = {
  'node -e 0': ['-e', '0'],
  'alvh --version': [`${root}bin/alvh.js`, '--version'],
  'alvh size -f json': [
    `${root}bin/alvh.js`,
    'size',
    ...['-p', `${example}/position.yaml`, '-s', `${example}/snapshot.csv`],
    ...['--as-of', '2026-07-06', '-f', 'json'],
  ],
  'alvh stress -f json': [
    `${root}bin/alvh.js`,
    'stress',
    ...['-p', `${example}/position.yaml`, '-s', `${example}/snapshot.csv`],
    ...['--as-of', '2026-07-06', '-f', 'json'],
  ],
};

/** Runs node to its end. @returns milliseconds of wall time */
export function runNode(args, stdio = ['ignore', 'pipe', 'pipe']) {
  const start = performance.now();
  const { status, stderr, output } = spawnSync(process.execPath, args, { stdio });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`);
  return { ms, output };
}
