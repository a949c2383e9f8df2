import { AS_OF, SETTLEMENT, SNAPSHOT, changed } from './broken-input.js';
import type { BrokenInput } from './broken-input.js';

const STRESS = ['stress', '-p', 'position.yaml', '-s', 'snapshot.csv', ...AS_OF] as const;

export const SCENARIOS = `scenarios:
  - id: my-crash
    name: A crash of mine
    days: 10
    spxReturn: -0.12
    vix: [15.2, 45.7]
    vvix: [95, 160]
    curve:
      30: [16.2, 30.1]
      60: [17.1, 26.4]
      90: [17.8, 24.2]
      120: [18.2, 23]
      150: [18.5, 22.4]
      180: [18.8, 22]
`;

/** A scenario file with one piece changed. */
function own(
  name: string,
  [from, to]: readonly [string, string],
  place: RegExp,
  mend: RegExp,
): BrokenInput {
  return ofFile(name, changed(SCENARIOS, from, to), place, mend);
}

function ofFile(
  name: string,
  text: string,
  place: RegExp,
  mend: RegExp,
  file = 'scenarios.yaml',
): BrokenInput {
  return {
    name,
    files: { [file]: text },
    args: [...STRESS, '--scenarios', file],
    place,
    mend,
  };
}

export const BROKEN_SCENARIOS: readonly BrokenInput[] = [
  own(
    'a VIX below zero',
    ['[15.2, 45.7]', '[15.2, -45.7]'],
    /scenarios\.yaml:6: scenarios\[0\]\.vix: -45\.7 is no level of VIX/,
    /before and after, from 5 to 150/,
  ),
  own(
    'a future of zero',
    ['[16.2, 30.1]', '[16.2, 0]'],
    /scenarios\.yaml:9: scenarios\[0\]\.curve\.30: 0 is no level of a VX future/,
    /from 5 to 150/,
  ),
  own(
    'a return in per cent',
    ['-0.12', '-12'],
    /:5: scenarios\[0\]\.spxReturn: -12 is no SPX return as a fraction/,
    /for -12% write -0\.12/,
  ),
  own('a per cent sign', ['-0.12', '-12%'], /:5: .*spxReturn: -12% is a percentage/, /-0\.12/),
  own('an unknown key', ['spxReturn', 'spxRetrun'], /:5: .*"spxRetrun"/, /mean spxReturn\?/),
  own(
    'an id of the bank',
    ['my-crash', 'grind-2022'],
    /:2: scenarios\[0\]\.id: grind-2022 is in the built-in bank/,
    /another id/,
  ),
  own('capitals in an id', ['my-crash', 'My Crash'], /:2: .*id: "My Crash"/, /lower-case letters/),
  own('an id that is a number', ['my-crash', '12'], /:2: .*id: 12 is a number/, /id: my-crash/),
  own('half days', ['days: 10', 'days: 1.5'], /:4: .*days: 1\.5 is no number/, /whole calendar/),
  own('days below zero', ['days: 10', 'days: -1'], /:4: .*days: -1 is no/, /from 0 .* to 750/),
  own('a year too many', ['days: 10', 'days: 2026'], /:4: .*days: 2026/, /from 0 .* to 750/),
  own(
    'no VIX',
    ['    vix: [15.2, 45.7]\n', ''],
    /:2: scenarios\[0\]\.vix: the key vix is missing/,
    /add it, e\.g\. vix: \[15\.2, 45\.7\]/,
  ),
  own(
    'a curve of five tenors',
    ['      120: [18.2, 23]\n', ''],
    /:8: scenarios\[0\]\.curve\.120: the key 120 is missing/,
    /add it, e\.g\. 120: \[/,
  ),
  own(
    'a tenor that is none',
    ['      120:', '      121:'],
    /:12: .*curve.*"121"/,
    /did you mean 120\?|known: 30, 60/,
  ),
  own(
    'three levels',
    ['[15.2, 45.7]', '[15.2, 30, 45.7]'],
    /:6: .*vix: a list of 3 stands where 2 values are expected/,
    /write 2 values, e\.g\. vix: \[15\.2, 45\.7\]/,
  ),
  own('one level', ['[15.2, 45.7]', '[15.2]'], /:6: .*vix: a list of 1/, /write 2 values/),
  own('a level alone', ['[15.2, 45.7]', '45.7'], /:6: .*vix: 45\.7 is a number/, /write a list/),
  own('NaN', ['-0.12', '.nan'], /:5: .*spxReturn: \.nan is no finite/, /give the number/),
  own('infinity', ['45.7]', '.inf]'], /:6: .*vix\[1\]: \.inf is no finite/, /give the number/),
  own('words for a number', ['days: 10', 'days: ten'], /:4: .*days: "ten"/, /plain decimal/),
  own('a number in quotes', ['-0.12', '"-0.12"'], /:5: .*is text/, /-0\.12 without the quotes/),
  own('VVIX on the scale of VIX', ['[95, 160]', '[20, 40]'], /:7: .*vvix: 20/, /from 30 to 400/),
  ofFile(
    'two of one id',
    SCENARIOS + SCENARIOS.replace('scenarios:\n', ''),
    /scenarios\.yaml:15: scenarios\[1\]\.id: the id my-crash stands twice/,
    /each its own/,
  ),
  ofFile('an empty file', '', /scenarios\.yaml: the file is empty/, /written to the end/),
  ofFile('comments alone', '# none\n', /scenarios\.yaml:1: .*no mapping/, /scenarios: list/),
  ofFile('no scenario', 'scenarios: []\n', /:1: scenarios: the list is empty/, /add an entry/),
  ofFile(
    'a scenario without its list',
    'id: my-crash\ndays: 1\nspxReturn: -0.1\nvix: [15, 30]\n',
    /:1: id: unknown key "id"/,
    /scenarios/,
  ),
  ofFile(
    'a CSV file',
    'id,days,spx_return\nmy-crash,1,-0.1\n',
    /scenarios\.csv: scenarios are not read from CSV/,
    /YAML or JSON/,
    'scenarios.csv',
  ),
  ofFile(
    'JSON cut short',
    '{"scenarios": [{"id": "a", "days": 1',
    /scenarios\.json/,
    /; \S/,
    'scenarios.json',
  ),
  {
    name: 'one id in two files',
    files: { 'a.yaml': SCENARIOS, 'b.yaml': SCENARIOS },
    args: [...STRESS, '--scenarios', 'a.yaml', '--scenarios', 'b.yaml'],
    place: /b\.yaml: the scenario my-crash stands in two files/,
    mend: /rename one/,
  },
  {
    name: 'no such file',
    args: [...STRESS, '--scenarios', 'none.yaml'],
    place: /none\.yaml: there is no such file/,
    mend: /check the path/,
  },
  {
    name: 'standard input for two',
    args: [...STRESS, '--scenarios', '-', '--then', '-'],
    stdin: SCENARIOS,
    place: /standard input is asked for 2 times/,
    mend: /one flag only/,
  },
];

function flag(name: string, args: readonly string[], place: RegExp, mend: RegExp): BrokenInput {
  return { name, args: [...STRESS, ...args], place, mend };
}

export const BROKEN_SHOCKS: readonly BrokenInput[] = [
  flag('an unknown episode', ['--episode', 'tulips'], /--episode: .*"tulips"/, /gfc-2008, /),
  flag('half a name', ['--episode', 'covid-20'], /--episode: .*"covid-20"/, /covid-2020-peakvol/),
  flag('a fall in per cent', ['--spx', '-20,-10'], /--spx: -20 is out of range/, /such as -0\.1/),
  flag('a per cent sign', ['--spx', '-10%'], /--spx: -10% is a percentage/, /-0\.1/),
  flag('a hole in the list', ['--spx', '-0.1,,0'], /--spx: the value is empty/, /give a number/),
  flag('no list', ['--spx', ''], /--spx: the value is empty/, /give a number/),
  flag('words', ['--vix', 'twice'], /--vix: "twice" is no number/, /plain decimal/),
  flag('a VIX of nothing', ['--vix', '0'], /--vix: 0 is out of range/, /multiple .* from 0\.1/),
  flag('a level for a multiple', ['--vix', '45'], /--vix: 45 is out of range/, /multiple of today/),
  flag(
    'too many',
    ['--vix', Array.from({ length: 41 }, (_, i) => 1 + i / 10).join(',')],
    /--vix: 41/,
    /at most 40/,
  ),
  {
    name: 'no SPX level',
    files: { 'snapshot.csv': changed(SNAPSHOT, 'index,SPX,,7537.43\n', '') },
    args: STRESS,
    place: /indices\.SPX: the snapshot has no SPX level/,
    mend: /index SPX row, or give --index SPX=LEVEL/,
  },
];

const LATER = SNAPSHOT.replace('2026-07-06T15', '2026-07-08T15');

function later(
  name: string,
  files: Readonly<Record<string, string>>,
  place: RegExp,
  mend: RegExp,
): BrokenInput {
  const then = Object.keys(files).flatMap((file) => ['--then', file]);
  return { name, files, args: [...STRESS, ...then], place, mend };
}

export const BROKEN_LATER: readonly BrokenInput[] = [
  later(
    'markets out of order',
    { 'a.csv': LATER.replace('07-08T15', '07-09T15'), 'b.csv': LATER },
    /--then: the snapshot of 2026-07-08T20:00:00Z is not later than 2026-07-09T20:00:00Z/,
    /in order of time/,
  ),
  later('the same market again', { 'a.csv': SNAPSHOT }, /--then: .*is not later than/, /in order/),
  later(
    'no SPX level',
    { 'a.csv': changed(LATER, 'index,SPX,,7537.43\n', '') },
    /--then: the snapshot of 2026-07-08T20:00:00Z has no SPX level/,
    /add an index SPX row/,
  ),
  later(
    "Cboe's settlements alone, which hold no level",
    { 'settlement_2026-07-08.csv': SETTLEMENT },
    /settlement_2026-07-08\.csv: .*VIX/,
    // --index is for the first market: it would not help.
    /one snapshot of alvh's own form/,
  ),
  later(
    'a month that is held missing',
    { 'a.csv': LATER.replace(/^future,VX,2026-(09|1\d)-.*\n/gm, '') },
    /--then: the market of 2026-07-08 has no price of VXV26, which is held/,
    /add a future row of VX 2026-10-21/,
  ),
  later(
    'a broken row',
    { 'a.csv': changed(LATER, '18.6039', '-18.6039') },
    /a\.csv:9: price: /,
    /; \S/,
  ),
];
