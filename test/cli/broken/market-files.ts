import { SIZE, changed } from './broken-input.js';
import type { BrokenInput } from './broken-input.js';
import type { Files } from '../run.js';

export const MARKET = `dividendDiscount:
  date: 2026-07-02
  price: 7480
  earnings: 268
  dividend: 236
  payout: total
  growthLong: 0.04
  growthShort: 0.07
  fadeYears: 10
  riskFree10y: 0.043
  requiredReturn: 0.085
  history: { file: history.csv, payout: total }
priceToCashFlow: { file: pcf.csv }
reer: { source: BIS, file: reer.csv }
quickRatio:
  date: 2026-03-31
  cash: 95000
  marketableSecurities: 90000
  receivables: 0
  currentLiabilities: 170000
`;

/** A month a row up to and with June 2026. */
function months(count: number, head: string, row: (i: number) => string): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const at = 2026 * 12 + 5 - (count - 1 - i);
    const month = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    return `${month}-01,${row(i)}`;
  });
  return `${head}\n${lines.join('\n')}\n`;
}

export const PCF = months(150, 'date,price_to_cash_flow', (i) => (14 + (i % 40) / 10).toFixed(1));
export const REER = months(150, 'date,reer', (i) => (95 + i / 10).toFixed(1));
export const HISTORY = months(
  24,
  'date,price,dividend,long_rate',
  (i) => `${6000 + 60 * i},240,0.042`,
);

export const SERIES: Files = { 'pcf.csv': PCF, 'reer.csv': REER, 'history.csv': HISTORY };
export const MACRO = ['macro', '--market', 'market.yaml', '--as-of', '2026-07-06'] as const;

function market(
  name: string,
  [from, to]: readonly [string, string],
  place: RegExp,
  mend: RegExp,
): BrokenInput {
  return { name, ...run({ 'market.yaml': changed(MARKET, from, to) }), place, mend };
}

export function run(files: Files) {
  return { files: { ...SERIES, ...files }, args: MACRO, now: '2026-07-06T21:00:00Z' };
}

