import { describe, expect, it } from 'vitest';
import { normalCdf, normalPdf } from '../../src/pricing/normal.js';
import { scaledTail } from '../../src/pricing/time-value.js';
import { expectNear } from './compare.js';

// Expected values of this file: 60-digit arithmetic (mpmath erfc), rounded to doubles.

describe('normalCdf', () => {
  it.each([
    [-37, 5.725571222524577e-300],
    [-30, 4.906713927148187e-198],
    [-20, 2.7536241186062337e-89],
    [-12, 1.776482112077679e-33],
    [-8, 6.220960574271784e-16],
    [-7.07, 7.746684865636478e-13],
    [-5.5, 1.8989562465887718e-8],
    [-3, 0.0013498980316300946],
    [-1.5, 0.06680720126885807],
    [-1, 0.15865525393145705],
    [-0.5, 0.3085375387259869],
    [-0.001, 0.49960105778608893],
    [0.001, 0.500398942213911],
    [0.5, 0.6914624612740131],
    [1, 0.8413447460685429],
    [2, 0.9772498680518208],
    [3.7, 0.9998922002665226],
    [6, 0.9999999990134123],
    [8.3, 1],
  ])('at %f is %f, relative error 2e-15', (x, expected) => {
    expectNear('normalCdf', x, normalCdf(x), expected, { relative: 2e-15 });
  });

  it('is one half at zero, to the bit', () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(-0)).toBe(0.5);
  });

  it('adds up to 1 with its mirror image, and rises', () => {
    let last = 0;
    for (let x = -39; x <= 39; x += 0.0137) {
      const here = normalCdf(x);
      expectNear('normalCdf(x) + normalCdf(-x)', x, here + normalCdf(-x), 1, { absolute: 2.3e-16 });
      expect(here, `normalCdf falls at ${x}`).toBeGreaterThanOrEqual(last);
      last = here;
    }
  });

  it('has limits at the infinities and no value for NaN', () => {
    expect(normalCdf(-Infinity)).toBe(0);
    expect(normalCdf(Infinity)).toBe(1);
    expect(normalCdf(-39)).toBe(0);
    expect(normalCdf(NaN)).toBeNaN();
  });
});

describe('normalPdf', () => {
  it.each([
    [0, 0.3989422804014327],
    [0.3, 0.3813878154605241],
    [1, 0.24197072451914334],
    [-2.5, 0.017528300493568537],
    [7, 9.134720408364594e-12],
    [-20, 5.520948362159764e-88],
    [37, 2.1200065515246056e-298],
  ])('at %f is %f, relative error 1e-15', (x, expected) => {
    expectNear('normalPdf', x, normalPdf(x), expected, { relative: 1e-15 });
  });

  it('is the slope of the distribution', () => {
    for (let x = -8; x <= 0; x += 0.093) {
      const slope = (normalCdf(x + 1e-4) - normalCdf(x - 1e-4)) / 2e-4;
      expectNear('normalPdf', x, normalPdf(x), slope, { relative: 2e-7 });
    }
  });

  it('vanishes at the infinities and has no value for NaN', () => {
    expect(normalPdf(-Infinity)).toBe(0);
    expect(normalPdf(Infinity)).toBe(0);
    expect(normalPdf(NaN)).toBeNaN();
  });
});

describe('scaledTail', () => {
  it.each([
    [-1, 1.3871429788350047],
    [-0.5, 0.7835296183464282],
    [0, 0.5],
    [0.7, 0.30913791910109306],
    [1, 0.2615782918651234],
    [3, 0.12151394835556217],
    [10, 0.039506694101386006],
    [25, 0.01593228049556514],
    [40, 0.00996733518830131],
    [54, 0.007385289063548129],
  ])('at %f is %f, relative error 1e-15', (y, expected) => {
    expectNear('scaledTail', y, scaledTail(y), expected, { relative: 1e-15 });
  });
});
