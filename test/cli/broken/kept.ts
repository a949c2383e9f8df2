import { SIZE } from './broken-input.js';
import type { BrokenInput } from './broken-input.js';

const LOG = ['--overrides', 'log.jsonl'] as const;
const WHO = ['--override', 'a reason', '--by', 'Ann'] as const;
const RECORD =
  '{"schemaVersion":1,"at":"2026-07-06T20:00:00Z","from":"2026-07-06T20:00:00Z","until":"2026-07-13","by":"Ann","reason":"one","ruleRatio":0.9,"chosenRatio":1}\n';

/** States and overrides that are asked for in a way that cannot be followed. */
export const BROKEN_KEPT: readonly BrokenInput[] = [
  {
    name: 'an override without a log',
    args: [...SIZE, ...WHO, '--ratio', '1'],
    place: /^alvh: --override: /,
    mend: /add --overrides FILE/,
  },
  {
    name: 'an override without a name',
    args: [...SIZE, ...LOG, '--override', 'a reason', '--ratio', '1'],
    place: /^alvh: --override: an override needs --by/,
    mend: /--by NAME/,
  },
  {
    name: 'an override without a reason',
    args: [...SIZE, ...LOG, '--by', 'Ann', '--ratio', '1'],
    place: /^alvh: --by: an override needs --override/,
    mend: /--override "REASON"/,
  },
  {
    name: 'an override with an empty reason',
    args: [...SIZE, ...LOG, '--override', ' ', '--by', 'Ann', '--ratio', '1'],
    place: /^alvh: --override: an override needs a reason/,
    mend: /in quotes/,
  },
  {
    name: 'an override without a ratio',
    args: [...SIZE, ...LOG, ...WHO],
    place: /^alvh: --override: an override needs --ratio/,
    mend: /--ratio NUMBER/,
  },
  {
    name: 'a last day without an override',
    args: [...SIZE, ...LOG, '--until', '2026-07-08'],
    place: /^alvh: --until: an override needs --override/,
    mend: /--by NAME/,
  },
  {
    name: 'a ratio in percent',
    args: [...SIZE, ...LOG, ...WHO, '--ratio', '90%'],
    place: /^alvh: --ratio: "90%" is no hedge ratio/,
    mend: /a number such as 1\.2/,
  },
  {
    name: 'a ratio beyond its limit',
    args: [...SIZE, ...LOG, ...WHO, '--ratio', '90'],
    place: /^alvh: --ratio: 90 lies outside the ratio's limits, 0\.25 to 1\.5/,
    mend: /choose one inside them/,
  },
  {
    name: 'a last day that is past',
    args: [...SIZE, ...LOG, ...WHO, '--ratio', '1', '--until', '2026-07-03'],
    now: '2026-07-06T20:00:00Z',
    place: /^alvh: --until: 2026-07-03 is no last day/,
    mend: /a day from 2026-07-06 to 2026-08-06/,
  },
  {
    name: 'a last day in US order',
    args: [...SIZE, ...LOG, ...WHO, '--ratio', '1', '--until', '07/08/2026'],
    place: /^alvh: --until: 07\/08\/2026 can be read as 2026-07-08 or as 2026-08-07/,
    mend: /YYYY-MM-DD/,
  },
  {
    name: 'a log that was changed by hand',
    args: [...SIZE, ...LOG],
    files: { 'log.jsonl': `${RECORD}${RECORD.replace('1}', '"1"}')}` },
    exit: 3,
    place: /^alvh: log\.jsonl:2: the line is no record of an override/,
    mend: /restore the log from a copy/,
  },
  {
    name: 'a log cut short',
    args: [...SIZE, ...LOG, ...WHO, '--ratio', '1'],
    files: { 'log.jsonl': RECORD.slice(0, 60) },
    exit: 3,
    place: /^alvh: log\.jsonl:1: /,
    mend: /restore the log from a copy/,
  },
  {
    name: 'a log of a newer alvh',
    args: [...SIZE, ...LOG],
    files: { 'log.jsonl': RECORD.replace('"schemaVersion":1', '"schemaVersion":7') },
    exit: 3,
    place: /^alvh: log\.jsonl:1: it was written by a newer alvh/,
    mend: /use that version/,
  },
  {
    name: 'a log whose last record is of a later moment',
    args: [...SIZE, ...LOG, ...WHO, '--ratio', '1'],
    now: '2026-07-06T20:00:00Z',
    files: { 'log.jsonl': RECORD.replaceAll('2026-07-06T', '2026-07-07T') },
    exit: 3,
    place: /^alvh: log\.jsonl: its last record is of a later moment/,
    mend: /set the clock right/,
  },
  {
    name: 'a folder as a log',
    args: [...SIZE, '--overrides', '.'],
    exit: 3,
    place: /^alvh: \.: it is a folder/,
    mend: /name a file/,
  },
  {
    name: 'no name for the state',
    args: [...SIZE, '--state', ''],
    place: /^alvh: --state: the file name is empty/,
    mend: /name a file/,
  },
  {
    name: 'a state in a folder that is not there',
    args: [...SIZE, '--state', 'nowhere/state.json'],
    exit: 3,
    place: /^alvh: nowhere\/state\.json: it cannot be locked \(ENOENT\)/,
    mend: /a folder that exists/,
  },
  {
    name: 'a state as the place for the result',
    args: [...SIZE, '--state', 'state.json', '-o', 'state.json'],
    files: { 'state.json': '{"schemaVersion":1}' },
    place: /^alvh: state\.json: --output: it is the file that --state names too/,
    mend: /give each its own/,
  },
];
