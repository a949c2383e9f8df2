import { expect, it } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import { renderSize } from '../../src/output/render.js';
import { PLAIN } from './options.js';
import { EXAMPLE } from './size-fixtures.js';

const END = isoDate('2027-01-15');

function ofExpiries(...expiries: string[]) {
  const [condor] = EXAMPLE.position.condors;
  if (condor === undefined) throw new Error('the example has no condor');
  return {
    ...EXAMPLE,
    position: {
      ...EXAMPLE.position,
      condors: expiries.map((expiry) => ({ ...condor, expiry: isoDate(expiry) })),
    },
    layers: EXAMPLE.layers.map((layer) => ({ ...layer, condorEnd: END })),
  };
}

it('the last expiry is named where the other figures are of the first', () => {
  const text = renderSize(ofExpiries('2026-12-18', END), PLAIN);
  expect(text).toMatch(/At expiry +the last, 2027-01-15: /);
});

it('of one expiry it goes without saying in the table, not in CSV', () => {
  const one = ofExpiries(END, END);
  expect(renderSize(one, PLAIN)).not.toContain('the last,');
  const [head = '', row = ''] = renderSize(one, { ...PLAIN, format: 'csv' }).split('\n');
  expect(row.split(',')[head.split(',').indexOf('layer_condor_end')]).toBe(END);
});
