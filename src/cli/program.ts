import { Command, CommanderError } from 'commander';
import { Refusal, describeRefusal } from '../errors.js';
import type { RefusalKind } from '../errors.js';
import { ClosedPipe } from './io.js';
import type { Io } from './io.js';
import {
  addHistoryOptions,
  addMarketOptions,
  addOutputOptions,
  addPositionOption,
  addSettingsOptions,
  flagsOf,
  refuseArguments,
} from './options.js';
import type { SizeFlags } from './options.js';
import type { CalibrateFlags } from './history-input.js';

declare const __ALVH_VERSION__: string;

const EXIT: Readonly<Record<RefusalKind, number>> = { input: 2, data: 3 };
const EXIT_OURS = 1;
const EXIT_USAGE = 2;
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
    .usage('<command> [flags]')
    .description('Sizes a layered VIX hedge for SPX iron condors.')
    .version(__ALVH_VERSION__, '-V, --version')
    .showHelpAfterError(false)
    .helpCommand(false)
    .addHelpText('beforeAll', '')
    .addHelpText(
      'after',
      `
Start:
  alvh init hedge && cd hedge
  alvh size -p position.yaml -s snapshot.csv --as-of 2026-07-06

Exit codes: 0 done, 1 a fault of ours, 2 your input, 3 stale data or no place
to write. Educational: nothing here is advice.`,
    );
  addCommands(program, io);
  for (const command of [program, ...program.commands]) {
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
  if (command !== program) return `see alvh ${command.name()} --help`;
  return `use one of ${program.commands.map((one) => one.name()).join(', ')}, or see alvh --help`;
}

function addCommands(program: Command, io: Io): void {
  const size = program
    .command('size')
    .summary('the hedge: contracts layer by layer, cost, break-evens')
    .description('Sizes the hedge: position and VIX term structure to layers and whole contracts.')
    .usage('-p FILE -s FILE [flags]');
  addOutputOptions(addSettingsOptions(addMarketOptions(addPositionOption(size))))
    .option('--profile <name>', 'steward or promoter')
    .option('--vx-margin <usd>', "your broker's margin for one VX; VXM's is a tenth")
    .option('--static', 'no adaptation to the curve: base weights and ratio')
    .option('--explain', 'every factor and derivation, with its source')
    .addHelpText(
      'after',
      '\nExample:\n  alvh size -p position.yaml -s snapshot.csv -f json -o size.json',
    )
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runSize } = await import('./commands/size.js');
      await runSize(flagsOf<SizeFlags>(command), io);
    });

  const condor = program
    .command('condor')
    .summary('the position alone: payoff, risk capital, greeks, decay')
    .description('Prints the position alone; greeks, decay and probability need a snapshot.')
    .usage('-p FILE [-s FILE] [flags]');
  addOutputOptions(addSettingsOptions(addMarketOptions(addPositionOption(condor)), false))
    .addHelpText('after', '\nExample:\n  alvh condor -p position.yaml -s snapshot.csv')
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runCondor } = await import('./commands/condor.js');
      await runCondor(flagsOf<SizeFlags>(command), io);
    });

  const term = program
    .command('term')
    .summary('the snapshot alone: curve, slope, roll yield, regime')
    .description('Prints the VIX term structure of a snapshot.')
    .usage('-s FILE [flags]');
  addOutputOptions(addSettingsOptions(addMarketOptions(term), false))
    .addHelpText(
      'after',
      '\nExample:\n  alvh term -s snapshot.csv\n  alvh term -s settlement_2026-08-28.csv --index VIX=16.40',
    )
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runTerm } = await import('./commands/term.js');
      await runTerm(flagsOf<SizeFlags>(command), io);
    });

  const calibrate = program
    .command('calibrate')
    .summary('fit the dynamics of SPX, VIX and VX to history, with errors')
    .description('Fits how VIX answers SPX and VX answers VIX to your history, with errors.')
    .usage('--spx FILE --vix FILE --vx FILE [flags]');
  addOutputOptions(addHistoryOptions(calibrate))
    .option('--write <file>', 'write the fit as a file for --dynamics')
    .addHelpText(
      'after',
      '\nExample:\n  alvh calibrate --spx spx.csv --vix vix.csv --vx vx.csv --write fit.yaml',
    )
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command.args);
      const { runCalibrate } = await import('./commands/calibrate.js');
      await runCalibrate(flagsOf<CalibrateFlags>(command), io);
    });

  program
    .command('init')
    .summary('start a folder: every default written out, an example')
    .description(
      'Writes alvh.yaml, position.yaml and snapshot.csv into a folder; never over a file.',
    )
    .argument('[folder]', 'where to', '.')
    .addHelpText('after', '\nExample:\n  alvh init hedge')
    .action(async (folder: string) => {
      const { runInit } = await import('./commands/init.js');
      await runInit(folder, io);
    });

  program
    .command('schema')
    .summary('JSON Schema of a file: config, position or snapshot')
    .description('Prints the JSON Schema of a file, for editors.')
    .argument('<name>', 'config, position or snapshot')
    .addHelpText('after', '\nExample:\n  alvh schema config > alvh.schema.json')
    .action(async (name: string) => {
      const { runSchema } = await import('./commands/schema.js');
      await runSchema(name, io);
    });
}
