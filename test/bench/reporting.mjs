/**
 * `alvh report` from the store: one month of history against twenty years of market and five years
 * of journal. The stores are written by SQL, the hashes by the formula of docs/journal.md, and
 * `alvh journal verify` is asked whether they hold.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { nextMonthlyVixExpiries, previousTradingDay } from '../../dist/index.js';
import { root, runNode } from './program.mjs';
import { aimed, grouped, median, noAim, times } from './table.mjs';

const LAST = '2026-07-06';
const ROUNDS = 9;
const AIM = 2;
const SIZES = {
  'a month': { marketDays: 22, journalDays: 22 },
  '20 years of market, 5 of journal': { marketDays: 20 * 252, journalDays: 5 * 252 },
};
const example = `${root}examples/calm-contango`;
const bin = `${root}bin/alvh.js`;

export function reporting() {
  const folder = mkdtempSync(join(tmpdir(), 'alvh-bench-'));
  try {
    const stores = Object.entries(SIZES).map(([name, size], i) => {
      const path = join(folder, `${i}.db`);
      const rows = fill(path, size);
      runNode([bin, 'journal', 'verify', '--store', path]);
      return { name, path, rows };
    });
    const taken = stores.map(() => []);
    for (let round = 0; round < ROUNDS; round += 1) {
      stores.forEach(({ path }, i) => taken[i].push(runNode(report(path)).ms));
    }
    const [month, years] = taken.map(median);
    const rows = stores.map(({ name, rows: count }, i) => [
      `alvh report -s store, ${name}`,
      grouped(count),
      median(taken[i]).toFixed(0),
      ...(i === 0
        ? ['', ...noAim]
        : [times(years / month), ...aimed(years <= AIM * month, `at most ${AIM}x`)]),
    ]);
    return {
      title: `Reporting from the store (medians of ${ROUNDS} rounds)`,
      head: ['work', 'rows', 'ms', 'ratio', 'aim', ''],
      rows,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(store) {
  const from = ['-p', `${example}/position.yaml`, '-s', 'store', '--store', store];
  return [bin, 'report', ...from, '--as-of', LAST, '-f', 'json'];
}

/** @returns rows written */
function fill(path, { marketDays, journalDays }) {
  // The program makes the store, and its own tables.
  runNode([bin, 'journal', 'note', 'bench', '--store', path]);
  const db = new Database(path);
  const days = tradingDays(marketDays);
  let rows = 0;
  const insert = (sql, values) => {
    db.prepare(sql).run(...values);
    rows += 1;
  };
  db.exec('BEGIN');
  for (const [i, day] of days.entries()) {
    const vix = 17 + 3 * Math.sin(i / 40);
    const levels = { SPX: 7500 + 20 * Math.sin(i / 30), VIX: vix, VIX9D: vix - 1, VIX3M: vix + 2 };
    for (const [symbol, level] of Object.entries({ ...levels, VIX6M: vix + 3, VVIX: 90 })) {
      insert('INSERT INTO index_level (symbol, date, close) VALUES (?, ?, ?)', [
        symbol,
        day,
        level,
      ]);
    }
    for (const [k, expiry] of nextMonthlyVixExpiries(day, 8).entries()) {
      const settle = vix + (20 - vix) * (1 - Math.exp(-(k + 1) / 2));
      insert('INSERT INTO vx_settlement (date, expiry, settle) VALUES (?, ?, ?)', [
        day,
        expiry,
        settle,
      ]);
    }
  }
  const sized = JSON.parse(runNode(size()).output[1].toString());
  const last = db.prepare('SELECT hash FROM journal ORDER BY seq DESC LIMIT 1').get();
  let hash = last.hash;
  let seq = 1;
  for (const day of days.slice(-journalDays - 1, -1)) {
    const recommendation = { ...sized, asOf: `${day}T20:00:00Z`, derivations: [] };
    const fills =
      seq % 10 === 1 ? [{ symbol: 'VXQ26', contracts: 1, price: 18.6, layer: 'short' }] : [];
    for (const [kind, body] of [
      ['recommendation', recommendation],
      ...fills.map((one) => ['fill', one]),
    ]) {
      seq += 1;
      // Contracts are listed for about nine months: earlier fills would be of other contracts.
      if (kind === 'fill' && day < '2025-12-01') body.symbol = 'VXX';
      const row = [seq, `${day}T21:00:00Z`, day, kind, null, JSON.stringify(body), hash];
      const text = [...row.slice(0, 4), 'null', ...row.slice(5)].join('\n');
      hash = createHash('sha256').update(text).digest('hex');
      insert('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [...row, hash]);
    }
  }
  db.exec('COMMIT');
  db.close();
  return rows;
}

function size() {
  const from = ['-p', `${example}/position.yaml`, '-s', `${example}/snapshot.csv`];
  return [bin, 'size', ...from, '--as-of', LAST, '-f', 'json'];
}

function tradingDays(count) {
  const days = [LAST];
  while (days.length < count) days.unshift(previousTradingDay(days[0]));
  return days;
}
