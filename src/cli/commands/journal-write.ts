import { Refusal } from '../../errors.js';
import { appendEntry, journalEntries, lastEntryBefore } from '../../store/journal-store.js';
import { holdingsOf } from '../../journal/holdings.js';
import type { Appended } from '../../store/journal-store.js';
import type { NewEntry } from '../../journal/entry.js';
import { createFill } from '../../journal/fill.js';
import { checkText } from '../../journal/free-text.js';
import { unknownName } from '../../input/keys.js';
import { fillText } from '../../output/journal-text.js';
import { addDays } from '../../market/date.js';
import type { IsoDate } from '../../market/date.js';
import { chicagoDate } from '../../market/time.js';
import type { EpochMs } from '../../market/time.js';
import type { StoreDb } from '../../store/database.js';
import { addFills, addVoid } from '../../store/journal-writes.js';
import type { DatedFill } from '../../store/journal-writes.js';
import { settledPrices } from '../../store/settled-prices.js';
import { readDate } from '../history-input.js';
import { readNamed } from '../inputs.js';
import type { Io } from '../io.js';
import { readFlagNumber, readSeq } from '../journal-flags.js';
import type { FillFlags } from '../journal-flags.js';
import { momentOf, say, writing } from '../journal-writing.js';
import type { QuietFlag } from '../journal-writing.js';

/** A price so far from that day's settlement is likelier a slip than a trade [C]. */
const FAR_FROM_SETTLEMENT = 0.25;

/** `alvh journal fill`: what was bought or sold, one by flags or several from a file. */
export async function runFill(flags: FillFlags, io: Io): Promise<void> {
  const today = chicagoDate(io.now() as EpochMs);
  const fills =
    flags.from === undefined ? [fillOfFlags(flags, today)] : await fillsOfFile(flags, today, io);
  const { lines, notes } = await writing(io, (db) => {
    checkLayers(db, fills);
    const added = addFills(db, fills, flags.again === true, momentOf(io), (at, refusal) =>
      fills[at]?.locate === undefined ? flagged(refusal) : refusal.at(fills[at].locate()),
    );
    return {
      lines: fills.map((given, at) => lineOf(given, added[at])),
      notes: [...farNotes(db, fills), ...shortNotes(db, fills, today)],
    };
  });
  if (flags.quiet !== true) for (const note of notes) io.writeErr(`alvh: ${note}\n`);
  await say(lines, flags, io);
}

/** A fill, its day, and where it stands in a file. */
interface GivenFill extends DatedFill {
  readonly locate?: (key?: string) => { readonly file?: string; readonly line?: number };
}

function fillOfFlags(flags: FillFlags, today: IsoDate): GivenFill {
  for (const name of ['symbol', 'contracts', 'price'] as const) {
    if (flags[name] !== undefined) continue;
    throw new Refusal(
      'a fill needs it',
      'give --symbol VXZ26 --contracts 2 --price 18.90 (sold: negative), or --from FILE',
      { key: `--${name}` },
    );
  }
  const { symbol = '', contracts = '', price = '', fees, layer, id, note } = flags;
  const date = readDate(flags.on, '--on') ?? today;
  const input = {
    symbol,
    contracts: readFlagNumber(contracts, '--contracts'),
    price: readFlagNumber(price, '--price'),
    ...(fees !== undefined && { feesUsd: readFlagNumber(fees, '--fees') }),
    ...(layer !== undefined && { layer }),
    ...(id !== undefined && { id }),
    ...(note !== undefined && { note }),
  };
  try {
    return { date, fill: createFill(input, date, today) };
  } catch (error) {
    throw error instanceof Refusal ? flagged(error) : error;
  }
}

const FLAG_OF: Readonly<Record<string, string>> = { feesUsd: '--fees', date: '--on' };

/** A key of the domain as the flag that gave it. */
function flagged({ message, mend, place, kind }: Refusal): Refusal {
  const { key } = place;
  const flag = key === undefined ? {} : { key: FLAG_OF[key] ?? `--${key}` };
  return new Refusal(message, mend, { ...place, ...flag }, kind);
}

