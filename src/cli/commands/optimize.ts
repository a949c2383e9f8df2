import { prepareHedge } from '../../hedge/prepare.js';
import { planBook } from '../../hedge/size.js';
import { optimizeBook } from '../../optimize/optimize-book.js';
import { pricedPlan } from '../../stress/stress.js';
import { emit, renderOptions, withReadings } from '../emit.js';
import { bookOf, checkStdinOnce, readMarket, readPositions } from '../inputs.js';
import type { Io } from '../io.js';
import { readQuestion } from '../optimize-input.js';
import type { QuestionFlags } from '../optimize-input.js';
import type { SizeFlags } from '../options.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { readSettings } from '../settings.js';

export type OptimizeFlags = SizeFlags & QuestionFlags;

/** `alvh optimize`: the whole contracts with the least tail risk within the limits. */
export async function runOptimize(flags: OptimizeFlags, io: Io): Promise<void> {
  const options = renderOptions(flags, io);
  checkStdinOnce(flags.position, flags.snapshot, flags.config, flags.dynamics, flags.scenarios);
  checkOutputTarget(flags, io);
  const { settings, from, notes: idle } = await readSettings(flags, 'optimize', io);
  const parsed = await readPositions(flags.position, io);
  const market = await readMarket(flags, io);
  const prepared = prepareHedge(market.snapshot, settings, market.asOf);
  const plan = pricedPlan(planBook(prepared, bookOf(parsed, market)));
  const { question, notes } = await readQuestion(plan, flags, io);
  const { report } = optimizeBook(plan, question);
  const result = withReadings(report, [...market.notes, ...idle, ...notes]);
  const shown = { ...options, settingsFrom: from };
  const text = await rendered(result, shown, (all) => all.renderOptimize);
  await emit(text, result, options.format, flags, io);
}
