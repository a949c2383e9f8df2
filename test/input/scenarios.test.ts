import { describe, expect, it } from 'vitest';
import { parseScenarios } from '../../src/input/scenarios.js';
import type { Episode } from '../../src/scenario/episode.js';
import { messageOf } from './fixtures.js';

const YAML = `# two moves
scenarios:
  - id: my-crash
    name: A crash of mine
    days: 10
    spxReturn: -0.12
    vix: [15.2, 45.7]
    vvix: [95, 160]
    curve:
      30: [16.2, 30.1]
      60: [17.1, 26.4]
      90: [17.8, 24.2]
      120: [18.2, 23]
      150: [18.5, 22.4]
      180: [18.8, 22]
    source: a notebook
  - { id: sudden, days: 0, spxReturn: 0.03, vix: [20, 16] }
`;

const PAIRS = [
  [16.2, 30.1],
  [17.1, 26.4],
  [17.8, 24.2],
  [18.2, 23],
  [18.5, 22.4],
  [18.8, 22],
] as const;

const JSON_TEXT = JSON.stringify({
  scenarios: [
    {
      id: 'my-crash',
      name: 'A crash of mine',
      days: 10,
      spxReturn: -0.12,
      vix: [15.2, 45.7],
      vvix: [95, 160],
      curve: Object.fromEntries(PAIRS.map((pair, i) => [30 * (i + 1), pair])),
      source: 'a notebook',
    },
    { id: 'sudden', days: 0, spxReturn: 0.03, vix: [20, 16] },
  ],
});

const read = (text: string, name = 'own.yaml'): Promise<Episode[]> =>
  parseScenarios({ name, text });

describe('parseScenarios', () => {
  it('reads levels before and after as log changes', async () => {
    const [crash, sudden] = await read(YAML);
    expect(crash).toMatchObject({
      id: 'my-crash',
      name: 'A crash of mine',
      days: 10,
      spxReturn: -0.12,
      vix: [15.2, 45.7],
      source: 'a notebook',
    });
    expect(crash?.vixLogChange).toBeCloseTo(Math.log(45.7) - Math.log(15.2), 14);
    expect(crash?.vvixLogChange).toBeCloseTo(Math.log(160) - Math.log(95), 14);
    expect(crash?.curveLogChanges).toHaveLength(6);
    crash?.curveLogChanges.forEach((change, i) => {
      const [before = NaN, after = NaN] = PAIRS[i] ?? [];
      expect(change).toBeCloseTo(Math.log(after) - Math.log(before), 14);
    });
    expect(sudden).toMatchObject({ id: 'sudden', name: 'sudden', days: 0 });
    expect(sudden).not.toHaveProperty('vvixLogChange');
    expect(sudden?.source).toContain('betas of method 4.2');
  });

  it('reads the same from JSON, and from a file without an ending', async () => {
    const yaml = await read(YAML);
    expect(await read(JSON_TEXT, 'own.json')).toEqual(yaml);
    expect(await read(JSON_TEXT, 'standard input')).toEqual(yaml);
    expect(await read(YAML, 'standard input')).toEqual(yaml);
    expect(await read(YAML.replaceAll('\n', '\r\n'))).toEqual(yaml);
  });

  it('keeps the order of the file', async () => {
    expect((await read(YAML)).map(({ id }) => id)).toEqual(['my-crash', 'sudden']);
  });

  it('names the line in JSON too', async () => {
    const broken = JSON.stringify(JSON.parse(JSON_TEXT), null, 2).replace('-0.12', '-12');
    expect(await messageOf(read(broken, 'own.json'))).toMatch(
      /^own\.json:7: scenarios\[0\]\.spxReturn: -12 is no SPX return/,
    );
  });

  it('tells the first fault in the file', async () => {
    const two = YAML.replace('days: 10', 'days: x').replace('[15.2, 45.7]', '7');
    expect(await messageOf(read(two))).toMatch(/^own\.yaml:5: scenarios\[0\]\.days/);
  });
});
