import { AS_OF, POSITION, changed } from './broken-input.js';
import type { BrokenInput } from './broken-input.js';

const LEDGER = `date,type,amount_usd,id,note,budget_usd
2026-05-15,expire,5200,spx-may,,
2026-05-29,press,-900,VXMV26,2 minis,1300
2026-06-11,close,-1800,spx-jun,call tested,
2026-06-12,fee,-35.50,,data,
2026-06-30,mark,2400,spx-aug,open,
`;

const HOLDINGS = `symbol,contracts,entry_price,entry_date,steps_taken,bought
VXMV26,2,19.40,2026-05-29,0,2
`;

const ROLL = changed(POSITION, '2026-08-21', '2026-09-18');

const BOOK = ['press', '-p', 'position.yaml', '-s', 'snapshot.csv', ...AS_OF] as const;
const PRESS = [...BOOK, '--ledger', 'ledger.csv'] as const;

/** The sound files of a press, for tests that break one of them. */
export const PRESS_FILES = { 'ledger.csv': LEDGER, 'holdings.csv': HOLDINGS, 'roll.yaml': ROLL };
export const PRESS_ALL = [...PRESS, '--holdings', 'holdings.csv', '--replay'] as const;

function ledger(from: string, to: string) {
  return {
    files: { ...PRESS_FILES, 'ledger.csv': changed(LEDGER, from, to) },
    args: [...PRESS],
  };
}

function holdings(from: string, to: string) {
  return {
    files: { ...PRESS_FILES, 'holdings.csv': changed(HOLDINGS, from, to) },
    args: [...PRESS, '--holdings', 'holdings.csv'],
  };
}

function flags(...args: string[]) {
  return { files: PRESS_FILES, args: [...PRESS, ...args] };
}

export const BROKEN_LEDGERS: readonly BrokenInput[] = [
  {
    name: 'dates that go back',
    ...ledger('2026-06-12,fee', '2026-05-12,fee'),
    place: /ledger\.csv:5: date: 2026-05-12 stands after 2026-06-11/,
    mend: /sort the rows/,
  },
  {
    name: 'a condor closed twice',
    ...ledger('spx-jun', 'spx-may'),
    place: /ledger\.csv:4: id: spx-may has ended on 2026-05-15/,
    mend: /take one of the two out/,
  },
  {
    name: 'a row after the valuation date',
    ...ledger('2026-06-30,mark', '2026-07-07,mark'),
    place: /ledger\.csv:6: date: 2026-07-07 is after the valuation date 2026-07-06/,
    mend: /looking ahead/,
  },
  {
    name: 'a type misspelt',
    ...ledger('expire', 'expired'),
    place: /ledger\.csv:2: type: unknown type "expired"/,
    mend: /did you mean expire\?/,
  },
  {
    name: 'an amount that is no number',
    ...ledger('-900', 'nine hundred'),
    place: /ledger\.csv:3: amount_usd: /,
    mend: /write a plain decimal/,
  },
  {
    name: 'an amount with a currency sign',
    ...ledger('5200', '$5200'),
    place: /ledger\.csv:2: amount_usd: \$5200 has a currency sign/,
    mend: /write 5200/,
  },
  {
    name: 'a press with the wrong sign',
    ...ledger('-900', '900'),
    place: /ledger\.csv:3: amount_usd: a press of 900 is money received/,
    mend: /-900/,
  },
  {
    name: 'a fee with the wrong sign',
    ...ledger('-35.50', '35.50'),
    place: /ledger\.csv:5: amount_usd: a fee of 35\.5 is money received/,
    mend: /-35\.5/,
  },
  {
    name: 'a hedge sold for a loss',
    ...ledger('2026-06-11,close,-1800', '2026-06-11,monetise,-1800'),
    place: /ledger\.csv:4: amount_usd: proceeds of -1800/,
    mend: /above 0/,
  },
  {
    name: 'a close without an id',
    ...ledger('spx-jun', ''),
    place: /ledger\.csv:4: id: a row of type close names no id/,
    mend: /the condor's id/,
  },
  {
    name: 'a press beyond its budget',
    ...ledger('1300', '800'),
    place: /ledger\.csv:3: budget_usd: a budget of 800/,
    mend: /at least what was spent/,
  },
  {
    name: 'a close on a Sunday',
    ...ledger('2026-06-11', '2026-06-07'),
    place: /ledger\.csv:4: date: 2026-06-07 is a weekend/,
    mend: /check the date/,
  },
  {
    name: 'a close on a holiday',
    ...ledger('2026-06-11,close', '2026-06-19,close'),
    place: /ledger\.csv:4: date: the exchange is closed on 2026-06-19/,
    mend: /the next trading day is 2026-06-22/,
  },
  {
    name: 'a date in US order',
    ...ledger('2026-05-15', '5/15/2026'),
    place: /ledger\.csv:2: date: 5\/15\/2026/,
    mend: /YYYY-MM-DD/,
  },
  {
    name: 'a column misspelt',
    ...ledger('amount_usd', 'amount'),
    place: /ledger\.csv:1: amount: unknown column/,
    mend: /did you mean amount_usd\?/,
  },
  {
    name: 'marks alone',
    files: {
      ...PRESS_FILES,
      'ledger.csv': 'date,type,amount_usd,id\n2026-06-30,mark,2400,spx-aug\n',
    },
    args: [...PRESS],
    place: /ledger\.csv: the ledger has only mark rows: nothing in it is realised/,
    mend: /no cash/,
  },
  {
    name: 'a head alone',
    files: { ...PRESS_FILES, 'ledger.csv': 'date,type,amount_usd\n' },
    args: [...PRESS],
    place: /ledger\.csv: the ledger has no event/,
    mend: /closed or expired/,
  },
  {
    name: 'an empty file',
    files: { ...PRESS_FILES, 'ledger.csv': '' },
    args: [...PRESS],
    place: /ledger\.csv/,
    mend: /written to the end/,
  },
];

