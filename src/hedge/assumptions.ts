import type { PositionSummary } from '../condor/position.js';
import { CARRY_DAYS } from './carry.js';
import { vixLogChange } from '../scenario/central-path.js';
import { DEFAULT_DYNAMICS } from '../scenario/dynamics.js';
import { factor, setting } from './factors.js';
import type { PreparedHedge } from './prepare.js';
import type { Factor, LayerResult } from './result.js';

/** Settings that entered the figures, printed whenever they are used (METHOD 15.11). */
export function assumptionsOf(
  prepared: PreparedHedge,
  position: PositionSummary,
  layers: readonly LayerResult[],
): Factor[] {
  const kinds = new Set(layers.map(({ instrument }) => instrument));
  return [
    ...ratesAndSkew(prepared, position.atmVol !== undefined),
    ...(kinds.has('future') ? futureCosts(prepared) : []),
    ...(kinds.has('call') || kinds.has('callSpread')
      ? optionSettings(prepared, kinds.has('callSpread'))
      : []),
    ...(kinds.has('etp') ? etpCosts(prepared) : []),
    setting(
      'tolerance',
      prepared.market.settings.hedge.tolerance,
      'hedge.tolerance',
      'of the target',
    ),
    ...fittedDynamics(prepared),
  ];
}

/** SPX move and trading days at which fitted dynamics are told by one figure. */
const TOLD_MOVE = -0.05;
const TOLD_DAYS = 20;

/** Told only where a user's own fit stands in for METHOD's figures. */
function fittedDynamics({ market }: PreparedHedge): Factor[] {
  const { dynamics } = market.settings;
  if (dynamics === DEFAULT_DYNAMICS) return [];
  return [
    factor(
      'dynamics',
      vixLogChange(dynamics, Math.log1p(TOLD_MOVE), TOLD_DAYS),
      dynamics.source,
      `fitted, not built in: VIX log change at SPX ${TOLD_MOVE * 100}% in ${TOLD_DAYS} trading days`,
    ),
  ];
}

function ratesAndSkew({ rate, dividendYield, market }: PreparedHedge, priced: boolean): Factor[] {
  const { vol } = market.settings;
  const perYear = 'continuous, a year';
  const rateFactor = rate.given
    ? factor('rate', rate.value, 'snapshot', perYear)
    : setting('rate', rate.value, 'defaults.rate', perYear);
  if (!priced) return [rateFactor];
  return [
    rateFactor,
    dividendYield.given
      ? factor('dividendYield', dividendYield.value, 'snapshot', perYear)
      : setting('dividendYield', dividendYield.value, 'defaults.dividendYield', perYear),
    setting('putSkew', vol.putSkew, 'vol.putSkew', 'vol per ln(F/K)'),
    setting('callSkew', vol.callSkew, 'vol.callSkew', 'vol per ln(K/F)'),
  ];
}

function futureCosts({ market }: PreparedHedge): Factor[] {
  const { costs, hedge } = market.settings;
  const aSide = 'USD a side';
  return [
    setting('vxCommission', costs.vxCommissionUsd, 'costs.vxCommissionUsd', aSide),
    setting('vxmCommission', costs.vxmCommissionUsd, 'costs.vxmCommissionUsd', aSide),
    setting('vxHalfSpread', costs.vxHalfSpreadPoints, 'costs.vxHalfSpreadPoints', 'points'),
    setting('vxmHalfSpread', costs.vxmHalfSpreadPoints, 'costs.vxmHalfSpreadPoints', 'points'),
    setting('miniMonths', hedge.miniMonths, 'hedge.miniMonths', 'monthly expiries with VXM'),
  ];
}

function optionSettings(prepared: PreparedHedge, spreads: boolean): Factor[] {
  const { costs, vixOptions } = prepared.market.settings;
  return [
    setting(
      'optionCommission',
      costs.optionCommissionUsd,
      'costs.optionCommissionUsd',
      'USD a side',
    ),
    setting(
      'optionHalfSpread',
      costs.optionHalfSpreadShare,
      'costs.optionHalfSpreadShare',
      `of the price, at least ${costs.optionHalfSpreadMinPoints} points`,
    ),
    setting('longDelta', vixOptions.longDelta, 'vixOptions.longDelta', 'of the call bought'),
    ...(spreads
      ? [setting('shortDelta', vixOptions.shortDelta, 'vixOptions.shortDelta', 'of the call sold')]
      : []),
    setting('vixSkew', vixOptions.skew, 'vixOptions.skew', 'vol per ln(K/F)'),
    ...(modelsVols(prepared)
      ? [
          setting(
            'tenorPower',
            vixOptions.tenorPower,
            'vixOptions.tenorPower',
            'of beta(T)/beta(30 days), times VVIX',
          ),
        ]
      : []),
  ];
}

/** Whether a call is priced by the model: one that is held, or one that it is rolled into. */
function modelsVols({ layers, carryOf }: PreparedHedge): boolean {
  return layers.some(({ parts }, index) =>
    [
      ...parts.map(({ instrument }) => instrument),
      ...carryOf(index, CARRY_DAYS).flatMap(({ rolls }) => rolls.map(({ to }) => to)),
    ].some(
      (instrument) =>
        (instrument.kind === 'call' && instrument.call.modelled) ||
        (instrument.kind === 'callSpread' &&
          (instrument.long.modelled || instrument.short.modelled)),
    ),
  );
}

function etpCosts({ market }: PreparedHedge): Factor[] {
  const { costs } = market.settings;
  return [
    setting('etpHalfSpread', costs.etpHalfSpreadShare, 'costs.etpHalfSpreadShare', 'of the price'),
  ];
}
