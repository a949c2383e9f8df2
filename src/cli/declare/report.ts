import { Option } from 'commander';
import type { Command } from 'commander';
import type { Io } from '../io.js';
import {
  addLogOption,
  addMarketOptions,
  addOutputOptions,
  addPositionOption,
  addSettingsOptions,
  addSignalOptions,
  repeatable,
  startingWith,
  onFlags,
} from '../options.js';
import type { ReportFlags } from '../report-input.js';

/** Declares `alvh report`. */
export function declareReport(program: Command, io: Io): void {
  const report = program
    .command('report')
    .summary('the day: alarms, what changed, hedge, stress, dates')
    .description('Sizes as alvh size does, records it, and tells what changed and what is due.')
    .usage(
      startingWith(
        '-p FILE [-s FILE] [flags]',
        'Example',
        'alvh report -p position.yaml -s snapshot.csv --exit-code -o report.html',
      ),
    );
  addLogOption(
    addOutputOptions(
      addSignalOptions(
        addSettingsOptions(addMarketOptions(addPositionOption(report)), false),
        true,
      ),
      'table, json, csv, markdown or html',
    ),
  )
    .addOption(new Option('--profile <name>', 'steward or promoter').hideHelp())
    .addOption(new Option('--vx-margin <usd>', "your broker's margin for one VX").hideHelp())
    .addOption(new Option('--returns <file>', 'measure portfolio beta').hideHelp())
    .addOption(repeatable('--events <file>', 'FOMC, CPI, PPI: CSV, .ics or builtin; repeatable'))
    .option('--market <file>', 'macro figures, see alvh macro; with --no-macro-tilt')
    .addOption(new Option('--no-macro-tilt', 'the gauges move nothing').hideHelp())
    .option('--state <file>', 'memory of regime and signals: read, gone on from, kept')
    .option('--overrides <file>', "log of overrides, read only (default: the store's)")
    .option('--ledger <file>', "press ledger, a file (default: the store's)")
    .addOption(new Option('--static', 'base weights and ratio').hideHelp())
    .option('--no-record', 'keep nothing in the journal; needs no store')
    .option('--mail <file>', 'mail for sendmail -t; with --mail-to, --mail-from')
    .addOption(new Option('--mail-to <list>', 'recipients, commas between them').hideHelp())
    .addOption(new Option('--mail-from <address>', 'the sender').hideHelp())
    .option('--exit-code', 'end with 5 where there is an alarm, reasons in a line')
    .option('--once', "nothing where the day's report has been made")
    .allowExcessArguments()
    .action(
      onFlags<ReportFlags>(io, async (flags, own) =>
        (await import('../commands/report.js')).runReport(flags, own),
      ),
    );
}
