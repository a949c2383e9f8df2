import { from, group, number } from './key.js';

/** How far a mechanical rule may be overruled, and for how long. */
export const OVERRIDES = group('How the hedge ratio may be overruled (size --override).', {
  freeIncrease: number(
    0.25,
    { min: 0, max: 5, fraction: "it is a fraction of the rule's ratio" },
    from('choice', '7.6'),
    "A chosen ratio above the rule's by more than this share waits out the cooling-off.",
  ),
  coolingHours: number(
    24,
    { min: 0, max: 720 },
    from('choice', '7.6'),
    'Hours between such a choice and the moment it holds.',
  ),
  lapseDays: number(
    7,
    { min: 0, max: 366, whole: true },
    from('choice', '7.6'),
    'Days that an override lasts where it names no last day.',
  ),
  lapseDaysMax: number(
    31,
    { min: 0, max: 366, whole: true },
    from('choice', '7.6'),
    'Most days that an override may last.',
  ),
});
