import { readFileSync } from 'node:fs';
import { bookOf } from '../../src/cli/inputs.js';
import { defaultSettings } from '../../src/config/defaults.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import { planBook } from '../../src/hedge/size.js';
import { parseLedger } from '../../src/input/ledger.js';
import { parsePositions } from '../../src/input/position.js';
import { parseSnapshot } from '../../src/input/snapshot.js';
import { previousTradingDay } from '../../src/market/calendar.js';
import { addDays, isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import { chicagoDate } from '../../src/market/time.js';
import { reportOf } from '../../src/report/report.js';
import { dayCurveOf } from '../../src/report/curve.js';
import type { DayCurve, ReportResult } from '../../src/report/result.js';
import { pricedPlan } from '../../src/stress/stress.js';
import type { PricedPlan } from '../../src/stress/outcome.js';
import { inProject } from '../cli/run.js';

/** The engine's report on an example, with history made up from it so that every part is there. */
export async function exampleReport(): Promise<ReportResult> {
  const plan = await examplePlan(0.9);
  const size = plan.result;
  const { curve } = plan.prepared.market;
  const today = chicagoDate(plan.prepared.market.asOf);
  const source = readFileSync(inProject('examples', 'calm-year-press', 'ledger.csv'), 'utf8');
  const ledger = await parseLedger({ name: 'ledger.csv', text: source }, today);
  const contracts = size.layers.map(({ name, instruments, targetNotionalUsd, notionalUsd }, i) => ({
    layer: name,
    contracts: instruments.map(({ symbol, contracts: recommended }, k) => ({
      symbol,
      recommended,
      held: i === 0 && k === 0 ? recommended - 3 : recommended,
    })),
    targetNotionalUsd,
    recommendedNotionalUsd: notionalUsd,
    heldNotionalUsd: i === 0 ? notionalUsd * 0.6 : notionalUsd,
    drift: i === 0 ? -0.4 : 0,
  }));
  const report = reportOf({
    size,
    plan,
    today,
    pastCurves: [
      moved(dayCurveOf(curve, today), previousTradingDay(today), 0.4),
      moved(dayCurveOf(curve, today), addDays(today, -32), -1.3),
    ],
    earlier: {
      seq: 41,
      date: previousTradingDay(today),
      result: (await examplePlan(0.7)).result,
    },
    held: { layers: contracts },
    cost: {
      since: isoDate('2026-03-02'),
      feesUsd: -214.4,
      realisedUsd: -8120,
      openUsd: 1312.5,
      totalUsd: -7021.9,
    },
    ledger,
    calendar: [],
    series: [
      { series: 'SPX', lastDate: today },
      { series: 'VVIX', lastDate: addDays(today, -12) },
      { series: 'VIX6M' },
    ],
    journal: {
      entries: 212,
      head: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
    warnings: [],
  });
  return {
    ...report,
    events: [
      { date: addDays(today, 8), daysAhead: 8, kind: 'event', title: 'CPI' },
      { date: addDays(today, 9), daysAhead: 9, kind: 'rollBy', title: 'roll short: VXMN26' },
    ],
  };
}

async function examplePlan(ratio: number): Promise<PricedPlan> {
  const read = (file: string): { name: string; text: string } => ({
    name: file,
    text: readFileSync(inProject('examples', 'calm-contango', file), 'utf8'),
  });
  const { snapshot } = await parseSnapshot([read('snapshot.csv')], {});
  const market = { snapshot, asOf: snapshot.time, notes: [] };
  const book = bookOf(await parsePositions([read('position.yaml')]), market);
  const settings = defaultSettings();
  const hedge = { ...settings.hedge, ratio };
  return pricedPlan(planBook(prepareHedge(snapshot, { ...settings, hedge }, snapshot.time), book));
}

function moved({ spotVix, nodes }: DayCurve, date: IsoDate, by: number): DayCurve {
  return {
    date,
    ...(spotVix !== undefined && { spotVix: spotVix + by }),
    nodes: nodes.map((node) => ({ ...node, price: node.price + by })),
  };
}
