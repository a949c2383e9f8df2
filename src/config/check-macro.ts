import type { HedgeSettings } from '../hedge/settings.js';
import type { RefuseAt } from './refuse-at.js';

/** The longest month: a monthly series has nothing newer for so long. */
const MONTH_DAYS = 31;

/** Checks that ages, lags and ratios of the macro gauges fit together. */
export function checkMacro({ macro }: HedgeSettings, refuse: RefuseAt): void {
  for (const name of ['equityRiskPremium', 'priceToCashFlow', 'reer'] as const) {
    const { lagDays, maxAgeDays } = macro[name];
    if (maxAgeDays >= lagDays + MONTH_DAYS) continue;
    throw refuse(
      `maxAgeDays ${maxAgeDays} is less than a month over lagDays ${lagDays}: the series would be stale between two months`,
      `raise maxAgeDays to ${lagDays + MONTH_DAYS} or more, or lower lagDays`,
      [`macro.${name}.maxAgeDays`, `macro.${name}.lagDays`],
    );
  }
  const { futuresRatio, soundRatio } = macro.quickRatio;
  if (futuresRatio <= soundRatio) return;
  throw refuse(
    `futuresRatio ${futuresRatio} is above soundRatio ${soundRatio}`,
    'lower futuresRatio, or raise soundRatio',
    ['macro.quickRatio.futuresRatio', 'macro.quickRatio.soundRatio'],
  );
}
