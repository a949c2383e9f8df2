import { HISTORY, MARKET, PCF, run } from './market-files.js';
import type { BrokenInput } from './broken-input.js';

const PCF_LAST = /2026-06-01,(.*)\n$/;

function series(
  name: string,
  file: 'pcf.csv' | 'reer.csv' | 'history.csv',
  text: string,
  place: RegExp,
  mend: RegExp,
): BrokenInput {
  return { name, ...run({ 'market.yaml': MARKET, [file]: text }), place, mend };
}

export const BROKEN_MACRO_SERIES: readonly BrokenInput[] = [
  series(
    'the newest first',
    'pcf.csv',
    'date,price_to_cash_flow\n2026-06-01,17\n2026-05-01,17.1\n',
    /pcf\.csv:3: date: 2026-05-01 stands after 2026-06-01/,
    /oldest first/,
  ),
  series(
    'a month twice',
    'pcf.csv',
    'date,price_to_cash_flow\n2026-05-01,17\n2026-05-31,17.1\n',
    /pcf\.csv:3: date: the month 2026-05 stands twice/,
    /one row a month, or give each revision its date/,
  ),
  series(
    'a revision before the first figure',
    'pcf.csv',
    'date,ratio,published\n2026-01-01,17,2026-05-10\n2026-01-01,18,2026-04-10\n',
    /pcf\.csv:3: published: .*published on 2026-04-10 stands after that of 2026-05-10/,
    /sorted by date and then by published/,
  ),
  series(
    'two figures published on one day',
    'pcf.csv',
    'date,ratio,published\n2026-01-01,17,2026-05-10\n2026-01-01,18,2026-05-10\n',
    /pcf\.csv:3: published: the month 2026-01 was published twice on 2026-05-10/,
    /one row a publication/,
  ),
  series(
    'published before its month',
    'pcf.csv',
    'date,ratio,published\n2026-03-31,17,2026-03-01\n',
    /pcf\.csv:2: published: 2026-03-01 is before 2026-03-31/,
    /was published/,
  ),
  series(
    'published before its month was over',
    'pcf.csv',
    'date,ratio,published\n2026-03-01,17,2026-03-30\n',
    /pcf\.csv:2: published: 2026-03-30 is before 2026-03-31, the earliest day .* of 2026-03-01/,
    /was published/,
  ),
  series(
    'a month that lies ahead',
    'pcf.csv',
    `${PCF}2026-08-01,17\n`,
    /pcf\.csv:152: date: 2026-08-01 lies ahead of today, 2026-07-06/,
    /what has been/,
  ),
  series(
    'a publication that lies ahead',
    'pcf.csv',
    'date,ratio,published\n2026-05-01,17,2026-08-10\n',
    /pcf\.csv:2: published: 2026-08-10 lies ahead/,
    /what has been/,
  ),
  series(
    'no cash flow to divide by',
    'pcf.csv',
    'date,price,operating_cash_flow\n2026-05-01,7400,0\n',
    /pcf\.csv:2: operating_cash_flow: 0 is not above 0, so price over cash flow is not defined/,
    /leave both figures/,
  ),
  series(
    'a ratio and its parts',
    'pcf.csv',
    'date,price,ratio\n2026-05-01,7400,17\n',
    /pcf\.csv:1: the file has both/,
    /keep one/,
  ),
  series(
    'a slipped digit',
    'pcf.csv',
    PCF.replace(PCF_LAST, '2026-06-01,148\n'),
    /pcf\.csv:151: price_to_cash_flow: price over cash flow goes from .* to 148/,
    /slipped digit/,
  ),
  series(
    'a ratio of zero',
    'pcf.csv',
    'date,ratio\n2026-05-01,0\n',
    /:2: ratio: 0 is not/,
    /1 to 150/,
  ),
  series(
    'an unknown column',
    'pcf.csv',
    'date,rato\n2026-05-01,17\n',
    /:1: rato: .*"rato"/,
    /known: /,
  ),
  series(
    'no rows',
    'pcf.csv',
    'date,ratio\n2026-05-01,.\n',
    /:1: there is no row with a figure/,
    /to the end/,
  ),
  series(
    "the Fed's index for the BIS's",
    'reer.csv',
    'DATE,RTWEXBGS\n2026-05-01,115\n',
    /reer\.csv:1: RTWEXBGS: RTWEXBGS is the index of the Fed, and the market file says BIS/,
    /never mixed/,
  ),
  series(
    'both indices side by side',
    'reer.csv',
    'DATE,RBUSBIS,RTWEXBGS\n2026-05-01,108,115\n',
    /reer\.csv:1: RTWEXBGS: the file holds two indices, RBUSBIS and RTWEXBGS/,
    /other bases and weights/,
  ),
  series(
    'one index after the other',
    'reer.csv',
    'date,reer,source\n2026-04-01,108,BIS\n2026-05-01,109,Fed\n',
    /reer\.csv:3: source: this row is of Fed, and the market file says BIS/,
    /rows of one index/,
  ),
  series(
    'another base year from one month on',
    'reer.csv',
    'date,reer\n2026-04-01,108\n2026-05-01,124\n',
    /reer\.csv:3: reer: a real exchange rate goes from 108 to 124/,
    /another base year or another index/,
  ),
  series(
    'a nominal index',
    'reer.csv',
    'DATE,DTWEXBGS\n2026-05-01,121\n',
    /reer\.csv:1: DTWEXBGS: DTWEXBGS is a nominal index/,
    /RBUSBIS \(BIS\) or RTWEXBGS/,
  ),
  series(
    'a yield in per cent in a column of fractions',
    'history.csv',
    HISTORY.replaceAll('0.042', '4.2'),
    /history\.csv:2: long_rate: 4\.2 is no ten-year yield as a fraction/,
    /write 0\.042/,
  ),
  series(
    "a fraction in Shiller's column of per cents",
    'history.csv',
    HISTORY.replace('long_rate', 'long_rate_gs10'),
    /history\.csv:2: long_rate_gs10: 0\.042 is no ten-year yield in percent/,
    /write 4\.2/,
  ),
  series(
    'a payout that is a yield',
    'history.csv',
    HISTORY.replaceAll(',240,', ',0.03,'),
    /history\.csv:2: dividend: a payout of 0\.03 on a price of 6000/,
    /index points/,
  ),
];
