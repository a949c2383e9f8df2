import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { previousTradingDay } from '../../src/market/calendar.js';
import { addDays, isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import { alvh, freshFolder, killedAfter } from '../cli/run.js';
import { serveFeeds } from './feed-server.js';
import type { FeedServer } from './feed-server.js';
import { madeMarket, upTo } from './published.js';

/** Four a round. `npm run test:kills` asks for 200. */
const KILLS = Number(process.env['ALVH_KILLS'] ?? 12);
const SEED = Number(process.env['ALVH_TEST_SEED'] ?? 2026);
const LAST = isoDate('2026-11-20');

const POSITION = `positions:
  - id: spx-kill
    underlying: SPX
    expiry: 2027-03-19
    quantity: 10
    legs: { longPut: 5900, shortPut: 6000, shortCall: 6900, longCall: 7000 }
    credit: 24.80
`;

const market = madeMarket(LAST, 40 + KILLS);
let server: FeedServer;

beforeAll(async () => {
  server = await serveFeeds(market);
});

afterAll(() => server.close());

/** 16:00 in Chicago in winter time, an hour after the settlement. */
const evening = (day: IsoDate): string => `${day}T22:00:00Z`;

function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

describe(`${KILLS} runs killed at random moments`, () => {
  test('leave a store that checks and verifies, and a rerun completes each', async () => {
    const random = chance(SEED);
    const cwd = freshFolder({ 'position.yaml': POSITION, 'alvh.yaml': server.yaml });
    const store = ['--store', 'alvh.db'];
    const sized = ['-s', 'store', '-p', 'position.yaml'];
    let killed = 0;
    let day = LAST;
    for (let round = 0; round * 4 < KILLS; round += 1) day = previousTradingDay(day);
    for (let round = 0; round * 4 < KILLS; round += 1) {
      do day = addDays(day, 1);
      while (!market.days.includes(day));
      server.publish(upTo(market, day));
      const now = evening(day);
      const fill = ['--symbol', 'VXF27', '--contracts', '1', '--price', '19', '--on', day];
      const commands: string[][] = [
        ['data', 'pull', ...store],
        ['size', ...sized, ...store, '--record', '-o', 'size.json'],
        ['journal', 'fill', ...fill, '--id', `fill-${day}`, '--layer', 'short', ...store],
        ['report', ...sized, ...store, '-o', 'report.html', '--log', 'alvh.log'],
      ];
      for (const args of commands) {
        const took = round === 0 ? 900 : 600;
        if (await killedAfter(cwd, args, Math.floor(random() * took), now)) killed += 1;
        if (existsSync(join(cwd, 'alvh.db'))) {
          for (const check of [
            ['data', 'check'],
            ['journal', 'verify'],
          ]) {
            const run = await alvh([...check, ...store], { cwd, now });
            expect(
              run,
              `${args.join(' ')}\n${check.join(' ')}: ${run.stdout}${run.stderr}`,
            ).toMatchObject({ code: 0 });
          }
        }
        const rerun = await alvh(args, { cwd, now });
        expect(rerun, `${args.join(' ')}: ${rerun.stderr}`).toMatchObject({ code: 0 });
      }
    }
    expect(killed).toBeGreaterThan(KILLS / 4);
    const list = await alvh(['journal', 'list', '--kind', 'fill', '-f', 'json', ...store], { cwd });
    const fills = (JSON.parse(list.stdout) as { entries: unknown[] }).entries;
    expect(fills).toHaveLength(Math.ceil(KILLS / 4));
  }, 1_200_000);
});
