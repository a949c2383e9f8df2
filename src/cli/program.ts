import { Command, CommanderError, Option } from 'commander';
import { Refusal, describeRefusal } from '../errors.js';
import type { RefusalKind } from '../errors.js';
import { ActionNeeded } from './action-needed.js';
import { ClosedPipe } from './io.js';
import type { Io } from './io.js';
import {
  addEventsOption,
  addHistoryOptions,
  addMarketOptions,
  addOutputOptions,
  addPositionOption,
  addPressOptions,
  addSettingsOptions,
  addSignalOptions,
  flagsOf,
  ioOf,
  repeatable,
  refuseArguments,
  startingWith,
} from './options.js';
import type { SizeFlags } from './options.js';
import type { CalendarFlags } from './commands/calendar.js';
import type { OptimizeFlags } from './commands/optimize.js';
import type { SignalsFlags } from './commands/signals.js';
import type { StressFlags } from './commands/stress.js';
import type { MacroCommandFlags } from './commands/macro.js';
import type { PressCommandFlags } from './commands/press.js';
import type { CalibrateFlags } from './history-input.js';
import { declareData } from './declare/data.js';
import { declareJournal } from './declare/journal.js';
import { declareProject } from './declare/project.js';
import { declareReport } from './declare/report.js';

declare const __ALVH_VERSION__: string;

const EXIT: Readonly<Record<RefusalKind, number>> = { input: 2, data: 3, limits: 4 };
const EXIT_OURS = 1;
const EXIT_USAGE = 2;
const EXIT_ACTION = 5;
const EXIT_CLOSED_PIPE = 141;

/** Runs one command line and returns the exit code: the one place that catches. */
export async function runProgram(args: readonly string[], io: Io): Promise<number> {
  // commander prints help without waiting: it is kept, and written where a failure is caught.
  const help: string[] = [];
  try {
    await parse(args, io, help);
    if (help.length > 0) await io.writeOut(help.join(''));
    return 0;
  } catch (error) {
    return exitCodeOf(error, io);
  }
}

async function parse(args: readonly string[], io: Io, help: string[]): Promise<void> {
  try {
    await buildProgram(io, help).parseAsync([...args], { from: 'user' });
  } catch (error) {
    // --help and --version end so.
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
  }
}

function exitCodeOf(error: unknown, io: Io): number {
  if (error instanceof ClosedPipe) return EXIT_CLOSED_PIPE;
  // commander has said what is wrong.
  if (error instanceof CommanderError) return EXIT_USAGE;
  if (error instanceof ActionNeeded) {
    io.writeErr(`alvh: action needed: ${oneLine(error.message)}\n`);
    return EXIT_ACTION;
  }
  const debug = io.env['ALVH_DEBUG'] === '1';
  if (error instanceof Refusal) {
    io.writeErr(`alvh: ${oneLine(describeRefusal(error))}\n`);
    if (debug) io.writeErr(`${error.stack ?? ''}\n`);
    return EXIT[error.kind];
  }
  const message = error instanceof Error ? error.message : String(error);
  io.writeErr(
    `alvh: a fault of ours: ${oneLine(message)}; please report it with its command line\n`,
  );
  if (debug && error instanceof Error) io.writeErr(`${error.stack ?? ''}\n`);
  return EXIT_OURS;
}

/** Messages may quote the user's files: nothing in them may move the cursor or the colour. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ');
}

function buildProgram(io: Io, help: string[]): Command {
  const program = new Command('alvh')
    .usage(
      startingWith(
        '<command> [flags]',
        'Start',
        'alvh init hedge && cd hedge',
        'alvh size -p position.yaml -s snapshot.csv --as-of 2026-07-06',
      ),
    )
    .description('Sizes a layered VIX hedge for SPX iron condors.')
    .version(__ALVH_VERSION__, '-V, --version')
    .showHelpAfterError(false)
    .helpCommand(false)
    .addHelpText('beforeAll', '')
    .addHelpText(
      'after',
      `
Exit codes: 0 done, 1 a fault of ours, 2 your input, 3 stale data or no place
to write, 4 limits that contradict, 5 alarms (report --exit-code).
Educational: nothing here is advice.`,
    );
  addCommands(program, io);
  for (const command of [program, ...nested(program)]) {
    refuseRepeated(command);
    command.exitOverride().configureOutput({
      writeOut: (text) => {
        help.push(text);
      },
      writeErr: (text) => {
        io.writeErr(text);
      },
      outputError: (text, write) => {
        write(`alvh: ${tidy(text, mendOf(program, command))}\n`);
      },
    });
  }
  return program;
}

/** All commands under one, those of `data` and `journal` too. */
function nested(command: Command): Command[] {
  return command.commands.flatMap((one) => [one, ...nested(one)]);
}

