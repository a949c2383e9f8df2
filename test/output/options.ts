import type { RenderOptions } from '../../src/output/render.js';

export const PLAIN: RenderOptions = {
  format: 'table',
  width: 80,
  color: false,
  unicode: true,
  explain: false,
};
