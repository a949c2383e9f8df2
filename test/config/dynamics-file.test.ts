import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDynamics } from '../../src/config/dynamics-file.js';
import { dynamicsText } from '../../src/config/dynamics-text.js';
import { Refusal, describeRefusal } from '../../src/errors.js';
import { DEFAULT_DYNAMICS } from '../../src/scenario/dynamics.js';
import type { Dynamics, ResponseColumn } from '../../src/scenario/dynamics.js';

const TEXT = dynamicsText(DEFAULT_DYNAMICS);

const read = (text: string): Dynamics => readDynamics({ name: 'fit.yaml', text });

function messageOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof Refusal) return describeRefusal(error);
    throw error;
  }
  throw new Error('it was read without a refusal');
}

const positive = (max: number): fc.Arbitrary<number> =>
  fc.double({ min: 1e-9, max, noNaN: true }).filter((value) => value < max);
const tenors = (value: fc.Arbitrary<number>): fc.Arbitrary<number[]> =>
  fc.array(value, { minLength: 6, maxLength: 6 });
const change = fc.double({ min: -3, max: 3, noNaN: true }).map((value) => value + 0);

const column = (horizon: number): fc.Arbitrary<ResponseColumn> =>
  fc
    .record({
      returns: fc.uniqueArray(change, { minLength: 2, maxLength: 15 }),
      changes: fc.array(change, { minLength: 15, maxLength: 15 }),
      residual: positive(3),
      stressResidual: positive(3),
      stressReturn: positive(1).map((value) => -value),
      ordinaryBeta: tenors(positive(1.5)),
      stressBeta: tenors(positive(1.5)),
      curveResidual: tenors(positive(2)),
    })
    .map(({ returns, changes, ...rest }) => {
      const falling = [...changes].sort((a, b) => b - a);
      const knots = [...returns].sort((a, b) => a - b).map((r, i) => [r, falling[i] ?? 0] as const);
      return { horizon, knots, ...rest };
    });

const dynamics: fc.Arbitrary<Dynamics> = fc.record({
  source: fc
    .string({ minLength: 1, maxLength: 80 })
    .filter((text) => !/[\u2028\u2029\ud800-\udfff]/.test(text)),
  columns: fc.tuple(column(1), column(7), column(40)),
  ramp: fc.constant({ start: -0.02, end: -0.05 }),
  curveCorrelation: fc.double({ min: 0, max: 0.99, noNaN: true }).map((value) => value + 0),
});

describe('a dynamics file', () => {
  it('gives the built-in dynamics back to the last bit', () => {
    expect(read(TEXT)).toEqual(DEFAULT_DYNAMICS);
  });

  it('gives any dynamics back to the last bit', () => {
    fc.assert(
      fc.property(dynamics, (given) => {
        expect(read(dynamicsText(given))).toEqual(given);
      }),
      { numRuns: 60 },
    );
  });

  it('may be JSON', () => {
    expect(read(JSON.stringify({ version: 1, ...DEFAULT_DYNAMICS }))).toEqual(DEFAULT_DYNAMICS);
  });

  it('explains every key in the first column', () => {
    expect(
      TEXT.split('\n').filter((line) => line.trimStart().startsWith('#')).length,
    ).toBeGreaterThan(6);
  });

  const lineOf = (start: string): number =>
    TEXT.split('\n').findIndex((line) => line.includes(start)) + 1;
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [
      'an unknown key',
      `${TEXT}ramps: 1\n`,
      /^fit\.yaml:\d+: ramps: unknown key "ramps"; did you mean ramp\?/,
    ],
    [
      'an unknown key of a column',
      TEXT.replace('residual: 0.05', 'residuals: 0.05'),
      new RegExp(
        `^fit\\.yaml:${lineOf('residual: 0.05')}: columns\\.residuals: unknown key "residuals"; did you mean residual\\?`,
      ),
    ],
    [
      'a key that is missing',
      TEXT.replace('    stressReturn: -0.03\n', ''),
      /^fit\.yaml:\d+: columns\.stressReturn: stressReturn is missing; give an SPX return/,
    ],
    [
      'VIX that rises with SPX',
      TEXT.replace('[-0.005, 0.028]', '[-0.005, 0.128]'),
      new RegExp(
        `^fit\\.yaml:${lineOf('[-0.005, 0.028]')}: columns\\.knots: VIX rises with SPX from the knot at -0\\.02 \\(0\\.104\\)`,
      ),
    ],
    [
      'knots out of order',
      TEXT.replace('[-0.005, 0.028]', '[-0.025, 0.028]'),
      /: columns\.knots: the knot at -0\.025 stands after the one at -0\.02; list the knots by SPX return/,
    ],
    [
      'a residual of 0',
      TEXT.replace('residual: 0.05', 'residual: 0'),
      /: columns\.residual: "0" is no value for it; give an sd of log changes above 0/,
    ],
    [
      'a beta of 1.5',
      TEXT.replace('[0.526,', '[1.5,'),
      /: columns\.ordinaryBeta: "1\.5" is no value for it; give 6 betas above 0 and below 1\.5/,
    ],
    [
      'a beta below 0',
      TEXT.replace('[0.526,', '[-0.1,'),
      /: columns\.ordinaryBeta: "-0\.1" is no value for it/,
    ],
    [
      'five betas',
      TEXT.replace('[0.526, ', '['),
      /: columns\.ordinaryBeta: this is no value for it; give 6 betas/,
    ],
    [
      'horizons out of order',
      TEXT.replace('horizon: 5', 'horizon: 11'),
      /: columns\.horizon: the horizon 10 stands after 11; list the columns by horizon/,
    ],
    [
      'a ramp that goes up',
      TEXT.replace('end: -0.05', 'end: -0.01'),
      /: ramp\.end: the ramp goes from -0\.02 to -0\.01; let it end at a deeper fall/,
    ],
    [
      'another version',
      TEXT.replace('version: 1', 'version: 2'),
      /^fit\.yaml:4: version: "2" is no value for it; write 1; files of other versions/,
    ],
    [
      'a word for a number',
      TEXT.replace('residual: 0.05', 'residual: low'),
      /"low" is no value for it; give an sd/,
    ],
    ['a configuration', 'profile: steward\n', /^fit\.yaml:1: profile: unknown key "profile"/],
    [
      'an empty list',
      TEXT.replace(/columns:[^]*$/, 'columns: []\n'),
      /columns: this is no value for it; give a list of columns/,
    ],
    [
      'no mapping',
      '- 1\n',
      /^fit\.yaml:1: this is no value for it; give a file that alvh calibrate/,
    ],
  ];

  it.each(cases)('%s is refused with line and mend', (_, text, expected) => {
    expect(messageOf(text)).toMatch(expected);
  });
});
