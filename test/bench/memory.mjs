/** Peak memory of whole processes, beside a node that does nothing. */
import { COMMANDS, root, runNode } from './program.mjs';
import { median, times } from './table.mjs';

const RUNS = 3;
const HOOK = ['--require', `${root}test/bench/report-rss.cjs`];

export function memory() {
  const commands = {
    ...COMMANDS,
    '10 000 books in process': [`${root}test/bench/size-books.mjs`],
  };
  const peaks = Object.entries(commands).map(([name, args]) => [name, peakMib(args)]);
  const [[, base]] = peaks;
  return {
    title: `Peak memory, maximum resident set (medians of ${RUNS} runs)`,
    head: ['process', 'MiB', 'ratio'],
    rows: peaks.map(([name, peak]) => [name, peak.toFixed(1), times(peak / base)]),
  };
}

function peakMib(args) {
  const peaks = Array.from({ length: RUNS }, () => {
    const { output } = runNode([...HOOK, ...args], ['ignore', 'pipe', 'pipe', 'pipe']);
    return Number(output[3]) / 1024;
  });
  return median(peaks);
}
