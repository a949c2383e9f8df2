import type { Outcome } from '../stress/result.js';
import { cell } from './document.js';
import type { Cell } from './document.js';
import { pnlTone } from './facts.js';
import { ABSENT, money, percent } from './format.js';

export function moneyCell(usd: number): Cell {
  return cell(money(usd), pnlTone(usd));
}

/** The share of a loss that was paid back; a dash where there was none. */
export function shareCell({ share }: Pick<Outcome, 'share'>): Cell {
  if (share === undefined) return cell(ABSENT);
  return cell(percent(share), share < 0 ? 'cost' : 'protection');
}

/** Marks a row where today's VIX had no room for the whole move. */
export function star(shareApplied: number | undefined): string {
  return shareApplied !== undefined && shareApplied < 1 ? '*' : '';
}
