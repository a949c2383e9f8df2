import type { Command } from 'commander';
import type { SignalsFlags } from '../commands/signals.js';
import type { MacroCommandFlags } from '../commands/macro.js';
import type { CalendarFlags } from '../commands/calendar.js';
import type { CalibrateFlags } from '../history-input.js';
import type { Io } from '../io.js';
import {
  addEventsOption,
  addHistoryOptions,
  addMarketOptions,
  addOutputOptions,
  addPositionOption,
  addSettingsOptions,
  addSignalOptions,
  addStoreOption,
  repeatable,
  startingWith,
  onFlags,
} from '../options.js';

/** Declares signals, macro, calendar and calibrate: what reads markets and no position. */
export function declareGauges(program: Command, io: Io): void {
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
    .action(
      onFlags<SignalsFlags>(io, async (flags, own) =>
        (await import('../commands/signals.js')).runSignals(flags, own),
      ),
    );

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
    .action(
      onFlags<MacroCommandFlags>(io, async (flags, own) =>
        (await import('../commands/macro.js')).runMacro(flags, own),
      ),
    );

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
    .action(
      onFlags<CalendarFlags>(io, async (flags, own) =>
        (await import('../commands/calendar.js')).runCalendar(flags, own),
      ),
    );

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
  addOutputOptions(addStoreOption(addHistoryOptions(calibrate)))
    .option('--write <file>', 'write the fit as a file for --dynamics')
    .allowExcessArguments()
    .action(
      onFlags<CalibrateFlags>(io, async (flags, own) =>
        (await import('../commands/calibrate.js')).runCalibrate(flags, own),
      ),
    );
}
