import { calibrate } from '../../calibrate/calibrate.js';
import { Refusal } from '../../errors.js';
import { emit, renderOptions, withReadings } from '../emit.js';
import { readHistory } from '../history-input.js';
import type { CalibrateFlags } from '../history-input.js';
import type { Io } from '../io.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { writeFileAtomically } from '../../store/write-file.js';

/** `alvh calibrate`: history to dynamics with their errors, and the file that other commands read. */
export async function runCalibrate(flags: CalibrateFlags, io: Io): Promise<void> {
  const options = renderOptions(flags, io);
  if (flags.write === '' || flags.write === '-') {
    throw new Refusal(
      `"${flags.write}" is no name for the file`,
      'name one such as calibration.yaml; standard output has the report',
      { key: '--write' },
    );
  }
  checkOutputTarget(flags, io);
  const { history, notes } = await readHistory(flags, io);
  const report = withReadings(calibrate(history), notes);
  const text = await rendered(report, options, (all) => all.renderCalibration);
  if (flags.write !== undefined) {
    const { dynamicsText } = await import('../../config/dynamics-text.js');
    await writeFileAtomically(flags.write, dynamicsText(report.dynamics));
    if (flags.quiet !== true) io.writeErr(`alvh: wrote ${flags.write}\n`);
  }
  await emit(text, report, options.format, flags, io);
}
