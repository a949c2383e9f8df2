import { describe, expect, it } from 'vitest';
import { refusalOf } from './refused.js';

/** Files with one value, key or piece of YAML that is wrong by itself. */
const FILES: readonly [file: string, refusal: string][] = [
  // Unknown keys
  [
    'profile: steward\nhedge:\n  ratio: 1\n  toleranse: 0.2\n',
    'alvh.yaml:4: hedge.toleranse: unknown key "toleranse"; did you mean hedge.tolerance? (keys of hedge: basis, ratio, ratioMin, ratioMax, riskCapital, tolerance, miniMonths, weeklies, carryCap, premiumBudget, accountCarryCap)',
  ],
  [
    '# mine\nratio: 1.2\n',
    'alvh.yaml:2: ratio: unknown key "ratio"; did you mean hedge.ratio? (keys: profile, static, layers, hedge, portfolio, margin, capital, regimes, tenor, overrides, costs, vol, vixOptions, defaults, stress, optimize, signals, macro, events, press, alarms, data)',
  ],
  [
    'margn: {}\n',
    'alvh.yaml:1: margn: unknown key "margn"; did you mean margin? (keys: profile, static, layers, hedge, portfolio, margin, capital, regimes, tenor, overrides, costs, vol, vixOptions, defaults, stress, optimize, signals, macro, events, press, alarms, data)',
  ],
  [
    'zebra: 1\n',
    'alvh.yaml:1: zebra: unknown key "zebra"; use one that is known (keys: profile, static, layers, hedge, portfolio, margin, capital, regimes, tenor, overrides, costs, vol, vixOptions, defaults, stress, optimize, signals, macro, events, press, alarms, data)',
  ],
  [
    'layers:\n  short:\n    bands: [0.15, 0.25]\n',
    'alvh.yaml:3: layers.short.bands: unknown key "bands"; did you mean layers.short.band? (keys of layers.short: window, targetDays, band, instrument, blend, etp)',
  ],
  [
    'layers:\n  weekly: { windw: [1, 7] }\n',
    'alvh.yaml:2: layers.weekly.windw: unknown key "windw"; did you mean layers.weekly.window? (keys of layers.weekly: window, targetDays, band, instrument, blend, etp)',
  ],
  [
    'regimes:\n  curveTilt:\n    clam: { short: 1 }\n',
    'alvh.yaml:3: regimes.curveTilt.clam: unknown key "clam"; did you mean regimes.curveTilt.calm? (keys of regimes.curveTilt: calm, normal, flat, stress, crisis)',
  ],
  [
    'maxAgeDays: 3\n',
    'alvh.yaml:1: maxAgeDays: unknown key "maxAgeDays"; did you mean macro.dividendDiscount.maxAgeDays? (keys: profile, static, layers, hedge, portfolio, margin, capital, regimes, tenor, overrides, costs, vol, vixOptions, defaults, stress, optimize, signals, macro, events, press, alarms, data)',
  ],
  [
    'margin: { vxUsd: 12,000 }\n',
    'alvh.yaml:1: margin.000: unknown key "000"; write numbers without thousands separators',
  ],
  [
    'layers: { __proto__: {} }\n',
    'alvh.yaml:1: layers.__proto__: unknown key __proto__; take it out',
  ],
  // Numbers
  [
    'layers:\n  short:\n    band: [15, 25]\n',
    'alvh.yaml:3: layers.short.band: 15 is above 1: bands are fractions; write 0.15',
  ],
  [
    'layers:\n  short:\n    band:\n      - 0.15\n      - 25\n',
    'alvh.yaml:5: layers.short.band: 25 is above 1: bands are fractions; write 0.25',
  ],
  [
    'layers: { short: { band: [15%, 25%] } }\n',
    'alvh.yaml:1: layers.short.band: 15% is a percentage; write the fraction 0.15',
  ],
  [
    'hedge: { premiumBudget: 25 }\n',
    'alvh.yaml:1: hedge.premiumBudget: 25 is above 1: it is a fraction of the credit; write 0.25',
  ],
  [
    'hedge: { ratio: 130 }\n',
    'alvh.yaml:1: hedge.ratio: 130 is above 5: a hedge ratio of 1 is 100%; write 1.3',
  ],
  [
    'defaults: { rate: 4 }\n',
    'alvh.yaml:1: defaults.rate: 4 is above 0.25: rates are fractions; write 0.04',
  ],
  ['vol: { floor: 5 }\n', 'alvh.yaml:1: vol.floor: 5 is above 1: vols are fractions; write 0.05'],
  [
    'hedge: { ratio: .nan }\n',
    'alvh.yaml:1: hedge.ratio: .nan is no finite number; give a number such as 1',
  ],
  [
    'hedge: { ratio: -.inf }\n',
    'alvh.yaml:1: hedge.ratio: -.inf is no finite number; give a number such as 1',
  ],
  [
    'hedge: { ratio: 1e999 }\n',
    'alvh.yaml:1: hedge.ratio: 1e999 is no finite number; give a number such as 1',
  ],
  [
    'hedge: { ratio: 0x1 }\n',
    'alvh.yaml:1: hedge.ratio: 0x1 is not decimal; give a number such as 1',
  ],
  [
    'hedge: { miniMonths: 06 }\n',
    'alvh.yaml:1: hedge.miniMonths: 06 is not decimal; give a number such as 6',
  ],
  ['hedge: { miniMonths: 6.5 }\n', 'alvh.yaml:1: hedge.miniMonths: 6.5 is not whole; write 7'],
  [
    'hedge: { ratio: "1.2" }\n',
    'alvh.yaml:1: hedge.ratio: "1.2" is quoted; write 1.2 without quotes',
  ],
  [
    'hedge: { ratio: high }\n',
    'alvh.yaml:1: hedge.ratio: "high" is no number; give a number such as 1',
  ],
  ['hedge: { ratio: [1] }\n', 'alvh.yaml:1: hedge.ratio: a list is no number; write one number'],
  [
    'hedge: { ratio: 0 }\n',
    'alvh.yaml:1: hedge.ratio: 0 is not above 0; give a number above 0 and at most 5',
  ],
  ['hedge:\n  ratio: 1,2\n', 'alvh.yaml:2: hedge.ratio: 1,2 has a decimal comma; write 1.2'],
  [
    'hedge:\n  ratio:\n',
    'alvh.yaml:2: hedge.ratio: it has no value; give a value such as 1, or take the key out',
  ],
  [
    'hedge: { ratio: null }\n',
    'alvh.yaml:1: hedge.ratio: null is no value for it; give a value such as 1, or take the key out',
  ],
  [
    'hedge: { tolerance: 0 }\n',
    'alvh.yaml:1: hedge.tolerance: 0 is not above 0; give a number above 0 and at most 1',
  ],
  [
    'margin: { vxUsd: -5 }\n',
    'alvh.yaml:1: margin.vxUsd: -5 is not at least 500; give a number at least 500 and at most 1000000',
  ],
  [
    'margin:\n  vxUsd: $12,000\n',
    'alvh.yaml:2: margin.vxUsd: $12,000 is no plain number; write 12000',
  ],
  [
    'regimes: { curveTilt: { calm: { short: -1 } } }\n',
    'alvh.yaml:1: regimes.curveTilt.calm.short: -1 is not above 0; give a number above 0 and at most 5',
  ],
  [
    'vixOptions: { longDelta: 1 }\n',
    'alvh.yaml:1: vixOptions.longDelta: 1 is not below 1; give a number above 0 and below 1',
  ],
  [
    'costs: { vxCommissionUsd: -1.5 }\n',
    'alvh.yaml:1: costs.vxCommissionUsd: -1.5 is not at least 0; give a number at least 0 and at most 100',
  ],
  // Pairs
  [
    'layers: { short: { band: 0.15-0.25 } }\n',
    'alvh.yaml:1: layers.short.band: "0.15-0.25" is no pair; write [0.15, 0.25]',
  ],
  [
    'layers: { short: { band: [0.15] } }\n',
    'alvh.yaml:1: layers.short.band: it has 1 values, not two; write it as [0.15, 0.25]',
  ],
  [
    'layers: { short: { band: [0,15, 0,25] } }\n',
    'alvh.yaml:1: layers.short.band: it has 4 values, not two; write it as [0.15, 0.25], with points for decimals',
  ],
  [
    'layers: { short: { window: [7.5, 30] } }\n',
    'alvh.yaml:1: layers.short.window: 7.5 is not whole; write 8',
  ],
  [
    'layers: { short: { window: { min: 7 } } }\n',
    'alvh.yaml:1: layers.short.window: a mapping is no pair; write it as [7, 30]',
  ],
  // Words and flags
  [
    'profile: promotr\n',
    'alvh.yaml:1: profile: "promotr" is no value for it; did you mean promoter? (choices: steward, promoter)',
  ],
  ['profile: 5\n', 'alvh.yaml:1: profile: 5 is no value for it; write one of steward, promoter'],
  [
    'hedge: { basis: stress }\n',
    'alvh.yaml:1: hedge.basis: "stress" is no value for it; use one that is known (choices: notional)',
  ],
  [
    'layers: { short: { instrument: futures } }\n',
    'alvh.yaml:1: layers.short.instrument: "futures" is no value for it; did you mean future? (choices: future, call, callSpread, etp)',
  ],
  [
    'layers: { short: { instrument: etp, etp: SVXY } }\n',
    'alvh.yaml:1: layers.short.etp: SVXY is short VIX futures: it loses when the condors lose and is no hedge; use one of VXX, VXZ, VIXY, VIXM, UVXY',
  ],
  [
    'layers: { short: { instrument: etp, etp: vxx } }\n',
    'alvh.yaml:1: layers.short.etp: "vxx" is no value for it; did you mean VXX? (choices: VXX, VXZ, VIXY, VIXM, UVXY)',
  ],
  ['static: yes\n', 'alvh.yaml:1: static: "yes" is neither true nor false; write true'],
  [
    'hedge: { weeklies: 0 }\n',
    'alvh.yaml:1: hedge.weeklies: 0 is neither true nor false; write false',
  ],
  // Shape
  ['- hedge\n', 'alvh.yaml:1: a list is no mapping of keys; write keys such as profile: steward'],
  ['hello\n', 'alvh.yaml:1: "hello" is no mapping of keys; write keys such as profile: steward'],
  ['null\n', 'alvh.yaml:1: null is no mapping of keys; write keys such as profile: steward'],
  [
    'portfolio: 1\n',
    'alvh.yaml:1: portfolio: 1 is no mapping of keys; give it keys of its own: beta, accountUsd',
  ],
  [
    'portfolio: null\n',
    'alvh.yaml:1: portfolio: null is no mapping of keys; take it out to keep the defaults',
  ],
  [
    'layers:\n  short:\n    # band: [0.1, 0.2]\n',
    'alvh.yaml:2: layers.short: the layer short has no keys; write short: null to remove it, or give its keys',
  ],
  [
    'layers: { "my layer": {} }\n',
    'alvh.yaml:1: layers.my layer: "my layer" is no name for a layer; use at most 24 letters, digits, - and _, the first a letter or a digit',
  ],
  [
    'layers: { aaaaaaaaaaaaaaaaaaaaaaaaa: {} }\n',
    'alvh.yaml:1: layers.aaaaaaaaaaaaaaaaaaaaaaaaa: "aaaaaaaaaaaaaaaaaaaaaaaaa" is no name for a layer; use at most 24 letters, digits, - and _, the first a letter or a digit',
  ],
  // YAML
  [
    'hedge:\n  ratio: 1\n  ratio: 2\n',
    'alvh.yaml:3: hedge.ratio: the key ratio stands twice; drop one of the two',
  ],
  ['hedge: &h { ratio: 1 }\nvol: *h\n', 'alvh.yaml:2: vol: the alias *h is not read; write it out'],
  [
    'static: !!str true\n',
    'alvh.yaml:1: static: the tag tag:yaml.org,2002:str is not read; take it out',
  ],
  ['static: !x true\n', 'alvh.yaml:1: tags such as !name are not read; take the tag out'],
  [
    'static: true\n---\nstatic: false\n',
    'alvh.yaml:2: there is more than one YAML document; keep one, without ---',
  ],
  ['hedge:\n\tratio: 1\n', 'alvh.yaml:2: a tab indents the line; indent by spaces'],
  ['[a]: 1\n', 'alvh.yaml:1: a key is no plain name; write key: value'],
];

