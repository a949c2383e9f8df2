import type { Book } from '../../condor/book.js';
import { Refusal } from '../../errors.js';
import { prepareHedge } from '../../hedge/prepare.js';
import type { PreparedHedge } from '../../hedge/prepare.js';
import type { SizeResult } from '../../hedge/result.js';
import { signalLeans } from '../../hedge/signal-weights.js';
import { planBook, sizeBook } from '../../hedge/size.js';
import { renderSize } from '../../output/render.js';
import { emit, renderOptions, withReadings } from '../emit.js';
import { bookOf, checkStdinOnce, readMarket, readPositions } from '../inputs.js';
import type { Io } from '../io.js';
import type { SizeFlags } from '../options.js';
import { checkOutputTarget } from '../output-target.js';
import { readBeta } from '../returns.js';
import { withProvenance } from '../provenance.js';
import { readSettings } from '../settings.js';
import { namedSignalFiles, readSizeSignals } from '../signals-input.js';
import type { SignalFlags } from '../signals-input.js';

const SEARCHED = {
  code: 'signals-and-search',
  message:
    'The signals tilt the wanted weights; with --method optimize the contracts are those of the search.',
};

const METHODS = ['rules', 'optimize'] as const;

/** `alvh size`: position and snapshot to layers, contracts, cost and break-evens. */
export async function runSize(flags: SizeFlags & SignalFlags, io: Io): Promise<void> {
  const options = renderOptions(flags, io);
  checkStdinOnce(
    ...[flags.position, flags.snapshot, flags.config, flags.returns, flags.dynamics],
    ...[flags.spx, flags.breadth, flags.vix, flags.vix3m],
  );
  checkOutputTarget(flags, io);
  const { settings, loaded, from } = await readSettings(flags, io);
  const parsed = await readPositions(flags.position, io);
  const market = await readMarket(flags, io);
  const book = bookOf(parsed, market);
  const beta = await readBeta(flags, market.asOf, io);
  const signals = await readSizeSignals(flags, market, settings, io);
  const prepared = prepareHedge(market.snapshot, settings, market.asOf, {
    ...beta,
    ...(signals?.report !== undefined && { signalTilt: signals.tilt }),
  });
  const sized = optimizes(flags)
    ? await optimizedSize(prepared, book, flags, io)
    : sizeBook(prepared, book);
  const notes = [
    ...market.notes,
    ...(signals?.notes ?? []),
    ...(signals?.report !== undefined && optimizes(flags) ? [SEARCHED] : []),
  ];
  const provenance = withProvenance(withReadings(sized, notes), loaded);
  const untilted = prepareHedge(market.snapshot, settings, market.asOf, beta);
  const result: SizeResult =
    signals?.report === undefined
      ? provenance
      : {
          ...provenance,
          signals: { ...signals.report, layers: signalLeans(prepared, untilted, signals.tilt) },
        };
  const measured = flags.returns === undefined ? '' : `, --returns ${flags.returns}`;
  const text = renderSize(result, {
    ...options,
    settingsFrom: `${from}${measured}${namedSignalFiles(flags)}`,
  });
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
