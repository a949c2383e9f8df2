import { condorReport } from '../../condor/condor-report.js';
import type { CondorReportMarket } from '../../condor/condor-report.js';
import { Refusal } from '../../errors.js';
import { emit, renderOptions, withReadings } from '../emit.js';
import { bookOf, checkStdinOnce, readMarket, readPositions } from '../inputs.js';
import type { MarketInput } from '../inputs.js';
import type { Io } from '../io.js';
import type { SizeFlags } from '../options.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { readSettings, refuseDynamics } from '../settings.js';
import type { HedgeSettings } from '../../hedge/settings.js';

/** `alvh condor`: the position alone; with a snapshot also greeks, decay and probability. */
export async function runCondor(flags: SizeFlags, io: Io): Promise<void> {
  refuseDynamics(flags, 'condor');
  const options = renderOptions(flags, io);
  checkStdinOnce(flags.position, flags.snapshot, flags.config);
  checkOutputTarget(flags, io);
  const { settings, notes } = await readSettings(flags, 'condor', io);
  const parsed = await readPositions(flags.position, io);
  const market = flags.snapshot === undefined ? undefined : await readMarket(flags, io);
  if (market === undefined) refuseUnused(flags);
  const book = bookOf(parsed, market);
  const report = withReadings(condorReport(book, market && reportMarket(market, settings)), [
    ...(market?.notes ?? []),
    ...notes,
  ]);
  const text = await rendered(report, options, (all) => all.renderCondor);
  await emit(text, report, options.format, flags, io);
}

/** Without a snapshot these flags would be ignored in silence. */
function refuseUnused(flags: SizeFlags): void {
  const unused = [
    flags.asOf !== undefined && '--as-of',
    flags.index !== undefined && '--index',
    flags.maxAge !== undefined && '--max-age',
    flags.set !== undefined && '--set',
    flags.config !== undefined && '--config',
  ].find((flag) => flag !== false);
  if (unused === undefined) return;
  throw new Refusal('it needs a snapshot', 'add --snapshot FILE, or leave it out', { key: unused });
}

function reportMarket(market: MarketInput, settings: HedgeSettings): CondorReportMarket {
  const { snapshot, asOf } = market;
  const { rate, dividendYield } = settings.defaults;
  return {
    snapshot,
    asOf,
    model: settings.vol,
    carry: {
      rate: snapshot.rate ?? rate,
      dividendYield: snapshot.dividendYield ?? dividendYield,
    },
    assumedRates: [
      ...(snapshot.rate === undefined ? [`rate ${rate}`] : []),
      ...(snapshot.dividendYield === undefined ? [`dividend yield ${dividendYield}`] : []),
    ],
  };
}
