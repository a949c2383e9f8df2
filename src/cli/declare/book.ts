import type { Command } from 'commander';
import type { PressCommandFlags } from '../commands/press.js';
import type { Io } from '../io.js';
import {
  addMarketOptions,
  addOutputOptions,
  addPositionOption,
  addPressOptions,
  addSettingsOptions,
  flagsOf,
  ioOf,
  refuseArguments,
  startingWith,
} from '../options.js';
import type { SizeFlags } from '../options.js';

/** Declares `alvh condor`. */
export function declareCondor(program: Command, io: Io): void {
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
      const { runCondor } = await import('../commands/condor.js');
      await runCondor(flagsOf<SizeFlags>(command), ioOf(command, io));
    });
}

/** Declares `alvh press`. */
export function declarePress(program: Command, io: Io): void {
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
      const { runPress } = await import('../commands/press.js');
      await runPress(flagsOf<PressCommandFlags>(command), ioOf(command, io));
    });
}

/** Declares `alvh term`. */
export function declareTerm(program: Command, io: Io): void {
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
      const { runTerm } = await import('../commands/term.js');
      await runTerm(flagsOf<SizeFlags>(command), ioOf(command, io));
    });
}
