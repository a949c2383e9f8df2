import type { HedgeSettings } from '../hedge/settings.js';
import type { Changes } from './changes.js';
import { profileValue } from './profiles.js';
import type { RefuseAt } from './refuse-at.js';

/** Checks leverage against its cap and its margin, and that debt is told whole. */
export function checkCapital(settings: HedgeSettings, changes: Changes, refuse: RefuseAt): void {
  checkLeverage(settings, changes, refuse);
  checkDebt(settings, refuse);
}

function checkLeverage(
  { capital, profile }: HedgeSettings,
  changes: Changes,
  refuse: RefuseAt,
): void {
  const { leverage, leverageCap, maintenanceMargin } = capital;
  const keys = ['capital.leverage', 'capital.leverageCap'] as const;
  // Own money is 1/L of the assets: at or below the margin, the broker sells on the first day.
  const sellsAtOnce = leverage > 1 && 1 / leverage <= maintenanceMargin;
  if (leverage > leverageCap) {
    const ofProfile =
      !changes.values.has(keys[1]) && profileValue(profile, keys[1]) !== undefined
        ? ` of the profile ${profile}`
        : '';
    const capSellsAtOnce = leverageCap > 1 && 1 / leverageCap <= maintenanceMargin;
    throw refuse(
      `leverage ${leverage} is above leverageCap ${leverageCap}${ofProfile}`,
      (capSellsAtOnce
        ? `lower capital.leverage below ${plain(1 / maintenanceMargin)}, which maintenanceMargin ${maintenanceMargin} asks for`
        : `lower capital.leverage to ${leverageCap}`) +
        // A raised cap frees nothing where the margin is in the way as well.
        (sellsAtOnce ? '' : `, or raise capital.leverageCap to ${leverage}`),
      keys,
      'limits',
    );
  }
  if (sellsAtOnce) {
    throw refuse(
      `leverage ${leverage} leaves own money of ${Number((1 / leverage).toPrecision(4))} of the assets, not above maintenanceMargin ${maintenanceMargin}`,
      `lower capital.leverage below ${plain(1 / maintenanceMargin)}, or capital.maintenanceMargin below ${plain(1 / leverage)}`,
      ['capital.leverage', 'capital.maintenanceMargin'],
      'limits',
    );
  }
}

/** A cost of capital with a piece of its debt missing would be a number nobody gave. */
function checkDebt({ capital }: HedgeSettings, refuse: RefuseAt): void {
  const { debtShare, debtRate, taxRate } = capital;
  if (debtShare === undefined) {
    if (debtRate === undefined) return;
    throw refuse('debtRate is given without debtShare', 'give debtShare, or take debtRate out', [
      'capital.debtRate',
    ]);
  }
  if (debtShare === 0) return;
  const missing = [
    ...(debtRate === undefined ? ['debtRate'] : []),
    ...(taxRate === undefined ? ['taxRate'] : []),
  ];
  if (missing.length === 0) return;
  throw refuse(
    `debtShare ${debtShare} is given without ${missing.join(' and ')}`,
    'give them, taxRate 0 where taxes give nothing back, or take debtShare out',
    ['capital.debtShare'],
  );
}

/** A bound in few digits, rounded down: what is below it is below the bound. */
function plain(value: number): number {
  return Math.floor(value * 1e4) / 1e4;
}
