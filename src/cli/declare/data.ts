import type { Command } from 'commander';
import type { DataCheckFlags } from '../commands/data-check.js';
import type { DataExportFlags } from '../commands/data-export.js';
import type { DataImportFlags } from '../commands/data-import.js';
import type { DataPullFlags } from '../commands/data-pull.js';
import type { DataStatusFlags } from '../commands/data-status.js';
import type { Io } from '../io.js';
import {
  addLogOption,
  addOutputOptions,
  addStoreOption,
  flagsOf,
  ioOf,
  refuseArguments,
  repeatable,
  startingWith,
} from '../options.js';

/** Declares `alvh data`. */
export function declareData(program: Command, io: Io): void {
  const data = program
    .command('data')
    .summary('market history: fetch, import, check, export')
    .description('Keeps market history in the store; no other command fetches anything.')
    .usage(
      startingWith(
        '<command> [flags]',
        'Example',
        'alvh data pull',
        'alvh data import VIX_History.csv settlement_2026-11-24.csv',
        'alvh data status',
      ),
    )
    .helpCommand(false);
  declarePull(data, io);
  declareImport(data, io);
  declareStatus(data, io);
  declareCheck(data, io);
  declareExport(data, io);
}

function declarePull(data: Command, io: Io): void {
  const command = data
    .command('pull')
    .summary("fetch what is new from Cboe's public files")
    .description(
      'Fetches index histories and VX settlements; what fails leaves what is held as it was.',
    )
    .usage(startingWith('[flags]', 'Example', 'alvh data pull --only vix,vx --from 2020-01-01'));
  addLogOption(addStoreOption(command))
    .option('--only <names>', 'of vix,vix9d,vix3m,vix6m,vvix,spx,vx')
    .option(
      '--from <date>',
      'VX contracts that expired since then too, and days since then that are lacking',
    )
    .option('--accept-revisions', 'take revised values in place of held ones')
    .option('-c, --config <file>', 'settings; else ./alvh.yaml, XDG folder, defaults')
    .addOption(repeatable('--set <key=value>', 'such as data.indexUrl=...; repeatable'))
    .option('-q, --quiet', 'say only what is wrong')
    .allowExcessArguments()
    .action(async (_: unknown, own: Command) => {
      refuseArguments(own.args);
      const { runDataPull } = await import('../commands/data-pull.js');
      await runDataPull(flagsOf<DataPullFlags>(own), ioOf(own, io));
    });
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

function declareStatus(data: Command, io: Io): void {
  const command = data
    .command('status')
    .summary('what is held, and how old it is')
    .description('Prints what is held of each series, its age, its feed, revisions not taken.')
    .usage(startingWith('[flags]', 'Example', 'alvh data status -f json'));
  addOutputOptions(addStoreOption(command))
    .allowExcessArguments()
    .action(async (_: unknown, own: Command) => {
      refuseArguments(own.args);
      const { runDataStatus } = await import('../commands/data-status.js');
      await runDataStatus(flagsOf<DataStatusFlags>(own), ioOf(own, io));
    });
}

function declareCheck(data: Command, io: Io): void {
  const command = data
    .command('check')
    .summary('whether the store is whole and what it holds can be')
    .description('Checks file, schema, every series held and the journal; exit code 3 for a fault.')
    .usage(startingWith('[flags]', 'Example', 'alvh data check -q && alvh report'));
  addStoreOption(command)
    .option('-q, --quiet', 'say only what is wrong')
    .allowExcessArguments()
    .action(async (_: unknown, own: Command) => {
      refuseArguments(own.args);
      const { runDataCheck } = await import('../commands/data-check.js');
      await runDataCheck(flagsOf<DataCheckFlags>(own), ioOf(own, io));
    });
}

function declareExport(data: Command, io: Io): void {
  const command = data
    .command('export')
    .summary('a table of the store as CSV or Parquet')
    .description('Writes one table of the store; without -o it prints CSV.')
    .usage(
      startingWith('[flags]', 'Example', 'alvh data export --table settlements -o vx.parquet'),
    );
  addStoreOption(command)
    .option('--table <name>', 'levels, settlements, revisions or journal')
    .option('-o, --output <file>', 'whole or not at all; .csv or .parquet')
    .option('-q, --quiet', 'no note on standard error')
    .allowExcessArguments()
    .action(async (_: unknown, own: Command) => {
      refuseArguments(own.args);
      const { runDataExport } = await import('../commands/data-export.js');
      await runDataExport(flagsOf<DataExportFlags>(own), ioOf(own, io));
    });
}
