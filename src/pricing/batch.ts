/**
 * Black-76 for many options at once: columns of numbers in, columns of numbers out, nothing
 * allocated per option (wings whose density underflows apart). Every number is the same to the bit
 * as that of black76Price and black76Greeks, which are the plain form of what stands here.
 *
 * The work goes through blocks of options in passes of one kind of arithmetic each: a loop that
 * only takes exponentials lets the processor overlap neighbouring options, one long loop over
 * everything does not.
 */
import { black76Greeks, refuseBlack76 } from './black76.js';
import { positivePart } from './black.js';
import { exp, logRatio } from './elementary.js';
import { INV_SQRT_2PI } from './normal.js';
import { farTimeValue, NO_DENSITY, scaledTail } from './time-value.js';

/** One option per index; units as the arguments of black76Price. */
export interface Black76Batch {
  /** 1 for a call, 0 for a put. */
  readonly isCall: Uint8Array;
  readonly forward: Float64Array;
  readonly strike: Float64Array;
  readonly years: Float64Array;
  readonly vol: Float64Array;
  readonly rate: Float64Array;
}

/** One option per index; units as in Greeks. */
export interface GreeksBatch {
  readonly price: Float64Array;
  readonly delta: Float64Array;
  readonly gamma: Float64Array;
  readonly vega: Float64Array;
  readonly theta: Float64Array;
  readonly rho: Float64Array;
  readonly vanna: Float64Array;
  readonly vomma: Float64Array;
  readonly charm: Float64Array;
}

/** Room for the greeks of so many options. */
export function createGreeksBatch(size: number): GreeksBatch {
  const column = () => new Float64Array(size);
  return {
    price: column(),
    delta: column(),
    gamma: column(),
    vega: column(),
    theta: column(),
    rho: column(),
    vanna: column(),
    vomma: column(),
    charm: column(),
  };
}

/** Options per block: its columns stay in the first-level cache. */
const BLOCK = 256;

/*
 * The columns of one block. They belong to the module, not to the call, so that small batches
 * allocate nothing either; nothing calls back into this file while they are in use.
 */
/** ln(F/K) / stdDev. */
const D = new Float64Array(BLOCK);
/** stdDev / 2. */
const Q = new Float64Array(BLOCK);
/** sqrt(F K) e^{-(d^2 + q^2)/2}. */
const SCALE = new Float64Array(BLOCK);
/** e^{-rT}. */
const DISCOUNT = new Float64Array(BLOCK);

/**
 * Prices of a batch: out[i] = black76Price of option i.
 *
 * @param out as long as the columns of the batch
 * @throws RangeError for a bad number, as black76Price, or columns of unequal length; what out then
 * holds is not defined
 */
export function black76PriceBatch(batch: Black76Batch, out: Float64Array): void {
  const { isCall, forward, strike } = batch;
  const size = checkLengths(batch, [out]);
  for (let start = 0; start < size; start += BLOCK) {
    const count = Math.min(BLOCK, size - start);
    prepare(batch, start, count);
    for (let j = 0; j < count; j++) {
      const i = start + j;
      const f = forward[i] as number;
      const k = strike[i] as number;
      const h = Math.abs(D[j] as number);
      const q = Q[j] as number;
      const scale = SCALE[j] as number;
      const timeValue =
        h * h + q * q < NO_DENSITY && h - q >= -1
          ? scale * (scaledTail(h - q) - scaledTail(h + q))
          : farTimeValue(f, k, h, q);
      const inTheMoney = (2 * +(isCall[i] === 1) - 1) * (f - k);
      out[i] = (DISCOUNT[j] as number) * (timeValue + positivePart(inTheMoney));
    }
  }
}

/**
 * Prices and greeks of a batch: the columns of out at i are black76Greeks of option i.
 *
 * @param out columns as long as those of the batch (createGreeksBatch)
 * @throws RangeError as black76PriceBatch
 */
export function black76GreeksBatch(batch: Black76Batch, out: GreeksBatch): void {
  const size = checkLengths(batch, Object.values(out) as Float64Array[]);
  for (let start = 0; start < size; start += BLOCK) {
    const count = Math.min(BLOCK, size - start);
    prepare(batch, start, count);
    for (let j = 0; j < count; j++) writeGreeks(batch, j, start + j, out);
  }
}

