import type { SizeResult } from '../../hedge/result.js';
import { emit, renderOptions } from '../emit.js';
import type { Io } from '../io.js';
import type { SizeFlags } from '../options.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { gatherSize } from '../size-input.js';

/** `alvh size`: position and snapshot to layers, contracts, cost and break-evens. */
export async function runSize(flags: SizeFlags, io: Io): Promise<void> {
  const options = renderOptions(flags, io);
  checkOutputTarget(flags, io);
  const { result, from, recordOverride } = await gatherSize(flags, io);
  const shown = { ...options, settingsFrom: from };
  const text = await rendered(result, shown, (all) => all.renderSize);
  await recordOverride();
  if (flags.record === true) await recorded(result, flags, io);
  await emit(text, result, options.format, flags, io);
}

/** The result in the journal, and a word of where; the store is loaded only where it is asked for. */
async function recorded(result: SizeResult, { quiet }: SizeFlags, io: Io): Promise<void> {
  const { recordResult } = await import('../recommendation.js');
  const { seq, added } = await recordResult(result, io);
  if (quiet === true) return;
  io.writeErr(`alvh: journal: entry ${seq} ${added ? 'added' : 'holds it already'}\n`);
}
