import Database from 'libsql';

/** All market rows that a store holds, as text: to be the same byte by byte. */
export function heldRows(store: string): string {
  const db = new Database(store);
  const rows = ['index_level', 'vx_settlement'].map((table) =>
    db.prepare(`SELECT * FROM ${table}`).raw().all(),
  );
  db.close();
  return JSON.stringify(rows);
}
