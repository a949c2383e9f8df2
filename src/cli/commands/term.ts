import { termReport } from '../../market/build-term-report.js';
import { emit, renderOptions, withReadings } from '../emit.js';
import { checkStdinOnce, readMarket } from '../inputs.js';
import type { Io } from '../io.js';
import type { SizeFlags } from '../options.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { readSettings, refuseDynamics } from '../settings.js';

/** `alvh term`: the snapshot alone. */
export async function runTerm(flags: SizeFlags, io: Io): Promise<void> {
  refuseDynamics(flags, 'term');
  const options = renderOptions(flags, io);
  checkStdinOnce(flags.snapshot, flags.config);
  checkOutputTarget(flags, io);
  const { settings, notes: idle } = await readSettings(flags, 'term', io);
  const { snapshot, asOf, notes } = await readMarket(flags, io);
  const report = withReadings(termReport(snapshot, asOf, settings.regimes.thresholds), [
    ...notes,
    ...idle,
  ]);
  const text = await rendered(report, options, (all) => all.renderTerm);
  await emit(text, report, options.format, flags, io);
}
