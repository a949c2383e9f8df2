import { withOptions } from './broken-input.js';
import type { BrokenInput } from './broken-input.js';

/** Two rows of SPX options on the condor's expiry, a put and a call at 7500. */
function pair(put: string, call: string) {
  return withOptions(
    `option,SPX,2026-08-21,,7500,put,${put},`,
    `option,SPX,2026-08-21,,7500,call,${call},`,
  );
}

const SPX_VOL = (iv: string) => withOptions(`option,SPX,2026-08-21,,7500,put,,,${iv}`);
const VIX_CALL = (quote: string) => withOptions(`option,VIX,2026-10-21,${quote}`);

/** Quotes of options that no market could show. */
export const BROKEN_OPTION_QUOTES: readonly BrokenInput[] = [
  {
    name: 'a put above its strike',
    files: pair('8000,8100', '80,81'),
    place: /snapshot\.csv:14: ask: .*7500 put at 8050/,
    mend: /80.* if 8100 is cents/,
  },
  {
    name: 'a call above SPX',
    files: pair('120,121', '15000,15100'),
    place: /snapshot\.csv:15: ask: .*SPX at 7537\.43/,
    mend: /151 if 15100 is cents/,
  },
  {
    name: 'a call ten times too dear beside its put',
    files: pair('120,121', '1500,1510'),
    place: /snapshot\.csv:15: (ask|strike): /,
    mend: /check/,
  },
  {
    name: 'a call and a put that put the forward far from SPX',
    files: pair('120,121', '700,710'),
    place: /snapshot\.csv:15: strike: .*forward at about 8084/,
    mend: /check both rows \(the other stands in line 14\)/,
  },
  {
    name: 'option prices in cents',
    files: pair('2400,2500', '2800,2900'),
    place: /snapshot\.csv:14: ask: .*vol above/,
    mend: /25 if 2500 is cents|250 if 2500/,
  },
  {
    name: 'option prices divided by a hundred',
    files: pair('1.20,1.21', '1.60,1.61'),
    place: /snapshot\.csv:1[45]: /,
    mend: /is a hundredth|points, not hundreds/,
  },
  {
    name: 'an option for a thousandth of a point',
    files: withOptions('option,SPX,2026-08-21,0.001,7500,put,,,'),
    place: /snapshot\.csv:14: price: .*vol below/,
    mend: /check the row/,
  },
  {
    name: 'a volatility in per cent, divided twice',
    files: SPX_VOL('0.0017'),
    place: /snapshot\.csv:14: iv: .*0\.0017/,
    mend: /0\.17 if 0\.0017/,
  },
  {
    name: 'a volatility of a tenth',
    files: SPX_VOL('0.0179'),
    place: /snapshot\.csv:14: iv: .*0\.0179/,
    mend: /0\.179 if 0\.0179 is a tenth/,
  },
  {
    name: 'a volatility ten times too high',
    files: SPX_VOL('1.79'),
    place: /snapshot\.csv:14: iv: .*1\.79/,
    mend: /0\.179 if 1\.79/,
  },
  {
    name: 'VIX calls in cents',
    files: VIX_CALL(',21,call,195,205,'),
    place: /snapshot\.csv:14: ask: .*VX future of 2026-10-21 at 20\.2819/,
    mend: /2\.05 if 205 is cents/,
  },
  {
    name: 'a VIX call below what it is worth at once',
    files: VIX_CALL(',15,call,3.00,3.20,'),
    place: /snapshot\.csv:14: ask: .*VX future of 2026-10-21 at 20\.2819/,
    mend: /check the row/,
  },
  {
    name: 'the strike of a VIX call ten times too high',
    files: VIX_CALL(',210,call,1.95,2.05,'),
    place: /snapshot\.csv:14: ask: .*vol above/,
    mend: /strike 21 if 210/,
  },
  {
    name: 'a price far from its own quote',
    files: VIX_CALL('200,21,call,1.95,2.05,'),
    place: /snapshot\.csv:14: price: .*1\.95 to 2\.05/,
    mend: /check the row/,
  },
  {
    name: 'a price and a volatility that contradict each other',
    files: VIX_CALL(',21,call,1.95,2.05,1.8'),
    place: /snapshot\.csv:14: iv: .*contradict/,
    mend: /check the row/,
  },
  {
    name: 'VIX calls that rise with the strike',
    files: withOptions(
      'option,VIX,2026-10-21,,21,call,1.95,2.05,',
      'option,VIX,2026-10-21,,22,call,5.90,6.10,',
    ),
    place: /snapshot\.csv:15: strike: .*22 call at 5\.9.*21 call at 2\.05/,
    mend: /line 14/,
  },
];
