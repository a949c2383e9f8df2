/**
 * Results as text. Every renderer is pure: a result and options in, text that ends with one
 * newline out. Nothing is read, nothing is written, nothing is computed that the JSON lacks.
 */
import type { CalendarReport } from '../signals/calendar-report.js';
import type { CalibrationReport } from '../calibrate/report.js';
import type { CondorReport } from '../condor/report.js';
import type { SizeResult } from '../hedge/result.js';
import type {
  JournalComparison,
  JournalListing,
  JournalShown,
  JournalVerified,
} from '../journal/report.js';
import type { OptimizeReport } from '../optimize/report.js';
import type { RegimeHistoryReport, SignalsReport } from '../signals/report.js';
import type { MacroReport } from '../signals/macro-report.js';
import type { PressResult } from '../press/result.js';
import type { ReportResult } from '../report/result.js';
import type { StressResult } from '../stress/result.js';
import type { TermReport } from '../market/term-report.js';
import { calendarCsv } from './calendar-csv.js';
import { calendarDocument } from './calendar-document.js';
import { calibrateCsv } from './calibrate-csv.js';
import { calibrateDocument } from './calibrate-document.js';
import { condorCsv } from './condor-csv.js';
import { condorDocument } from './condor-document.js';
import type { Block } from './document.js';
import { comparisonCsv, listingCsv, verifiedCsv } from './journal-csv.js';
import {
  comparisonDocument,
  listingDocument,
  shownDocument,
  verifiedDocument,
} from './journal-document.js';
import { assertFinite, renderJson } from './json.js';
import { macroCsv } from './macro-csv.js';
import { macroDocument } from './macro-document.js';
import { markdownDocument } from './markdown.js';
import type { RenderOptions } from './options.js';
import { optimizeCsv } from './optimize-csv.js';
import { optimizeDocument } from './optimize-document.js';
import { regimeHistoryCsv } from './regime-history-csv.js';
import { regimeHistoryDocument } from './regime-history-document.js';
import { signalsCsv } from './signals-csv.js';
import { signalsDocument } from './signals-document.js';
import { pressCsv } from './press-csv.js';
import { pressDocument } from './press-document.js';
import { reportCsv } from './report-csv.js';
import { reportDocument } from './report-document.js';
import { sizeCsv } from './size-csv.js';
import { sizeDocument } from './size-document.js';
import { stressCsv } from './stress-csv.js';
import { stressDocument } from './stress-document.js';
import { termCsv } from './term-csv.js';
import { termDocument } from './term-document.js';
import { terminalText } from './terminal.js';

export type { RenderOptions } from './options.js';

/** `alvh size`. Derivations are printed with `explain` only, in JSON too. */
export function renderSize(result: SizeResult, options: RenderOptions): string {
  return render(options, result, {
    csv: () => sizeCsv(result),
    blocks: () => sizeDocument(result, options),
  });
}

/** `alvh condor`. */
export function renderCondor(report: CondorReport, options: RenderOptions): string {
  return render(options, report, {
    csv: () => condorCsv(report),
    blocks: () => condorDocument(report, options),
  });
}

/** `alvh optimize`. */
export function renderOptimize(report: OptimizeReport, options: RenderOptions): string {
  return render(options, report, {
    csv: () => optimizeCsv(report),
    blocks: () => optimizeDocument(report, options),
  });
}

/** `alvh press`. */
export function renderPress(result: PressResult, options: RenderOptions): string {
  return render(options, result, {
    csv: () => pressCsv(result),
    blocks: () => pressDocument(result, options),
  });
}

/** `alvh report`. */
export function renderReport(result: ReportResult, options: RenderOptions): string {
  return render(options, result, {
    csv: () => reportCsv(result),
    blocks: () => reportDocument(result, options),
  });
}

/** `alvh stress`. */
export function renderStress(result: StressResult, options: RenderOptions): string {
  return render(options, result, {
    csv: () => stressCsv(result),
    blocks: () => stressDocument(result, options),
  });
}

/** `alvh term`. */
export function renderTerm(report: TermReport, options: RenderOptions): string {
  return render(options, report, {
    csv: () => termCsv(report),
    blocks: () => termDocument(report, options),
  });
}

/** `alvh macro`. */
export function renderMacro(report: MacroReport, options: RenderOptions): string {
  return render(options, report, {
    csv: () => macroCsv(report),
    blocks: () => macroDocument(report, options),
  });
}

/** `alvh calendar`; its iCalendar form is made by `calendarIcs`. */
export function renderCalendar(report: CalendarReport, options: RenderOptions): string {
  return render(options, report, {
    csv: () => calendarCsv(report),
    blocks: () => calendarDocument(report),
  });
}

/** `alvh calibrate`. */
export function renderCalibration(report: CalibrationReport, options: RenderOptions): string {
  return render(options, report, {
    csv: () => calibrateCsv(report),
    blocks: () => calibrateDocument(report),
  });
}

/** `alvh journal list`. */
export function renderListing(report: JournalListing, options: RenderOptions): string {
  return render(options, report, {
    csv: () => listingCsv(report.entries),
    blocks: () => listingDocument(report),
  });
}

/** `alvh journal show`, of an entry that is no recommendation. */
export function renderShown(report: JournalShown, options: RenderOptions): string {
  return render(options, report, {
    csv: () => listingCsv([report.entry]),
    blocks: () => shownDocument(report),
  });
}

/** `alvh journal compare`. */
export function renderComparison(report: JournalComparison, options: RenderOptions): string {
  return render(options, report, {
    csv: () => comparisonCsv(report),
    blocks: () => comparisonDocument(report),
  });
}

/** `alvh journal verify`. */
export function renderVerified(report: JournalVerified, options: RenderOptions): string {
  return render(options, report, {
    csv: () => verifiedCsv(report),
    blocks: () => verifiedDocument(report),
  });
}

/** `alvh signals`. */
export function renderSignals(report: SignalsReport, options: RenderOptions): string {
  return render(options, report, {
    csv: () => signalsCsv(report),
    blocks: () => signalsDocument(report, options),
  });
}

/** `alvh signals --history`. */
export function renderRegimeHistory(report: RegimeHistoryReport, options: RenderOptions): string {
  return render(options, report, {
    csv: () => regimeHistoryCsv(report),
    blocks: () => regimeHistoryDocument(report, options),
  });
}

interface Forms {
  readonly csv: () => string;
  /** What the table and the Markdown form share. */
  readonly blocks: () => readonly Block[];
}

function render(options: RenderOptions, result: object, forms: Forms): string {
  if (options.format === 'json') return renderJson(result, options);
  assertFinite(result);
  switch (options.format) {
    case 'csv':
      return forms.csv();
    case 'markdown':
      return markdownDocument(forms.blocks());
    case 'table':
      return terminalText(forms.blocks(), options);
  }
}
