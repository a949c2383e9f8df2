import { factorName } from '../../src/output/format.js';
import { describe, expect, it } from 'vitest';
import type { SizeResult } from '../../src/hedge/result.js';
import { renderSize } from '../../src/output/render.js';
import { PLAIN } from './options.js';
import { EXAMPLE, SHORT, STABILIZER } from './size-fixtures.js';
import { FIVE_LAYERS, LARGE, SPARSE } from './size-variants.js';

/** What a number may look like in print; written without the program's own formatting. */
function printed(value: number): string[] {
  const group = (decimals: number): string =>
    Math.abs(value).toLocaleString('en-US', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  const sign = value < 0 ? '-' : '';
  const shown = [0, 1, 2, 3, 4].map((decimals) => `${sign}${group(decimals)}`);
  return [
    ...shown.filter((text) => Number(text.replaceAll(',', '')) === value),
    `${sign}$${group(0)}`,
    `${(value * 100).toFixed(1)}%`,
    ...(value % 1 === 0 ? [] : [shown[2] ?? '', shown[3] ?? '']),
  ];
}

/** The figures that PRODUCT's JSON example names, absent keys left out. */
function productFigures(result: SizeResult): Record<string, number> {
  const { position, termStructure, hedge, layers, structure } = result;
  const figures: Record<string, number | undefined> = {
    riskCapital: position.riskCapitalUsd,
    spotVix: termStructure.spotVix,
    slope12: termStructure.slope12,
    vixToVix3m: termStructure.vixToVix3m,
    target: hedge.targetNotionalUsd,
    notional: hedge.notionalUsd,
    outlay: hedge.outlayUsd,
    carry: hedge.carryPerMonthUsd,
    carryShare: hedge.carryShareOfCredit,
    falls: structure?.hedgeLossIfVixFalls.usd,
    fallsTo: structure?.hedgeLossIfVixFalls.vix,
    worst: structure?.worst.pnlUsd,
    deadZone: structure?.breakEvens.hedged.deadZone.pnlUsd,
    deadZoneSpx: structure?.breakEvens.hedged.deadZone.spx,
  };
  for (const [i, condor] of position.condors.entries()) {
    figures[`quantity ${i}`] = condor.quantity;
    figures[`credit ${i}`] = condor.creditUsd;
    figures[`maxProfit ${i}`] = condor.maxProfitUsd;
    figures[`maxLoss ${i}`] = condor.maxLossUsd;
    figures[`lower ${i}`] = condor.breakEvens.lower;
    figures[`upper ${i}`] = condor.breakEvens.upper;
  }
  for (const node of termStructure.nodes) {
    figures[`${node.symbol} price`] = node.price;
    figures[`${node.symbol} days`] = node.daysToExpiry;
  }
  for (const layer of layers) {
    const name = layer.name;
    figures[`${name} weight`] = layer.weight;
    figures[`${name} actual`] = layer.weightActual;
    figures[`${name} min`] = layer.tenor.minDays;
    figures[`${name} target`] = layer.targetNotionalUsd;
    figures[`${name} notional`] = layer.notionalUsd;
    figures[`${name} outlay`] = layer.outlayUsd;
    figures[`${name} margin`] = layer.marginUsd;
    figures[`${name} carry`] = layer.carryPerMonthUsd;
    figures[`${name} share`] = layer.carryShareOfCredit;
    figures[`${name} break-even`] = layer.breakEven?.future;
    figures[`${name} rise`] = layer.breakEven?.rise;
    figures[`${name} spot`] = layer.breakEven?.spotVix;
    figures[`${name} next`] = layer.nextContract?.notionalUsd;
    for (const each of layer.instruments) {
      figures[`${each.symbol} price`] = each.price;
      figures[`${each.symbol} contracts`] = Math.abs(each.contracts);
      figures[`${each.symbol} days`] = each.daysToExpiry ?? layer.tenor.minDays;
    }
  }
  for (const each of structure?.whatIf ?? []) {
    figures[`at ${each.spxMove}`] = each.spxMove;
    figures[`at ${each.spxMove} spx`] = each.spx;
    figures[`at ${each.spxMove} vix`] = each.vix;
    figures[`at ${each.spxMove} condor`] = each.condorUsd;
    figures[`at ${each.spxMove} hedge`] = each.hedgeUsd;
    figures[`at ${each.spxMove} net`] = each.netUsd;
  }
  for (const each of structure?.coverage ?? []) {
    figures[`strike ${each.strike}`] = each.strike;
    figures[`strike ${each.strike} condor`] = each.condorUsd;
    figures[`strike ${each.strike} hedge`] = each.hedgeUsd;
    figures[`strike ${each.strike} share`] = each.share;
  }
  const hedged = structure?.breakEvens.hedged;
  const known = [...(hedged?.roots ?? []), hedged?.lower, hedged?.upper];
  known.forEach((root, i) => (figures[`root ${i}`] = root));
  return Object.fromEntries(
    Object.entries(figures).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}

describe('the table of size', () => {
  it.each([60, 80, 120, 200])('holds every figure of the contract at %i columns', (width) => {
    for (const result of [EXAMPLE, FIVE_LAYERS, SPARSE]) {
      const text = renderSize(result, { ...PLAIN, width });
      const words = new Set(text.split(/[^-$.,%\d]+/).map((word) => word.replace(/[.,]+$/, '')));
      const bare = new Set([...words].map((word) => word.replace(/^-(?=\d+$)/, '')));
      for (const [name, value] of Object.entries(productFigures(result))) {
        const found = printed(value).some(
          (form) => words.has(form) || bare.has(form) || text.includes(`${form}–`),
        );
        expect(found, `${name}: one of ${printed(value).join(' ')}`).toBe(true);
      }
    }
  });

  it('is one screen: about 60 lines at 80 columns before the notes, 45 at 200 in all', () => {
    const lines = (width: number): string[] => renderSize(EXAMPLE, { ...PLAIN, width }).split('\n');
    expect(lines(80).findIndex((line) => line.startsWith('Assumed'))).toBeLessThanOrEqual(57);
    expect(lines(200).length).toBeLessThanOrEqual(45);
  });

  it('has layers as rows when wide, as columns at 80, one block a layer at 60', () => {
    const heads = (width: number): string[] =>
      renderSize(EXAMPLE, { ...PLAIN, width })
        .split('\n')
        .filter((line) => line.startsWith('Layers'));
    expect(heads(200)[0]).toMatch(/^Layers +Buy +Expiry/);
    expect(heads(80)).toEqual([
      expect.stringMatching(/^Layers +short +intermediate +stabilizer +hedge$/),
    ]);
    expect(heads(60).map((line) => line.split(/ +/)[1])).toEqual([
      'short',
      'intermediate',
      'stabilizer',
      'hedge',
    ]);
  });

  it('splits more layers than fit into blocks of like size', () => {
    const heads = renderSize(FIVE_LAYERS, PLAIN)
      .split('\n')
      .filter((line) => line.startsWith('Layers'));
    expect(heads.map((line) => line.split(/ +/).length - 1)).toEqual([3, 3]);
  });

  it('prints what is unknown as a dash, never as 0', () => {
    const text = renderSize(SPARSE, PLAIN);
    expect(text).toContain('SPX -, VIX 17.92, VIX/VIX3M -');
    expect(text).toMatch(/^Break-even \(rise\) +-$/m);
    expect(text).toMatch(/^spx-dec .* 5,985\.20 +-$/m);
    expect(text).not.toContain('undefined');
    expect(text).not.toContain('NaN');
  });

  it('says when a layer buys nothing, what one contract is, and when a band is missed', () => {
    const text = renderSize(SPARSE, PLAIN);
    expect(text).toMatch(/^Buy +nothing$/m);
    expect(text).toMatch(/^One more +VXZ26 \$18,850$/m);
    expect(text).toContain('out of band');
  });

  it('writes orders of every kind as a trader would', () => {
    const text = renderSize(FIVE_LAYERS, { ...PLAIN, width: 260 });
    expect(text).toContain('9 VXMZ26');
    expect(text).toContain('1 VXF27 + 5 VXMF27');
    expect(text).toContain('20 VIX 25C - 20 VIX 35C');
    expect(text).toContain('2,500 VIXM');
    expect(text).toContain('VIX 25C / VIX 35C');
  });

  it('shows where it is read from, the snapshot where it is older, and a static run', () => {
    const at = { ...EXAMPLE, asOf: '2026-11-21T04:00:00Z', static: true };
    const text = renderSize(at, { ...PLAIN, settingsFrom: 'alvh.yaml' });
    expect(text).toContain('As of         2026-11-20 22:00 Chicago (2026-11-21 04:00 UTC)');
    expect(text).toContain('Snapshot      2026-11-20 15:15 Chicago (21:15 UTC)');
    expect(text).toContain('steward profile, alvh.yaml');
    expect(text).toContain('static (no adaptation)');
    expect(renderSize(EXAMPLE, PLAIN)).not.toContain('Snapshot');
  });

  it('leaves out the notes with --quiet, never a warning', () => {
    const quiet = renderSize(EXAMPLE, { ...PLAIN, quiet: true });
    expect(quiet).not.toContain('Assumed');
    for (const { code } of EXAMPLE.warnings) expect(quiet).toContain(code);
  });

  it('explains factors and derivations only when asked', () => {
    expect(renderSize(EXAMPLE, PLAIN)).not.toContain('factors');
    const text = renderSize(EXAMPLE, { ...PLAIN, explain: true, width: 120 });
    for (const { name, source } of [...EXAMPLE.hedge.factors, ...SHORT.factors]) {
      expect(text).toContain(factorName(name));
      expect(text).toContain(source);
    }
    for (const { figure } of EXAMPLE.derivations) expect(text).toContain(figure);
    expect(text).toContain('= wanted notional');
    expect(text).toContain('short -930 (layer) + intermediate -1,254.75 (layer)');
  });

  it('lists a long book in part, and in full with --explain', () => {
    expect(renderSize(LARGE, PLAIN)).toContain('and 8 others (--explain lists all)');
    expect(renderSize(LARGE, { ...PLAIN, explain: true })).not.toContain('others');
  });

  it('takes layers that hold rows of no contracts for layers that bought nothing', () => {
    const none = STABILIZER.instruments.map((each) => ({ ...each, contracts: 0 }));
    const result = { ...EXAMPLE, layers: [SHORT, { ...STABILIZER, instruments: none }] };
    expect(renderSize(result, PLAIN)).toMatch(/^Buy +9 VXMZ26 +nothing$/m);
  });

  it('aligns decimals within a column', () => {
    const lines = renderSize(EXAMPLE, { ...PLAIN, width: 200 }).split('\n');
    const dots = ['short ', 'intermediate ', 'stabilizer '].map((name) =>
      lines.find((line) => line.startsWith(name))?.search(/(?<= )\d{2}\.\d{2}/),
    );
    expect(new Set(dots).size).toBe(1);
  });

  it('says what stands at a worst that lies beyond the grid', () => {
    const { structure } = EXAMPLE;
    if (structure === undefined) throw new Error('no structure');
    const note = 'VIX at its floor of 9';
    const noted = { ...EXAMPLE, structure: { ...structure, worst: { ...structure.worst, note } } };
    const text = renderSize(noted, { ...PLAIN, width: 200 });
    expect(text).toMatch(/Worst .* at SPX [\d,.]+\n.*There +VIX at its floor of 9/);
  });
});
