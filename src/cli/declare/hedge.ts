import { Option } from 'commander';
import type { Command } from 'commander';
import type { OptimizeFlags } from '../commands/optimize.js';
import type { StressFlags } from '../commands/stress.js';
import type { Io } from '../io.js';
import {
  addHistoryOptions,
  addMarketOptions,
  addOutputOptions,
  addPositionOption,
  addSettingsOptions,
  addSignalOptions,
  repeatable,
  startingWith,
  onFlags,
} from '../options.js';
import type { SizeFlags } from '../options.js';

/** Declares `alvh size`. */
export function declareSize(program: Command, io: Io): void {
  const size = program
    .command('size')
    .summary('the hedge: contracts layer by layer, cost, break-evens')
    .description('Sizes the hedge: position and VIX term structure to layers and whole contracts.')
    .usage(
      startingWith(
        '-p FILE -s FILE [flags]',
        'Example',
        'alvh size -p position.yaml -s snapshot.csv -f json -o size.json',
      ),
    );
  addOutputOptions(
    addSignalOptions(addSettingsOptions(addMarketOptions(addPositionOption(size))), true),
  )
    .option('--profile <name>', 'steward or promoter')
    .option('--vx-margin <usd>', "your broker's margin for one VX; VXM's is a tenth")
    .option('--method <name>', 'how contracts are found: rules (default) or optimize')
    .option('--returns <file>', 'measure portfolio beta: date,return (or value),spx')
    .addOption(repeatable('--events <file>', 'tilt by FOMC, CPI: CSV, .ics or builtin; repeatable'))
    .option('--market <file>', 'macro figures, see alvh macro; with --no-macro-tilt')
    .addOption(new Option('--no-macro-tilt', 'the gauges move nothing').hideHelp())
    .option('--state <file>', 'memory of regime and signals: read, gone on from, kept')
    .option('--overrides <file>', 'log; add to it: --override WHY --by WHO --ratio N')
    .addOption(new Option('--override <reason>', 'overrule the ratio, for a reason').hideHelp())
    .addOption(new Option('--by <name>', 'who answers for it').hideHelp())
    .addOption(new Option('--ratio <number>', 'the ratio chosen, or rule').hideHelp())
    .addOption(new Option('--until <date>', 'its last day').hideHelp())
    .option('--static', 'no adaptation to the curve: base weights and ratio')
    .option('--explain', 'every factor and derivation, with its source')
    .option('--record', 'keep the result in the journal of the --store')
    .allowExcessArguments()
    .action(
      onFlags<SizeFlags>(io, async (flags, own) =>
        (await import('../commands/size.js')).runSize(flags, own),
      ),
    );

  // Named with --record; a screen has no line to spare.
  size.options.find(({ long }) => long === '--store')?.hideHelp();
}

/** Declares `alvh stress`. */
export function declareStress(program: Command, io: Io): void {
  const stress = program
    .command('stress')
    .summary('position and hedge in past crashes and over a grid')
    .description('Revalues position and hedge in full: episodes, a grid, later real markets.')
    .usage(
      startingWith(
        '-p FILE -s FILE [flags]',
        'Example',
        'alvh stress -p position.yaml -s snapshot.csv --episode covid-2020',
      ),
    );
  addOutputOptions(addSettingsOptions(addMarketOptions(addPositionOption(stress))))
    .option('--profile <name>', 'steward or promoter')
    .option('--vx-margin <usd>', "your broker's margin for one VX; VXM's is a tenth")
    .option('--static', 'no adaptation to the curve: base weights and ratio')
    .addOption(repeatable('--episode <id>', 'only these and the three always shown; repeatable'))
    .addOption(repeatable('--scenarios <file>', 'your own scenarios, YAML or JSON; repeatable'))
    .addOption(repeatable('--then <file>', 'a later snapshot to replay; repeatable, in order'))
    .option('--spx <returns>', 'SPX moves of the grid, such as -0.2,-0.1,0')
    .option('--vix <factors>', "VIX of the grid, multiples of today's, such as 1,2,3")
    .allowExcessArguments()
    .action(
      onFlags<StressFlags>(io, async (flags, own) =>
        (await import('../commands/stress.js')).runStress(flags, own),
      ),
    );
}

/** Declares `alvh optimize`. */
export function declareOptimize(program: Command, io: Io): void {
  const optimize = program
    .command('optimize')
    .summary('whole contracts of least tail risk, what limits cost')
    .description('Finds whole contracts of least CVaR (or cost) within bands and limits.')
    .usage(
      startingWith(
        '-p FILE -s FILE [flags]',
        'Example',
        'alvh optimize -p position.yaml -s snapshot.csv --set optimize.alpha=0.9',
      ),
    );
  addOutputOptions(
    addHistoryOptions(addSettingsOptions(addMarketOptions(addPositionOption(optimize))), true),
  )
    .option('--profile <name>', 'steward or promoter')
    .option('--static', 'no adaptation to the curve: base ratio')
    .option('--cvar-max <usd>', 'least cost with at most this CVaR, not least CVaR')
    .option('--expected-min <usd>', 'expected result of condors and hedge at least this')
    .addOption(repeatable('--net-at <move=usd>', 'floor at expiry: -0.1=-20000; repeatable'))
    .addOption(repeatable('--scenarios <file>', 'your own scenarios beside the episodes'))
    .addHelpText(
      'after',
      '\nHistory as in alvh calibrate (--spx, --vix, --vx) makes scenarios of it.',
    )
    .allowExcessArguments()
    .action(
      onFlags<OptimizeFlags>(io, async (flags, own) =>
        (await import('../commands/optimize.js')).runOptimize(flags, own),
      ),
    );
}
