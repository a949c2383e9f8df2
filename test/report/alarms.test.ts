import { describe, expect, it } from 'vitest';
import { sizeHedge } from '../../src/hedge/size.js';
import { addDays, isoDate } from '../../src/market/date.js';
import { alarmsOf } from '../../src/report/alarms.js';
import type { AlarmInputs } from '../../src/report/alarms.js';
import type { LayerHeld } from '../../src/report/result.js';
import { condor, settingsWith, snapshotOf } from '../hedge/fixtures.js';

const SIZE = sizeHedge({ condors: [condor()], snapshot: snapshotOf(), settings: settingsWith({}) });
const TODAY = isoDate('2026-11-20');
const DEFAULTS = { drift: 0.25, rollDays: 2, staleDays: 1 };

function alarms(change: Partial<AlarmInputs> = {}): string[] {
  const inputs = { size: SIZE, stress: [], dataAges: [], today: TODAY, settings: DEFAULTS };
  return alarmsOf({ ...inputs, ...change }).map(({ code, message }) => `${code}: ${message}`);
}

function held(change: Partial<LayerHeld>): NonNullable<AlarmInputs['held']> {
  return {
    layers: [
      {
        layer: 'short',
        contracts: [{ symbol: 'VXF27', recommended: 4, held: 3 }],
        targetNotionalUsd: 80_000,
        recommendedNotionalUsd: 80_000,
        ...change,
      },
    ],
  };
}

describe('drift', () => {
  it.each([
    [-0.25, 0],
    [-0.2501, 1],
    [0.25, 0],
    [0.2501, 1],
    [-1, 1],
    [0, 0],
  ])('of %d', (drift, count) => {
    const heldNotionalUsd = 80_000 * (1 + drift);
    expect(alarms({ held: held({ drift, heldNotionalUsd }) })).toHaveLength(count);
  });

  it('is said in one line, with what is held of what', () => {
    expect(alarms({ held: held({ drift: -0.5, heldNotionalUsd: 40_000 }) })).toEqual([
      'drift: short holds 50.0% less than recommended (limit 25.0%): 3 VXF27 of 4',
    ]);
  });

  it('is none where nobody said what is held', () => {
    expect(alarms()).toEqual([]);
  });

  it('is none in other contracts of the same notional', () => {
    const contracts = [
      { symbol: 'VXF27', recommended: 1, held: 0 },
      { symbol: 'VXMF27', recommended: 0, held: 10 },
    ];
    expect(alarms({ held: held({ contracts, drift: 0, heldNotionalUsd: 80_000 }) })).toEqual([]);
  });

  it('is what is held where nothing is recommended, and what cannot be priced', () => {
    const contracts = [{ symbol: 'VXF27', recommended: 0, held: 2 }];
    const none = held({ contracts, heldNotionalUsd: 40_000, recommendedNotionalUsd: 0 });
    expect(alarms({ held: none })).toEqual([
      'drift: short holds $40,000 where nothing is recommended: 2 VXF27 of 0',
    ]);
    expect(alarms({ held: held({ contracts }) })).toEqual([
      'drift: short holds what has no price today: 2 VXF27 of 0',
    ]);
  });

  it('says so where the holding is short', () => {
    const sold = [{ symbol: 'VXF27', recommended: 4, held: -2 }];
    expect(
      alarms({ held: held({ contracts: sold, drift: -1.5, heldNotionalUsd: -40_000 }) }),
    ).toEqual(['drift: short is short $40,000 where $80,000 long is recommended: -2 VXF27 of 4']);
    const contracts = [{ symbol: 'VXF27', recommended: 0, held: -2 }];
    const none = held({ contracts, heldNotionalUsd: -40_000, recommendedNotionalUsd: 0 });
    expect(alarms({ held: none })).toEqual([
      'drift: short is short $40,000 where nothing is recommended: -2 VXF27 of 0',
    ]);
  });
});

