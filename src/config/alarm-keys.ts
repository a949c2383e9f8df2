import { from, group, noNumber, number } from './key.js';

/** When the daily report calls for someone: `alvh report`, its exit code with --exit-code. */
export const ALARMS = group('When alvh report calls for someone (--exit-code).', {
  drift: number(
    0.25,
    { min: 0, max: 10, fraction: "it is a share of the layer's recommended notional" },
    from('choice', '16'),
    'What is held of a layer differs from the recommended notional by more than this share of it.',
  ),
  stressLoss: noNumber(
    { min: 0, max: 10, aboveMin: true, fraction: 'it is a share of risk capital' },
    from('none', '16'),
    'The worst net loss of the stress bars is more than this share of risk capital.',
  ),
  rollDays: number(
    2,
    { min: 0, max: 60, whole: true },
    from('choice', '16'),
    'A contract is to be rolled within so many trading days.',
  ),
  staleDays: number(
    1,
    { min: 0, max: 60, whole: true },
    from('choice', '16'),
    'A series in use is older than so many trading days.',
  ),
});
