import { DISCLAIMER } from '../../disclaimer.js';
import { Refusal } from '../../errors.js';
import { compareDays } from '../../journal/comparison.js';
import type { ComparedDay } from '../../journal/comparison.js';
import { costSoFar } from '../../journal/cost-so-far.js';
import type { JournalEntry } from '../../journal/entry.js';
import { listed } from '../../journal/listing.js';
import type {
  JournalComparison,
  JournalListing,
  JournalShown,
  JournalVerified,
} from '../../journal/report.js';
import { unknownName } from '../../input/keys.js';
import { chicagoDate } from '../../market/time.js';
import type { EpochMs } from '../../market/time.js';
import { openToRead } from '../../store/database.js';
import type { StoreDb } from '../../store/database.js';
import { verifyChain } from '../../store/journal-chain.js';
import {
  entryAt,
  entryWithHash,
  journalEntries,
  lastEntryBefore,
} from '../../store/journal-store.js';
import { settledPrices } from '../../store/settled-prices.js';
import { emit, renderOptions } from '../emit.js';
import type { OutputFlags } from '../emit.js';
import type { Io } from '../io.js';
import { readDays, readKinds, readSeq } from '../journal-flags.js';
import type { ChosenFlags, ListFlags, VerifyFlags } from '../journal-flags.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';

const ALL_KINDS_BUT_RESULTS = ['fill', 'override', 'press', 'note', 'void'] as const;

const head = <View extends string>(view: View) =>
  ({ schemaVersion: 1, command: 'journal', view }) as const;
const foot = { warnings: [], disclaimer: DISCLAIMER };

/** `alvh journal`: entries by day, kind and layer, the newest last. */
export async function runList(flags: ListFlags, args: readonly string[], io: Io): Promise<void> {
  refuseCommand(args);
  const options = renderOptions(flags, io);
  checkTarget(flags, io);
  const days = readDays(flags);
  const kinds = readKinds(flags);
  const report = await reading(io, (db): JournalListing => {
    const entries = journalEntries(db, { ...days, kinds });
    const voids = journalEntries(db, { kinds: ['void'] });
    return { ...head('list'), entries: listed(entries, voids, flags.layer), ...foot };
  });
  const text = await rendered(report, options, (all) => all.renderListing);
  await emit(text, report, options.format, flags, io);
}

/** `alvh journal show`: the whole of an entry; of a recommendation its result as it was. */
export async function runShow(flags: OutputFlags, number: string, io: Io): Promise<void> {
  const options = renderOptions(flags, io);
  checkTarget(flags, io);
  const seq = readSeq(number);
  const { entry, voids } = await reading(io, (db) => ({
    entry: entryAt(db, seq),
    voids: journalEntries(db, { kinds: ['void'] }),
  }));
  if (entry === undefined) {
    throw new Refusal(`there is no entry ${seq}`, 'alvh journal lists them', { key: 'SEQ' });
  }
  const [shown] = listed([entry], voids);
  if (entry.kind === 'recommendation') {
    const { voidedBy } = shown ?? {};
    const message = `Entry ${voidedBy ?? ''} has voided this recommendation: it counts no longer.`;
    const noted = voidedBy === undefined ? [] : [{ code: 'entry-voided', message }];
    const result = { ...entry.body, warnings: [...noted, ...entry.body.warnings] };
    const text = await rendered(result, options, (all) => all.renderSize);
    await emit(text, result, options.format, flags, io);
    return;
  }
  if (shown === undefined) return;
  const report: JournalShown = { ...head('show'), entry: shown, ...foot };
  const text = await rendered(report, options, (all) => all.renderShown);
  await emit(text, report, options.format, flags, io);
}

/** `alvh journal compare`: day by day what was recommended, what was held, the difference. */
export async function runCompare(
  flags: Omit<ListFlags, 'kind'>,
  args: readonly string[],
  io: Io,
): Promise<void> {
  refuseCommand(args);
  const options = renderOptions(flags, io);
  checkTarget(flags, io);
  const days = readDays(flags);
  const report = await reading(io, (db) => comparison(db, flags, days, io));
  const text = await rendered(report, options, (all) => all.renderComparison);
  await emit(text, report, options.format, flags, io);
}

