import { describe, expect, it } from 'vitest';
import { describeKey } from '../../src/config/describe.js';
import { configTemplate } from '../../src/config/init-text.js';
import { loadSettings } from '../../src/config/load.js';
import { refusalOf } from './refused.js';

describe('the keys of capital', () => {
  it('load as they are written, and what is not written stays unknown', async () => {
    const text = {
      name: 'alvh.yaml',
      text: 'capital:\n  equityRiskPremium: 0.05\n  debtShare: 0.2\n  debtRate: 0.06\n  taxRate: 0\n  financing: { boxRate: 0.043 }\n',
    };
    const { settings } = await loadSettings({ text, sets: ['capital.leverage=1.2'] });
    expect(settings.capital).toStrictEqual({
      equityRiskPremium: 0.05,
      debtShare: 0.2,
      debtRate: 0.06,
      taxRate: 0,
      blume: false,
      irrMinDays: 7,
      measure: { volShare: 1, drift: 0 },
      leverage: 1.2,
      leverageCap: 1.25,
      maintenanceMargin: 0.25,
      financing: { boxRate: 0.043, spread: 0.004 },
    });
  });

  it('premium, rates, debt and taxes have no default', () => {
    for (const key of [
      ...['equityRiskPremium', 'riskFreeRate', 'debtShare', 'debtRate', 'taxRate', 'marginYield'],
      'financing.boxRate',
    ]) {
      expect(describeKey(`capital.${key}`)).toMatchObject({
        defaultText: 'none',
        source: expect.stringMatching(/no default$/) as string,
      });
    }
    expect(configTemplate()).toContain('  equityRiskPremium: null\n');
  });

  it('the leverage cap is the profile’s', async () => {
    const load = (profile: string) => loadSettings({ sets: ['capital.leverage=1.25'], profile });
    expect((await load('steward')).settings.capital.leverageCap).toBe(1.25);
    expect((await load('promoter')).settings.capital.leverageCap).toBe(1.5);
    expect(configTemplate()).toContain('  # leverageCap: 1.25\n');
  });
});

describe('what does not fit together is refused where it was given', () => {
  it.each([
    [
      'capital:\n  debtRate: 0.06\n',
      'alvh.yaml:2: capital.debtRate: debtRate is given without debtShare; give debtShare, or take debtRate out',
    ],
    [
      'capital:\n  debtShare: 0.2\n',
      'alvh.yaml:2: capital.debtShare: debtShare 0.2 is given without debtRate and taxRate; give them, taxRate 0 where taxes give nothing back, or take debtShare out',
    ],
    [
      'capital: { equityRiskPremium: 5 }\n',
      'alvh.yaml:1: capital.equityRiskPremium: 5 is above 0.5: premiums are fractions; write 0.05',
    ],
    [
      'capital: { taxRate: 25 }\n',
      'alvh.yaml:1: capital.taxRate: 25 is above 1: tax rates are fractions; write 0.25',
    ],
  ])('%j', async (file, refusal) => {
    expect(await refusalOf({ file })).toBe(refusal);
  });

  it.each([
    [
      'capital:\n  leverage: 1.4\n  leverageCap: 1.3\n',
      'alvh.yaml:2: capital.leverage: leverage 1.4 is above leverageCap 1.3; lower capital.leverage to 1.3, or raise capital.leverageCap to 1.4',
    ],
    [
      'profile: promoter\ncapital: { leverage: 1.6 }\n',
      'alvh.yaml:2: capital.leverage: leverage 1.6 is above leverageCap 1.5 of the profile promoter; lower capital.leverage to 1.5, or raise capital.leverageCap to 1.6',
    ],
  ])('as limits that contradict each other: %j', async (file, refusal) => {
    expect(await refusalOf({ file, kind: 'limits' })).toBe(refusal);
  });

  it('also from --set', async () => {
    expect(await refusalOf({ sets: ['capital.leverage=2'], kind: 'limits' })).toMatch(
      /^--set capital\.leverage: leverage 2 is above leverageCap 1\.25 of the profile steward/,
    );
    expect(await refusalOf({ sets: ['capital.equityRiskPremum=0.05'] })).toMatch(
      /did you mean capital\.equityRiskPremium\?/,
    );
  });

  it('a debt share of 0 needs no rate', async () => {
    expect(await refusalOf({ sets: ['capital.debtShare=0'] })).toBe('loaded');
  });
});
