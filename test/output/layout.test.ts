import { describe, expect, it } from 'vitest';
import { renderCondor, renderSize, renderTerm } from '../../src/output/render.js';
import type { RenderOptions } from '../../src/output/render.js';
import { stripColour, textWidth } from '../../src/output/text-width.js';
import { PLAIN } from './options.js';
import { CONDOR, CONDOR_BOOK, TERM, TERM_SPARSE } from './report-fixtures.js';
import { EXAMPLE } from './size-fixtures.js';
import { FIVE_LAYERS, FOREIGN, LARGE, SPARSE } from './size-variants.js';

type Render = (options: RenderOptions) => string;

const REPORTS: Readonly<Record<string, Render>> = {
  'size, three layers': (options) => renderSize(EXAMPLE, options),
  'size, one layer, much absent': (options) => renderSize(SPARSE, options),
  'size, five layers': (options) => renderSize(FIVE_LAYERS, options),
  'size, large figures and long names': (options) => renderSize(LARGE, options),
  'size, names of other scripts': (options) => renderSize(FOREIGN, options),
  condor: (options) => renderCondor(CONDOR, options),
  'condor, payoff only': (options) => renderCondor(CONDOR_BOOK, options),
  term: (options) => renderTerm(TERM, options),
  'term, much absent': (options) => renderTerm(TERM_SPARSE, options),
};

/** One report is tried at every width, the others at every fifth. */
const EVERY_WIDTH = 'size, three layers';

function widestLine(text: string): number {
  return Math.max(...text.split('\n').map(textWidth));
}

describe.each(Object.entries(REPORTS))('%s', (_, render) => {
  it('has no line wider than the terminal, from 60 to 220 columns', () => {
    for (let width = 60; width <= 220; width += render === REPORTS[EVERY_WIDTH] ? 1 : 5) {
      expect(widestLine(render({ ...PLAIN, width })), `width ${width}`).toBeLessThanOrEqual(width);
    }
  });

  it('has none with --explain, nor in a very narrow terminal', () => {
    for (const width of [30, 45, 60, 61, 79, 80, 99, 120, 157, 200]) {
      const text = render({ ...PLAIN, width, explain: true });
      expect(widestLine(text), `width ${width}`).toBeLessThanOrEqual(width);
    }
  });

  it('is plain ASCII, and fits, without a UTF-8 locale', () => {
    for (let width = 60; width <= 220; width += 16) {
      const text = render({ ...PLAIN, width, unicode: false, explain: true });
      expect(text).toMatch(/^[\n -~]*$/);
      expect(widestLine(text), `width ${width}`).toBeLessThanOrEqual(width);
    }
  });

  it('has the same layout with and without colour', () => {
    for (const width of [60, 80, 120, 200]) {
      const options = { ...PLAIN, width, explain: true };
      const coloured = render({ ...options, color: true });
      expect(coloured).toContain('\u001b[');
      expect(stripColour(coloured)).toBe(render(options));
    }
  });

  it('ends with one newline and has no trailing spaces, in every format', () => {
    for (const format of ['table', 'json', 'csv', 'markdown'] as const) {
      const text = render({ ...PLAIN, format });
      expect(text.endsWith('\n')).toBe(true);
      expect(text.endsWith('\n\n')).toBe(false);
      if (format === 'table') expect(text).not.toMatch(/ \n/);
    }
  });
});
