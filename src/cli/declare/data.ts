import type { Command } from 'commander';
import type { DataImportFlags } from '../commands/data-import.js';
import type { Io } from '../io.js';
import { addStoreOption, flagsOf, ioOf, startingWith } from '../options.js';

/** Declares `alvh data`. */
export function declareData(program: Command, io: Io): void {
  const data = program
    .command('data')
    .summary('market history: fetch, import, check, export')
    .description('Keeps market history in the store; no other command fetches anything.')
    .usage(
      startingWith(
        '<command> [flags]',
        'Examples',
        'alvh data pull',
        'alvh data import VIX_History.csv settlement_2026-11-24.csv',
        'alvh data status',
      ),
    )
    .helpCommand(false);
  declareImport(data, io);
}

function declareImport(data: Command, io: Io): void {
  const command = data
    .command('import')
    .summary('take files that you have')
    .description('Takes market data from files; their head and name tell what they are.')
    .usage(startingWith('FILE... [flags]', 'Example', 'alvh data import *.csv --store alvh.db'))
    .argument('<file...>', "Cboe's files, VX by day or rank, SPX prices, snapshots of alvh");
  addStoreOption(command)
    .option('--symbol <name>', 'the index of a file that does not say: SPX')
    .option('--accept-revisions', 'take revised values in place of held ones')
    .option('-q, --quiet', 'say only what is wrong')
    .action(async (files: string[], _: unknown, own: Command) => {
      const { runDataImport } = await import('../commands/data-import.js');
      await runDataImport(files, flagsOf<DataImportFlags>(own), ioOf(own, io));
    });
}
