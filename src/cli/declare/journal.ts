import { Option } from 'commander';
import type { Command } from 'commander';
import type { OutputFlags } from '../emit.js';
import type { Io } from '../io.js';
import type { FillFlags, ListFlags, VerifyFlags } from '../journal-flags.js';
import {
  addOutputOptions,
  addStoreOption,
  flagsOf,
  ioOf,
  repeatable,
  startingWith,
  onFlags,
} from '../options.js';

/** Declares `alvh journal`. */
export function declareJournal(program: Command, io: Io): void {
  const journal = program
    .command('journal')
    .helpCommand(false)
    .summary('what was recommended, what was done, corrections; checked by hashes')
    .description('The journal: recommendations, fills, overrides, notes; nothing is taken away.')
    .usage(
      startingWith('[command] [flags]', 'Example', 'alvh journal --from 2026-11-16 --kind fill'),
    );
  declareReaders(journal, io);
  declareWriters(journal, io);
}

function declareReaders(journal: Command, io: Io): void {
  addOutputOptions(
    addStoreOption(addDays(journal.command('list', { isDefault: true })))
      .summary('entries, the newest last (also plain alvh journal)')
      .description('Lists entries, the newest last.')
      .usage(startingWith('[flags]', 'Example', 'alvh journal --kind fill --layer short'))
      .addOption(
        repeatable(
          '--kind <kind>',
          'recommendation, fill, override, press, note or void; repeatable',
        ),
      ),
  )
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      const { runList } = await import('../commands/journal.js');
      await runList(flagsOf<ListFlags>(command), command.args, ioOf(command, io));
    });

  addOutputOptions(
    addStoreOption(journal.command('show'))
      .summary('the whole of an entry; a recommendation as it was printed')
      .description('Shows the whole of an entry; a recommendation as alvh size printed it.')
      .usage(startingWith('SEQ [flags]', 'Example', 'alvh journal show 12 -f json'))
      .argument('<seq>', 'number of the entry'),
  ).action(async (seq: string, _: unknown, command: Command) => {
    const { runShow } = await import('../commands/journal.js');
    await runShow(flagsOf<OutputFlags>(command), seq, ioOf(command, io));
  });

  addOutputOptions(
    addStoreOption(addDays(journal.command('compare')))
      .summary('day by day: recommended, traded, held, the difference')
      .description('Compares what was recommended with what was held when the day ended.')
      .usage(startingWith('[flags]', 'Example', 'alvh journal compare --from 2026-11-16')),
  )
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      const { runCompare } = await import('../commands/journal.js');
      await runCompare(flagsOf<ListFlags>(command), command.args, ioOf(command, io));
    });

  addOutputOptions(
    addStoreOption(journal.command('verify'))
      .summary('recompute the chain of hashes; exit 3 where it breaks')
      .description('Recomputes the hash of every entry; exit 3 names the first that is changed.')
      .usage(startingWith('[--head HASH] [flags]', 'Example', 'alvh journal verify'))
      .option('--head <hash>', 'a head that you noted: it must still be in the chain'),
  )
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      const { runVerify } = await import('../commands/journal.js');
      await runVerify(flagsOf<VerifyFlags>(command), command.args, ioOf(command, io));
    });
}

function declareWriters(journal: Command, io: Io): void {
  addWriterOptions(journal.command('fill'))
    .summary('a trade as the broker confirmed it, or several from a file')
    .description('Records what was bought (positive) or sold (negative).')
    .usage(
      startingWith(
        '--symbol S --contracts N --price P [flags]',
        'Example',
        'alvh journal fill --symbol VXZ26 --contracts 2 --price 18.90 --layer short',
        'alvh journal fill --from fills.csv',
      ),
    )
    .option('--symbol <symbol>', 'VXZ26, VXMZ26, an OSI symbol of a VIX option, VXX')
    .option('--contracts <n>', 'bought; sold is negative')
    .option('--price <points>', 'VIX points, not dollars; dollars a share for an ETP')
    .option('--fees <usd>', 'commission and fees of the whole fill')
    .option('--layer <name>', 'the layer it is for')
    .option('--on <date>', 'the day it was done (default: today, Chicago)')
    .option('--id <id>', "the broker's number: recorded once, however often it is given")
    .option('--note <text>', 'why, or how')
    .option('--again', 'an equal fill of the day is there, and this is a second one')
    .option('--from <file>', 'CSV: date,symbol,contracts,price,fees_usd,layer,id,note')
    .allowExcessArguments()
    .action(
      onFlags<FillFlags>(io, async (flags, own) =>
        (await import('../commands/journal-write.js')).runFill(flags, own),
      ),
    );

  addWriterOptions(journal.command('note'))
    .summary('a remark')
    .description('Adds a remark.')
    .usage(startingWith('TEXT [flags]', 'Example', 'alvh journal note "rolled a day late"'))
    .argument('<text>', 'in quotes')
    .option('--on <date>', 'the day it is about (default: today, Chicago)')
    .action(async (text: string, _: unknown, command: Command) => {
      const { runNote } = await import('../commands/journal-write.js');
      await runNote(text, flagsOf<{ quiet?: boolean; on?: string }>(command), ioOf(command, io));
    });

  addWriterOptions(journal.command('void'))
    .summary('a correction: an entry counts no longer, and stays')
    .description('Voids an entry: it counts no longer, and is still shown.')
    .usage(startingWith('SEQ --reason TEXT', 'Example', 'alvh journal void 7 --reason "twice"'))
    .argument('<seq>', 'number of the entry')
    .option('--reason <text>', 'why')
    .action(async (seq: string, _: unknown, command: Command) => {
      const { runVoid } = await import('../commands/journal-write.js');
      const flags = flagsOf<{ quiet?: boolean; reason?: string }>(command);
      await runVoid(seq, flags, ioOf(command, io));
    });

  addWriterOptions(journal.command('import'))
    .summary('a ledger and a log of overrides from files')
    .description('Takes files into the journal; what is there already adds nothing.')
    .usage(startingWith('[flags]', 'Example', 'alvh journal import --ledger ledger.csv'))
    .option('--ledger <file>', 'what was realised and pressed, as for alvh press')
    .option('--overrides <file>', 'a log of overrides, as of alvh size')
    .allowExcessArguments()
    .action(
      onFlags<{ quiet?: boolean; ledger?: string; overrides?: string }>(io, async (flags, own) =>
        (await import('../commands/journal-import.js')).runImport(flags, own),
      ),
    );
}

function addDays(command: Command): Command {
  return command
    .option('--from <date>', 'first day')
    .option('--to <date>', 'last day')
    .option('--on <date>', 'one day')
    .option('--layer <name>', 'what names this layer');
}

function addWriterOptions(command: Command): Command {
  return addStoreOption(command).addOption(new Option('-q, --quiet', 'print nothing'));
}
