import { from, group, number } from './key.js';
import type { Key } from './key.js';

const amplitude = (value: number, of: string): Key<number> =>
  number(
    value,
    { min: 0, max: 1, belowMax: true, fraction: '0.15 raises the short layer by 15%' },
    from('choice', '11'),
    `Weight of ${of} on its day, before it is out.`,
  );

/** How scheduled events weigh on the short layer. */
export const EVENTS = group(
  'How events given by --events raise the short layer before they are out.',
  {
    amplitude: group('Weight by type; it falls with the trading days to the event.', {
      fomc: amplitude(0.15, 'an FOMC statement'),
      cpi: amplitude(0.1, 'a CPI release'),
      ppi: amplitude(0.05, 'a PPI release'),
      other: amplitude(0, 'any other event'),
    }),
    decayDays: number(
      3,
      { min: 0, max: 60, aboveMin: true },
      from('choice', '11'),
      'Trading days over which the weight falls to 1/e.',
    ),
    leastTilt: number(
      0.01,
      { min: 0, max: 1, belowMax: true, fraction: '0.01 leaves out tilts below 1%' },
      from('choice', '11'),
      'Combined weights below this tilt nothing: no event is near.',
    ),
  },
);
