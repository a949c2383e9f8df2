import type { DecayDay } from '../condor/report.js';
import { cell, figures, words } from './document.js';
import type { TableBlock } from './document.js';
import { pnlTone } from './facts.js';
import { count, money } from './format.js';

/** Rows shown; the JSON has every day. */
const DAYS_SHOWN = 12;

/** How the book decays at unchanged SPX and vol, day by day or a sample of the days. */
export function decayTable(decay: readonly DecayDay[]): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Decay'),
      figures('days left'),
      figures('gain'),
      figures('extrinsic'),
      figures('theta', 'a day'),
    ],
    rows: sampled(decay, DAYS_SHOWN).map((day) => [
      cell(day.date),
      cell(count(day.daysToFirstExpiry)),
      cell(money(day.gainUsd), pnlTone(day.gainUsd)),
      cell(money(day.extrinsicUsd)),
      cell(money(day.thetaUsdPerDay)),
    ]),
  };
}

/** At most `most` of the items, evenly spread, the first and the last among them. */
export function sampled<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => items[Math.round(i * step)]).filter(
    (item) => item !== undefined,
  );
}