/** The greeks of option i, which stands at j in the block. The plain form is in black76.ts. */
function writeGreeks(batch: Black76Batch, j: number, i: number, out: GreeksBatch): void {
  const f = batch.forward[i] as number;
  const k = batch.strike[i] as number;
  const t = batch.years[i] as number;
  const v = batch.vol[i] as number;
  const r = batch.rate[i] as number;
  const d = D[j] as number;
  const q = Q[j] as number;
  const discount = DISCOUNT[j] as number;
  const h = Math.abs(d);
  if (!(h * h + q * q < NO_DENSITY)) {
    const plain = black76Greeks(batch.isCall[i] === 1 ? 'call' : 'put', f, k, t, v, r);
    out.price[i] = plain.price;
    out.delta[i] = plain.delta;
    out.gamma[i] = plain.gamma;
    out.vega[i] = plain.vega;
    out.theta[i] = plain.theta;
    out.rho[i] = plain.rho;
    out.vanna[i] = plain.vanna;
    out.vomma[i] = plain.vomma;
    out.charm[i] = plain.charm;
    return;
  }
  const scale = SCALE[j] as number;
  const isCall = batch.isCall[i] === 1;
  const callIsOut = f <= k;
  const outerTail = scaledTail(h + q);
  const higherLeg = scale * outerTail;
  let lowerLeg: number;
  let timeValue: number;
  if (h - q >= -1) {
    const innerTail = scaledTail(h - q);
    lowerLeg = scale * innerTail;
    timeValue = scale * (innerTail - outerTail);
  } else {
    const lower = callIsOut ? f : k;
    lowerLeg = lower - scale * scaledTail(q - h);
    timeValue = farTimeValue(f, k, h, q);
  }
  const out1 = (callIsOut ? lowerLeg : higherLeg) / f;
  const n1 = isCall === callIsOut ? out1 : 1 - out1;
  const density = (INV_SQRT_2PI * scale) / f;

  const rootYears = Math.sqrt(t);
  const d1 = d + q;
  const d2 = d - q;
  const price = discount * (timeValue + positivePart(isCall ? f - k : k - f));
  const delta = (isCall ? discount : -discount) * n1;
  const vega = discount * f * density * rootYears;
  out.price[i] = price;
  out.delta[i] = delta;
  out.gamma[i] = (discount * density) / (f * (v * rootYears));
  out.vega[i] = vega;
  out.theta[i] = (-discount * f * density * v) / (2 * rootYears) + r * price;
  out.rho[i] = -t * price;
  out.vanna[i] = (-discount * density * d2) / v;
  out.vomma[i] = (vega * d1 * d2) / v;
  out.charm[i] = r * delta + (discount * density * d2) / (2 * t);
}

/** Checks the options [start, start + count) and fills the columns of the block. */
function prepare(batch: Black76Batch, start: number, count: number): void {
  const { forward, strike, years, vol, rate } = batch;
  for (let j = 0; j < count; j++) {
    const i = start + j;
    const f = forward[i] as number;
    const k = strike[i] as number;
    const t = years[i] as number;
    const v = vol[i] as number;
    const r = rate[i] as number;
    if (!(f >= 0 && k >= 0 && t >= 0 && v >= 0 && (f * k + t + v + r) * 0 === 0)) {
      refuseBlack76(f, k, t, v, r);
    }
    const stdDev = v * Math.sqrt(t);
    const d = logRatio(f, k) * (1 / stdDev);
    const q = 0.5 * stdDev;
    D[j] = d;
    Q[j] = q;
    SCALE[j] = -0.5 * (d * d + q * q);
    DISCOUNT[j] = -r * t;
  }
  for (let j = 0; j < count; j++) {
    const i = start + j;
    SCALE[j] = Math.sqrt((forward[i] as number) * (strike[i] as number)) * exp(SCALE[j] as number);
  }
  for (let j = 0; j < count; j++) DISCOUNT[j] = exp(DISCOUNT[j] as number);
}

/** @returns the common length */
function checkLengths(batch: Black76Batch, outputs: readonly Float64Array[]): number {
  const { isCall, forward, strike, years, vol, rate } = batch;
  const size = isCall.length;
  for (const column of [forward, strike, years, vol, rate, ...outputs]) {
    if (column.length !== size) {
      throw new RangeError(`a batch needs columns of one length, got ${size} and ${column.length}`);
    }
  }
  return size;
}
