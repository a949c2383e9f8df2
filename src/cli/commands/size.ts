import { prepareHedge } from '../../hedge/prepare.js';
import { sizeBook } from '../../hedge/size.js';
import { renderSize } from '../../output/render.js';
import { emit, renderOptions, withReadings } from '../emit.js';
import { bookOf, checkStdinOnce, readMarket, readPositions } from '../inputs.js';
import type { Io } from '../io.js';
import type { SizeFlags } from '../options.js';
import { checkOutputTarget } from '../output-target.js';
import { withProvenance } from '../provenance.js';
import { readSettings } from '../settings.js';

/** `alvh size`: position and snapshot to layers, contracts, cost and break-evens. */
export async function runSize(flags: SizeFlags, io: Io): Promise<void> {
  const options = renderOptions(flags, io);
  checkStdinOnce(flags.position, flags.snapshot, flags.config);
  checkOutputTarget(flags, io);
  const { settings, loaded, from } = await readSettings(flags, io);
  const parsed = await readPositions(flags.position, io);
  const market = await readMarket(flags, io);
  const book = bookOf(parsed, market);
  const sized = sizeBook(prepareHedge(market.snapshot, settings, market.asOf), book);
  const result = withProvenance(withReadings(sized, market.notes), loaded);
  const text = renderSize(result, { ...options, settingsFrom: from });
  await emit(text, result, options.format, flags, io);
}
