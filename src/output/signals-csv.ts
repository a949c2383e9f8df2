import type { SignalsReport } from '../signals/report.js';
import { SIGNAL_NAMES } from '../signals/settings.js';
import type { SignalName } from '../signals/settings.js';
import { csvText } from './csv.js';

/** One row an input of the score, present or missing. */
export function signalsCsv({ asOf, signals }: SignalsReport): string {
  const { components, missing } = signals;
  const named = SIGNAL_NAMES.filter(
    (name) =>
      components.some((one) => one.name === name) || missing.some((one) => one.name === name),
  );
  const component = (name: SignalName) => components.find((one) => one.name === name);
  return csvText(
    [
      ['as_of', () => asOf],
      ['last_close', () => signals.date],
      ['score', () => signals.score],
      ['state', () => signals.state],
      ['state_since', () => signals.stateSince],
      ['input', (name: SignalName) => name],
      ['value', (name) => component(name)?.value],
      ['reading', (name) => component(name)?.reading],
      ['weight', (name) => component(name)?.weight],
      ['share', (name) => component(name)?.share],
      ['missing', (name) => missing.find((one) => one.name === name)?.reason],
    ],
    named,
  );
}
