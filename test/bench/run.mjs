/**
 * `npm run bench`: speed and memory of the built program as ratios to a baseline in the same run,
 * so that a slow or busy machine moves both sides. Nothing here passes or fails a build.
 */
import { cpus } from 'node:os';
import { memory } from './memory.mjs';
import { optimizing } from './optimizing.mjs';
import { pricing } from './pricing.mjs';
import { sizing } from './sizing.mjs';
import { startUp } from './start-up.mjs';
import { stressing } from './stressing.mjs';
import { reporting } from './reporting.mjs';
import { printTable } from './table.mjs';

const [cpu] = cpus();
console.log(`node ${process.version}, ${cpu?.model ?? 'unknown cpu'}, ${cpus().length} cores`);
for (const section of [startUp, pricing, sizing, stressing, optimizing, reporting, memory]) {
  const { title, head, rows, notes } = await section();
  printTable(title, head, rows);
  for (const note of notes ?? []) console.log(`  ${note}`);
}
