import type { Factor } from '../report-parts.js';
import { cell, figures, text } from './document.js';
import type { Cell, TableBlock } from './document.js';
import { factorName, namedNumber } from './format.js';

/** Factors from the top down, the sign of their combination before each, the outcome below. */
export function factorTable(
  title: string,
  factors: readonly Factor[],
  sign: string,
  outcome: readonly Cell[],
): TableBlock {
  const lead = (i: number): string => (sign === '' || i === 0 ? '' : `${sign} `);
  return {
    kind: 'table',
    columns: [text(title, 16), figures('value'), text('source', 16), text('note', 12)],
    rows: [
      ...factors.map((factor, i) => [
        cell(`${lead(i)}${factorName(factor.name)}`),
        cell(namedNumber(factor.name, factor.value)),
        cell(factor.source, 'dim'),
        cell(factor.note ?? ''),
      ]),
      outcome,
    ],
    total: true,
  };
}