/** A flag of one value given twice: commander would take the last and lose the first in silence. */
function refuseRepeated(command: Command): void {
  for (const option of command.options) {
    // Those that may be repeated collect their values by a parser of their own.
    if (!option.required || option.parseArg !== undefined) continue;
    option.argParser((value: string, earlier: string | undefined): string => {
      if (earlier === undefined) return value;
      throw new Refusal(`it is given twice, ${earlier} and ${value}`, 'keep one of the two', {
        key: option.long ?? option.flags,
      });
    });
  }
}

/** commander's `error: ...\n(Did you mean ...?)` as one line in our form. */
function tidy(text: string, mend: string): string {
  const [problem = '', nearest] = text
    .replace(/^error: /, '')
    .trim()
    .split(/\n\(D(?=id you mean)/);
  return oneLine(
    nearest === undefined ? `${problem.replace(/\.$/, '')}; ${mend}` : `${problem} (d${nearest}`,
  );
}

/** What to do where commander knows nothing near. */
function mendOf(program: Command, command: Command): string {
  const path = command.parent?.parent
    ? `${command.parent.name()} ${command.name()}`
    : command.name();
  const help = command === program ? 'alvh --help' : `alvh ${path} --help`;
  if (command.commands.length === 0) return `see ${help}`;
  return `use one of ${command.commands.map((one) => one.name()).join(', ')}, or see ${help}`;
}

function addCommands(program: Command, io: Io): void {
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
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runSize } = await import('./commands/size.js');
      await runSize(flagsOf<SizeFlags>(command), ioOf(command, io));
    });

  // Named with --record; a screen has no line to spare.
  size.options.find(({ long }) => long === '--store')?.hideHelp();

  const condor = program
    .command('condor')
    .summary('the position alone: payoff, risk capital, greeks, decay')
    .description('Prints the position alone; greeks, decay and probability need a snapshot.')
    .usage(
      startingWith(
        '-p FILE [-s FILE] [flags]',
        'Example',
        'alvh condor -p position.yaml -s snapshot.csv',
      ),
    );
  addOutputOptions(addSettingsOptions(addMarketOptions(addPositionOption(condor)), false))
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runCondor } = await import('./commands/condor.js');
      await runCondor(flagsOf<SizeFlags>(command), ioOf(command, io));
    });

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
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runStress } = await import('./commands/stress.js');
      await runStress(flagsOf<StressFlags>(command), ioOf(command, io));
    });

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
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runOptimize } = await import('./commands/optimize.js');
      await runOptimize(flagsOf<OptimizeFlags>(command), ioOf(command, io));
    });

  const press = program
    .command('press')
    .summary('realised credit into the long layer: how much, and what')
    .description('Temporal Theta cash press: realised credit into the long VIX layer.')
    .usage(
      startingWith(
        '-p FILE -s FILE --ledger FILE [flags]',
        'Example',
        'alvh press -p position.yaml -s snapshot.csv --ledger ledger.csv',
        'alvh press --ledger ledger.csv --replay',
      ),
    );
  addOutputOptions(
    addPressOptions(addSettingsOptions(addMarketOptions(addPositionOption(press)), false)),
  )
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runPress } = await import('./commands/press.js');
      await runPress(flagsOf<PressCommandFlags>(command), ioOf(command, io));
    });

  const term = program
    .command('term')
    .summary('the snapshot alone: curve, slope, roll yield, regime')
    .description('Prints the VIX term structure of a snapshot.')
    .usage(
      startingWith(
        '-s FILE [flags]',
        'Example',
        'alvh term -s snapshot.csv',
        'alvh term -s settlement_2026-08-28.csv --index VIX=16.40',
      ),
    );
  addOutputOptions(addSettingsOptions(addMarketOptions(term), false))
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runTerm } = await import('./commands/term.js');
      await runTerm(flagsOf<SizeFlags>(command), ioOf(command, io));
    });

  const signals = program
    .command('signals')
    .summary('market signals: one score, its state; regimes day by day')
    .description('Reads MACD, RSI, breadth and the VIX curve into one bounded score.')
    .usage(
      startingWith(
        '--spx FILE [flags]',
        'Example',
        'alvh signals --spx spx.csv --breadth nyse.csv --as-of 2026-07-02',
        'alvh signals --history --vix VIX_History.csv --vx vx.csv',
      ),
    );
  addOutputOptions(addSettingsOptions(addMarketOptions(addSignalOptions(signals)), false))
    .addOption(repeatable('--vx <file>', 'VX settlements, for the regime; repeatable'))
    .option('--state <file>', 'memory of score and regime: read, gone on from, kept')
    .option('--history', 'the regime of every day, from --vix, --vix3m, --vx')
    .option('--from <date>', 'first day of --history')
    .option('--to <date>', 'last day of --history')
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runSignals } = await import('./commands/signals.js');
      await runSignals(flagsOf<SignalsFlags>(command), ioOf(command, io));
    });

  const macro = program
    .command('macro')
    .summary('slow gauges of a market file: P/E, premium, P/CF, REER')
    .description('Prints the macro gauges of a market file: values, ages, what they move and why.')
    .usage(
      startingWith(
        '--market FILE [flags]',
        'Example',
        'alvh macro --market market.yaml --as-of 2026-11-20',
      ),
    );
  addOutputOptions(
    addSettingsOptions(
      macro
        .option('--market <file>', 'macro figures: payout model, P/CF, REER, quick ratio')
        .option('--as-of <date>', 'read them as of this day; default today'),
      false,
    ),
  )
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runMacro } = await import('./commands/macro.js');
      await runMacro(flagsOf<MacroCommandFlags>(command), ioOf(command, io));
    });

  const calendar = program
    .command('calendar')
    .summary('expiries, roll dates, holidays, FOMC, CPI and PPI')
    .description('Prints the calendar: expiries, holidays, events, and what falls into which life.')
    .usage(
      startingWith(
        '[-p FILE] [-s FILE] [flags]',
        'Example',
        'alvh calendar -p position.yaml --events cpi.csv -o hedge.ics',
      ),
    );
  addOutputOptions(
    addEventsOption(addSettingsOptions(addMarketOptions(addPositionOption(calendar)), false)),
    'table, json, csv, markdown or ics',
  )
    .option('--from <date>', 'first day shown (default: the valuation date)')
    .option('--to <date>', 'last day shown (default: 60 days on, or the last end)')
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runCalendar } = await import('./commands/calendar.js');
      await runCalendar(flagsOf<CalendarFlags>(command), ioOf(command, io));
    });

  const calibrate = program
    .command('calibrate')
    .summary('fit how VIX and VX move to history, with errors')
    .description('Fits how VIX answers SPX and VX answers VIX to your history, with errors.')
    .usage(
      startingWith(
        '--spx FILE --vix FILE --vx FILE [flags]',
        'Example',
        'alvh calibrate --spx spx.csv --vix vix.csv --vx vx.csv --write fit.yaml',
      ),
    );
  addOutputOptions(addHistoryOptions(calibrate))
    .option('--write <file>', 'write the fit as a file for --dynamics')
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runCalibrate } = await import('./commands/calibrate.js');
      await runCalibrate(flagsOf<CalibrateFlags>(command), ioOf(command, io));
    });

  declareData(program, io);
  declareJournal(program, io);
  declareReport(program, io);

  declareProject(program, io);
}
