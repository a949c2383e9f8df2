import { describe, expect, it } from 'vitest';
import { refusalOf } from './refused.js';

/** Files whose values are right one by one and do not fit together. */
const FILES: readonly [file: string, refusal: string][] = [
  // Bands
  [
    'layers:\n  short:\n    band: [0.25, 0.15]\n',
    'alvh.yaml:3: layers.short.band: the band [0.25, 0.15] ends before it begins; write [0.15, 0.25]',
  ],
  [
    'layers: { short: null, intermediate: null, stabilizer: null }\n',
    'alvh.yaml:1: layers.short: every layer is removed; keep at least one',
  ],
  // Macro gauges
  [
    'macro:\n  priceToCashFlow: { lagDays: 170 }\n',
    'alvh.yaml:2: macro.priceToCashFlow.lagDays: maxAgeDays 190 is less than a month over lagDays 170: the series would be stale between two months; raise maxAgeDays to 201 or more, or lower lagDays',
  ],
  [
    'macro:\n  quickRatio: { futuresRatio: 1.2 }\n',
    'alvh.yaml:2: macro.quickRatio.futuresRatio: futuresRatio 1.2 is above soundRatio 1; lower futuresRatio, or raise soundRatio',
  ],
  // Windows
  [
    'layers: { short: { window: [30, 7] } }\n',
    'alvh.yaml:1: layers.short.window: the window [30, 7] holds no span of days; write [7, 30]',
  ],
  [
    'layers: { short: { window: [20, 20] } }\n',
    'alvh.yaml:1: layers.short.window: the window [20, 20] holds no span of days; make its last day later than its first',
  ],
  [
    'layers:\n  intermediate:\n    window: [29, 60]\n',
    'alvh.yaml:3: layers.intermediate.window: the windows of short [7, 30] and intermediate [29, 60] overlap; let one begin on the day the other ends, or later',
  ],
  [
    'layers:\n  short:\n    targetDays: 40\n',
    'alvh.yaml:3: layers.short.targetDays: targetDays 40 of short lies outside the window [7, 30]; give target days inside the window, or move the window',
  ],
  [
    'layers:\n  short:\n    window: [21, 30]\n',
    'alvh.yaml:3: layers.short.window: targetDays 20 of short lies outside the window [21, 30]; give target days inside the window, or move the window',
  ],
  // Instruments
  [
    'layers:\n  short: { instrument: etp }\n',
    'alvh.yaml:2: layers.short.instrument: the layer short holds an etp, but names none; give layers.short.etp, such as VXX',
  ],
  [
    'layers:\n  short: { etp: VXX }\n',
    'alvh.yaml:2: layers.short.etp: the layer short names the etp VXX, but its instrument is future; give instrument: etp, or take etp out',
  ],
  [
    'layers:\n  short: { instrument: call, blend: true }\n',
    'alvh.yaml:2: layers.short.blend: the layer short blends, but its instrument is call; blend only layers of futures: give blend: false, or instrument: future',
  ],
  // Names
  [
    'layers:\n  shrot: { band: [0.1, 0.2] }\n',
    'alvh.yaml:2: layers.shrot: no layer is named shrot, and a new one lacks window, targetDays; did you mean short? (layers: short, intermediate, stabilizer), or give the new layer window, targetDays and band',
  ],
  [
    'layers: { constructor: { window: [300, 400], targetDays: 310, band: [0, 0] } }\n',
    'alvh.yaml:1: layers.constructor.window: a layer cannot be named constructor; choose another name',
  ],
  [
    'regimes:\n  curveTilt:\n    calm:\n      stabiliser: 1.2\n',
    'alvh.yaml:4: regimes.curveTilt.calm.stabiliser: no layer is named stabiliser; did you mean stabilizer? (layers: short, intermediate, stabilizer)',
  ],
  [
    'layers: { stabilizer: null, short: { band: [0.2, 0.6] } }\nregimes:\n  curveTilt: { calm: { stabilizer: 1.2 } }\n',
    'alvh.yaml:3: regimes.curveTilt.calm.stabilizer: the layer stabilizer is removed; take its tilt out',
  ],
  // Thresholds
  [
    'regimes:\n  thresholds:\n    flatRatio: 1.05\n',
    'alvh.yaml:3: regimes.thresholds.flatRatio: flatRatio 1.05 is above stressRatio 1; lower flatRatio, or raise stressRatio',
  ],
  [
    'regimes: { thresholds: { crisisRatio: 0.99 } }\n',
    'alvh.yaml:1: regimes.thresholds.crisisRatio: stressRatio 1 is above crisisRatio 0.99; lower stressRatio, or raise crisisRatio',
  ],
  [
    'regimes: { thresholds: { normalRatio: 0.98 } }\n',
    'alvh.yaml:1: regimes.thresholds.normalRatio: normalRatio 0.98 is above flatRatio 0.97; lower normalRatio, or raise flatRatio',
  ],
  [
    'regimes: { thresholds: { stressSlope: 0.06 } }\n',
    'alvh.yaml:1: regimes.thresholds.stressSlope: stressSlope 0.06 is above normalSlope 0.05; lower stressSlope, or raise normalSlope',
  ],
  [
    'vixOptions:\n  shortDelta: 0.5\n',
    'alvh.yaml:2: vixOptions.shortDelta: shortDelta 0.5 is not below longDelta 0.5; the call sold lies further out than the call bought: lower shortDelta, or raise longDelta',
  ],
];

