import { regressionBeta } from '../capital/beta.js';
import { Refusal } from '../errors.js';
import type { AdaptiveInputs } from '../hedge/adaptive.js';
import type { EpochMs } from '../market/time.js';
import { chicagoDate } from '../market/time.js';
import { readNamed } from './inputs.js';
import type { Io } from './io.js';

/** The flag that replaces portfolio.beta by a measured one. */
export interface ReturnsFlags {
  readonly returns?: string;
}

/** Beta of the account's returns in the file that --returns names; nothing without it. */
export async function readBeta(
  { returns: path }: ReturnsFlags,
  asOf: EpochMs,
  io: Io,
): Promise<Pick<AdaptiveInputs, 'measuredBeta'>> {
  if (path === undefined) return {};
  const source = await readNamed(path, '--returns', io);
  const { parseReturns } = await import('../input/returns-csv.js');
  const returns = await parseReturns(source, chicagoDate(asOf));
  try {
    const { beta, standardError, observations } = regressionBeta(returns);
    return { measuredBeta: { beta, standardError, observations, source: source.name } };
  } catch (error) {
    throw error instanceof Refusal ? error.at({ file: source.name }) : error;
  }
}
