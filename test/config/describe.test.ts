import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/config/defaults.js';
import { describeKey, describeKeys, settingSource } from '../../src/config/describe.js';
import { loadSettings } from '../../src/config/load.js';

describe('describeKey', () => {
  it('says what a key does, its default and where that comes from', () => {
    expect(describeKey('hedge.ratio')).toMatchObject({
      defaultText: '1',
      source: 'method 6.4, our choice',
    });
    expect(describeKey('layers.short.band')).toMatchObject({
      defaultText: '[0.15, 0.25]',
      source: 'method 6.2, the article',
    });
    expect(describeKey('vixOptions.longDelta')?.source).toBe('method 0, vendor');
    expect(describeKey('regimes.thresholds.stressRatio')?.source).toBe(
      'method 3.4, from memory, unconfirmed',
    );
    expect(describeKey('margin.vxUsd')).toMatchObject({
      defaultText: 'none',
      source: 'method 1.2, no default',
    });
  });

  it('knows the keys of layers that the user makes', () => {
    expect(describeKey('layers.weekly.band')?.defaultText).toBe('none');
    expect(describeKey('regimes.curveTilt.normal.weekly')?.defaultText).toBe('1');
  });

  it('knows no other keys', () => {
    for (const key of ['', 'hedge', 'hedge.rato', 'layers', 'layers.short', 'hedge.constructor']) {
      expect(describeKey(key), key).toBeUndefined();
    }
  });

  it('lists every value of the settings', () => {
    const { layers, ...rest } = defaultSettings();
    const leaves = (value: unknown, key: string): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${key}.${name}`))
        : [key.slice(1)];
    const listed = describeKeys().map(({ key }) => key);
    // The dynamics are a file of their own, not keys of the configuration.
    const settings = leaves(rest, '').filter((key) => !key.startsWith('dynamics.'));
    expect(listed).toEqual(expect.arrayContaining(settings));
    const optional = [
      ...['portfolio.accountUsd', 'margin.vxUsd', 'margin.vxmUsd'],
      ...['equityRiskPremium', 'riskFreeRate', 'debtShare', 'debtRate', 'taxRate', 'marginYield'],
      ...['capital.financing.boxRate', 'alarms.stressLoss'],
    ];
    // Where data are fetched is no setting of the engine.
    const data = listed.filter((key) => key.startsWith('data.'));
    expect(data).toHaveLength(7);
    expect(listed).toHaveLength(
      settings.length + optional.length + 6 * layers.length + data.length,
    );
  });
});

describe('settingSource', () => {
  it('names the default with its source', () => {
    expect(settingSource('hedge.ratio')).toBe('default, method 6.4, our choice');
  });

  it('names file and line, flag or profile where one of them gave the value', async () => {
    const loaded = await loadSettings({
      text: { name: 'alvh.yaml', text: 'hedge:\n  ratioMax: 2\n  tolerance: 0.2\n' },
      sets: ['hedge.tolerance=0.3'],
      profile: 'promoter',
      vxMargin: '12000',
    });
    expect(settingSource('hedge.ratioMax', loaded)).toBe('alvh.yaml:2');
    expect(settingSource('hedge.tolerance', loaded)).toBe('--set');
    expect(settingSource('hedge.ratio', loaded)).toBe('profile promoter, method 6.4, our choice');
    expect(settingSource('hedge.ratioMin', loaded)).toBe('default, method 6.4, our choice');
    expect(settingSource('margin.vxUsd', loaded)).toBe('--vx-margin');
    expect(settingSource('margin.vxmUsd', loaded)).toBe('a tenth of margin.vxUsd');
    expect(settingSource('profile', loaded)).toBe('--profile');
  });
});
