import type { PositionSummary } from '../condor/position.js';
import { DISCLAIMER } from '../disclaimer.js';
import { assumptionsOf } from './assumptions.js';
import { derivationsOf } from './derivations.js';
import type { Open } from './open.js';
import type { PreparedHedge } from './prepare.js';
import type {
  Derivation,
  Factor,
  HedgeSummary,
  LayerResult,
  SizeResult,
  StructureResult,
  Warning,
} from './result.js';
import type { CapitalView } from './structure-capital.js';

/** What a result is put together from. */
interface ResultParts {
  readonly prepared: PreparedHedge;
  readonly position: PositionSummary;
  readonly hedge: HedgeSummary;
  readonly layers: readonly LayerResult[];
  readonly structure: StructureResult | undefined;
  readonly capital: CapitalView | undefined;
  readonly warnings: readonly Warning[];
}

/** Where a result keeps what its explanations are told from: not to be seen, copied or printed. */
const PARTS = Symbol('parts');

/**
 * The explanations are told on asking: a desk that sizes books by the thousand reads the
 * contracts. One pair of getters serves all results, as a closure for each would make every result
 * an object of its own kind, and those are slow.
 */
const TOLD_ON_ASKING = {
  assumptions: {
    enumerable: true,
    configurable: true,
    get(this: { readonly [PARTS]: ResultParts }): Factor[] {
      const { prepared, position, layers, capital } = this[PARTS];
      return [...assumptionsOf(prepared, position, layers), ...(capital?.assumptions ?? [])];
    },
  },
  derivations: {
    enumerable: true,
    configurable: true,
    get(this: { readonly [PARTS]: ResultParts }): Derivation[] {
      const { prepared, hedge, layers, capital } = this[PARTS];
      return [...derivationsOf(prepared, hedge, layers), ...(capital?.derivations ?? [])];
    },
  },
} as const;

/** The result of a sizing, its keys in the order in which they are printed. */
export function sizeResult(parts: ResultParts): SizeResult {
  const { prepared, position, hedge, layers, structure, warnings } = parts;
  const { settings } = prepared.market;
  const { asOf, snapshotTime, termStructure } = prepared.head;
  const result: Partial<Open<SizeResult>> = {
    schemaVersion: 1,
    command: 'size',
    asOf,
    snapshotTime,
    profile: settings.profile,
    static: settings.static,
    position,
    termStructure,
    hedge,
    layers,
  };
  if (structure !== undefined) result.structure = structure;
  Object.defineProperty(result, 'assumptions', TOLD_ON_ASKING.assumptions);
  Object.defineProperty(result, 'derivations', TOLD_ON_ASKING.derivations);
  result.warnings = warnings;
  result.disclaimer = DISCLAIMER;
  Object.defineProperty(result, PARTS, { value: parts });
  return result as SizeResult;
}
