import { expect, it } from 'vitest';
import { renderSize } from '../../src/output/render.js';
import { PLAIN } from './options.js';
import { EXAMPLE } from './size-fixtures.js';

// Layout only: the figures are made up. `npx vitest run test/output -u` after a wanted change.
it.each([80, 200])('size looks as it did at %i columns', async (width) => {
  const text = renderSize(EXAMPLE, { ...PLAIN, width });
  await expect(text).toMatchFileSnapshot(`golden/size-${width}.txt`);
});
