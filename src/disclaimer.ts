/**
 * Ends every report. The 2022 figures: SPX from 4796.56 on 3 January to 3577.03 on 12 October,
 * highest VIX close 36.45 on 7 March (METHOD 5.1, measured from closes).
 */
export const DISCLAIMER =
  'Educational, not advice. A VIX hedge is no equity put: in a slow grind such as 2022 (SPX -25%, no VIX close above 36.45) it fails.';
