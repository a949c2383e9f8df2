import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/config/defaults.js';
import { loadSettings } from '../../src/config/load.js';
import type { SettingsRequest } from '../../src/config/load.js';
import type { HedgeSettings } from '../../src/hedge/settings.js';

const load = (text: string, more: Partial<SettingsRequest> = {}) =>
  loadSettings({ text: { name: 'alvh.yaml', text }, sets: [], ...more });

const layer = (settings: HedgeSettings, name: string) =>
  settings.layers.find((one) => one.name === name);

describe('layers', () => {
  it('are merged over the defaults by name, key by key', async () => {
    const { settings, given } = await load('layers: { short: { band: [0.10, 0.25] } }');
    expect(layer(settings, 'short')).toStrictEqual({
      ...defaultSettings().layers[0],
      band: { min: 0.1, max: 0.25 },
    });
    expect(settings.layers.slice(1)).toStrictEqual(defaultSettings().layers.slice(1));
    expect([...given]).toEqual(['layers.short.band']);
  });

  it('are removed by null, with the default tilts that name them', async () => {
    const { settings, given } = await load(
      'layers:\n  short: null\n  stabilizer: { band: [0.60, 0.70] }\n',
    );
    expect(settings.layers.map(({ name }) => name)).toEqual(['intermediate', 'stabilizer']);
    expect(settings.regimes.curveTilt.calm).toEqual({ intermediate: 1, stabilizer: 1.1 });
    expect([...given].sort()).toEqual(['layers.short', 'layers.stabilizer.band']);
  });

  it('of a new name stand in the order of their windows', async () => {
    const { settings } = await load(
      `layers:
  far: { window: [220, 280], targetDays: 250, band: [0, 0.10], instrument: callSpread }
  front-1: { window: [2, 7], targetDays: 5, band: [0, 0.05] }
regimes: { curveTilt: { normal: { far: 1.2 } } }
`,
    );
    expect(settings.layers.map(({ name }) => name)).toEqual([
      'front-1',
      'short',
      'intermediate',
      'stabilizer',
      'far',
    ]);
    expect(layer(settings, 'far')).toMatchObject({ instrument: 'callSpread', blend: false });
    expect(settings.regimes.curveTilt.normal).toEqual({ far: 1.2 });
  });

  it('hold an ETP where they name one', async () => {
    const { settings } = await load('layers: { short: { instrument: etp, etp: VIXY } }');
    expect(layer(settings, 'short')).toMatchObject({ instrument: 'etp', etp: 'VIXY' });
    const back = await load('layers: { short: { instrument: etp, etp: VIXY } }', {
      sets: ['layers.short={instrument: future, etp: null}'],
    });
    expect(back.settings).toStrictEqual(defaultSettings());
  });

  it('removed by the file can be made anew by --set, without the old defaults', async () => {
    const text = 'layers: { short: null, stabilizer: { band: [0.35, 0.70] } }';
    const { settings, given } = await load(text, {
      sets: ['layers.short={window: [10, 30], targetDays: 25, band: [0, 0.1]}'],
    });
    expect(layer(settings, 'short')).toMatchObject({ targetDays: 25, band: { min: 0, max: 0.1 } });
    expect(given.has('layers.short')).toBe(false);
  });

  it('removed by --set forget what the file said of them', async () => {
    const { settings } = await load('layers: { short: { targetDays: 10 } }', {
      sets: [
        'layers.short=null',
        'layers.stabilizer.band=[0.35, 0.70]',
        'layers.short={window: [7, 30], targetDays: 20, band: [0.15, 0.25]}',
        'layers.stabilizer.band=[0.35, 0.55]',
      ],
    });
    expect(settings).toStrictEqual(defaultSettings());
  });

  it('may fill the hedge with one', async () => {
    const { settings } = await load(
      'layers: { short: null, intermediate: null, stabilizer: { band: [1, 1] } }',
    );
    expect(settings.layers).toHaveLength(1);
  });
});

