/**
 * The store's tables, one step a version. A step is never changed once it has been released: a
 * store that stands at an older version takes the steps it lacks, in order, in one transaction.
 */

/** Marks the file as ours ("ALVH"), so that another program's database is not written to. */
export const APPLICATION_ID = 0x41_4c_56_48;

const MARKET_AND_JOURNAL = `
CREATE TABLE index_level (
  symbol TEXT NOT NULL, date TEXT NOT NULL,
  open REAL, high REAL, low REAL, close REAL NOT NULL,
  PRIMARY KEY (symbol, date)
) WITHOUT ROWID;

CREATE TABLE vx_settlement (
  date TEXT NOT NULL, expiry TEXT NOT NULL,
  settle REAL NOT NULL,
  open REAL, high REAL, low REAL, close REAL, volume INTEGER, open_interest INTEGER,
  PRIMARY KEY (date, expiry)
) WITHOUT ROWID;

CREATE TABLE revision (
  id INTEGER PRIMARY KEY,
  recorded_at TEXT NOT NULL, source TEXT NOT NULL,
  series TEXT NOT NULL, date TEXT NOT NULL,
  held REAL NOT NULL, offered REAL NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('kept', 'adopted')),
  UNIQUE (series, date, held, offered, outcome)
);

CREATE TABLE feed (
  name TEXT PRIMARY KEY, address TEXT NOT NULL,
  etag TEXT, last_modified TEXT, sha256 TEXT, bytes INTEGER,
  rows INTEGER, first_date TEXT, last_date TEXT,
  fetched_at TEXT, checked_at TEXT NOT NULL, outcome TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  recorded_at TEXT NOT NULL, date TEXT NOT NULL, kind TEXT NOT NULL,
  key TEXT UNIQUE, body TEXT NOT NULL,
  previous_hash TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE INDEX journal_by_date ON journal (date, kind);
CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_fixed BEFORE UPDATE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
`;

/** Which runs are done for a day, so that a second one can see that there is nothing to do. */
const RUNS = `
CREATE TABLE run (
  command TEXT NOT NULL, date TEXT NOT NULL, finished_at TEXT NOT NULL,
  PRIMARY KEY (command, date)
) WITHOUT ROWID;
`;

export const STEPS: readonly string[] = [MARKET_AND_JOURNAL, RUNS];