export const BROKEN_HOLDINGS: readonly BrokenInput[] = [
  {
    name: 'sold contracts',
    ...holdings(',2,19.40', ',-2,19.40'),
    place: /holdings\.csv:2: contracts: -2/,
    mend: /positive whole number/,
  },
  {
    name: 'an entry price in dollars',
    ...holdings('19.40', '1940'),
    place: /holdings\.csv:2: entry_price: 1940/,
    mend: /points, not dollars/,
  },
  {
    name: 'an entry price with a slipped point',
    ...holdings('19.40', '194.0'),
    place: /holdings\.csv:2: entry_price: 194 is no price of VXMV26/,
    mend: /18\.90 for a future/,
  },
  {
    name: 'a product that is short VIX',
    ...holdings('VXMV26', 'SVXY'),
    place: /holdings\.csv:2: symbol: SVXY is short VIX futures/,
    mend: /use one of VXX, VXZ, VIXY, VIXM, UVXY/,
  },
  {
    name: 'a step that has sold nothing',
    ...holdings('2026-05-29,0,2', '2026-05-29,1,2'),
    place: /holdings\.csv:2: bought: 1 of the steps is sold, and 2 are held of 2 bought/,
    mend: /steps_taken back/,
  },
  {
    name: 'an entry to come',
    ...holdings('2026-05-29', '2026-07-07'),
    place: /holdings\.csv:2: entry_date: 2026-07-07/,
    mend: /take the holding out/,
  },
  {
    name: 'an expired contract',
    ...holdings('VXMV26', 'VXMM26'),
    place: /holdings\.csv:2: symbol: VXMM26 has expired on 2026-06-17/,
    mend: /into the ledger/,
  },
  {
    name: 'a symbol like none',
    ...holdings('VXMV26', 'SPY'),
    place: /holdings\.csv:2: symbol: /,
    mend: /VX/,
  },
  {
    name: 'steps without what was bought',
    ...holdings(',0,2', ',1,'),
    place: /holdings\.csv:2: bought: /,
    mend: /give the contracts bought/,
  },
  {
    name: 'the same lot twice',
    ...holdings(
      'VXMV26,2,19.40,2026-05-29,0,2\n',
      'VXMV26,2,19.40,2026-05-29,0,2\nVXMV26,3,19.4,2026-05-29,0,3\n',
    ),
    place: /holdings\.csv:3: symbol: .* stands on line 2 too/,
    mend: /add the contracts/,
  },
];

