import type { RegimeName } from '../market/regime.js';
import type { Block, Fact } from './document.js';
import { counted } from './format.js';
import type { RenderOptions } from './options.js';
import { span } from './prose.js';
import type { Tone } from './prose.js';
import type { Warning } from '../report-parts.js';

/** What closes every report: notes on what was assumed, warnings, the disclaimer. */
export function closingBlock(
  report: {
    readonly warnings: readonly Warning[];
    readonly disclaimer: string;
  },
  notes: readonly Fact[],
): Block {
  return {
    kind: 'facts',
    facts: [
      ...notes,
      ...report.warnings.map(({ code, message }) => ({
        label: 'Warning',
        text: [span(`${code}: ${message}`, 'warning')],
      })),
      { label: 'Note', text: [span(report.disclaimer, 'dim')] },
    ],
  };
}

/** Where the settings came from, where the caller says so. */
export function settingsFacts({ settingsFrom }: RenderOptions): Fact[] {
  return settingsFrom === undefined ? [] : [{ label: 'Settings', text: [settingsFrom] }];
}

/** Stands under a table that does not list all. */
export function moreLine(left: number): Block {
  return { kind: 'prose', text: [`and ${counted(left, 'other')} (--explain lists all)`] };
}

/** A regime that asks for care is marked, the others are not. */
export function regimeTone(regime: RegimeName | 'unknown'): Tone {
  return regime === 'calm' || regime === 'normal' ? 'strong' : 'warning';
}

/** A cost is marked; money received or nothing is not. */
export function costTone(usd: number | undefined): Tone {
  return usd !== undefined && usd < 0 ? 'cost' : 'plain';
}

/** A gain and a loss are told apart. */
export function pnlTone(usd: number): Tone {
  return usd < 0 ? 'cost' : 'protection';
}

/** The style, with a star where it was read from the expiry and not stated. */
export function settlementText(condor: {
  readonly settlement: 'am' | 'pm';
  readonly settlementSource: 'stated' | 'read from the expiry';
}): string {
  return condor.settlementSource === 'stated' ? condor.settlement : `${condor.settlement}*`;
}

export const SETTLEMENT_NOTE = '* settlement read from the expiry, not stated';
