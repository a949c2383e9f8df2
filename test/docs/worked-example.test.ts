/**
 * The worked example of docs/method.md, redone step by step with plain arithmetic and compared both
 * with what the page says and with what the engine gives.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { defaultSettings, sizeHedge } from '../../src/index.js';
import { parsePositions } from '../../src/input/position.js';
import { parseSnapshot } from '../../src/input/snapshot.js';

const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const source = (path: string): { name: string; text: string } => ({
  name: path,
  text: readFileSync(file(path), 'utf8'),
});

const page = readFileSync(file('docs/method.md'), 'utf8');
const [parsed] = await parsePositions([source('examples/calm-contango/position.yaml')]);
const { snapshot } = await parseSnapshot([source('examples/calm-contango/snapshot.csv')], {});
if (parsed === undefined) throw new Error('the example has no condor');
const result = sizeHedge({ condors: [parsed.condor], snapshot, settings: defaultSettings() });

const usd = (value: number): string => `$${Math.round(value).toLocaleString('en-US')}`;

/** The page says it, and the engine has it. */
function agree(said: string, engine: number, byHand: number, digits: number): void {
  expect(page).toContain(said);
  expect(engine).toBeCloseTo(byHand, digits);
}

describe('the worked example of docs/method.md', () => {
  const riskCapital = 10 * 100 * (100 - 24.8);
  const target = riskCapital * 1 * 1 * 0.9;
  const raw = [0.2 * 0.85, 0.35 * 1, 0.45 * 1.1];
  const sum = raw[0]! + raw[1]! + raw[2]!;
  const weights = raw.map((weight) => weight / sum);

  test('risk capital, regime and target', () => {
    agree('$75,200', result.position.riskCapitalUsd, riskCapital, 6);
    agree('$67,680', result.hedge.targetNotionalUsd, target, 6);
    agree('15.57 / 18.78 = 0.829', result.termStructure.vixToVix3m!, 15.57 / 18.78, 10);
    agree('= 7.8%', result.termStructure.slope12!, 18.6039 / 17.2517 - 1, 10);
    expect(result.termStructure.regime).toBe('calm');
  });

  test('weights and layer targets', () => {
    expect(page).toContain(weights.map((weight) => weight.toFixed(5)).join(', '));
    result.layers.forEach((layer, i) => {
      agree(usd(target * weights[i]!), layer.targetNotionalUsd, target * weights[i]!, 6);
    });
  });

  test('whole contracts', () => {
    const minis = [17.2517, 18.6039, 20.2819].map((price, i) =>
      Math.round((target * weights[i]!) / (100 * price)),
    );
    expect(minis).toEqual([7, 13, 16]);
    const held = result.layers.map(({ instruments }) =>
      instruments.map(({ contracts, symbol }) => `${contracts} ${symbol}`).join(' + '),
    );
    expect(page).toContain(`**${held.join('; ')}**`);
    expect(held).toEqual(['7 VXMN26', '1 VXQ26 + 3 VXMQ26', '1 VXV26 + 6 VXMV26']);
  });

  test('carry of the intermediate layer', () => {
    const rolled = 15.57 + (14 / 16) * (17.2517 - 15.57);
    const carry = 13 * 100 * (rolled - 18.6039);
    agree('**-$2,031**', result.layers[1]!.carryPerMonthUsd, carry, 6);
    expect(Math.round(carry)).toBe(-2031);
  });

  test('break-even of the stabilizer', () => {
    const costs = 2 * (1.5 + 0.025 * 1000) + 2 * 6 * (0.4 + 0.03 * 100);
    const level = 20.2819 + costs / 1600;
    const unchanged = 18.6039 + (17 / 28) * (19.5502 - 18.6039);
    agree(`**${level.toFixed(4)}**`, result.layers[2]!.breakEven!.future, level, 9);
    agree('**6.1%**', result.layers[2]!.breakEven!.rise, level / unchanged - 1, 9);
  });
});
