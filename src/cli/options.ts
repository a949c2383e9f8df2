import { Option } from 'commander';
import type { Command } from 'commander';
import { Refusal } from '../errors.js';
import type { Io } from './io.js';
import { storePath } from './store-path.js';
import type { StoreFlag } from './store-path.js';
import type { AdaptiveFlags } from './adaptive-input.js';
import type { OutputFlags } from './emit.js';
import type { MarketFlags } from './inputs.js';
import type { OverrideFlags } from './override-input.js';
import type { SettingsFlags } from './settings.js';

/** All flags of the commands that size; a command adds the groups it understands. */
export type SizeFlags = MarketFlags &
  SettingsFlags &
  OutputFlags &
  PositionFlags &
  AdaptiveFlags &
  OverrideFlags & {
    /** Of `alvh size`: rules or optimize. */
    readonly method?: string;
    /** Of `alvh size`: keep the result in the journal. */
    readonly record?: boolean;
  };

export interface PositionFlags {
  readonly position?: readonly string[];
}

const append = (value: string, previous: readonly string[] | undefined): string[] => [
  ...(previous ?? []),
  value,
];

/** An option that may be given several times. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser(append);
}

export function addPositionOption(command: Command): Command {
  return command.addOption(
    new Option(
      '-p, --position <file>',
      'condors: YAML, JSON or CSV; - is stdin; repeatable',
    ).argParser(append),
  );
}

export function addMarketOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '-s, --snapshot <file>',
        'VIX curve: file, -, store or store:DATE; repeatable',
      ).argParser(append),
    )
    .addOption(
      new Option(
        '--index <symbol=level>',
        'level that no file holds: VIX=17.92; repeatable',
      ).argParser(append),
    )
    .option('--as-of <date[time]>', "valuation time; default the snapshot's own")
    .option('--max-age <duration>', 'refuse an older snapshot: 36h, never (default: 4d)')
    .option('--store <file>', STORE_TEXT);
}

/** @param usesDynamics without, --dynamics is known, so that the command can refuse it by name */
export function addSettingsOptions(command: Command, usesDynamics = true): Command {
  return command
    .option('-c, --config <file>', 'settings; else ./alvh.yaml, XDG folder, defaults')
    .addOption(
      new Option('--set <key=value>', 'override one configuration key; repeatable').argParser(
        append,
      ),
    )
    .addOption(
      new Option('--dynamics <file>', 'how VIX answers SPX, fitted by alvh calibrate').hideHelp(
        !usesDynamics,
      ),
    );
}

/**
 * Files of daily history; each has rows by date.
 * @param hidden for a command that takes them beside much else and names them in one line
 */
export function addHistoryOptions(command: Command, hidden = false): Command {
  const options = [
    new Option('--spx <file>', 'SPX closes: date,open,high,low,close,volume'),
    new Option('--vix <file>', "VIX closes: Cboe's VIX_History.csv"),
    repeatable(
      '--vx <file>',
      "VX settlements: Cboe's contract files, all contracts, or ranks; repeatable",
    ),
    new Option('--vvix <file>', "VVIX closes: Cboe's VVIX_History.csv"),
    new Option('--tbill <file>', "91-day bill rates in percent: FRED's DTB3"),
    new Option('--from <date>', 'first day of the window'),
    new Option('--to <date>', 'last day of the window'),
  ];
  for (const option of options) command.addOption(option.hideHelp(hidden));
  return command;
}

/**
 * Files of the market signals.
 * @param hidden for a command that takes them beside much else: --spx alone is shown and names them
 */
export function addSignalOptions(command: Command, hidden = false): Command {
  const named = hidden ? 'signals: SPX prices; with --breadth, --vix, --vix3m' : '';
  const options = [
    new Option('--breadth <file>', 'exchange breadth: date,advances,declines'),
    new Option('--vix <file>', "VIX closes: Cboe's VIX_History.csv"),
    new Option('--vix3m <file>', "VIX3M closes: Cboe's VIX3M_History.csv"),
  ];
  command.option('--spx <file>', named || 'SPX prices: date,open,high,low,close,volume');
  for (const option of options) command.addOption(option.hideHelp(hidden));
  return command;
}

