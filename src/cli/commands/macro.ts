import { settingSource } from '../../config/describe.js';
import { Refusal } from '../../errors.js';
import type { IsoDate } from '../../market/date.js';
import { chicagoDate } from '../../market/time.js';
import type { EpochMs } from '../../market/time.js';
import { macroReport } from '../../signals/macro-report.js';
import { emit, renderOptions, withReadings } from '../emit.js';
import type { OutputFlags } from '../emit.js';
import { checkStdinOnce, readAsOf } from '../inputs.js';
import type { Io } from '../io.js';
import { readMacro } from '../macro-input.js';
import type { MacroFlags } from '../macro-input.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { readSettings, refuseDynamics } from '../settings.js';
import type { SettingsFlags } from '../settings.js';

export type MacroCommandFlags = MacroFlags &
  SettingsFlags &
  OutputFlags & { readonly asOf?: string };

/** `alvh macro`: the gauges of a market file alone. */
export async function runMacro(flags: MacroCommandFlags, io: Io): Promise<void> {
  refuseDynamics(flags, 'macro');
  const options = renderOptions(flags, io);
  checkStdinOnce(flags.market, flags.config);
  checkOutputTarget(flags, io);
  const { settings, loaded, from, notes } = await readSettings(flags, 'macro', io);
  const macro = await readMacro(flags, dayOf(flags.asOf, io), settings, io);
  if (macro === undefined) {
    throw new Refusal('no market file is given', 'add --market FILE', { key: '--market' });
  }
  const beta = {
    value: settings.portfolio.beta,
    source: `portfolio.beta: ${settingSource('portfolio.beta', loaded)}`,
  };
  const report = withReadings(macroReport(macro.gauges, beta), notes);
  const shown = { ...options, settingsFrom: from };
  const text = await rendered(report, shown, (all) => all.renderMacro);
  await emit(text, report, options.format, flags, io);
}

/** Without --as-of the clock's day: figures grow stale by themselves. */
function dayOf(text: string | undefined, io: Io): IsoDate {
  return readAsOf(text)?.date ?? chicagoDate(io.now() as EpochMs);
}
