import type { OptimizeReport } from '../optimize/report.js';
import type { Fact } from './document.js';
import { count, counted, grouped, money } from './format.js';
import { chicagoAndUtc } from './moment.js';

/** What was asked: book, scenarios, measure, what the cost stands for, candidates. */
export function headerFacts(report: OptimizeReport): Fact[] {
  const { asOf, scenarios, position, targetNotionalUsd, candidates } = report;
  return [
    { label: 'As of', text: [chicagoAndUtc(asOf)] },
    {
      label: 'Condors',
      text: [
        `credit ${money(position.creditUsd)}, risk capital ${money(position.riskCapitalUsd)}, hedge notional aimed at ${money(targetNotionalUsd)}`,
      ],
    },
    {
      label: 'Scenarios',
      text: [
        `${grouped(scenarios.count, 0)} of up to ${counted(scenarios.horizonDays, 'day')}, ${grouped(scenarios.tailScenarios, 0)} or fewer in the tail: ${scenarios.description}`,
      ],
    },
    { label: 'Measure', text: [`alpha ${count(scenarios.alpha)}: ${scenarios.definition}`] },
    { label: 'Cost', text: [costText(report)] },
    { label: 'Considered', text: [consideredText(candidates)] },
  ];
}

/** What the cost column, and the frontier's, stand for. */
function costText({ costHorizon, carryDays }: OptimizeReport): string {
  const { tradingDays, days } = costHorizon;
  const over = `${counted(tradingDays, 'trading day')} (${counted(days, 'calendar day')}: optimize.horizonDays, at most to the first condor expiry)`;
  return `buying, carry and selling over ${over} if curve and vols stay; below 0 it earns. Carry by itself is over ${counted(carryDays, 'day')} (30, or what the condors have left)`;
}

/** How many of what; the JSON lists them. */
function consideredText(candidates: readonly string[]): string {
  const spreads = candidates.filter((symbol) => symbol.includes(' / ')).length;
  const calls = candidates.filter((symbol) => OSI.test(symbol)).length - spreads;
  const futures = candidates.filter((symbol) => /^VXM?[F-Z]?\d*[F-Z]\d{2}$/.test(symbol)).length;
  const etps = candidates.length - spreads - calls - futures;
  return [
    [futures, 'future'] as const,
    [calls, 'VIX call'] as const,
    [spreads, 'call spread'] as const,
    [etps, 'ETP'] as const,
  ]
    .filter(([count]) => count > 0)
    .map(([count, noun]) => counted(count, noun))
    .join(', ');
}

const OSI = /VIXW? +(\d{6})C(\d{5})(\d{3})/;

/** An OSI symbol as people say it: `VIX 260819 26C`; others as they are. */
export function said(symbol: string): string {
  return symbol.replace(new RegExp(OSI, 'g'), (_, date: string, whole: string, part: string) => {
    const strike = Number(`${whole}.${part}`);
    return `VIX ${date} ${strike}C`;
  });
}
