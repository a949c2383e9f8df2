/**
 * Books sized a second of one core, in process, through the library's face. Time is the processor's,
 * of all threads: on a busy machine the clock on the wall counts the others' work too.
 */
import { defaultSettings, prepareHedge, sizeBook, sizeHedge } from '../../dist/index.js';
import { exampleSnapshot, randomBooks, randomCondors } from './books.mjs';
import { aimed, grouped, noAim } from './table.mjs';

const COUNTS = [1_000, 10_000, 20_000];
const ROUNDS = 7;
const AIM_A_SECOND = 20_000;
/** Time per book may grow by this much from the fewest books to the most. */
const LINEAR = 1.25;

export function sizing() {
  const snapshot = exampleSnapshot();
  const settings = defaultSettings();
  const books = randomBooks(Math.max(...COUNTS), snapshot.indices.SPX);
  const sizeMany = (count) => {
    const prepared = prepareHedge(snapshot, settings, snapshot.time);
    for (let i = 0; i < count; i += 1) sizeBook(prepared, books[i]);
  };
  const condors = randomCondors(1_000, snapshot.indices.SPX);
  const sizeAlone = () => {
    for (const condor of condors) sizeHedge({ condors: [condor], snapshot, settings });
  };
  sizeMany(10_000);
  const taken = COUNTS.map(() => []);
  const alone = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    COUNTS.forEach((count, i) => taken[i].push(msOf(() => sizeMany(count))));
    alone.push(msOf(sizeAlone));
  }
  // As for prices: on a shared machine the best round is the least disturbed one.
  const rows = COUNTS.map((count, i) => {
    const ms = Math.min(...taken[i]);
    const speed = (count / ms) * 1000;
    const aim =
      count === 10_000 ? aimed(speed >= AIM_A_SECOND, `at least ${grouped(AIM_A_SECOND)}`) : noAim;
    return [`${grouped(count)} books on one prepared hedge`, ms.toFixed(0), grouped(speed), ...aim];
  });
  const perBook = COUNTS.map((count, i) => Math.min(...taken[i]) / count);
  const growth = perBook[perBook.length - 1] / perBook[1];
  const aloneMs = Math.min(...alone);
  const speedAlone = (condors.length / aloneMs) * 1000;
  return {
    title: `Sizing one-condor books (processor time, best of ${ROUNDS} interleaved rounds)`,
    head: ['work', 'ms', 'books a second', 'aim', ''],
    rows: [
      ...rows,
      [
        'time a book at 20 000 to that at 10 000',
        '',
        `${growth.toFixed(2)}x`,
        ...aimed(growth <= LINEAR, `at most ${LINEAR}x`),
      ],
      [
        `${grouped(condors.length)} books with sizeHedge, each from scratch`,
        aloneMs.toFixed(0),
        grouped(speedAlone),
        ...noAim,
      ],
    ],
  };
}

function msOf(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
