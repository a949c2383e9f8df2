import { SIZE, snapshot } from './broken-input.js';
import type { BrokenInput } from './broken-input.js';

const CONFIGURED = [...SIZE, '-c', 'own.yaml'];

function config(text: string) {
  return { files: { 'own.yaml': text }, args: CONFIGURED };
}

function set(assignment: string) {
  return { args: [...SIZE, '--set', assignment] };
}

export const BROKEN_CONFIGURATIONS: readonly BrokenInput[] = [
  {
    name: 'an unknown key',
    ...config('hedge:\n  ration: 1.2\n'),
    place: /own\.yaml:2: hedge\.ration: /,
    mend: /did you mean hedge\.ratio\?/,
  },
  {
    name: 'an unknown section',
    ...config('layer:\n  short: { band: [0.1, 0.2] }\n'),
    place: /own\.yaml:1: layer: /,
    mend: /did you mean layers/,
  },
  {
    name: 'a key without its section',
    ...config('ratio: 1.2\n'),
    place: /own\.yaml:1: ratio: /,
    mend: /did you mean hedge\.ratio\?/,
  },
  {
    name: 'per cent for a fraction',
    ...config('layers:\n  short: { band: [15, 25] }\n'),
    place: /own\.yaml:2: layers\.short\.band/,
    mend: /write 0\.15/,
  },
  {
    name: 'a per cent sign',
    ...config('layers:\n  short: { band: [15%, 25%] }\n'),
    place: /own\.yaml:2: layers\.short\.band/,
    mend: /0\.15/,
  },
  {
    name: 'a band the wrong way round',
    ...config('layers:\n  short: { band: [0.25, 0.15] }\n'),
    place: /own\.yaml:2: layers\.short\.band: /,
    mend: /write \[0\.15, 0\.25\]/,
  },
  {
    name: 'one number for a band',
    ...config('layers:\n  short: { band: 0.2 }\n'),
    place: /own\.yaml:2: layers\.short\.band: /,
    mend: /write it as \[/,
  },
  {
    name: 'NaN',
    ...config('hedge: { ratio: .nan }\n'),
    place: /own\.yaml:1: hedge\.ratio: /,
    mend: /give a number/,
  },
  {
    name: 'a negative ratio',
    ...config('hedge: { ratio: -1 }\n'),
    place: /own\.yaml:1: hedge\.ratio: /,
    mend: /at least|above/,
  },
  {
    name: 'text for a number',
    ...config('hedge: { ratio: full }\n'),
    place: /own\.yaml:1: hedge\.ratio: /,
    mend: /give a number such as 1/,
  },
  {
    name: 'a basis that is none',
    ...config('hedge: { basis: notionl }\n'),
    place: /own\.yaml:1: hedge\.basis: /,
    mend: /did you mean notional\?/,
  },
  {
    name: 'windows that overlap',
    ...config('layers:\n  short: { window: [7, 40] }\n'),
    place: /own\.yaml:2: layers\.short\.window: .*overlap/,
    mend: /let one begin/,
  },
  { name: 'an empty file', ...config(''), place: /own\.yaml: /, mend: /written to the end/ },
  { name: 'a list', ...config('- hedge\n'), place: /own\.yaml:1: /, mend: /profile: steward/ },
  {
    name: 'a key twice',
    ...config('hedge: { ratio: 1 }\nhedge: { ratio: 1.2 }\n'),
    place: /own\.yaml:2: hedge: /,
    mend: /drop one/,
  },
  {
    name: 'aliases',
    ...config('hedge: &h { ratio: 1 }\nportfolio: *h\n'),
    place: /own\.yaml:2: portfolio: /,
    mend: /write it out/,
  },
  {
    name: 'a merge key',
    ...config('x: &x { ratio: 1 }\nhedge: { <<: *x }\n'),
    place: /own\.yaml:2: hedge\.<</,
    mend: /write it out/,
  },
  {
    name: 'a tab',
    ...config('hedge:\n\tratio: 1\n'),
    place: /own\.yaml:2: /,
    mend: /indent by spaces/,
  },
  {
    name: 'a position for a configuration',
    args: [...SIZE, '-c', 'position.yaml'],
    place: /position\.yaml:1: positions: /,
    mend: /use one that is known|--position/,
  },
  {
    name: 'a file that is not there',
    args: [...SIZE, '-c', 'own.yml'],
    place: /own\.yml: there is no such file/,
    mend: /check the path/,
  },
  {
    name: 'a broken ./alvh.yaml that is found by itself',
    files: { 'alvh.yaml': 'hedge: { ratios: 1 }\n' },
    place: /\.\/alvh\.yaml:1: hedge\.ratios: /,
    mend: /hedge\.ratio/,
  },
  {
    name: 'a folder called alvh.yaml',
    files: { 'alvh.yaml/x': '' },
    place: /alvh\.yaml: this is a directory/,
    mend: /name a file/,
  },
  {
    name: 'contradicting bands',
    ...config('layers:\n  short: { band: [0.5, 0.6] }\n'),
    place: /own\.yaml:2: /,
    mend: /lower least shares by 0\.15 in all, such as layers\.short\.band=\[0\.35, 0\.6\]/,
    exit: 4,
  },
  {
    name: 'bands that cannot fill the hedge',
    ...config('layers:\n  stabilizer: { band: [0.1, 0.2] }\n'),
    place: /own\.yaml:2: /,
    mend: /raise greatest shares by 0\.15 in all, such as layers\.stabilizer\.band=\[0\.1, 0\.35\]/,
    exit: 4,
  },
  {
    name: 'ratio limits that contradict each other',
    ...config('hedge: { ratioMin: 1.2, ratioMax: 1.1 }\n'),
    place: /own\.yaml:1: hedge\.ratioMin: ratioMin 1\.2 is above ratioMax 1\.1/,
    mend: /lower hedge\.ratioMin to 1$/,
    exit: 4,
  },
  {
    name: 'a ratio above its limit',
    ...config('hedge: { ratio: 1.6 }\n'),
    place: /own\.yaml:1: hedge\.ratio: /,
    mend: /lower hedge\.ratio to 1\.5, or raise hedge\.ratioMax to 1\.6/,
    exit: 4,
  },
  {
    name: '--set with an unknown key',
    ...set('hedge.ration=1.2'),
    place: /--set hedge\.ration: /,
    mend: /did you mean hedge\.ratio\?/,
  },
  {
    name: '--set with a key below a value',
    ...set('layers.short.band.min=0.1'),
    place: /--set layers\.short\.band\.min: /,
    mend: /--set layers\.short\.band=\[/,
  },
  {
    name: '--set without a value',
    ...set('hedge.ratio'),
    place: /--set hedge\.ratio: /,
    mend: /write it as --set hedge\.ratio=1\.2/,
  },
  {
    name: '--set with nothing after =',
    ...set('hedge.ratio='),
    place: /--set hedge\.ratio: /,
    mend: /give one/,
  },
  {
    name: '--set with nothing before =',
    ...set('=1'),
    place: /--set: /,
    mend: /write it as --set/,
  },
  {
    name: '--set with a list that is not closed',
    ...set('layers.short.band=[0.1'),
    place: /--set layers\.short\.band: /,
    mend: /mend the YAML/,
  },
  {
    name: '--set of a whole section to a number',
    ...set('hedge=1'),
    place: /--set hedge: /,
    mend: /keys of its own/,
  },
  {
    name: '--set of __proto__',
    ...set('__proto__.x=1'),
    place: /--set __proto__/,
    mend: /take it out/,
  },
  {
    name: '--set of constructor',
    ...set('constructor.prototype=1'),
    place: /--set constructor\.prototype: /,
    mend: /use one that is known/,
  },
  {
    name: '--set of a layer that lacks keys',
    ...set('layers.extra.band=[0.1, 0.2]'),
    place: /--set layers\.extra\.band: /,
    mend: /give the new layer window, targetDays and band/,
  },
  {
    name: '--set of SVXY',
    ...set('layers.short.etp=SVXY'),
    place: /--set layers\.short\.etp: /,
    mend: /use one of/,
  },
  {
    name: '--set of a removed layer',
    ...set('layers.short=null'),
    place: /--set layers\.short: /,
    mend: /raise greatest shares by 0\.\d+ in all, such as /,
    exit: 4,
  },
  {
    name: 'a dotted key',
    ...config('hedge.ratio: 1\n'),
    place: /own\.yaml:1: hedge\.ratio: .*a path, not a key/,
    mend: /nest it: hedge: \{ ratio: \.\.\. \}/,
  },
  {
    name: 'thousands separators in braces',
    ...config('portfolio: { accountUsd: 1,000,000 }\n'),
    place: /own\.yaml:1: portfolio\.000: /,
    mend: /without thousands separators/,
  },
  {
    name: 'a layer of calls without quotes and without VVIX',
    files: {
      ...snapshot('index,VVIX,,87.09\n', ''),
      'own.yaml': 'layers:\n  short: { instrument: call }\n',
    },
    args: CONFIGURED,
    place: /layers\.short\.instrument: /,
    mend: /add an index VVIX row/,
  },
];
