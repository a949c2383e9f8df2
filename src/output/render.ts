/**
 * Results as text. Every renderer is pure: a result and options in, text that ends with one
 * newline out. Nothing is read, nothing is written, nothing is computed that the JSON lacks.
 */
import type { CalibrationReport } from '../calibrate/report.js';
import type { CondorReport } from '../condor/report.js';
import type { SizeResult } from '../hedge/result.js';
import type { OptimizeReport } from '../optimize/report.js';
import type { PressResult } from '../press/result.js';
import type { StressResult } from '../stress/result.js';
import type { TermReport } from '../market/term-report.js';
import { calibrateCsv } from './calibrate-csv.js';
import { calibrateDocument } from './calibrate-document.js';
import { condorCsv } from './condor-csv.js';
import { condorDocument } from './condor-document.js';
import type { Block } from './document.js';
import { assertFinite, jsonText } from './json.js';
import { markdownDocument } from './markdown.js';
import type { RenderOptions } from './options.js';
import { optimizeCsv } from './optimize-csv.js';
import { optimizeDocument } from './optimize-document.js';
import { pressCsv } from './press-csv.js';
import { pressDocument } from './press-document.js';
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
    json: () => jsonText(result, options.explain ? [] : ['derivations']),
    csv: () => sizeCsv(result),
    blocks: () => sizeDocument(result, options),
  });
}

/** `alvh condor`. */
export function renderCondor(report: CondorReport, options: RenderOptions): string {
  return render(options, report, {
    json: () => jsonText(report),
    csv: () => condorCsv(report),
    blocks: () => condorDocument(report, options),
  });
}

/** `alvh optimize`. */
export function renderOptimize(report: OptimizeReport, options: RenderOptions): string {
  return render(options, report, {
    json: () => jsonText(report),
    csv: () => optimizeCsv(report),
    blocks: () => optimizeDocument(report, options),
  });
}

/** `alvh press`. */
export function renderPress(result: PressResult, options: RenderOptions): string {
  return render(options, result, {
    json: () => jsonText(result),
    csv: () => pressCsv(result),
    blocks: () => pressDocument(result, options),
  });
}

/** `alvh stress`. */
export function renderStress(result: StressResult, options: RenderOptions): string {
  return render(options, result, {
    json: () => jsonText(result),
    csv: () => stressCsv(result),
    blocks: () => stressDocument(result, options),
  });
}

/** `alvh term`. */
export function renderTerm(report: TermReport, options: RenderOptions): string {
  return render(options, report, {
    json: () => jsonText(report),
    csv: () => termCsv(report),
    blocks: () => termDocument(report, options),
  });
}

/** `alvh calibrate`. */
export function renderCalibration(report: CalibrationReport, options: RenderOptions): string {
  return render(options, report, {
    json: () => jsonText(report),
    csv: () => calibrateCsv(report),
    blocks: () => calibrateDocument(report),
  });
}

interface Forms {
  readonly json: () => string;
  readonly csv: () => string;
  /** What the table and the Markdown form share. */
  readonly blocks: () => readonly Block[];
}

function render(options: RenderOptions, result: object, forms: Forms): string {
  assertFinite(result);
  switch (options.format) {
    case 'json':
      return forms.json();
    case 'csv':
      return forms.csv();
    case 'markdown':
      return markdownDocument(forms.blocks());
    case 'table':
      return terminalText(forms.blocks(), options);
  }
}
