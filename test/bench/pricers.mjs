/**
 * The same Black-76 work by three libraries: each prices all options of a set of columns and
 * writes what it found into columns, so that nothing is optimised away.
 */
import * as quantlib from '@quantlib/ql';
import blackScholesPackage from 'black-scholes';
import {
  black76Greeks,
  black76GreeksBatch,
  black76Price,
  black76PriceBatch,
} from '../../dist/index.js';

const { blackScholes } = blackScholesPackage;
const { BlackCalculator, Option, blackFormula1 } = quantlib;

export const GREEKS = ['price', 'delta', 'gamma', 'vega', 'theta'];
const OUR_GREEKS = [...GREEKS, 'rho', 'vanna', 'vomma', 'charm'];

export function emptyGreeks(size) {
  return Object.fromEntries(OUR_GREEKS.map((name) => [name, new Float64Array(size)]));
}

export const PRICERS = {
  'alvh, one by one': (options, out) => {
    const { size, isCall, forward, strike, years, vol, rate } = options;
    for (let i = 0; i < size; i += 1) {
      const right = isCall[i] === 1 ? 'call' : 'put';
      out[i] = black76Price(right, forward[i], strike[i], years[i], vol[i], rate[i]);
    }
  },
  'alvh, batch': (options, out) => {
    black76PriceBatch(options, out);
  },
  '@quantlib/ql blackFormula1': (options, out) => {
    const { size, isCall, forward, strike, years, vol, rate } = options;
    for (let i = 0; i < size; i += 1) {
      const type = isCall[i] === 1 ? Option.Type.Call : Option.Type.Put;
      const stdDev = vol[i] * Math.sqrt(years[i]);
      const discount = Math.exp(-rate[i] * years[i]);
      out[i] = blackFormula1(type, strike[i], forward[i], stdDev, discount);
    }
  },
  // On a forward: no rate inside, the discount outside.
  'black-scholes': (options, out) => {
    const { size, isCall, forward, strike, years, vol, rate } = options;
    for (let i = 0; i < size; i += 1) {
      const right = isCall[i] === 1 ? 'call' : 'put';
      const value = blackScholes(forward[i], strike[i], years[i], vol[i], 0, right);
      out[i] = Math.exp(-rate[i] * years[i]) * value;
    }
  },
};

/** Price, delta, gamma, vega and theta; ours gives rho, vanna, vomma and charm besides. */
export const GREEK_PRICERS = {
  'alvh, one by one': (options, out) => {
    const { size, isCall, forward, strike, years, vol, rate } = options;
    for (let i = 0; i < size; i += 1) {
      const right = isCall[i] === 1 ? 'call' : 'put';
      const greeks = black76Greeks(right, forward[i], strike[i], years[i], vol[i], rate[i]);
      out.price[i] = greeks.price;
      out.delta[i] = greeks.delta;
      out.gamma[i] = greeks.gamma;
      out.vega[i] = greeks.vega;
      out.theta[i] = greeks.theta;
    }
  },
  'alvh, batch': (options, out) => {
    black76GreeksBatch(options, out);
  },
  // One calculator for all options: making one for each is slower.
  '@quantlib/ql BlackCalculator': (options, out) => {
    const { size, isCall, forward, strike, years, vol, rate } = options;
    const calculator = new BlackCalculator();
    for (let i = 0; i < size; i += 1) {
      const type = isCall[i] === 1 ? Option.Type.Call : Option.Type.Put;
      const stdDev = vol[i] * Math.sqrt(years[i]);
      const discount = Math.exp(-rate[i] * years[i]);
      calculator.init2(type, strike[i], forward[i], stdDev, discount);
      out.price[i] = calculator.value();
      out.delta[i] = calculator.deltaForward();
      out.gamma[i] = calculator.gammaForward();
      out.vega[i] = calculator.vega(years[i]);
      out.theta[i] = calculator.theta(forward[i], years[i]);
    }
  },
};