/** Files whose limits leave no room, and what the mend names as one that is enough. */
const LIMITS: readonly [file: string, refusal: string, mends: readonly (readonly string[])[]][] = [
  [
    'layers:\n  short:\n    band: [0.50, 0.60]\n',
    'alvh.yaml:3: layers.short.band: the least shares of the bands sum to 1.15, above 1 (short 0.5, intermediate 0.3, stabilizer 0.35); lower least shares by 0.15 in all, such as layers.short.band=[0.35, 0.6]',
    [['layers.short.band=[0.35, 0.6]']],
  ],
  [
    'layers:\n  short: { band: [0.9, 1] }\n  intermediate: { band: [0.8, 1] }\n  stabilizer: { band: [0.7, 0.9] }\n',
    'alvh.yaml:2: layers.short.band: the least shares of the bands sum to 2.4, above 1 (short 0.9, intermediate 0.8, stabilizer 0.7); lower least shares by 1.4 in all, such as layers.short.band=[0, 1] and layers.intermediate.band=[0.3, 1]',
    [['layers.short.band=[0, 1]', 'layers.intermediate.band=[0.3, 1]']],
  ],
  [
    'layers:\n  stabilizer: { band: [0.10, 0.20] }\n',
    'alvh.yaml:2: layers.stabilizer.band: the greatest shares of the bands sum to 0.85, below 1 (short 0.25, intermediate 0.4, stabilizer 0.2); raise greatest shares by 0.15 in all, such as layers.stabilizer.band=[0.1, 0.35]',
    [['layers.stabilizer.band=[0.1, 0.35]']],
  ],
  [
    'layers:\n  stabilizer: null\n',
    'alvh.yaml:2: layers.stabilizer: the greatest shares of the bands sum to 0.65, below 1 (short 0.25, intermediate 0.4); raise greatest shares by 0.35 in all, such as layers.intermediate.band=[0.3, 0.75]',
    [['layers.intermediate.band=[0.3, 0.75]']],
  ],
  [
    'hedge:\n  ratioMin: 1.6\n',
    'alvh.yaml:2: hedge.ratioMin: ratioMin 1.6 is above ratioMax 1.5; lower hedge.ratioMin to 1',
    [['hedge.ratioMin=1']],
  ],
  [
    'hedge:\n  ratio: 1.8\n  ratioMin: 1.6\n',
    'alvh.yaml:3: hedge.ratioMin: ratioMin 1.6 is above ratioMax 1.5; raise hedge.ratioMax to 1.8',
    [['hedge.ratioMax=1.8']],
  ],
  [
    'hedge:\n  ratio: 1.55\n  ratioMin: 1.6\n',
    'alvh.yaml:3: hedge.ratioMin: ratioMin 1.6 is above ratioMax 1.5; lower hedge.ratioMin to 1.55 and raise hedge.ratioMax to 1.55',
    [['hedge.ratioMin=1.55', 'hedge.ratioMax=1.55']],
  ],
  [
    'hedge:\n  ratio: 1.6\n',
    'alvh.yaml:2: hedge.ratio: ratio 1.6 is above ratioMax 1.5; lower hedge.ratio to 1.5, or raise hedge.ratioMax to 1.6',
    [['hedge.ratio=1.5'], ['hedge.ratioMax=1.6']],
  ],
  [
    'hedge:\n  ratio: 0.2\n',
    'alvh.yaml:2: hedge.ratio: ratio 0.2 is below ratioMin 0.25; raise hedge.ratio to 0.25, or lower hedge.ratioMin to 0.2',
    [['hedge.ratio=0.25'], ['hedge.ratioMin=0.2']],
  ],
  [
    'profile: promoter\nhedge:\n  ratioMax: 1.2\n',
    'alvh.yaml:3: hedge.ratioMax: ratio 1.3 of the profile promoter is above ratioMax 1.2; lower hedge.ratio to 1.2, or raise hedge.ratioMax to 1.3',
    [['hedge.ratio=1.2'], ['hedge.ratioMax=1.3']],
  ],
  [
    'press: { share: 0.5 }\n',
    'alvh.yaml:1: press.share: share 0.5 is above shareMax 0.4; lower press.share to 0.4, or raise press.shareMax to 0.5',
    [['press.share=0.4'], ['press.shareMax=0.5']],
  ],
  [
    'capital:\n  leverage: 1.4\n',
    'alvh.yaml:2: capital.leverage: leverage 1.4 is above leverageCap 1.25 of the profile steward; lower capital.leverage to 1.25, or raise capital.leverageCap to 1.4',
    [['capital.leverage=1.25'], ['capital.leverageCap=1.4']],
  ],
  [
    'capital:\n  leverage: 1.4\n  maintenanceMargin: 0.75\n',
    'alvh.yaml:2: capital.leverage: leverage 1.4 is above leverageCap 1.25 of the profile steward; lower capital.leverage to 1.25',
    [['capital.leverage=1.25']],
  ],
  [
    'capital:\n  leverage: 1.4\n  maintenanceMargin: 0.85\n',
    'alvh.yaml:2: capital.leverage: leverage 1.4 is above leverageCap 1.25 of the profile steward; lower capital.leverage below 1.1764, which maintenanceMargin 0.85 asks for',
    [['capital.leverage=1.1763']],
  ],
  [
    'capital:\n  leverage: 1.25\n  maintenanceMargin: 0.8\n',
    'alvh.yaml:2: capital.leverage: leverage 1.25 leaves own money of 0.8 of the assets, not above maintenanceMargin 0.8; lower capital.leverage below 1.25, or capital.maintenanceMargin below 0.8',
    [['capital.leverage=1.249'], ['capital.maintenanceMargin=0.799']],
  ],
];

