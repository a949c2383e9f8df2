/** Random options for the pricing benchmark, as plain objects of columns. */
import { seededRandom } from './random.mjs';

/** @returns columns of `size` options within two standard deviations or so of the money */
export function randomOptions(size) {
  const random = seededRandom(76);
  const column = () => new Float64Array(size);
  const options = {
    size,
    isCall: new Uint8Array(size),
    forward: column(),
    strike: column(),
    years: column(),
    vol: column(),
    rate: column(),
  };
  for (let i = 0; i < size; i += 1) {
    options.isCall[i] = random() < 0.5 ? 1 : 0;
    options.forward[i] = 10 + 90 * random();
    options.vol[i] = 0.1 + 1.2 * random();
    options.years[i] = 0.02 + 1.5 * random();
    const spread = options.vol[i] * Math.sqrt(options.years[i]);
    options.strike[i] = options.forward[i] * Math.exp((4 * random() - 2) * spread);
    options.rate[i] = 0.06 * random();
  }
  return options;
}
