import { AS_OF, SNAPSHOT, changed } from './broken-input.js';
import type { BrokenInput } from './broken-input.js';

const BOOK = ['report', '-p', 'position.yaml', '-s', 'snapshot.csv', ...AS_OF] as const;
const REPORT = [...BOOK, '--store', 'kept.db'] as const;
const UNKEPT = [...BOOK, '--no-record'] as const;

const LEDGER = `date,type,amount_usd,id
2026-07-01,close,500,spx-jun
2026-07-07,close,500,spx-jul
`;

/** What a report refuses beside what its sizing does. */
export const BROKEN_REPORTS: readonly BrokenInput[] = [
  {
    name: 'no position',
    args: ['report', '-s', 'snapshot.csv', ...AS_OF, '--no-record'],
    place: /--position/,
    mend: /add --position FILE/,
  },
  {
    name: 'a snapshot without SPX: neither payoff nor crash has a value',
    args: UNKEPT,
    files: { 'snapshot.csv': changed(SNAPSHOT, 'index,SPX,,7537.43\n', '') },
    place: /indices\.SPX/,
    mend: /--index SPX=LEVEL/,
  },
  {
    name: 'a ledger that looks ahead',
    args: [...UNKEPT, '--ledger', 'ledger.csv'],
    files: { 'ledger.csv': LEDGER },
    place: /ledger\.csv:3: date/,
    mend: /end the ledger there/,
  },
  {
    name: 'a store that is a text file',
    args: REPORT,
    files: { 'kept.db': 'date,close\n2026-07-06,15.57\n'.repeat(200) },
    exit: 3,
    place: /kept\.db/,
    mend: /\S/,
  },
  {
    name: 'a store without a name',
    args: [...BOOK, '--store', ''],
    place: /--store/,
    mend: /name the store/,
  },
  {
    name: 'a report written over its store',
    args: [...REPORT, '-o', 'kept.db', '-f', 'json'],
    place: /kept\.db/,
    mend: /give each its own/,
  },
  {
    name: 'a format that it does not have',
    args: [...UNKEPT, '-f', 'pdf'],
    place: /--format/,
    mend: /table, json, csv, markdown/,
  },
  {
    name: 'a new override: that is for alvh size',
    args: [...UNKEPT, '--override', 'why', '--by', 'Ann', '--ratio', '1'],
    place: /--override/,
    mend: /--overrides|alvh report --help/,
  },
  {
    name: 'a drift in per cent',
    args: [...UNKEPT, '--set', 'alarms.drift=25'],
    place: /alarms\.drift/,
    mend: /share of the layer's recommended notional/,
  },
  {
    name: 'a stress limit of nothing',
    args: [...UNKEPT, '--set', 'alarms.stressLoss=0'],
    place: /alarms\.stressLoss/,
    mend: /above 0/,
  },
  {
    name: 'half a day',
    args: [...UNKEPT, '--set', 'alarms.rollDays=1.5'],
    place: /alarms\.rollDays/,
    mend: /whole/,
  },
  {
    name: 'an alarm that there is not',
    args: [...UNKEPT, '--set', 'alarms.stalesDays=2'],
    place: /alarms\.stalesDays/,
    mend: /alarms\.staleDays/,
  },
];
