import { describe, expect, it } from 'vitest';
import { describeRefusal, Refusal } from '../../src/errors.js';
import { parseReturns } from '../../src/input/returns-csv.js';
import { isoDate } from '../../src/market/date.js';

const parse = (text: string, notAfter = '2026-12-31') =>
  parseReturns({ name: 'r.csv', text }, isoDate(notAfter));

async function refusalOf(text: string, notAfter?: string): Promise<string> {
  try {
    await parse(text, notAfter);
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'input') return describeRefusal(error);
    throw error;
  }
  return 'read';
}

describe('a file of returns', () => {
  it('with the account’s value: changes of both between rows', async () => {
    const text =
      'date,value,spx\n2026-01-05,1000,5000\n2026-01-06,1010,5100\n2026-01-07,1010,5049\n';
    expect(await parse(text)).toEqual([
      {
        date: '2026-01-06',
        account: expect.closeTo(0.01, 12) as number,
        spx: expect.closeTo(0.02, 12) as number,
      },
      { date: '2026-01-07', account: 0, spx: expect.closeTo(-0.01, 12) as number },
    ]);
  });

  it('with its returns, in any order of columns; the first is before the first close', async () => {
    const text = 'spx,date,return\n5000,2026-01-05,0.5\n5100,2026-01-06,-0.01\n';
    expect(await parse(text)).toEqual([
      { date: '2026-01-06', account: -0.01, spx: expect.closeTo(0.02, 12) as number },
    ]);
    expect(await parse('date,return,spx\n2026-01-05,,5000\n2026-01-06,0.01,5100\n')).toHaveLength(
      1,
    );
  });

  it('with exponents, as pandas writes what is near 0', async () => {
    const rows = ['2026-01-05,0,5000', '2026-01-06,-6e-05,5.1E+03', '2026-01-07,1.5e-4,5100'];
    expect(await parse(`date,return,spx\n${rows.join('\n')}\n`)).toEqual([
      { date: '2026-01-06', account: -0.00006, spx: expect.closeTo(0.02, 12) as number },
      { date: '2026-01-07', account: 0.00015, spx: 0 },
    ]);
  });

  it.each(['1e999', '1e', 'e-5', '.5e-5', '01e-5', '1e-5%', '1e--5'])(
    'refuses %s, which is no number of either form',
    async (text) => {
      expect(
        await refusalOf(`date,return,spx\n2026-01-05,0,5000\n2026-01-06,${text},5100\n`),
      ).toMatch(/^r\.csv:3: return: /);
    },
  );

  it.each([
    ['date,spx\n2026-01-05,5000\n', /^r\.csv:1: .*neither a column return nor .* value;/],
    ['date,return,value,spx\n2026-01-05,0,1,5000\n', /^r\.csv:1: .*a column return and a column/],
    ['date,value\n2026-01-05,1000\n', /^r\.csv:1: spx: the column spx is missing/],
    ['date,value,SPX\n2026-01-05,1000,5000\n', /unknown column "SPX"; did you mean spx\?/],
    ['day,value,spx\n2026-01-05,1000,5000\n', /unknown column "day"/],
    ['date,value,spx\n05/01/2026,1000,5000\n', /^r\.csv:2: date: /],
    ['date,value,spx\n,1000,5000\n', /^r\.csv:2: date: the value is empty/],
    ['date,value,spx\n2026-01-05,1000,0\n', /^r\.csv:2: spx: 0 is no close of SPX/],
    ['date,value,spx\n2026-01-05,1000,5000\n2026-01-06,-5,5000\n', /^r\.csv:3: value: -5 is no/],
    ['date,value,spx\n2026-01-05,1000,5000\n2026-01-05,1001,5001\n', /2026-01-05 stands twice/],
    ['date,value,spx\n2026-01-06,1000,5000\n2026-01-05,1001,5001\n', /follows 2026-01-06; give/],
    [
      'date,return,spx\n2026-01-05,0,5000\n2026-01-06,1.2,5001\n',
      /^r\.csv:3: return: a return of 1\.2 is 120%; write fractions: 0\.012 for 1\.2%/,
    ],
    ['date,return,spx\n2026-01-05,0,5000\n2026-01-06,-1,5001\n', /a return of -1 is -100%/],
    ['date,return,spx\n2026-01-05,0,5000\n2026-01-06,1%,5001\n', /1% is a percentage/],
    [
      'date,value,spx\n2026-01-05,1000,5000\n2026-01-06,2500,5001\n',
      /value changes by 150% from the row before; check the two rows; take deposits/,
    ],
    [
      'date,value,spx\n2026-01-05,1000,5000\n2026-01-06,1000,501\n2026-01-07,1000,5000\n',
      /^r\.csv:4: spx: spx changes by 898%/,
    ],
  ])('%j is refused at its place', async (text, refusal) => {
    expect(await refusalOf(text)).toMatch(refusal);
  });

  it('may not look ahead of the valuation date', async () => {
    const text = 'date,value,spx\n2026-01-05,1000,5000\n2026-01-06,1010,5100\n';
    expect(await refusalOf(text, '2026-01-06')).toBe('read');
    expect(await refusalOf(text, '2026-01-05')).toMatch(
      /^r\.csv:3: date: 2026-01-06 is after the valuation date 2026-01-05; end the file there/,
    );
  });
});
