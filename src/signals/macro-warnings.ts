import type { MacroGauges } from './macro-gauges.js';
import type { QuickRatioGauge } from './quick-ratio.js';
import type { Warning } from '../report-parts.js';

/** What must be known of the gauges: what was ignored and why, what binds, what may have changed. */
export function macroWarnings(gauges: MacroGauges): Warning[] {
  const { dividendDiscount: payout, priceToCashFlow, reer, quickRatio, off } = gauges;
  const series = [
    ['P/CF', priceToCashFlow],
    ['REER', reer],
    ['The change of the equity risk premium', payout?.premiumChange],
  ] as const;
  return [
    ...(off === undefined
      ? []
      : [warn('macro-off', `The macro gauges are shown and move nothing: ${off}.`)]),
    ...(quickRatio === undefined ? [] : quickRatioWarnings(quickRatio, gauges)),
    ...(payout?.ignored === undefined
      ? []
      : [warn('macro-ignored', `The payout model has no effect: ${payout.ignored}.`)]),
    ...series.flatMap(([name, gauge]) =>
      gauge?.ignored === undefined
        ? []
        : [warn('macro-ignored', `${name} is ignored: of ${gauge.source}, ${gauge.ignored}.`)],
    ),
    ...(payout?.payout === 'dividends'
      ? [
          warn(
            'payout-dividends-only',
            'The payout is dividends without net buybacks: for SPX that understates its value, and the implied premium, by about half.',
          ),
        ]
      : []),
    ...revisionWarnings(series.flatMap(([, gauge]) => gauge ?? [])),
  ];
}

function quickRatioWarnings(gauge: QuickRatioGauge, { futuresBarred }: MacroGauges): Warning[] {
  const { state, date, stale, ageDays, extraCash } = gauge;
  const out: Warning[] = [];
  if (state === 'unclassified') {
    out.push(
      warn(
        'quick-ratio-undefined',
        'The quick ratio is n/a: the balance sheet gives no current liabilities (banks and most REITs do not classify them). The gate is neutral, which does not mean sound.',
      ),
    );
  }
  if (extraCash !== undefined) {
    out.push(
      warn(
        'quick-ratio-low',
        `The quick ratio is low: hold ${pct(extraCash)} more cash (our convention).`,
      ),
    );
  }
  if (futuresBarred !== undefined) {
    out.push(warn('quick-ratio-no-futures', `No VX or VXM futures: ${futuresBarred}.`));
  }
  if (stale) {
    const binds = extraCash === undefined ? '' : ' Being low it binds all the same.';
    out.push(
      warn('quick-ratio-stale', `The balance sheet is of ${date}, ${ageDays} days old.${binds}`),
    );
  }
  return out;
}

function revisionWarnings(
  gauges: readonly { readonly source: string; readonly vintages: string }[],
): Warning[] {
  const undated = gauges.filter(({ vintages }) => vintages !== 'published');
  if (undated.length === 0) return [];
  const names = [...new Set(undated.map(({ source }) => source))].join(', ');
  return [
    warn(
      'history-revised',
      `${names}: not every row says when it was published, so a lag is taken, and history may have been revised since.`,
    ),
  ];
}

function warn(code: string, message: string): Warning {
  return { code, message };
}

function pct(share: number): string {
  return `${Number((share * 100).toPrecision(4))}%`;
}