describe('precedence', () => {
  it('is defaults, profile, file, --set in turn; a flag over the file', async () => {
    const text = 'profile: promoter\nhedge: { premiumBudget: 0.3, tolerance: 0.1 }\n';
    const file = await load(text);
    expect(file.settings.hedge).toMatchObject({ ratio: 1.3, premiumBudget: 0.3, tolerance: 0.1 });
    const sets = await load(text, { sets: ['hedge.tolerance=0.2', 'hedge.tolerance=0.3'] });
    expect(sets.settings.hedge).toMatchObject({ ratio: 1.3, tolerance: 0.3 });
    const flag = await load(text, { profile: 'steward' });
    expect(flag.settings).toMatchObject({
      profile: 'steward',
      hedge: { ratio: 1, tolerance: 0.1 },
    });
  });

  it('gives a key of the user more weight than any profile, also at the default of the other', async () => {
    const { settings } = await load('hedge: { ratio: 1 }', { profile: 'promoter' });
    expect(settings.hedge).toMatchObject({ ratio: 1, premiumBudget: 0.4 });
  });

  it('lets --static and --vx-margin beat the file; static: false as a request says nothing', async () => {
    const text = 'static: false\nmargin: { vxUsd: 9000 }';
    const flags = await load(text, { static: true, vxMargin: ' 12000 ' });
    expect(flags.settings).toMatchObject({ static: true, margin: { vxUsd: 12000 } });
    const none = await load('static: true', { static: false });
    expect(none.settings.static).toBe(true);
  });
});

describe('given', () => {
  it('holds the dotted keys of file, sets and flags, and no more', async () => {
    const { given } = await load(
      'hedge:\n  ratio: 1.1\nregimes: { curveTilt: { calm: { short: 1 } } }',
      {
        sets: ['layers.short={band: [0.1, 0.25]}', 'static=false'],
        profile: 'promoter',
        vxMargin: '12000',
      },
    );
    expect([...given].sort()).toEqual([
      'hedge.ratio',
      'layers.short.band',
      'margin.vxUsd',
      'profile',
      'regimes.curveTilt.calm.short',
      'static',
    ]);
  });
});

describe('values', () => {
  it('of one mini are a tenth of one future where only that margin is given', async () => {
    expect((await load('margin: { vxUsd: 12000 }')).settings.margin).toEqual({
      vxUsd: 12000,
      vxmUsd: 1200,
    });
    expect((await load('margin: { vxUsd: 12000, vxmUsd: 1300 }')).settings.margin.vxmUsd).toBe(
      1300,
    );
    expect((await load('margin: { vxmUsd: 1300 }')).settings.margin).toEqual({ vxmUsd: 1300 });
  });

  it('that are optional can be taken back by null', async () => {
    const { settings } = await load('portfolio: { accountUsd: 250000 }', {
      sets: ['portfolio.accountUsd=null'],
    });
    expect(settings.portfolio).toStrictEqual({ beta: 1 });
  });

  it('are read as written: .25, 1e5, +1, CRLF, a byte order mark, JSON', async () => {
    const text =
      '\ufeffhedge:\r\n  tolerance: .2\r\n  ratio: +1.2\r\nportfolio: { accountUsd: 1e5 }\r\n';
    const { settings } = await load(text);
    expect(settings.hedge).toMatchObject({ tolerance: 0.2, ratio: 1.2 });
    expect(settings.portfolio.accountUsd).toBe(100000);
    const json = await load('{"hedge": {"ratio": 1.25}, "layers": {"short": {"blend": true}}}');
    expect(json.settings.hedge.ratio).toBe(1.25);
    expect(layer(json.settings, 'short')?.blend).toBe(true);
  });

  it.each(['', '\n\n', '# nothing but a comment\n', '---\n', 'hedge:\nlayers:\n', '{}'])(
    'are the defaults where the file says nothing: %j',
    async (text) => {
      const { settings, given } = await load(text);
      expect(settings).toStrictEqual(defaultSettings());
      expect(given.size).toBe(0);
    },
  );

  it('of --set may be scalars, lists and mappings', async () => {
    const { settings } = await loadSettings({
      sets: [
        'static=true',
        ' hedge.riskCapital = atRiskNow',
        'layers.short.window=[7,28]',
        'regimes={thresholds: {crisisVix: 40}, curveTilt: {calm: {short: 0.8}}}',
      ],
    });
    expect(settings).toMatchObject({
      static: true,
      hedge: { riskCapital: 'atRiskNow' },
      regimes: {
        thresholds: { crisisVix: 40, crisisRatio: 1.1 },
        curveTilt: { calm: { short: 0.8, stabilizer: 1.1 } },
      },
    });
    expect(settings.layers[0]?.window).toEqual({ minDays: 7, maxDays: 28 });
  });
});
