import { expect, it } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import { sizeBook } from '../../src/hedge/size.js';
import { AS_OF, STEWARD, condor, snapshotOf } from './fixtures.js';

it('lets no caller change, through one result, what another result shares with it', () => {
  const prepared = prepareHedge(snapshotOf(), STEWARD, AS_OF);
  const one = sizeBook(prepared, createBook([condor()]));
  const before = JSON.stringify(sizeBook(prepared, createBook([condor()])));
  const writable = one as unknown as {
    termStructure: { nodes: { price: number }[] };
    layers: { tenor: { minDays: number }; nextContract: { notionalUsd: number } }[];
  };
  const [node] = writable.termStructure.nodes;
  const [layer] = writable.layers;
  if (node === undefined || layer === undefined) throw new Error('there is a curve and a layer');
  expect(() => (node.price = 0)).toThrow(TypeError);
  expect(() => (layer.tenor.minDays = 0)).toThrow(TypeError);
  expect(() => (layer.nextContract.notionalUsd = 0)).toThrow(TypeError);
  expect(JSON.stringify(sizeBook(prepared, createBook([condor()])))).toBe(before);
});
