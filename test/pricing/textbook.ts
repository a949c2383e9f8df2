/**
 * The formulas of METHOD section 2, letter for letter, on normalCdf and normalPdf: a second road
 * to what src/pricing computes from scaled tails.
 */
import type { Right } from '../../src/pricing/black.js';
import type { Greeks } from '../../src/pricing/greeks.js';
import { normalCdf as N, normalPdf as n } from '../../src/pricing/normal.js';

export function textbookBlack76(
  right: Right,
  F: number,
  K: number,
  T: number,
  v: number,
  r: number,
): Greeks {
  const e = right === 'call' ? 1 : -1;
  const s = v * Math.sqrt(T);
  const d1 = Math.log(F / K) / s + s / 2;
  const d2 = d1 - s;
  const D = Math.exp(-r * T);
  const price = D * e * (F * N(e * d1) - K * N(e * d2));
  const vega = D * F * n(d1) * Math.sqrt(T);
  return {
    price,
    delta: e * D * N(e * d1),
    gamma: (D * n(d1)) / (F * s),
    vega,
    theta: (-D * F * n(d1) * v) / (2 * Math.sqrt(T)) + r * price,
    rho: -T * price,
    vanna: (-D * n(d1) * d2) / v,
    vomma: (vega * d1 * d2) / v,
    charm: e * r * D * N(e * d1) + (D * n(d1) * d2) / (2 * T),
  };
}

export function textbookBsm(
  right: Right,
  S: number,
  K: number,
  T: number,
  v: number,
  r: number,
  q: number,
): Greeks {
  const e = right === 'call' ? 1 : -1;
  const s = v * Math.sqrt(T);
  const d1 = (Math.log(S / K) + (r - q + (v * v) / 2) * T) / s;
  const d2 = d1 - s;
  const D = Math.exp(-r * T);
  const C = Math.exp(-q * T);
  const vega = S * C * n(d1) * Math.sqrt(T);
  return {
    price: e * (S * C * N(e * d1) - K * D * N(e * d2)),
    delta: e * C * N(e * d1),
    gamma: (C * n(d1)) / (S * s),
    vega,
    theta:
      (-S * C * n(d1) * v) / (2 * Math.sqrt(T)) +
      e * q * S * C * N(e * d1) -
      e * r * K * D * N(e * d2),
    rho: e * K * T * D * N(e * d2),
    vanna: (-C * n(d1) * d2) / v,
    vomma: (vega * d1 * d2) / v,
    charm: e * q * C * N(e * d1) - (C * n(d1) * (2 * (r - q) * T - d2 * s)) / (2 * T * s),
  };
}
