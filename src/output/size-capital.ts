import type { LeverageResult, StructureCapital } from '../hedge/capital-result.js';
import type { StructureResult } from '../hedge/result.js';
import type { Block, Fact } from './document.js';
import { pnlTone } from './facts.js';
import { count, counted, money, percent, points, ratio, signedPercent } from './format.js';
import { span, together } from './prose.js';
import type { Prose, Span } from './prose.js';

/** The money behind the structure: what is tied up, what is expected, what it must earn. */
export function capitalBlocks(structure: StructureResult): Block[] {
  const { capital, wacc } = structure;
  const facts: Fact[] = [];
  if (capital !== undefined) facts.push(...capitalFacts(structure, capital));
  if (wacc !== undefined) facts.push({ label: 'WACC', text: waccText(structure, wacc) });
  if (capital?.leverage !== undefined) {
    facts.push({ label: 'Leverage', text: leverageText(capital.leverage) });
  }
  if (capital !== undefined && structure.measure !== undefined) {
    facts.push({ label: 'Measure', text: measureText(structure.measure, capital) });
  }
  return facts.length === 0 ? [] : [{ kind: 'facts', facts }];
}

function usd(amount: number): Span {
  return span(money(amount), pnlTone(amount));
}

function capitalFacts(structure: StructureResult, capital: StructureCapital): Fact[] {
  const { tiedUpUsd, days, expectedPnlUsd, expectedCondorUsd, expectedHedgeUsd } = capital;
  const { periodReturn, expectedIrr } = structure;
  const facts: Fact[] = [
    {
      label: 'Capital',
      text: [
        `${money(tiedUpUsd)} tied up for ${counted(days, 'day')}; expected `,
        usd(expectedPnlUsd),
        ' (condors ',
        usd(expectedCondorUsd),
        ', hedge ',
        usd(expectedHedgeUsd),
        ')',
      ],
    },
  ];
  if (periodReturn !== undefined) {
    const rate =
      expectedIrr === undefined
        ? `; ${rateAbsent(capital)}`
        : `, ${together('IRR', signedPercent(expectedIrr), 'a year')}`;
    facts.push({
      label: 'Return',
      text: [
        `expected ${together(signedPercent(periodReturn), 'over', counted(days, 'day'))}${rate}`,
      ],
    });
  }
  if (capital.stressBeta !== undefined) {
    const { condors, structure: both } = capital.stressBeta;
    facts.push({
      label: 'Stress beta',
      text: [`condors ${ratio(condors)}, with hedge ${ratio(both)} (SPX -10%)`],
    });
  }
  return facts;
}

function rateAbsent({ irrs, mirr, irrAbsent }: StructureCapital): string {
  const all = irrs === undefined ? '' : ` (${irrs.map((rate) => signedPercent(rate)).join(', ')})`;
  const modified = mirr === undefined ? '' : `; modified rate ${signedPercent(mirr)} a year`;
  return `${irrAbsent ?? 'no rate a year'}${all}${modified}`;
}

function waccText({ npvUsd, capital }: StructureResult, wacc: number): Prose {
  const text: Prose = [together(percent(wacc), 'a year')];
  if (npvUsd === undefined) return text;
  const { npvHedgeUsd } = capital ?? {};
  return [
    ...text,
    '; NPV ',
    usd(npvUsd),
    ...(npvHedgeUsd === undefined ? [] : [', of it the hedge ', usd(npvHedgeUsd)]),
  ];
}

function leverageText(leverage: LeverageResult): Prose {
  const { borrowedUsd, borrowRate, repayment, periodReturn, irr, liquidationDrop } = leverage;
  const rate = irr === undefined ? '' : `, ${together('IRR', signedPercent(irr), 'a year')}`;
  return [
    `${count(leverage.leverage)}: ${money(borrowedUsd)} borrowed at ${percent(borrowRate)} a year, `,
    `${money(repayment.amountUsd)} due ${repayment.date}; `,
    `return on own money ${signedPercent(periodReturn)}${rate}; `,
    `the broker sells after a fall of ${percent(liquidationDrop)}`,
  ];
}

function measureText(measure: string, { probabilities }: StructureCapital): Prose {
  const shares = probabilities.map(({ spx, below }) => together(points(spx), percent(below)));
  return [`${measure}. Chance of SPX below: ${shares.join(', ')}`];
}