async function fillsOfFile(flags: FillFlags, today: IsoDate, io: Io): Promise<GivenFill[]> {
  const { symbol, contracts, price, fees, layer, on, id, note } = flags;
  const others = { symbol, contracts, price, fees, layer, on, id, note };
  const [beside] = Object.entries(others).filter(([, value]) => value !== undefined);
  if (beside !== undefined) {
    throw new Refusal('the file says it of each fill', 'leave it out beside --from', {
      key: `--${beside[0]}`,
    });
  }
  const { parseFills } = await import('../../input/fills.js');
  return parseFills(await readNamed(flags.from ?? '', '--from', io), today);
}

/** A name that no layer has would be a layer of its own: the last recommendation knows them. */
function checkLayers(db: StoreDb, fills: readonly GivenFill[]): void {
  const namesOn = ofDay((date) => {
    const last = lastEntryBefore(db, 'recommendation', addDays(date, 1));
    return last?.kind === 'recommendation' ? last.body.layers.map(({ name }) => name) : undefined;
  });
  for (const { date, fill, locate } of fills) {
    const { layer } = fill;
    const names = layer === undefined ? undefined : namesOn(date);
    if (layer === undefined || names === undefined || names.includes(layer)) continue;
    throw unknownName('layer', layer, names, locate?.('layer') ?? { key: '--layer' });
  }
}

/** What is read of a day, once a day however many fills it has. */
function ofDay<T>(read: (date: IsoDate) => T): (date: IsoDate) => T {
  const known = new Map<IsoDate, { readonly value: T }>();
  return (date) => {
    const entry = known.get(date) ?? { value: read(date) };
    known.set(date, entry);
    return entry.value;
  };
}

function lineOf({ date, fill }: GivenFill, appended: Appended | undefined): string {
  const { seq, added } = appended ?? {};
  return `entry ${seq}${added === true ? '' : ' is there already'}: ${date} ${fillText(fill)}`;
}

/** A price far from what the store holds for that day is said, not refused: days have been wild. */
function farNotes(db: StoreDb, fills: readonly GivenFill[]): string[] {
  const pricesOn = ofDay((date) => settledPrices(db, date));
  return fills.flatMap(({ date, fill: { symbol, price } }) => {
    const settled = pricesOn(date)(symbol);
    if (settled === undefined || Math.abs(price / settled - 1) <= FAR_FROM_SETTLEMENT) return [];
    return [
      `far-from-settlement: ${symbol} settled at ${settled} on ${date}, and the fill is at ${price}: void it if that is a slip`,
    ];
  });
}

/** More sold than was bought, by what the journal holds. */
function shortNotes(db: StoreDb, fills: readonly GivenFill[], today: IsoDate): string[] {
  const symbols = new Set(fills.map(({ fill }) => fill.symbol));
  const entries = journalEntries(db, { kinds: ['fill', 'void'] });
  return holdingsOf(entries, today).flatMap(({ contract: { symbol }, contracts, expired }) =>
    contracts >= 0 || !symbols.has(symbol)
      ? []
      : [
          `sold-short: by the journal ${-contracts} ${symbol} ${expired ? 'were sold that were not bought before they expired' : 'are sold that were not bought'}`,
        ],
  );
}

/** `alvh journal note`. */
export async function runNote(text: string, flags: QuietFlag & { on?: string }, io: Io) {
  const today = chicagoDate(io.now() as EpochMs);
  const date = readDate(flags.on, '--on') ?? today;
  if (date > today) {
    throw new Refusal(`${date} is after today, ${today}`, 'note it then', { key: '--on' });
  }
  const entry: NewEntry = { kind: 'note', date, body: { text: checkText(text, 'TEXT') } };
  const { seq } = await writing(io, (db) => appendEntry(db, entry, momentOf(io)));
  await say([`entry ${seq}: ${date} noted`], flags, io);
}

/** `alvh journal void`: an entry counts no longer, and is still shown. */
export async function runVoid(
  number: string,
  flags: QuietFlag & { reason?: string },
  io: Io,
): Promise<void> {
  const seq = readSeq(number);
  if (flags.reason === undefined) {
    throw new Refusal('a correction needs a reason', 'add --reason "WHY"', { key: '--reason' });
  }
  const reason = checkText(flags.reason, '--reason');
  const date = chicagoDate(io.now() as EpochMs);
  const added = await writing(io, (db) => addVoid(db, seq, reason, date, momentOf(io)));
  await say([`entry ${added.seq}: ${date} voids entry ${seq}`], flags, io);
}
