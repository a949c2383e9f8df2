import type { Book } from '../condor/book.js';
import { Refusal } from '../errors.js';
import type { AdaptiveInputs } from '../hedge/adaptive.js';
import { overrideResult } from '../hedge/override-result.js';
import { prepareHedge } from '../hedge/prepare.js';
import type { PreparedHedge } from '../hedge/prepare.js';
import type { SizeResult, Warning } from '../hedge/result.js';
import type { HedgeSettings } from '../hedge/settings.js';
import { signalLeans } from '../hedge/signal-weights.js';
import { planBook } from '../hedge/size.js';
import type { HedgePlan } from '../hedge/size.js';
import { timeTravel } from '../hedge/time-travel.js';
import { readAdaptive } from './adaptive-input.js';
import type { AdaptiveRead } from './adaptive-input.js';
import { chosenOf, overrideOf } from './chosen-ratio.js';
import { withReadings } from './emit.js';
import type { Note } from './emit.js';
import { bookOf, checkStdinOnce, readMarket, readPositions } from './inputs.js';
import type { MarketInput } from './inputs.js';
import type { Io } from './io.js';
import type { SizeFlags } from './options.js';
import { withProvenance } from './provenance.js';
import { readSettings } from './settings.js';
import { unusedWeeklies } from './unread-settings.js';

const METHODS = ['rules', 'optimize'] as const;

/** A sizing of what the flags name. */
export interface SizeInput {
  /** As it is printed: with readings and the sources of settings. */
  readonly result: SizeResult;
  /** What it was made of. */
  readonly plan: HedgePlan;
  readonly market: MarketInput;
  readonly settings: HedgeSettings;
  /** What adapted it. */
  readonly read: AdaptiveRead;
  /** The settings and flags in force, for the header. */
  readonly from: string;
  /** Writes the new override, where one was asked for; called once the result is rendered. */
  readonly recordOverride: () => Promise<void>;
}

/** Reads everything that the flags of a sizing name, and sizes: for `alvh size` and `report`. */
export async function gatherSize(
  flags: SizeFlags,
  io: Io,
  command: 'size' | 'report' = 'size',
): Promise<SizeInput> {
  const searches = optimizes(flags);
  checkStdinOnce(
    ...[flags.position, flags.snapshot, flags.config],
    ...[flags.returns, flags.dynamics, flags.market, flags.events],
    ...[flags.spx, flags.breadth, flags.vix, flags.vix3m],
  );
  const { settings, loaded, from, notes: idle } = await readSettings(flags, command, io);
  const parsed = await readPositions(flags.position, io);
  const market = await readMarket(flags, io);
  const book = bookOf(parsed, market);
  const read = await readAdaptive(flags, market, book, settings, io);
  if (searches && read.macro !== undefined) {
    const { refuseFreeFutures } = await import('./macro-input.js');
    refuseFreeFutures(read.macro, settings);
  }
  const prepare = (adaptive: AdaptiveInputs): PreparedHedge =>
    prepareHedge(market.snapshot, settings, market.asOf, adaptive);
  const byRule = prepare(read.adaptive);
  const override = await overrideOf(flags, byRule, market.asOf, io);
  const chosen = chosenOf(override);
  const adaptive = { ...read.adaptive, ...chosen.input };
  const prepared = chosen.record === undefined ? byRule : prepare(adaptive);
  const sizedBy = (hedge: PreparedHedge): Promise<HedgePlan> =>
    searches ? optimizedSize(planBook(hedge, book), io) : Promise.resolve(planBook(hedge, book));
  const plan = await sizedBy(prepared);
  const rule = chosen.record && (await ruleSide(sizedBy, byRule, book));
  const travel = timeTravel(plan);
  const { tilt, report } = read.signals ?? {};
  const sized: SizeResult = {
    ...plan.result,
    // First of all: no result hides that someone chose it.
    warnings: [
      ...chosen.warnings(plan.result.hedge.ratio),
      ...(override?.warnings ?? []),
      ...(rule?.warnings ?? []),
      ...plan.result.warnings,
    ],
    ...(report !== undefined &&
      tilt !== undefined && {
        signals: {
          ...report,
          layers: signalLeans(prepared, prepare(untilted(adaptive)), tilt),
        },
      }),
    ...(read.macro !== undefined && { macro: read.macro.gauges }),
    ...(travel !== undefined && { timeTravel: travel }),
    ...(chosen.record !== undefined &&
      rule !== undefined && {
        override: overrideResult(chosen.record, rule.result, plan.result),
      }),
  };
  const notes = [
    ...market.notes,
    ...idle,
    ...unusedWeeklies(loaded, plan.prepared.market.curve.weeklies),
    ...read.notes,
    ...searchNotes(searches, read),
  ];
  const result = withProvenance(withReadings(sized, notes), loaded);
  return {
    result,
    plan,
    market,
    settings,
    read,
    from: `${from}${read.from}`,
    recordOverride: async () => override?.record(),
  };
}

/** All that adapts but the score; neutral tilts keep what follows from there being a score. */
function untilted(adaptive: AdaptiveInputs): AdaptiveInputs {
  return { ...adaptive, signalTilt: {} };
}

function searchNotes(searches: boolean, { signals }: AdaptiveRead): Note[] {
  if (!searches || signals?.report === undefined) return [];
  const message =
    'The signals tilt the wanted weights; with --method optimize the contracts are those of the search.';
  return [{ code: 'signals-and-search', message }];
}

function optimizes({ method = 'rules' }: SizeFlags): boolean {
  const known = METHODS.find((one) => one === method);
  if (known !== undefined) return known === 'optimize';
  throw new Refusal(`"${method}" is no method`, `use one of ${METHODS.join(', ')}`, {
    key: '--method',
  });
}

/**
 * What an override is shown beside: the rule's ratio, its contracts found as those shown are. A
 * search may find none there, which is no reason to withhold what was asked for.
 */
async function ruleSide(
  sizedBy: (hedge: PreparedHedge) => Promise<HedgePlan>,
  byRule: PreparedHedge,
  book: Book,
): Promise<{ readonly result: SizeResult; readonly warnings: readonly Warning[] }> {
  try {
    return { result: (await sizedBy(byRule)).result, warnings: [] };
  } catch (error) {
    if (!(error instanceof Refusal && error.kind === 'limits')) throw error;
    const message =
      "At the rule's own ratio the search finds no hedge within the limits: the column by the rule is what alvh size holds there without --method optimize.";
    return {
      result: planBook(byRule, book).result,
      warnings: [{ code: 'override-rule-side', message }],
    };
  }
}

/** The optimiser's contracts in the place of the rules'; loaded only where it is asked for. */
async function optimizedSize(rules: HedgePlan, io: Io): Promise<HedgePlan> {
  const [{ pricedPlan }, { optimizedUnits }, { optimizedPlan }, { readQuestion }] =
    await Promise.all([
      import('../stress/stress.js'),
      import('../optimize/optimize-book.js'),
      import('../optimize/optimized-plan.js'),
      import('./optimize-input.js'),
    ]);
  const plan = pricedPlan(rules);
  const { question } = await readQuestion(plan, {}, io);
  const units = optimizedUnits(plan, question);
  const note = `Contracts are those of the least CVaR at ${question.alpha} over ${question.scenarios.description}; alvh optimize shows the search.`;
  return optimizedPlan(plan, units, note);
}
