/** One book of ten condors and its hedge under every episode and over the grid, in process. */
import {
  DEFAULT_SPX_MOVES,
  DEFAULT_VIX_FACTORS,
  EPISODES,
  createBook,
  defaultSettings,
  prepareHedge,
  sizeBook,
  stressBook,
} from '../../dist/index.js';
import { exampleSnapshot, randomCondors } from './books.mjs';
import { aimed, median, noAim, times } from './table.mjs';

const CONDORS = 10;
const ROUNDS = 20;
/** Milliseconds: somebody waits for it. */
const AIM = 500;

export function stressing() {
  const snapshot = exampleSnapshot();
  const settings = defaultSettings();
  const book = createBook(randomCondors(CONDORS, snapshot.indices.SPX));
  const all = {
    episodes: EPISODES,
    spxMoves: DEFAULT_SPX_MOVES,
    vixFactors: DEFAULT_VIX_FACTORS,
    later: [],
  };
  const sized = () => sizeBook(prepareHedge(snapshot, settings, snapshot.time), book);
  const stressed = (inputs) => () =>
    stressBook(prepareHedge(snapshot, settings, snapshot.time), book, inputs);
  const works = {
    'sized alone': sized,
    [`under ${EPISODES.length} episodes`]: stressed({ ...all, spxMoves: [], vixFactors: [] }),
    [`with a grid of ${DEFAULT_SPX_MOVES.length} x ${DEFAULT_VIX_FACTORS.length} too`]:
      stressed(all),
  };
  for (const work of Object.values(works)) work();
  const taken = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      const start = performance.now();
      work();
      taken[name].push(performance.now() - start);
    }
  }
  const [first, ...others] = Object.keys(works);
  const base = median(taken[first]);
  return {
    title: `Stressing a book of ${CONDORS} condors, each from scratch (medians of ${ROUNDS} rounds)`,
    head: ['work', 'ms', 'ratio', 'aim', ''],
    rows: [
      [first, base.toFixed(1), times(1), ...noAim],
      ...others.map((name) => {
        const ms = median(taken[name]);
        return [name, ms.toFixed(1), times(ms / base), ...aimed(ms <= AIM, `at most ${AIM} ms`)];
      }),
    ],
  };
}
