import type { Files } from '../run.js';

/** One broken input and what must be said of it. */
export interface BrokenInput {
  readonly name: string;
  /** Over position.yaml and snapshot.csv, which are sound. */
  readonly files?: Files;
  /** Without them, `size` of position.yaml and snapshot.csv at the snapshot's own date. */
  readonly args?: readonly string[];
  readonly stdin?: string | Uint8Array;
  /** What the clock shows. */
  readonly now?: string;
  /** Without it 2: the user's input. */
  readonly exit?: 2 | 3 | 4;
  /** File and line, key, or flag. */
  readonly place: RegExp;
  /** What to do about it. */
  readonly mend: RegExp;
}

export const POSITION = `positions:
  - id: spx-aug
    underlying: SPX
    expiry: 2026-08-21
    quantity: 10
    legs: { longPut: 6900, shortPut: 7000, shortCall: 7900, longCall: 8000 }
    credit: 24.80
`;

export const POSITION_CSV = `id,underlying,expiry,quantity,long_put,short_put,short_call,long_call,credit,opened
spx-aug,SPX,2026-08-21,10,6900,7000,7900,8000,24.80,2026-07-06
`;

export const POSITION_JSON = `{
  "positions": [
    {
      "id": "spx-aug",
      "underlying": "SPX",
      "expiry": "2026-08-21",
      "quantity": 10,
      "legs": { "longPut": 6900, "shortPut": 7000, "shortCall": 7900, "longCall": 8000 },
      "credit": 24.80
    }
  ]
}
`;

export const SNAPSHOT = `kind,symbol,expiry,price
asof,,2026-07-06T15:00:00-05:00,
index,SPX,,7537.43
index,VIX,,15.57
index,VIX9D,,12.32
index,VIX3M,,18.78
index,VVIX,,87.09
future,VX,2026-07-22,17.2517
future,VX,2026-08-19,18.6039
future,VX,2026-09-16,19.5502
future,VX,2026-10-21,20.2819
future,VX,2026-11-18,20.5974
future,VX,2026-12-16,20.572
`;

export const SOUND: Files = { 'position.yaml': POSITION, 'snapshot.csv': SNAPSHOT };

export const AS_OF = ['--as-of', '2026-07-06'] as const;
export const SIZE = ['size', '-p', 'position.yaml', '-s', 'snapshot.csv', ...AS_OF] as const;
export const SIZE_CSV = ['size', '-p', 'position.csv', '-s', 'snapshot.csv', ...AS_OF] as const;
export const SIZE_JSON = ['size', '-p', 'position.json', '-s', 'snapshot.csv', ...AS_OF] as const;

/** The text with one piece of it changed; a piece that is not there is a fault of the test. */
export function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the text has no ${JSON.stringify(from)}`);
  return text.replace(from, () => to);
}

/** position.yaml with one piece changed. */
export function position(from: string, to: string): Files {
  return { 'position.yaml': changed(POSITION, from, to) };
}

/** position.csv with one piece changed. */
export function csv(from: string, to: string): Files {
  return { 'position.csv': changed(POSITION_CSV, from, to) };
}

/** position.json with one piece changed. */
export function json(from: string, to: string): Files {
  return { 'position.json': changed(POSITION_JSON, from, to) };
}

/** snapshot.csv with one piece changed. */
export function snapshot(from: string, to: string): Files {
  return { 'snapshot.csv': changed(SNAPSHOT, from, to) };
}

/** snapshot.csv with the columns of options and rows of them. */
export function withOptions(...rows: string[]): Files {
  return {
    'snapshot.csv': `${SNAPSHOT.replace('price\n', 'price,strike,right,bid,ask,iv\n').replace(/(?<=\d)$/gm, ',,,,,')}${rows.join('\n')}\n`,
  };
}

/** Cboe's file of one day's settlements. */
export const SETTLEMENT = `Product,Symbol,Expiration Date,Price
VX,VX/N6,2026-07-22,17.2517
VX,VX/Q6,2026-08-19,18.6039
VX,VX/U6,2026-09-16,19.5502
`;
