/** Black-76 prices and greeks a second, beside what npm has for them. */
import { randomOptions } from './options.mjs';
import { GREEKS, GREEK_PRICERS, PRICERS, emptyGreeks } from './pricers.mjs';
import { aimed, grouped, noAim, times } from './table.mjs';

const SIZE = 4096;
// Many and short: on a busy machine each pricer then meets some quiet moments.
const ROUNDS = 40;
const MS_A_ROUND = 15;
const AIM = 2;
/** Of the forward: how far a library may be from ours to count as the same computation. */
const AGREE = 1e-9;

export function pricing() {
  const options = randomOptions(SIZE);
  const prices = compare('price', PRICERS, options, () => ({ price: new Float64Array(SIZE) }), {
    columns: ['price'],
    run: (price, out) => price(options, out.price),
  });
  const greeks = compare('price and greeks', GREEK_PRICERS, options, () => emptyGreeks(SIZE), {
    columns: GREEKS,
    run: (price, out) => price(options, out),
  });
  return {
    title: `Black-76, options a second (best of ${ROUNDS} interleaved rounds, ${SIZE} options)`,
    head: ['computation', 'a second', 'to the fastest other', 'aim', ''],
    rows: [...prices.rows, ...greeks.rows],
    notes: [prices.note, greeks.note, 'black-scholes has no greeks.'],
  };
}

function compare(what, pricers, options, makeOut, { columns, run }) {
  const outs = new Map(Object.keys(pricers).map((name) => [name, makeOut()]));
  const work = (name) => () => run(pricers[name], outs.get(name));
  for (const name of outs.keys()) work(name)();
  const worst = worstDifference(outs, columns, options);
  if (!(worst <= AGREE)) throw new Error(`${what}: the libraries differ by ${worst}`);
  const best = new Map([...outs.keys()].map((name) => [name, 0]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of best.keys()) best.set(name, Math.max(best.get(name), rate(work(name))));
  }
  const ours = (name) => name.startsWith('alvh');
  const others = Math.max(...[...best].filter(([name]) => !ours(name)).map(([, speed]) => speed));
  return {
    rows: [...best].map(([name, speed]) => [
      `${what}: ${name}`,
      grouped(speed),
      times(speed / others),
      ...(ours(name) ? aimed(speed >= AIM * others, `at least ${AIM}x`) : noAim),
    ]),
    note: `${what}: all agree to ${worst.toExponential(1)} (of the forward, or of the greek).`,
  };
}

function worstDifference(outs, columns, { size, forward }) {
  const [first, ...rest] = outs.values();
  let worst = 0;
  for (const column of columns) {
    for (const other of rest) {
      for (let i = 0; i < size; i += 1) {
        const mine = first[column][i];
        const scale = column === 'price' ? forward[i] : Math.max(1e-3, Math.abs(mine));
        const difference = Math.abs(other[column][i] - mine) / scale;
        if (!(difference <= worst)) worst = difference;
      }
    }
  }
  return worst;
}

/** Options a second over at least so many milliseconds. */
function rate(work) {
  const start = performance.now();
  let done = 0;
  let ms = 0;
  while (ms < MS_A_ROUND) {
    work();
    done += SIZE;
    ms = performance.now() - start;
  }
  return (done / ms) * 1000;
}
