import type { RegimeName } from '../market/regime.js';
import type { Factor } from './result.js';

/** A beta of the whole portfolio measured from its returns (METHOD 6.5). */
export interface MeasuredBeta {
  readonly beta: number;
  readonly standardError: number;
  readonly observations: number;
  /** Where the returns come from, for the reader: `returns.csv`. */
  readonly source: string;
}

/** The regime in force by memory: the day's reading with hysteresis and confirmation. */
export interface ConfirmedRegime {
  readonly regime: RegimeName;
  /** How it stands, in words: since when, and what the day itself reads. */
  readonly note: string;
}

/** A hedge ratio chosen against the rule, with who answers for it. */
export interface RatioOverride {
  /** In place of base ratio times beta, regime and gate; the ratio's limits hold. */
  readonly ratio: number;
  /** Who, until when and why, for the factor's source. */
  readonly source: string;
}

/**
 * What moves layers and hedge ratio besides position and curve. Every input is optional and
 * neutral (1) where absent; each is a factor with its source, so the chain shows it.
 */
export interface AdaptiveInputs {
  /** m_sig of METHOD 7.4 by layer name. */
  readonly signalTilt?: Readonly<Record<string, Factor>>;
  /** m_event of METHOD 11 by layer name. */
  readonly eventTilt?: Readonly<Record<string, Factor>>;
  /** In place of the setting `portfolio.beta`. */
  readonly measuredBeta?: MeasuredBeta;
  /** h_quick of METHOD 9.4. */
  readonly liquidityGate?: Factor;
  /** The regime that memory has confirmed (METHOD 3.4), in place of the day's own. */
  readonly confirmedRegime?: ConfirmedRegime;
  /** A hedge ratio that someone chose over the rule's (METHOD 7.6). */
  readonly ratioOverride?: RatioOverride;
  /** Of the equity risk premium's change (METHOD 9.2), within [0.9, 1.1]. */
  readonly premiumTilt?: Factor;
  /** Why no VX or VXM futures may be held (METHOD 9.4): a limit, also where nothing adapts. */
  readonly futuresBarred?: string;
}

/**
 * Whether anything adapts the hedge beyond the curve (METHOD 15.6): an input that is given and
 * moves something, or a regime with a memory. A measured beta stands for a setting, and an
 * override for a person: neither adapts.
 */
export function adapts(inputs: AdaptiveInputs): boolean {
  const { signalTilt, eventTilt, liquidityGate, premiumTilt, confirmedRegime } = inputs;
  const factors = [
    ...Object.values(signalTilt ?? {}),
    ...Object.values(eventTilt ?? {}),
    ...[liquidityGate ?? [], premiumTilt ?? []].flat(),
  ];
  return confirmedRegime !== undefined || factors.some(({ value }) => value !== 1);
}

/** The factor for one layer, or a neutral one that says what was not given. */
export function tiltFor(
  tilts: Readonly<Record<string, Factor>> | undefined,
  layer: string,
  name: string,
  missing: string,
): Factor {
  return tilts?.[layer] ?? { name, value: 1, source: `neutral: ${missing}` };
}
