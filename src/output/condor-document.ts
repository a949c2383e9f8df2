import type { BookGreeks, CondorDetail, CondorReport, ExpiryPayoff } from '../condor/report.js';
import { legBlocks, probabilityBlocks } from './condor-legs.js';
import { decayTable } from './decay-table.js';
import { cell, cellOf, figures, text, words } from './document.js';
import type { Block, Fact, TableBlock } from './document.js';
import {
  SETTLEMENT_NOTE,
  closingBlock,
  moreLine,
  pnlTone,
  settingsFacts,
  settlementText,
} from './facts.js';
import {
  count,
  counted,
  fineMoney,
  grouped,
  money,
  percent,
  points,
  price,
  signedPercent,
  strike,
} from './format.js';
import { chicagoAndUtc } from './moment.js';
import type { RenderOptions } from './options.js';
import { payoffChart } from './payoff-chart.js';
import { span, together } from './prose.js';

/** A book longer than this is listed in full only by `--explain`, JSON and CSV. */
const CONDORS_SHOWN = 12;

/** What `alvh condor` says. */
export function condorDocument(report: CondorReport, options: RenderOptions): Block[] {
  const condors = options.explain ? report.condors : report.condors.slice(0, CONDORS_SHOWN);
  const left = report.condors.length - condors.length;
  const read = condors.some((each) => each.settlementSource !== 'stated');
  const notes =
    read && options.quiet !== true ? [{ label: 'Assumed', text: [SETTLEMENT_NOTE] }] : [];
  return [
    {
      kind: 'title',
      text: [span(`Book of ${counted(report.condors.length, 'condor')}`, 'strong')],
    },
    { kind: 'facts', facts: [...headerFacts(report), ...settingsFacts(options)] },
    condorTable(condors),
    ...(left === 0 ? [] : [moreLine(left)]),
    ...legBlocks(condors),
    ...probabilityBlocks(condors),
    {
      kind: 'beside',
      blocks: [
        ...(report.greeks === undefined ? [] : [greeksTable(report.greeks)]),
        ...(report.decay === undefined ? [] : [decayTable(report.decay)]),
      ],
    },
    expiryTable(report.expiries),
    {
      kind: 'beside',
      blocks: report.expiries
        .filter((payoff) => payoff.kinks.length > 0)
        .map((payoff) => ({
          kind: 'chart',
          title: `Profit and loss at expiry ${payoff.expiry} ${payoff.settlement}`,
          draw: payoffChart(payoff, report.spx),
        })),
    },
    closingBlock(report, notes),
  ];
}

function headerFacts(report: CondorReport): Fact[] {
  const { asOf, spx, firstExpiryWorst, expectedDailyRange, oneDay } = report;
  const facts: Fact[] = [];
  if (asOf !== undefined) facts.push({ label: 'As of', text: [chicagoAndUtc(asOf)] });
  if (spx !== undefined) facts.push({ label: 'SPX', text: [points(spx)] });
  facts.push({ label: 'Credit', text: [money(report.creditUsd)] });
  facts.push({
    label: 'Risk capital',
    text: [`${money(report.riskCapitalUsd)} (${report.riskCapitalMethod})`],
  });
  if (report.atRiskNowUsd !== undefined) {
    const text = [`${money(report.atRiskNowUsd)} from today's model value to the worst case`];
    facts.push({ label: 'At risk now', text });
  }
  if (firstExpiryWorst !== undefined) {
    const { spx: at, pnlUsd } = firstExpiryWorst;
    const where = ` ${together('at SPX', points(at))}, later condors revalued`;
    facts.push({ label: 'First expiry', text: ['worst ', span(money(pnlUsd), 'cost'), where] });
  }
  if (report.modelValueUsd !== undefined) {
    facts.push({ label: 'To close', text: [`${money(report.modelValueUsd)} at model value`] });
  }
  if (report.extrinsicUsd !== undefined) {
    facts.push({ label: 'Extrinsic', text: [`${money(report.extrinsicUsd)} left to earn`] });
  }
  if (expectedDailyRange !== undefined) {
    const { points: size, share } = expectedDailyRange;
    facts.push({
      label: 'Daily range',
      text: [`${points(size)} points, ${percent(share)} of SPX (1 sd, close to close)`],
    });
  }
  if (oneDay !== undefined) facts.push({ label: 'In one day', text: oneDayText(oneDay) });
  return facts;
}

