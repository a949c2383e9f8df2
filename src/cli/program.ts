import { Command, CommanderError } from 'commander';
import { Refusal, describeRefusal } from '../errors.js';
import type { RefusalKind } from '../errors.js';
import { ActionNeeded } from './action-needed.js';
import { ClosedPipe } from './io.js';
import type { Io } from './io.js';
import { startingWith } from './options.js';
import { runLog } from './run-log.js';
import { asHeld } from './store-path.js';
import { declareCondor, declarePress, declareTerm } from './declare/book.js';
import { declareData } from './declare/data.js';
import { declareGauges } from './declare/gauges.js';
import { declareOptimize, declareSize, declareStress } from './declare/hedge.js';
import { declareJournal } from './declare/journal.js';
import { declareProject } from './declare/project.js';
import { declareReport } from './declare/report.js';

declare const __ALVH_VERSION__: string;

const EXIT: Readonly<Record<RefusalKind, number>> = { input: 2, data: 3, limits: 4 };
const EXIT_OURS = 1;
const EXIT_USAGE = 2;
const EXIT_ACTION = 5;
const EXIT_CLOSED_PIPE = 141;

/** Runs one command line and returns the exit code. */
export async function runProgram(args: readonly string[], io: Io): Promise<number> {
  try {
    const log = runLog(args, io);
    const code = await runCommand(args, log.io);
    log.end(code);
    return code;
  } catch (error) {
    return exitCodeOf(error, io);
  }
}

/** The one place that catches. */
async function runCommand(args: readonly string[], io: Io): Promise<number> {
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
    await buildProgram(args[0], io, help).parseAsync([...args], { from: 'user' });
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
    const refusal = asHeld(error);
    io.writeErr(`alvh: ${oneLine(describeRefusal(refusal))}\n`);
    if (debug) io.writeErr(`${error.stack ?? ''}\n`);
    return EXIT[refusal.kind];
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

/** @param first the first argument: where it names a command, no other one is declared */
function buildProgram(first: string | undefined, io: Io, help: string[]): Command {
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
  declareCommands(first, program, io);
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

type Declare = (program: Command, io: Io) => void;

/** In the order of the help. */
const DECLARATIONS: readonly (readonly [declare: Declare, ...names: string[]])[] = [
  [declareSize, 'size'],
  [declareCondor, 'condor'],
  [declareStress, 'stress'],
  [declareOptimize, 'optimize'],
  [declarePress, 'press'],
  [declareTerm, 'term'],
  [declareGauges, 'signals', 'macro', 'calendar', 'calibrate'],
  [declareData, 'data'],
  [declareJournal, 'journal'],
  [declareReport, 'report'],
  [declareProject, 'init', 'schema'],
];

/**
 * A run of one command needs no other: two hundred options take as long to declare as a book to
 * size. Where the first argument names none (help, a word that is misspelt), all are declared.
 */
function declareCommands(first: string | undefined, program: Command, io: Io): void {
  if (first === '--version' || first === '-V') return;
  const named = DECLARATIONS.filter(([, ...names]) => names.some((name) => name === first));
  for (const [declare] of named.length > 0 ? named : DECLARATIONS) declare(program, io);
}
