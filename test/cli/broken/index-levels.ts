import { snapshot } from './broken-input.js';
import type { BrokenInput } from './broken-input.js';

/** Levels of the VIX family that do not go with the futures. */
export const BROKEN_INDEX_LEVELS: readonly BrokenInput[] = [
  {
    name: 'VIX with its digits turned',
    files: snapshot('15.57', '51.57'),
    place: /snapshot\.csv:4: price: VIX at 51\.57 .*17\.2517/,
    mend: /of the same moment/,
  },
  {
    name: 'VIX of a crash beside a calm curve',
    files: snapshot('15.57', '95'),
    place: /snapshot\.csv:4: price: /,
    mend: /of the same moment/,
  },
  {
    name: 'VIX3M half of what it must be',
    files: snapshot('18.78', '8.78'),
    place: /snapshot\.csv:6: price: VIX3M at 8\.78/,
    mend: /of the same moment/,
  },
  {
    name: 'VIX3M in another magnitude',
    files: snapshot('18.78', '87.8'),
    place: /snapshot\.csv:6: price: VIX3M at 87\.8/,
    mend: /of the same moment/,
  },
  {
    name: 'VIX9D ten times too high',
    files: snapshot('12.32', '123.2'),
    place: /snapshot\.csv:5: price: VIX9D at 123\.2/,
    mend: /12\.32 if its decimal point has slipped/,
  },
];