describe('the stress limit', () => {
  const risk = SIZE.position.riskCapitalUsd;
  const bar = (netUsd: number) => ({ id: 'x', name: 'x', condorUsd: netUsd, hedgeUsd: 0, netUsd });

  it('is none unless it is set', () => {
    expect(alarms({ stress: [bar(-10 * risk)] })).toEqual([]);
  });

  it.each([
    [[-0.5], 0],
    [[-0.5001], 1],
    [[0.9], 0],
    [[0.3, -0.6, -0.7], 1],
  ])('of half the risk capital, with nets %j', (shares, count) => {
    const settings = { ...DEFAULTS, stressLoss: 0.5 };
    const got = alarms({ stress: shares.map((share) => bar(share * risk)), settings });
    expect(got).toHaveLength(count);
  });

  it('names the worst', () => {
    const settings = { ...DEFAULTS, stressLoss: 0.5 };
    const stress = [bar(-0.6 * risk), { ...bar(-0.8 * risk), id: 'worse' }];
    expect(alarms({ stress, settings })[0]).toMatch(
      /^stress-limit: worse would lose \$[\d,]+ net of the recommended hedge, 80\.0% of risk capital \(limit 50\.0%\)$/,
    );
  });
});

describe('a roll that is due', () => {
  // VXZ26 expires on 2026-12-16: it is to be left by the 9th.
  const holding = held({
    contracts: [
      { symbol: 'VXZ26', recommended: 4, held: 4 },
      { symbol: 'VXF27', recommended: 4, held: 0 },
      { symbol: 'VIXY', recommended: 0, held: 10 },
    ],
    drift: 0,
    heldNotionalUsd: 80_000,
  });

  it.each([
    ['2026-12-04', []],
    // Monday: Tuesday and Wednesday are two trading days.
    ['2026-12-07', ['in 2 trading days']],
    ['2026-12-08', ['in 1 trading day']],
    ['2026-12-09', ['now']],
    ['2026-12-14', ['now']],
  ])('on %s', (today, whens) => {
    const size = {
      ...SIZE,
      position: {
        ...SIZE.position,
        condors: SIZE.position.condors.map((one) => ({ ...one, expiry: isoDate('2027-03-19') })),
      },
    };
    const got = alarms({ size, held: holding, today: isoDate(today) });
    expect(got).toHaveLength(whens.length);
    for (const [i, when] of whens.entries()) {
      expect(got[i]).toMatch(new RegExp(`^roll-due: VXZ26 \\(short, held\\) .* ${when}$`));
    }
  });

  it('is of what is recommended where nothing is known to be held', () => {
    const due = alarms({ settings: { ...DEFAULTS, rollDays: 60 } });
    const recommended = SIZE.layers.flatMap(({ instruments }) =>
      instruments.filter(({ contracts }) => contracts > 0),
    );
    expect(due).toHaveLength(recommended.length);
    expect(due[0]).toMatch(/^roll-due: VX\w+ \(short, recommended\)/);
  });

  it('is not later than the last condor', () => {
    const end = SIZE.position.condors[0]?.expiry;
    const due = alarms({ settings: { ...DEFAULTS, rollDays: 60 } });
    expect(due.at(-1)).toContain(`by ${end}`);
  });
});

describe('stale data and overrides', () => {
  it('are told', () => {
    const dataAges = [
      { series: 'snapshot', lastDate: isoDate('2026-11-17'), tradingDaysOld: 3, stale: true },
      { series: 'VIX', lastDate: TODAY, tradingDaysOld: 0, stale: false },
      { series: 'SPX', stale: true },
    ];
    expect(alarms({ dataAges })).toEqual([
      'stale-data: snapshot ends on 2026-11-17, 3 trading days ago (limit 1)',
      'stale-data: SPX holds no day',
    ]);
    const side = { ratio: 0.9, targetNotionalUsd: 1, notionalUsd: 1, carryPerMonthUsd: 0 };
    const override = {
      ...{ by: 'Ann', reason: 'x', at: '', from: '', until: TODAY },
      ...{ chosenRatio: 0.5, ruleRatioThen: 0.9 },
      rule: { ...side, contracts: [] },
      chosen: { ...side, ratio: 0.5, contracts: [] },
    };
    expect(alarms({ size: { ...SIZE, override } })).toEqual([
      'override-active: Ann chose a hedge ratio of 0.5, the rule says 0.9; until 2026-11-20',
    ]);
  });
});

it('a roll that is overdue keeps the day that the page of the sizing names', () => {
  const [due] = SIZE.layers
    .flatMap(({ instruments }) => instruments)
    .filter(({ contracts }) => contracts !== 0);
  const rollBy = addDays(due!.expiry!, -7);
  const late = alarms({ today: addDays(rollBy, 1) }).filter((line) => line.includes(due!.symbol));
  expect(late).toHaveLength(1);
  expect(late[0]).toContain(`is to be rolled or left by ${rollBy}, now`);
});