function oneDayText(oneDay: NonNullable<CondorReport['oneDay']>): Fact['text'] {
  return [
    ...oneDay.flatMap(({ spxMove, pnlUsd }, i) => [
      `${i === 0 ? '' : ', '}${together('SPX', signedPercent(spxMove))} `,
      span(money(pnlUsd), pnlTone(pnlUsd)),
    ]),
    '; at-the-money vol held: a fall of SPX raises it, which costs vega',
  ];
}

function condorTable(condors: readonly CondorDetail[]): TableBlock {
  return {
    kind: 'table',
    columns: [
      text('Condors', 12),
      figures('qty'),
      words('expiry'),
      figures('DTE'),
      words('puts'),
      words('calls'),
      figures('credit', 'points'),
      figures('credit'),
      figures('max', 'profit'),
      figures('max', 'loss'),
      figures('break-even', 'lower'),
      figures('upper'),
    ],
    rows: condors.map((each) => [
      cell(each.id),
      cell(`${count(each.quantity)} ${each.underlying}`),
      cellOf([each.expiry, settlementText(each)]),
      cell(count(each.daysToExpiry)),
      cellOf([`${strike(each.strikes.longPut)} /`, strike(each.strikes.shortPut)]),
      cellOf([`${strike(each.strikes.shortCall)} /`, strike(each.strikes.longCall)]),
      cell(price(each.creditPoints)),
      cell(money(each.creditUsd)),
      cell(money(each.maxProfitUsd)),
      cell(money(each.maxLossUsd)),
      cell(points(each.breakEvens.lower)),
      cell(points(each.breakEvens.upper)),
    ]),
  };
}

function greeksTable(greeks: BookGreeks): TableBlock {
  const rows: readonly (readonly [string, number, string])[] = [
    ['delta', greeks.deltaUsdPerPoint, 'per SPX point'],
    ['gamma', greeks.gammaUsdPerPointSquared, 'per point squared'],
    ['vega', greeks.vegaUsdPerVolPoint, 'per vol point'],
    ['theta', greeks.thetaUsdPerDay, 'per day'],
    ['rho', greeks.rhoUsdPerPercent, 'per percent of rate'],
    ['vanna', greeks.vannaUsdPerPointPerVolPoint, 'per point and vol point'],
    ['vomma', greeks.vommaUsdPerVolPointSquared, 'per vol point squared'],
    ['charm', greeks.charmUsdPerPointPerDay, 'of delta per day'],
  ];
  return {
    kind: 'table',
    columns: [words('Greeks, book'), figures('dollars'), words('')],
    rows: rows.map(([name, value, unit]) => [
      cell(name),
      cell(fineMoney(value)),
      cell(unit, 'dim'),
    ]),
  };
}

function expiryTable(expiries: readonly ExpiryPayoff[]): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('At expiry'),
      figures('max', 'profit'),
      figures('max', 'loss'),
      figures('break-evens'),
      figures('probability', 'of profit'),
    ],
    rows: expiries.map((each) => [
      cell(`${each.expiry} ${each.settlement}`),
      cell(money(each.maxProfitUsd)),
      cell(money(each.maxLossUsd)),
      cellOf(each.breakEvens.length === 0 ? ['none'] : each.breakEvens.map((x) => grouped(x, 2))),
      cell(percent(each.probabilityOfProfit)),
    ]),
  };
}