export const BROKEN_MARKETS: readonly BrokenInput[] = [
  market(
    'growth in per cent, 7 for 0.07',
    ['growthShort: 0.07', 'growthShort: 7'],
    /market\.yaml:8: dividendDiscount\.growthShort: 7 is no rate as a fraction/,
    /write 0\.07 for 7%/,
  ),
  market(
    'a yield in per cent',
    ['riskFree10y: 0.043', 'riskFree10y: 4.3'],
    /:10: .*riskFree10y: 4\.3 is no rate/,
    /write 0\.043 for 4\.3%/,
  ),
  market(
    'a yield of 0.7, which is 70%',
    ['riskFree10y: 0.043', 'riskFree10y: 0.7'],
    /:10: .*riskFree10y: 0\.7 is 70% a year/,
    /rates are fractions: write 0\.007 for 0\.7%/,
  ),
  market(
    'a required return with a per cent sign',
    ['requiredReturn: 0.085', 'requiredReturn: 8.5%'],
    /:11: .*requiredReturn: 8\.5% is a percentage/,
    /0\.085/,
  ),
  market(
    'r below g',
    ['requiredReturn: 0.085', 'requiredReturn: 0.035'],
    /:11: dividendDiscount\.requiredReturn: the required return 0\.035 is not above the growth 0\.04/,
    /raise the return, or lower the growth/,
  ),
  market(
    'r at g',
    ['requiredReturn: 0.085', 'requiredReturn: 0.04'],
    /:11: .*return 0\.04 is not above the growth 0\.04/,
    /raise the return/,
  ),
  market(
    'a fade that takes the payout',
    ['growthShort: 0.07\n  fadeYears: 10', 'growthShort: -0.25\n  fadeYears: 30'],
    /:8: dividendDiscount\.growthShort: growth that fades from -0\.25 to 0\.04 over 30 years/,
    /shorten the fade/,
  ),
  market(
    'half a fade',
    ['  fadeYears: 10\n', ''],
    /:8: dividendDiscount\.growthShort: growthShort stands without fadeYears/,
    /add fadeYears/,
  ),
  market('a fade of nothing', ['fadeYears: 10', 'fadeYears: 0'], /:9: .*0 years/, /above 0/),
  market(
    'the payout as a yield',
    ['dividend: 236', 'dividend: 0.0315'],
    /:5: dividendDiscount\.dividend: a payout of 0\.0315 on a price of 7480/,
    /index points \(not the yield\)/,
  ),
  market(
    'earnings of a quarter of nothing',
    ['earnings: 268', 'earnings: -12'],
    /:4: dividendDiscount\.earnings: -12 is not above 0/,
    /index points/,
  ),
  market(
    'earnings on another scale',
    ['earnings: 268', 'earnings: 2.68'],
    /:4: .*earnings: earnings of 2\.68 on a price of 7480 make a P\/E of 2791/,
    /twelve months/,
  ),
  market(
    'no word on the payout',
    ['  payout: total\n', ''],
    /dividendDiscount\.payout: the key payout is missing/,
    /payout: total .* or payout: dividends/,
  ),
  market(
    'a history of another payout',
    ['history.csv, payout: total', 'history.csv, payout: dividends'],
    /:12: dividendDiscount\.history\.payout: the history holds dividends, and dividend is total/,
    /same payout/,
  ),
  market(
    'figures of after the valuation',
    ['date: 2026-07-02', 'date: 2026-07-07'],
    /:2: dividendDiscount\.date: 2026-07-07 is after the valuation date 2026-07-06/,
    /looking ahead/,
  ),
  market(
    'a balance sheet of after the valuation',
    ['date: 2026-03-31', 'date: 2026-09-30'],
    /:16: quickRatio\.date: 2026-09-30 is after/,
    /looking ahead/,
  ),
  market(
    'a US date',
    ['date: 2026-03-31', 'date: 03/04/2026'],
    /:16: quickRatio\.date: 03\/04\/2026 can be read as/,
    /YYYY-MM-DD/,
  ),
  market(
    'liabilities below zero',
    ['currentLiabilities: 170000', 'currentLiabilities: -170000'],
    /:20: quickRatio\.currentLiabilities: -170000 is below 0/,
    /balance sheet/,
  ),
  market(
    'no liabilities at all',
    ['  currentLiabilities: 170000\n', ''],
    /quickRatio\.currentLiabilities: the key currentLiabilities is missing/,
    /write null/,
  ),
  market(
    'cash left empty',
    ['cash: 95000', 'cash:'],
    /:17: quickRatio\.cash: the value is empty/,
    /write a number/,
  ),
  market(
    'more restricted cash than cash',
    ['cash: 95000', 'cash: 95000\n  restrictedCash: 96000'],
    /:18: quickRatio\.restrictedCash: restricted cash of 96000 is more than the cash of 95000/,
    /cash with the restricted part/,
  ),
  market('an index that is none', ['source: BIS', 'source: IMF'], /:14: reer\.source/, /BIS, Fed/),
  market('a mistyped key', ['riskFree10y', 'riskfree'], /"riskfree"/, /mean riskFree10y\?/),
  market('a mistyped part', ['quickRatio:', 'quickratio:'], /"quickratio"/, /mean quickRatio\?/),
  market(
    'a series that is not there',
    ['file: pcf.csv', 'file: pfc.csv'],
    /pfc\.csv: there is no such file/,
    /check the path/,
  ),
  market(
    'a series from standard input',
    ['file: pcf.csv', 'file: "-"'],
    /:13: priceToCashFlow\.file: a series is not read from standard input/,
    /name a CSV file/,
  ),
  {
    name: 'nothing in it',
    ...run({ 'market.yaml': '# none\n' }),
    place: /no mapping/,
    mend: /dividendDiscount, /,
  },
  {
    name: 'a CSV file',
    ...run({ 'market.csv': PCF }),
    args: ['macro', '--market', 'market.csv'],
    place: /market\.csv: a market file is not read from CSV/,
    mend: /YAML or JSON/,
  },
  {
    name: 'no market file',
    args: ['macro'],
    place: /--market: no market file is given/,
    mend: /add --market FILE/,
  },
  {
    name: 'macro effects switched off where there are none',
    args: [...SIZE, '--no-macro-tilt'],
    place: /--no-macro-tilt: there are no macro gauges/,
    mend: /add --market FILE/,
  },
  {
    name: 'an output over a series that is read',
    files: { ...SERIES, 'market.yaml': MARKET },
    args: [...MACRO, '-f', 'csv', '-o', 'pcf.csv'],
    place: /pcf\.csv: --output: it is the file that --market reads/,
    mend: /another file/,
  },
  {
    name: 'an output over the market file',
    files: { ...SERIES, 'market.yaml': MARKET },
    args: [...MACRO, '-f', 'csv', '-o', 'market.yaml'],
    place: /market\.yaml: --output: it is the file that --market reads/,
    mend: /another file/,
  },
  {
    name: 'a valuation day that is none',
    files: { ...SERIES, 'market.yaml': MARKET },
    args: ['macro', '--market', 'market.yaml', '--as-of', 'today'],
    place: /--as-of: "today"/,
    mend: /YYYY-MM-DD/,
  },
  {
    name: 'dynamics where nothing uses them',
    files: { ...SERIES, 'market.yaml': MARKET },
    args: [...MACRO, '--dynamics', 'fit.yaml'],
    place: /--dynamics: alvh macro uses no dynamics/,
    mend: /leave it out/,
  },
];
