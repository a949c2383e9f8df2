import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../src/input/csv-table.js';
import { SNAPSHOT_CSV, refusalOf, snapshot } from './fixtures.js';

/** Half a minute before; the machine may be busy. */
const SOON_MS = 5000;

describe('a file of very many lines', () => {
  it.each([
    ['blank', SNAPSHOT_CSV, '\n'],
    ['blank, with quotes above', SNAPSHOT_CSV.replace('18.85', '"18.85"'), '\n'],
    ['of bare commas', SNAPSHOT_CSV, ',,,,,,\n'],
  ])('that are %s is read in no time', async (_, text, line) => {
    const started = performance.now();
    const table = await parseCsv({ name: 'snap.csv', text: text + line.repeat(400_000) });
    expect(table.rows).toHaveLength((await parseCsv({ name: 'snap.csv', text })).rows.length);
    expect(performance.now() - started).toBeLessThan(SOON_MS);
  });

  it('that say the same is refused at the first', async () => {
    const row = 'future,VX,2026-12-16,18.85\n';
    const started = performance.now();
    const refusal = await refusalOf(snapshot(SNAPSHOT_CSV + row.repeat(200_000)));
    expect(refusal.message).toContain('VXZ26 is given twice');
    expect(performance.now() - started).toBeLessThan(SOON_MS);
  });
});

describe('a file without quotes', () => {
  it('splits as one with quotes does', async () => {
    const plain = 'a,b,c\n1, 2 ,3\n\n4,,\n ,\n5,6,7,8\nlast';
    const rowsOf = async (text: string) => {
      const { rows } = await parseCsv({ name: 'x.csv', text });
      return rows.map(({ line, values, cell }) => [line, values, cell('a'), cell('b'), cell('c')]);
    };
    expect(await rowsOf(plain)).toEqual(await rowsOf(plain.replace('1,', '"1",')));
    expect(await rowsOf(plain)).toHaveLength(4);
  });
});
