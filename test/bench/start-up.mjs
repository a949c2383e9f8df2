/** From the start of the process to its end, beside a node that does nothing. */
import { COMMANDS, runNode } from './program.mjs';
import { aimed, median, noAim, times } from './table.mjs';

const PAIRS = 20;
const AIMS = { 'alvh --version': 1.5, 'alvh size -f json': 2.2 };

export function startUp() {
  const taken = Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, []]));
  for (let pair = 0; pair < PAIRS; pair += 1) {
    for (const [name, args] of Object.entries(COMMANDS)) taken[name].push(runNode(args).ms);
  }
  const [baseline, ...others] = Object.keys(COMMANDS);
  const base = median(taken[baseline]);
  return {
    title: `Start-up (medians of ${PAIRS} interleaved runs)`,
    head: ['command', 'ms', 'ratio', 'aim', ''],
    rows: [
      [baseline, base.toFixed(1), times(1), ...noAim],
      ...others.map((name) => {
        const ms = median(taken[name]);
        const ratio = ms / base;
        return [
          name,
          ms.toFixed(1),
          times(ratio),
          ...(name in AIMS ? aimed(ratio <= AIMS[name], `at most ${AIMS[name]}x`) : noAim),
        ];
      }),
    ],
  };
}