/** Flags of the calendar of events. */
export function addEventsOption(command: Command): Command {
  return command.addOption(
    repeatable('--events <file>', 'FOMC, CPI, PPI: CSV or .ics, or builtin; repeatable'),
  );
}

/** What `alvh press` reads beside the book, and the history it looks back on. */
export function addPressOptions(command: Command): Command {
  return command
    .option('--ledger <file>', 'what was realised and pressed: date,type,amount_usd,id')
    .option('--holdings <file>', 'held: symbol,contracts,entry_price,entry_date')
    .option('--roll-to <file>', 'condors to take the place of those of the same id')
    .option('--rolls <n>', 'rolls so far, where the ledger does not hold them')
    .option('--replay', 'the rule month by month (history too: --vx, --vix3m)')
    .option('--spx <file>', 'SPX closes, for Big Top; --breadth FILE beside them')
    .option('--vix <file>', 'VIX closes: its percentile, and its 5-day maximum')
    .addOption(repeatable('--vx <file>', 'VX settlements of a replay; repeatable').hideHelp())
    .addOption(new Option('--vix3m <file>', 'VIX3M closes of a replay').hideHelp())
    .addOption(new Option('--breadth <file>', 'exchange breadth').hideHelp())
    .addOption(new Option('--overrides <file>', 'log of overrides, read only').hideHelp())
    .option('--market <file>', 'macro figures that tilt the share, as in alvh macro')
    .addOption(new Option('--no-macro-tilt', 'the gauges move nothing').hideHelp())
    .option('--profile <name>', 'steward or promoter')
    .option('--explain', 'every factor and limit, with its source');
}

/** @param formats those that the command writes */
export function addOutputOptions(
  command: Command,
  formats = 'table, json, csv or markdown',
): Command {
  return command
    .option('-f, --format <format>', formats)
    .option('-o, --output <file>', 'whole or not at all; the ending names the format')
    .option('-q, --quiet', 'no notes on standard error, fewer in the table')
    .option('--no-color', 'no colour (also NO_COLOR)');
}

/** A usage line with examples under it: a help starts with what its reader came for. */
export function startingWith(usage: string, title: string, ...examples: readonly string[]): string {
  return [usage, '', `${title}:`, ...examples.map((line) => `  ${line}`)].join('\n');
}

const STORE_TEXT = 'the store (default: alvh.db in the XDG data folder)';

/** Where the store is; `store` in the place of a file reads from it. */
export function addStoreOption(command: Command): Command {
  return command.option('--store <file>', STORE_TEXT);
}

/** For commands that run unattended. */
export function addLogOption(command: Command): Command {
  return command.option('--log <file>', 'append when it ran, what it said and how it ended');
}

/** The outside world with the store that --store names, as of --as-of. */
export function ioOf(command: Command, io: Io): Io {
  const { store, asOf } = command.opts<StoreFlag & { readonly asOf?: string }>();
  return {
    ...io,
    ...(asOf !== undefined && { asOf }),
    store: storePath({ ...(store !== undefined && { store }) }, io),
  };
}

/** commander's type for parsed flags is loose; each command declares what it added. */
export function flagsOf<T extends object>(command: Command): T {
  return command.opts<T>();
}

/** Refuses arguments that no command takes: a forgotten flag before a file name. */
export function refuseArguments(args: readonly string[]): void {
  const [first] = args;
  if (first === undefined) return;
  throw new Refusal(`"${first}" belongs to no flag`, 'put --position or --snapshot before a file');
}

/**
 * What a command that takes flags alone does: its flags and their outside world go to `run`, which
 * loads the rest of the program.
 * @param io the outside world of the run
 */
export function onFlags<T extends object>(
  io: Io,
  run: (flags: T, io: Io) => Promise<void>,
): (_: unknown, command: Command) => Promise<void> {
  return async (_, command) => {
    refuseArguments(command.args);
    await run(flagsOf<T>(command), ioOf(command, io));
  };
}
