import type { Command } from 'commander';
import type { PressCommandFlags } from '../commands/press.js';
import type { Io } from '../io.js';
import {
  addMarketOptions,
  addOutputOptions,
  addPositionOption,
  addPressOptions,
  addSettingsOptions,
  startingWith,
  onFlags,
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
    .action(
      onFlags<SizeFlags>(io, async (flags, own) =>
        (await import('../commands/condor.js')).runCondor(flags, own),
      ),
    );
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
    .action(
      onFlags<PressCommandFlags>(io, async (flags, own) =>
        (await import('../commands/press.js')).runPress(flags, own),
      ),
    );
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
    .action(
      onFlags<SizeFlags>(io, async (flags, own) =>
        (await import('../commands/term.js')).runTerm(flags, own),
      ),
    );
}
