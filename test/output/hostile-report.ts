import type { IsoDate } from '../../src/market/date.js';
import type { ReportResult } from '../../src/report/result.js';

/** Markup, a formula, escapes, and marks that turn text around, in one id. */
export const HOSTILE =
  '</title></desc></style><script>alert(1)</script><img src=x onerror=alert(2)>"\'><svg onload=alert(3)>=cmd()\u001b[31m\u202e\u2066\u0007 שלום javascript:alert(4)';

/** The report with that wherever a user's text may stand. */
export function hostileReport(result: ReportResult): ReportResult {
  const { size, changes, held, press } = result;
  const id = HOSTILE;
  return {
    ...result,
    size: {
      ...size,
      profile: id,
      position: {
        ...size.position,
        condors: size.position.condors.map((condor) => ({ ...condor, id })),
      },
      layers: size.layers.map((layer) => ({
        ...layer,
        name: id,
        instruments: layer.instruments.map((each) => ({ ...each, symbol: id })),
      })),
    },
    curve: {
      today: {
        ...result.curve.today,
        nodes: result.curve.today.nodes.map((node) => ({ ...node, symbol: id })),
      },
    },
    ...(changes !== undefined && {
      changes: {
        ...changes,
        layers: changes.layers.map((layer) => ({
          ...layer,
          layer: id,
          because: [{ factor: { name: id, value: 1, source: id, note: id }, before: 2 }],
        })),
      },
    }),
    ...(held !== undefined && {
      held: { layers: held.layers.map((layer) => ({ ...layer, layer: id })) },
    }),
    stress: result.stress.map((bar, i) => (i === 0 ? { ...bar, id, name: id } : bar)),
    ...(press !== undefined && {
      press: { ...press, events: press.events.map((event) => ({ ...event, id, note: id })) },
    }),
    events: [{ date: result.date, daysAhead: 0, kind: id, title: id }],
    dataAges: [{ series: id, lastDate: '2026-07-06' as IsoDate, tradingDaysOld: 0, stale: true }],
    alarms: [{ code: 'drift', message: id }],
    journal: { entries: 1, head: id },
    warnings: [{ code: id, message: id }],
  };
}