describe('a file with a wrong value', () => {
  it.each(FILES)('%j', async (file, refusal) => {
    expect(await refusalOf({ file })).toBe(refusal);
  });

  it('is refused at the first line that is wrong', async () => {
    const file = 'zebra: 1\nstatic: maybe\nhedge: { ratio: x }\n';
    expect(await refusalOf({ file })).toMatch(/^alvh.yaml:1: zebra/);
    const turned = 'hedge: { ratio: x }\nstatic: maybe\nzebra: 1\n';
    expect(await refusalOf({ file: turned })).toMatch(/^alvh.yaml:1: hedge.ratio/);
  });

  it('is refused with the line where its YAML breaks', async () => {
    expect(await refusalOf({ file: 'hedge:\n  ratio: 1: 2\n' })).toMatch(
      /^alvh.yaml:2: this is no YAML: .*; mend the YAML there$/,
    );
    expect(await refusalOf({ file: 'hedge: { ratio: 1\n' })).toMatch(/^alvh.yaml:\d: this is no/);
  });

  it.each([
    ['lists', '['.repeat(100_000)],
    ['mappings', `x: ${'{a: '.repeat(20_000)}`],
    ['lists in a line', '- '.repeat(100_000)],
    ['indented blocks', Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
    ['aliases', `a: &a [1]\n${'b: [*a, *a, *a]\n'.repeat(1000)}`],
    ['size', `# ${'x'.repeat(300_000)}`],
    ['keys', Array.from({ length: 20_000 }, (_, i) => `k${i}: 1\n`).join('')],
  ])('is refused soon where it is monstrous: %s', async (_, file) => {
    const start = performance.now();
    expect(await refusalOf({ file })).toMatch(/^alvh.yaml:\d+: /);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

const SETS: readonly [set: string, refusal: string][] = [
  [
    'hedge.ratio',
    '--set hedge.ratio: "hedge.ratio" is no KEY=VALUE; write it as --set hedge.ratio=1.2',
  ],
  ['=1', '--set: "=1" is no KEY=VALUE; write it as --set hedge.ratio=1.2'],
  [
    'hedge..ratio=1',
    '--set hedge..ratio: "hedge..ratio=1" is no KEY=VALUE; write it as --set hedge.ratio=1.2',
  ],
  [
    'hedge.ratio=',
    '--set hedge.ratio: no value follows the =; give one, such as --set hedge.ratio=1.2',
  ],
  [
    'hegde.ratio=1',
    '--set hegde.ratio: unknown key "hegde.ratio"; did you mean hedge.ratio? (keys: profile, static, layers, hedge, portfolio, margin, capital, regimes, tenor, overrides, costs, vol, vixOptions, defaults, stress, optimize, signals, macro, events, press, alarms, data)',
  ],
  [
    'beta=1',
    '--set beta: unknown key "beta"; did you mean portfolio.beta? (keys: profile, static, layers, hedge, portfolio, margin, capital, regimes, tenor, overrides, costs, vol, vixOptions, defaults, stress, optimize, signals, macro, events, press, alarms, data)',
  ],
  [
    'layers.short.bnad=[0.1, 0.2]',
    '--set layers.short.bnad: unknown key "layers.short.bnad"; did you mean layers.short.band? (keys of layers.short: window, targetDays, band, instrument, blend, etp)',
  ],
  [
    'layers.short={bnad: [0.1, 0.2]}',
    '--set layers.short.bnad: unknown key "layers.short.bnad"; did you mean layers.short.band? (keys of layers.short: window, targetDays, band, instrument, blend, etp)',
  ],
  [
    'layers.short.band.min=0.1',
    '--set layers.short.band.min: unknown key "layers.short.band.min"; give the whole value: --set layers.short.band=[0.15, 0.25]',
  ],
  [
    'layers.shrot.band=[0.1, 0.2]',
    '--set layers.shrot.band: no layer is named shrot, and a new one lacks window, targetDays; did you mean short? (layers: short, intermediate, stabilizer), or give the new layer window, targetDays and band',
  ],
  [
    'layers.short.band=[10, 20]',
    '--set layers.short.band: 10 is above 1: bands are fractions; write 0.1',
  ],
  [
    'layers.short.band=0.10,0.20',
    '--set layers.short.band: "0.10,0.20" is no pair; write [0.10, 0.20]',
  ],
  [
    'layers.short.band=[0.1, 0.2',
    '--set layers.short.band: this is no YAML: Flow sequence must end with a ]; mend the YAML there',
  ],
  ['layers=null', '--set layers: null is no mapping of keys; take it out to keep the defaults'],
  [
    'regimes.curveTilt.calm.shrot=1',
    '--set regimes.curveTilt.calm.shrot: no layer is named shrot; did you mean short? (layers: short, intermediate, stabilizer)',
  ],
  ['__proto__.ratio=1', '--set __proto__.ratio: unknown key "__proto__"; take it out'],
  ['static=on', '--set static: "on" is neither true nor false; write true'],
];

describe('a wrong --set', () => {
  it.each(SETS)('%s', async (set, refusal) => {
    expect(await refusalOf({ sets: ['hedge.tolerance=0.2', set] })).toBe(refusal);
  });
});

describe('a wrong flag', () => {
  it.each([
    [
      { profile: 'stewrad' },
      '--profile: no profile is named "stewrad"; did you mean steward? (profiles: steward, promoter)',
    ],
    [{ vxMargin: '$12,000' }, '--vx-margin: $12,000 is no plain number; write 12000'],
    [{ vxMargin: 'lots' }, '--vx-margin: "lots" is no number; give the dollars a contract'],
    [
      { vxMargin: '0' },
      '--vx-margin: a margin of 0 dollars a contract; give the dollars that your broker asks for one VX future, from 500 to 1000000',
    ],
  ])('%j', async (flags, refusal) => {
    expect(await refusalOf({ flags })).toBe(refusal);
  });
});
