import { describe, expect, it } from 'vitest';
import { parseHistory } from '../../src/input/history.js';
import type { HistorySources } from '../../src/input/history.js';
import { isoDate } from '../../src/market/date.js';
import type { MarketHistory } from '../../src/market/history.js';
import { TRUTH, filesOf, syntheticHistory } from '../calibrate/fixtures.js';
import { messageOf } from './fixtures.js';
import {
  FILES,
  HISTORY,
  OPTIONS,
  SOURCES,
  allContracts,
  contractFiles,
  edited,
  parse,
  ranksWithExpiry,
  source,
} from './history-fixtures.js';

const settlements = ({ days }: MarketHistory) =>
  days.map(({ date, curve }) => [date, curve?.nodes.map(({ expiry, price }) => [expiry, price])]);

describe('history from files', () => {
  it('gives every close and settlement back, on SPX’s days', async () => {
    const { history, notes } = await parse();
    expect(settlements(history)).toEqual(settlements(HISTORY));
    history.days.forEach(({ date, spx, vix, vvix }, i) => {
      const day = HISTORY.days[i];
      expect({ date, spx, vix, vvix }).toEqual({
        date: day?.date,
        spx: day?.spx,
        vix: day?.vix,
        vvix: day?.vvix,
      });
    });
    expect(notes).toEqual(['ranks.csv: contracts of its columns derived from the expiry rule.']);
  });

  it('the three forms of VX history say the same', async () => {
    const expected = settlements(HISTORY);
    for (const vx of [
      [source('ranks.csv', ranksWithExpiry())],
      [source('all.csv', allContracts(HISTORY))],
      contractFiles(HISTORY),
      [source('all.csv', allContracts(HISTORY)), source('ranks.csv', FILES.vx)],
    ]) {
      expect(settlements((await parse({ vx })).history)).toEqual(expected);
    }
  });

  it('takes the final settlement from the contract’s last row, off the curve', async () => {
    const files = contractFiles(HISTORY).map(({ name, text }) =>
      name === 'VX_2018-07-18.csv'
        ? source(name, `${text}\n2018-07-18,N (Jul 2018),0,0,0,0,12.34,0,0,0,0`)
        : source(name, text),
    );
    const { history } = await parse({ vx: files });
    const day = history.days.find(({ date }) => date === '2018-07-18');
    expect(day?.settled).toBe(12.34);
    expect(day?.curve?.nodes[0]?.expiry).toBe('2018-08-22');
  });

  it('passes weekly contracts over and says so', async () => {
    const weekly = source(
      'VX_2018-06-13.csv',
      'Trade Date,Futures,Open,High,Low,Close,Settle,Change,Total Volume,EFP,Open Interest\n2018-06-05,M (Jun 2018),0,0,0,0,13,0,0,0,0',
    );
    const { history, notes } = await parse({ vx: [...SOURCES.vx, weekly] });
    expect(settlements(history)).toEqual(settlements(HISTORY));
    expect(notes).toContain('VX_2018-06-13.csv: a weekly contract, passed over.');
  });

  it('drops VIX rows of holidays, and VX rows of days without SPX', async () => {
    const vix = edited(FILES.vix, '07/05/2018', (line) => `07/04/2018,0,0,0,15\n${line}`);
    const vx = edited(
      FILES.vx,
      '2018-12-06',
      (line) => `2018-12-05,20,20,20,20,20,20,20,20\n${line}`,
    );
    const { history } = await parse({
      vix: source('VIX_History.csv', vix),
      vx: [source('ranks.csv', vx)],
    });
    expect(history.days.map(({ date }) => date)).toEqual(HISTORY.days.map(({ date }) => date));
  });

  it('VX of the old scale is divided, but only before 2007-03-26', async () => {
    const old = syntheticHistory({ ...TRUTH, days: 120 }, '2006-12-01');
    const files = filesOf(old);
    const tenfold = allContracts(old)
      .split('\n')
      .map((line) => {
        const [date = '', expiry, price] = line.split(',');
        return date < '2007-03-26' ? `${date},${expiry ?? ''},${Number(price) * 10}` : line;
      })
      .join('\n');
    const sources: HistorySources = {
      spx: source('spx.csv', files.spx),
      vix: source('VIX_History.csv', files.vix),
      vx: [source('all.csv', tenfold)],
    };
    const { history, notes } = await parseHistory(sources, OPTIONS);
    for (const [i, day] of history.days.entries()) {
      day.curve?.nodes.forEach(({ price }, k) => {
        expect(price).toBeCloseTo(old.days[i]?.curve?.nodes[k]?.price ?? NaN, 9);
      });
    }
    expect(notes.join()).toMatch(/at ten times the index: divided/);
  });

  it('bills in percent, blank days passed over; bad VVIX rows of 2006 dropped', async () => {
    const tbill = source(
      'DTB3.csv',
      'Date,DTB3\n2018-06-01,1.88\n2018-06-04,\n2018-06-05,.\n2018-06-06,1.9\n',
    );
    const { history } = await parse({ tbill });
    expect(history.bills).toEqual([
      { date: '2018-06-01', rate: 0.0188 },
      { date: '2018-06-06', rate: 0.019 },
    ]);
    const vvix = source('VVIX_History.csv', 'DATE,VVIX\n03/15/2006,15.71\n06/18/2018,90\n');
    expect((await parse({ vvix })).notes.join()).toMatch(/1 rows of 2006 with a VVIX below 45/);
  });

  it('the window cuts both ends; a gap outside it is no matter', async () => {
    const holed = FILES.spx
      .split('\n')
      .filter((line) => !(line > '2018-08-01' && line < '2018-08-20'))
      .join('\n');
    const spx = source('spx.csv', holed);
    const from = isoDate('2018-09-04');
    const to = isoDate('2018-12-31');
    const { history } = await parse({ spx }, { from, to });
    expect(history.days[0]?.date).toBe('2018-09-04');
    expect(history.days.at(-1)?.date).toBe('2018-12-31');
    expect(await messageOf(parse({ spx }))).toMatch(/no SPX close from 2018-08-0/);
  });

  it('today’s row is no close until the session is over', async () => {
    const last = HISTORY.days.at(-1)?.date ?? isoDate('2019-01-02');
    const open = await parse({}, { today: last, closed: false });
    expect(open.history.days).toHaveLength(HISTORY.days.length - 1);
    const closed = await parse({}, { today: last, closed: true });
    expect(closed.history.days).toHaveLength(HISTORY.days.length);
  });

  it('a few missing days are told, not bridged in silence', async () => {
    const { notes } = await parse({
      spx: source(
        'spx.csv',
        edited(FILES.spx, '2018-07-05', () => undefined),
      ),
    });
    expect(notes.join('\n')).toMatch(/1 trading day is missing \(the first is 2018-07-05\)/);
  });
});
