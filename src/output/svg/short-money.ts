import { grouped } from '../format.js';

const UNITS = [
  [1e9, 'b'],
  [1e6, 'm'],
  [1e3, 'k'],
] as const;

/** `-$40k`, `$1.5m`: for the ticks of an axis, which are round. */
export function shortMoney(usd: number): string {
  const size = Math.abs(usd);
  const [unit, letter] = UNITS.find(([least]) => size >= least) ?? [1, ''];
  const digits = grouped(size / unit, Number.isInteger(size / unit) ? 0 : 1);
  return `${usd < 0 ? '-' : ''}$${digits}${letter}`;
}