describe('limits that contradict each other', () => {
  it.each(LIMITS)('%j', async (file, refusal, mends) => {
    expect(await refusalOf({ file, kind: 'limits' })).toBe(refusal);
    for (const sets of mends) expect(await refusalOf({ file, sets })).toBe('loaded');
  });

  it('need the whole relaxation that the mend names', async () => {
    const file = 'layers:\n  short:\n    band: [0.50, 0.60]\n';
    const sets = ['layers.short.band=[0.351, 0.6]'];
    expect(await refusalOf({ file, sets, kind: 'limits' })).toMatch(/by 0\.001 in all/);
  });
});

describe('a file whose values do not fit together', () => {
  it.each(FILES)('%j', async (file, refusal) => {
    expect(await refusalOf({ file })).toBe(refusal);
  });

  it('is refused for a thirteenth layer', async () => {
    const layers = Array.from(
      { length: 10 },
      (_, i) =>
        `  l${i}: { window: [${220 + i}, ${221 + i}], targetDays: ${220 + i}, band: [0, 1] }`,
    );
    expect(await refusalOf({ file: `layers:\n${layers.join('\n')}\n` })).toBe(
      'alvh.yaml:2: layers.l0.window: there are 13 layers; keep at most 12',
    );
  });
});

describe('what does not fit', () => {
  it('is refused where it was given last', async () => {
    const file = 'hedge:\n  ratio: 1.4\n';
    expect(await refusalOf({ file, sets: ['hedge.ratioMax=1.3'], kind: 'limits' })).toBe(
      '--set hedge.ratioMax: ratio 1.4 is above ratioMax 1.3; lower hedge.ratio to 1.3, or raise hedge.ratioMax to 1.4',
    );
    const bands = 'layers: { short: { band: [0.3, 0.4] } }';
    const sets = ['layers.stabilizer.band=[0.5, 0.6]'];
    expect(await refusalOf({ file: bands, sets, kind: 'limits' })).toMatch(
      /^--set layers.stabilizer.band: the least shares of the bands sum to 1.1, above 1 .* such as layers.stabilizer.band=\[0.4, 0.6\]$/,
    );
  });

  it('is refused for a removed layer of which --set changes a part', async () => {
    const file = 'layers: { short: null, stabilizer: { band: [0.35, 0.7] } }';
    expect(await refusalOf({ file, sets: ['layers.short.band=[0.1, 0.2]'] })).toBe(
      '--set layers.short.band: the layer short was removed, and a new one lacks window, targetDays; use one that is known (layers: intermediate, stabilizer), or give the new layer window, targetDays and band',
    );
  });
});
