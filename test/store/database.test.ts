import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import { openToRead, openToWrite } from '../../src/store/database.js';
import { verifyChain } from '../../src/store/journal-chain.js';
import { appendEntry, journalEntries } from '../../src/store/journal-store.js';
import { APPLICATION_ID, STEPS } from '../../src/store/schema.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alvh-store-'));
  path = join(folder, 'deep', 'alvh.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const note = (text: string, day = '2026-11-20') => ({
  kind: 'note' as const,
  date: isoDate(day),
  body: { text },
});

describe('opening a store', () => {
  test('to read where there is none is refused and makes none', async () => {
    await expect(openToRead(path)).rejects.toThrow(/no store yet/);
    await expect(openToRead(path)).rejects.toMatchObject({ kind: 'data', place: { file: path } });
  });

  test('what one run writes another reads, and a reader cannot write', async () => {
    const writer = await openToWrite(path);
    appendEntry(writer, note('first'), '2026-11-20T21:00:00.000Z');
    const reader = await openToRead(path);
    expect(journalEntries(reader)).toMatchObject([
      { seq: 1, kind: 'note', body: { text: 'first' } },
    ]);
    expect(() => appendEntry(reader, note('second'), 'now')).toThrow(/read-only/);
    writer.close();
    reader.close();
  });

  test('a file that is no database, and one of another program, are refused and stay', async () => {
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'my notes, not to be lost\n'.repeat(400));
    await expect(openToWrite(text)).rejects.toThrow(/no store of alvh/);
    expect(readFileSync(text, 'utf8')).toBe('my notes, not to be lost\n'.repeat(400));
    const other = join(folder, 'other.db');
    const theirs = new Database(other);
    theirs.exec('CREATE TABLE songs (title TEXT)');
    theirs.close();
    const before = readFileSync(other);
    await expect(openToWrite(other)).rejects.toThrow(/another program/);
    await expect(openToRead(other)).rejects.toThrow(/another program/);
    expect(readFileSync(other).equals(before)).toBe(true);
  });

  test('a store of a newer alvh is refused and stays untouched', async () => {
    (await openToWrite(path)).close();
    const newer = new Database(path);
    newer.exec(`PRAGMA user_version = ${STEPS.length + 1}`);
    newer.close();
    const before = readFileSync(path);
    await expect(openToWrite(path)).rejects.toThrow(/newer alvh wrote it/);
    await expect(openToRead(path)).rejects.toThrow(/newer alvh wrote it/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test.each(STEPS.map((_, i) => i + 1))(
    'a store of schema %i opens, its journal whole',
    async (version) => {
      (await openToWrite(path)).close();
      rmSync(path);
      const old = new Database(path);
      for (const step of STEPS.slice(0, version)) old.exec(step);
      old.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version}`);
      old.close();
      const db = await openToWrite(path);
      appendEntry(db, note('after'), '2026-11-20T21:00:00.000Z');
      expect(db.get<{ user_version: number }>('PRAGMA user_version')?.user_version).toBe(
        STEPS.length,
      );
      expect(verifyChain(db)).toMatchObject({ entries: 1 });
      db.close();
    },
  );
});

describe('the journal', () => {
  test('cannot be changed or shortened through SQL', async () => {
    const db = await openToWrite(path);
    appendEntry(db, note('first'), 'now');
    expect(() => {
      db.run("UPDATE journal SET body = '{}' WHERE seq = 1");
    }).toThrow(/append-only/);
    expect(() => {
      db.run('DELETE FROM journal');
    }).toThrow(/append-only/);
    db.close();
  });

  test('an entry with a key is added once; other content under it is a conflict', async () => {
    const db = await openToWrite(path);
    const entry = { ...note('first'), key: 'note:1' };
    expect(appendEntry(db, entry, 'now')).toMatchObject({ seq: 1, added: true });
    expect(appendEntry(db, entry, 'later')).toMatchObject({ seq: 1, added: false });
    const other = appendEntry(db, { ...note('other'), key: 'note:1' }, 'later');
    expect(other).toMatchObject({ seq: 1, added: false, conflict: true });
    expect(journalEntries(db)).toHaveLength(1);
    db.close();
  });

  test.each([
    ['its body changed', 'UPDATE journal SET body = \'{"text":"forged"}\' WHERE seq = 2', 2],
    ['its day changed', "UPDATE journal SET date = '2026-11-19' WHERE seq = 2", 2],
    ['an entry taken out', 'DELETE FROM journal WHERE seq = 2', 3],
  ])('a chain with %s does not verify', async (_, sql, seq) => {
    const db = await openToWrite(path);
    for (const text of ['one', 'two', 'three']) appendEntry(db, note(text), 'now');
    expect(verifyChain(db).broken).toBeUndefined();
    db.run('DROP TRIGGER journal_is_kept');
    db.run('DROP TRIGGER journal_is_fixed');
    db.run(sql);
    expect(verifyChain(db).broken?.seq).toBe(seq);
    db.close();
  });

  test('a transaction that fails leaves nothing of it', async () => {
    const db = await openToWrite(path);
    expect(() =>
      db.transaction(() => {
        db.run("INSERT INTO index_level (symbol, date, close) VALUES ('VIX', '2026-11-20', 18)");
        throw new Error('half-way');
      }),
    ).toThrow('half-way');
    expect(db.all('SELECT * FROM index_level')).toEqual([]);
    db.close();
  });
});
