import type { Book } from '../../condor/book.js';
import { Refusal } from '../../errors.js';
import { prepareHedge } from '../../hedge/prepare.js';
import type { PreparedHedge } from '../../hedge/prepare.js';
import type { SizeResult } from '../../hedge/result.js';
import { planBook, sizeBook } from '../../hedge/size.js';
import { readAdaptive } from '../adaptive-input.js';
import { emit, renderOptions, withReadings } from '../emit.js';
import { bookOf, checkStdinOnce, readMarket, readPositions } from '../inputs.js';
import type { Io } from '../io.js';
import { refuseFreeFutures } from '../macro-input.js';
import type { SizeFlags } from '../options.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { withProvenance } from '../provenance.js';
import { readSettings } from '../settings.js';

const METHODS = ['rules', 'optimize'] as const;

/** `alvh size`: position and snapshot to layers, contracts, cost and break-evens. */
export async function runSize(flags: SizeFlags, io: Io): Promise<void> {
  const options = renderOptions(flags, io);
  checkStdinOnce(
    ...[flags.position, flags.snapshot, flags.config],
    ...[flags.returns, flags.dynamics, flags.market, flags.events],
    ...[flags.spx, flags.breadth, flags.vix, flags.vix3m],
  );
  checkOutputTarget(flags, io);
  const { settings, loaded, from } = await readSettings(flags, io);
  const parsed = await readPositions(flags.position, io);
  const market = await readMarket(flags, io);
  const book = bookOf(parsed, market);
  const read = await readAdaptive(flags, market, book, settings, io);
  if (optimizes(flags)) refuseFreeFutures(read.macro, settings);
  const prepared = prepareHedge(market.snapshot, settings, market.asOf, read.adaptive);
  const sized = optimizes(flags)
    ? await optimizedSize(prepared, book, flags, io)
    : sizeBook(prepared, book);
  const notes = [...market.notes, ...read.notes];
  const result = withProvenance(withReadings({ ...sized, ...read.shown }, notes), loaded);
  const rendering = { ...options, settingsFrom: `${from}${read.from}` };
  const text = await rendered(result, rendering, (all) => all.renderSize);
  await emit(text, result, options.format, flags, io);
}

function optimizes({ method = 'rules' }: SizeFlags): boolean {
  const known = METHODS.find((one) => one === method);
  if (known !== undefined) return known === 'optimize';
  throw new Refusal(`"${method}" is no method`, `use one of ${METHODS.join(', ')}`, {
    key: '--method',
  });
}

/** The optimiser's contracts in the place of the rules'; loaded only where it is asked for. */
async function optimizedSize(
  prepared: PreparedHedge,
  book: Book,
  flags: SizeFlags,
  io: Io,
): Promise<SizeResult> {
  const [{ pricedPlan }, { optimizedUnits }, { optimizedPlan }, { readQuestion }] =
    await Promise.all([
      import('../../stress/stress.js'),
      import('../../optimize/optimize-book.js'),
      import('../../optimize/optimized-plan.js'),
      import('../optimize-input.js'),
    ]);
  const plan = pricedPlan(planBook(prepared, book));
  const { question } = await readQuestion(plan, {}, io);
  const units = optimizedUnits(plan, question);
  const note = `Contracts are those of the least CVaR at ${question.alpha} over ${question.scenarios.description}; alvh optimize shows the search.`;
  return optimizedPlan(plan, units, note).result;
}
