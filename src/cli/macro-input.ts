import { Refusal } from '../errors.js';
import type { AdaptiveInputs } from '../hedge/adaptive.js';
import type { HedgeSettings } from '../hedge/settings.js';
import { relocated } from '../input/place.js';
import type { IsoDate } from '../market/date.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { macroGauges } from '../signals/macro-gauges.js';
import type { MacroGauges } from '../signals/macro-gauges.js';
import { macroWarnings } from '../signals/macro-warnings.js';
import type { Note } from './emit.js';
import { readNamed } from './inputs.js';
import type { Io } from './io.js';
import { checkNamedFiles } from './output-target.js';
import type { Factor } from '../report-parts.js';

/** Flags of the macro gauges. */
export interface MacroFlags {
  readonly market?: string;
  /** commander's reading of --no-macro-tilt. */
  readonly macroTilt?: boolean;
}

export interface MacroInput {
  readonly gauges: MacroGauges;
  /** For the hedge: the liquidity gate, the premium's tilt and the bar on futures. */
  readonly inputs: Pick<AdaptiveInputs, 'liquidityGate' | 'premiumTilt' | 'futuresBarred'>;
  /** For the speed of the press. */
  readonly pressTilts: {
    readonly priceToCashFlow: Factor;
    readonly reer: Factor;
    readonly quick: Factor;
  };
  /** What must be said of them, for the result's warnings. */
  readonly notes: readonly Note[];
}

/**
 * The gauges of the file that --market names, as of the valuation date; undefined without it.
 * @throws Refusal for a file that is wrong, and --no-macro-tilt without --market
 */
export async function readMacro(
  flags: MacroFlags & { readonly output?: string },
  asOf: IsoDate,
  settings: Pick<HedgeSettings, 'macro' | 'static'>,
  io: Io,
): Promise<MacroInput | undefined> {
  const { market: path, macroTilt } = flags;
  if (path === undefined) {
    if (macroTilt !== false) return undefined;
    throw new Refusal(
      'there are no macro gauges to switch off',
      'add --market FILE, or leave it out',
      {
        key: '--no-macro-tilt',
      },
    );
  }
  const source = await readNamed(path, '--market', io);
  const [{ readSource }, { parseMarket }] = await Promise.all([
    import('../input/read-source.js'),
    import('../input/market-file.js'),
  ]);
  const clock = chicagoDate(io.now() as EpochMs);
  const parsed = await parseMarket(
    source,
    (file) => readSource(file, io.stdin),
    asOf > clock ? asOf : clock,
  );
  checkNamedFiles(flags, '--market', parsed.files);
  const gauges = relocated(parsed.locate, undefined, () =>
    macroGauges(parsed.figures, asOf, settings.macro, offReason(flags, settings)),
  );
  const { effects, quickRatio, futuresBarred } = gauges;
  return {
    gauges,
    inputs: {
      ...(quickRatio && { liquidityGate: effects.quickRatio }),
      ...(settings.macro.erpTilt && { premiumTilt: effects.equityRiskPremium }),
      ...(futuresBarred !== undefined && { futuresBarred }),
    },
    pressTilts: {
      priceToCashFlow: effects.priceToCashFlow,
      reer: effects.reer,
      quick: effects.quickRatio,
    },
    notes: macroWarnings(gauges),
  };
}

/** What is to be said of the gauges; of a setting too that has no file to work on. */
export function macroNotes(
  macro: MacroInput | undefined,
  { macro: { erpTilt } }: Pick<HedgeSettings, 'macro'>,
): readonly Note[] {
  if (macro !== undefined) return macro.notes;
  if (!erpTilt) return [];
  const message = 'macro.erpTilt is on and no --market is given: the premium moves nothing.';
  return [{ code: 'macro-not-given', message }];
}

/**
 * The optimiser buys futures whatever a layer's instrument is: where they are barred it must not.
 * @throws Refusal of kind `limits`
 */
export function refuseFreeFutures(
  macro: MacroInput | undefined,
  { optimize }: Pick<HedgeSettings, 'optimize'>,
): void {
  if (macro?.inputs.futuresBarred === undefined || !optimize.futures) return;
  throw new Refusal(
    `no VX or VXM futures: ${macro.inputs.futuresBarred}; the search may buy them`,
    'set optimize.futures: false',
    { key: 'optimize.futures' },
    'limits',
  );
}

function offReason(
  { macroTilt }: MacroFlags,
  { macro, static: isStatic }: Pick<HedgeSettings, 'macro' | 'static'>,
): string | undefined {
  if (isStatic) return 'static';
  if (macroTilt === false) return '--no-macro-tilt';
  return macro.tilt ? undefined : 'macro.tilt is off';
}
