import { Refusal } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import type { HistoryDay } from '../market/history.js';
import { curvesOf } from './history-curves.js';
import { gapNote, gapsOf, refuseWideGap } from './history-gaps.js';
import type { HistoryOptions, HistoryParts } from './history-parts.js';
import type { Level } from './history-series.js';
import { checkTraded } from './session-dates.js';

/**
 * One day for each on which both SPX and VIX have a close: VIX has rows on holidays, VX settled on
 * 2015-04-03, 2018-12-05 and 2025-01-09 when stocks were closed, and those rows fall away.
 * @throws Refusal for a close on a day without trading, for gaps, and where nothing is left
 */
export function joinHistory(
  parts: HistoryParts,
  options: HistoryOptions,
): { days: HistoryDay[]; notes: string[] } {
  const { from, to, today, closed } = options;
  const vix = byDate(parts.vix);
  const closes = parts.spx.filter(
    ({ date }) =>
      vix.has(date) &&
      (from === undefined || date >= from) &&
      (to === undefined || date <= to) &&
      (closed || date < today),
  );
  const [first] = closes;
  if (first === undefined) {
    throw new Refusal(
      `no day${to === undefined ? '' : ` up to ${to}`} has a close of both SPX and VIX`,
      'check that the files, --from and --to overlap',
      parts.spx[0]?.place.file === undefined ? {} : { file: parts.spx[0].place.file },
    );
  }
  for (const { date, place } of closes) checkTraded(date, place);
  const closeGaps = gapsOf(closes);
  const spxDates = new Set(parts.spx.map(({ date }) => date));
  for (const gap of closeGaps) {
    // SPX has a row on the day that is missing: then it is VIX that lacks it.
    const blame = spxDates.has(gap.firstMissing) ? vix.get(gap.to) : undefined;
    refuseWideGap(gap, blame === undefined ? 'SPX close' : 'VIX close', blame?.place);
  }
  const { curves, settled, notes } = curvesOf(parts.futures, closes, vix);
  const curveGaps = gapsOf(closes.filter(({ date }) => curves.has(date)));
  for (const gap of curveGaps) {
    refuseWideGap(gap, 'VX settlement', curves.get(gap.to)?.place);
  }
  const vvix = byDate(parts.vvix ?? []);
  const vix3m = byDate(parts.vix3m ?? []);
  const days = closes.map(({ date, value }): HistoryDay => {
    const curve = curves.get(date)?.curve;
    const final = settled.get(date);
    const level3m = vix3m.get(date)?.value;
    const levelVvix = vvix.get(date)?.value;
    return {
      date,
      spx: value,
      vix: vix.get(date)?.value ?? NaN,
      ...(level3m !== undefined && { vix3m: level3m }),
      ...(levelVvix !== undefined && { vvix: levelVvix }),
      ...(curve !== undefined && { curve }),
      ...(final !== undefined && { settled: final }),
    };
  });
  return {
    days,
    notes: [...gapNote(closeGaps, 'SPX or VIX'), ...gapNote(curveGaps, 'VX'), ...notes],
  };
}

function byDate(levels: readonly Level[]): Map<IsoDate, Level> {
  return new Map(levels.map((level) => [level.date, level]));
}
