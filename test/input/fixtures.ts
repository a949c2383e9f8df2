import { Refusal, describeRefusal } from '../../src/errors.js';
import { parsePositions } from '../../src/input/position.js';
import type { ParsedCondor } from '../../src/input/position.js';
import { parseSnapshot } from '../../src/input/snapshot.js';
import type { ParsedSnapshot, SnapshotOptions } from '../../src/input/snapshot.js';

export const POSITION_HEAD =
  'id,underlying,expiry,quantity,long_put,short_put,short_call,long_call,credit,opened';

export const SNAPSHOT_CSV = `kind,symbol,expiry,price
asof,,2026-11-20T15:15:00-06:00,
index,SPX,,6512.40
index,VIX,,17.92
index,VIX9D,,16.80
index,VIX3M,,20.15
index,VVIX,,96.4
future,VX,2026-12-16,18.85
future,VX,2027-01-20,19.70
rate,SOFR,,0.0395
`;

export const POSITION_YAML = `positions:
  - id: spx-dec
    underlying: SPX
    expiry: 2026-12-18
    quantity: 10
    settlement: am            # optional
    openedSpx: 6480.25        # optional
    legs: { longPut: 5900, shortPut: 6000, shortCall: 6900, longCall: 7000 }
    credit: 14.80             # index points per condor
    opened: 2026-11-20
`;

export function positions(text: string, name = 'book.yaml'): Promise<ParsedCondor[]> {
  return parsePositions([{ name, text }]);
}

export function snapshot(
  text: string,
  name = 'snap.csv',
  options: SnapshotOptions = {},
): Promise<ParsedSnapshot> {
  return parseSnapshot([{ name, text }], options);
}

/** The refusal that a reading ends in; fails the test where there is none. */
export async function refusalOf(reading: Promise<unknown>): Promise<Refusal> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was read without a refusal');
}

/** The line a user would see. */
export async function messageOf(reading: Promise<unknown>): Promise<string> {
  return describeRefusal(await refusalOf(reading));
}