export const BROKEN_PRESS_FLAGS: readonly BrokenInput[] = [
  { name: 'no ledger', args: [...BOOK], place: /--ledger: no ledger/, mend: /add --ledger FILE/ },
  {
    name: 'VX history without a replay',
    ...flags('--vx', 'vx.csv'),
    place: /--vx: it would change nothing/,
    mend: /add --replay/,
  },
  {
    name: 'a count of rolls without a roll',
    ...flags('--rolls', '1'),
    place: /--rolls: /,
    mend: /add --roll-to FILE/,
  },
  {
    name: 'half a roll',
    ...flags('--roll-to', 'roll.yaml', '--rolls', '0.5'),
    place: /--rolls: 0\.5/,
    mend: /give 0, 1, 2/,
  },
  {
    name: 'holdings in a replay alone',
    files: PRESS_FILES,
    args: ['press', '--ledger', 'ledger.csv', '--replay', '--holdings', 'holdings.csv'],
    place: /--holdings: it would change nothing/,
    mend: /add -p and -s/,
  },
  {
    name: 'a replay of half a history',
    files: { ...PRESS_FILES, 'spx.csv': 'date,close\n2026-05-15,6000\n' },
    args: ['press', '--ledger', 'ledger.csv', '--replay', '--spx', 'spx.csv', ...AS_OF],
    place: /--vix: a replay reads days that have both/,
    mend: /add --vix FILE/,
  },
  {
    name: 'a roll of a condor that is not there',
    files: { ...PRESS_FILES, 'roll.yaml': changed(ROLL, 'spx-aug', 'spx-oct') },
    args: [...PRESS, '--roll-to', 'roll.yaml'],
    place: /roll\.yaml:2: positions\[0\]\.id: no condor of the position is called spx-oct/,
    mend: /spx-aug/,
  },
  {
    name: 'a roll that lets risk grow',
    files: { ...PRESS_FILES, 'roll.yaml': changed(ROLL, 'quantity: 10', 'quantity: 12') },
    args: [...PRESS, '--roll-to', 'roll.yaml'],
    exit: 4,
    place: /--roll-to: rolling spx-aug would raise what can be lost from \$75,200 to \$/,
    mend: /sell at most \d+ condors/,
  },
  {
    name: 'a third roll',
    ...flags('--roll-to', 'roll.yaml', '--rolls', '2'),
    exit: 4,
    place: /press\.maxRolls: spx-aug has been rolled 2 times/,
    mend: /close it and take the loss/,
  },
  {
    name: 'dynamics that nothing uses',
    ...flags('--dynamics', 'fit.yaml'),
    place: /--dynamics: alvh press uses no dynamics/,
    mend: /leave it out/,
  },
  {
    name: 'the result over the ledger',
    ...flags('-o', 'ledger.csv'),
    place: /it is the file that --ledger reads/,
    mend: /another file/,
  },
  {
    name: 'steps of the ladder out of order',
    ...flags('--set', 'press.ladder.futureSecond=1.4'),
    place: /press\.ladder\.futureSecond: futureFirst 1\.5 is not below futureSecond 1\.4/,
    mend: /lower futureFirst/,
  },
  {
    name: 'a share above its maximum',
    ...flags('--set', 'press.share=0.5'),
    place: /press\.share: share 0\.5 is above shareMax 0\.4/,
    mend: /lower press\.share to 0\.4, or raise press\.shareMax to 0\.5/,
    exit: 4,
  },
];