function comparison(
  db: StoreDb,
  { layer }: ChosenFlags,
  days: ReturnType<typeof readDays>,
  io: Io,
): JournalComparison {
  const to = days.to ?? chicagoDate(io.now() as EpochMs);
  const acts = journalEntries(db, { kinds: ALL_KINDS_BUT_RESULTS });
  const said = journalEntries(db, { ...days, to, kinds: ['recommendation'] });
  const before = days.from && lastEntryBefore(db, 'recommendation', days.from);
  const entries: JournalEntry[] = [...acts, ...(before ? [before] : []), ...said];
  const from = days.from ?? earliest(entries) ?? to;
  const compared = compareDays(entries, from, to);
  const cost = costSoFar(acts, settledPrices(db, to), to);
  return {
    ...head('compare'),
    ...{ from, to, ...(layer !== undefined && { layer }) },
    days: layer === undefined ? compared : ofLayer(compared, layer),
    ...(cost && { cost }),
    ...foot,
  };
}

function earliest(entries: readonly JournalEntry[]) {
  return entries
    .filter(({ kind }) => kind === 'recommendation' || kind === 'fill')
    .map(({ date }) => date)
    .sort()[0];
}

function ofLayer(days: readonly ComparedDay[], layer: string): ComparedDay[] {
  const known = new Set(days.flatMap(({ layers }) => layers.map((one) => one.layer)));
  if (known.size > 0 && !known.has(layer)) {
    throw unknownName('layer', layer, [...known], { key: '--layer' });
  }
  return days
    .map((day) => ({ ...day, layers: day.layers.filter((one) => one.layer === layer) }))
    .filter(({ layers }) => layers.length > 0);
}

/** `alvh journal verify`: the chain of hashes, and whether a head noted earlier is still in it. */
export async function runVerify(
  flags: VerifyFlags,
  args: readonly string[],
  io: Io,
): Promise<void> {
  refuseCommand(args);
  const options = renderOptions(flags, io);
  checkTarget(flags, io);
  const noted = readHead(flags.head);
  const report = await reading(io, (db): JournalVerified => {
    const { entries, head: last, broken } = verifyChain(db);
    if (broken !== undefined) {
      throw new Refusal(
        `the journal breaks at entry ${broken.seq}: ${broken.why}`,
        'put back a copy of the store from before; nothing after it can be trusted',
        { file: io.store },
        'data',
      );
    }
    const since = noted === undefined ? undefined : sinceOf(db, noted, io);
    return {
      ...head('verify'),
      ...{ entries, head: last, ...(since !== undefined && { since }) },
      ...foot,
    };
  });
  const text = await rendered(report, options, (all) => all.renderVerified);
  await emit(text, report, options.format, flags, io);
}

function readHead(text: string | undefined): string | undefined {
  if (text === undefined || /^[0-9a-f]{64}$/.test(text)) return text;
  throw new Refusal(
    `"${text}" is no head of a journal`,
    'give the 64 digits that alvh journal verify has printed',
    { key: '--head' },
  );
}

function sinceOf(db: StoreDb, noted: string, io: Io): number {
  const entry = entryWithHash(db, noted);
  if (entry !== undefined) return entry.seq;
  throw new Refusal(
    'no entry has the head that was noted: entries were cut off, or written anew',
    'put back a copy of the store that has it',
    { file: io.store, key: '--head' },
    'data',
  );
}

async function reading<T>(io: Io, work: (db: StoreDb) => T): Promise<T> {
  const db = await openToRead(io.store);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

function checkTarget(flags: OutputFlags, io: Io): void {
  checkOutputTarget({ ...outputOf(flags), store: io.store }, io);
}

function outputOf({ output }: OutputFlags): { readonly output?: string } {
  return output === undefined ? {} : { output };
}

const COMMANDS = ['list', 'show', 'fill', 'note', 'void', 'compare', 'verify', 'import'];

/** A word that is no command comes here as an argument of the one that needs none. */
function refuseCommand([first]: readonly string[]): void {
  if (first !== undefined) throw unknownName('command', first, COMMANDS, { key: 'journal' });
}
