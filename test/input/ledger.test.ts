import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { parseHoldings } from '../../src/input/holdings.js';
import { parseLedger } from '../../src/input/ledger.js';
import { isoDate } from '../../src/market/date.js';

const AS_OF = isoDate('2026-07-06');
const LEDGER = `date,type,amount_usd,id,note,budget_usd
2026-05-15,expire,5200,spx-may,"expired, inside",
2026-05-29,press,-900.50,VXMV26,,1300

2026-06-11,close,-1800,spx-jun,,
`;
const HOLDINGS = `symbol,contracts,entry_price,entry_date,steps_taken,bought
VXMV26,2,19.40,2026-05-29,1,3
/vx/v26,1,19.40,2026-05-29,,
VIX261021C00025000,4,1.85,2026-05-29,,
vxz,100,44.10,2026-05-29,,
`;

/** A file with some of its characters replaced, doubled or taken out. */
function damaged(text: string) {
  const change = fc.tuple(
    fc.nat(text.length),
    fc.nat(8),
    fc.constantFrom(
      '',
      ',',
      '-',
      '0',
      '\n',
      '"',
      'x',
      '9999999',
      '1e9',
      'NaN',
      '2026-13-40',
      '\u202e',
    ),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) =>
      changes.reduce((out, [at, cut, put]) => out.slice(0, at) + put + out.slice(at + cut), text),
    );
}

describe('a ledger file', () => {
  it('is read row by row, blank lines and quotes passed over', async () => {
    const { events } = await parseLedger({ name: 'ledger.csv', text: LEDGER }, AS_OF);
    expect(events).toEqual([
      {
        date: '2026-05-15',
        type: 'expire',
        amountUsd: 5200,
        id: 'spx-may',
        note: 'expired, inside',
      },
      { date: '2026-05-29', type: 'press', amountUsd: -900.5, id: 'VXMV26', budgetUsd: 1300 },
      { date: '2026-06-11', type: 'close', amountUsd: -1800, id: 'spx-jun' },
    ]);
  });

  it('is read or refused with its place, however damaged', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(LEDGER), async (text) => {
        await readOrRefuse(() => parseLedger({ name: 'ledger.csv', text }, AS_OF));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a holdings file', () => {
  it('names its contracts in one spelling', async () => {
    const holdings = await parseHoldings({ name: 'holdings.csv', text: HOLDINGS }, AS_OF);
    expect(holdings.map(({ symbol, stepsTaken, bought }) => [symbol, stepsTaken, bought])).toEqual([
      ['VXMV26', 1, 3],
      ['VXV26', 0, 1],
      ['VIX   261021C00025000', 0, 4],
      ['VXZ', 0, 100],
    ]);
  });

  it('is read or refused with its place, however damaged', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(HOLDINGS), async (text) => {
        await readOrRefuse(() => parseHoldings({ name: 'holdings.csv', text }, AS_OF));
      }),
      { numRuns: 300 },
    );
  });
});

async function readOrRefuse(read: () => Promise<unknown>): Promise<void> {
  try {
    expect(await read()).toBeDefined();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).place.file).toMatch(/^(ledger|holdings)\.csv$/);
    expect((error as Refusal).mend).not.toBe('');
  }
}
