import type { LoadedSettings } from '../config/loaded-settings.js';
import type { HedgeSettings, InstrumentKind } from '../hedge/settings.js';
import type { Warning } from '../report-parts.js';

/** The commands that take settings. */
export type SettingsCommand =
  | 'size'
  | 'condor'
  | 'stress'
  | 'optimize'
  | 'press'
  | 'term'
  | 'signals'
  | 'macro'
  | 'calendar'
  | 'report'
  | 'data pull';

/** Flags on which it hangs whether a command reads some keys. */
export type ReadingFlags = Readonly<
  Partial<
    Record<
      | 'method'
      | 'spx'
      | 'breadth'
      | 'vix'
      | 'vix3m'
      | 'events'
      | 'market'
      | 'overrides'
      | 'override'
      | 'state'
      | 'snapshot'
      | 'replay',
      unknown
    >
  >
>;

/** Keys that a command does not read; with `by`, those that it may read where one of the flags is given. */
interface Unread {
  readonly keys: readonly string[];
  readonly by?: readonly (keyof ReadingFlags)[];
  /** The flag to name as the one that makes it read them. */
  readonly with?: string;
}

/** Who reads a group of keys, for the commands that do not. */
const READERS: Readonly<Record<string, string>> = {
  data: 'alvh data pull does',
  alarms: 'alvh report does',
  press: 'alvh press does',
  stress: 'alvh stress does',
  optimize: 'alvh optimize does',
  signals: 'alvh signals does, and alvh size with --spx',
  macro: 'alvh macro does, and alvh size with --market',
  events: 'alvh calendar does, and alvh size with --events',
  overrides: 'alvh size does, with --overrides',
};

const MEMORY = ['regimes.hysteresis', 'regimes.confirmDays'];
/** `macro.erpTilt` is answered without a market file too. */
const TILTED = [
  ...['macro.tilt', 'macro.dividendDiscount', 'macro.equityRiskPremium', 'macro.priceToCashFlow'],
  ...['macro.reer', 'macro.quickRatio', 'macro.historyMonths'],
];
const HEDGE_ALONE = ['hedge', 'margin', 'capital', 'costs', 'vol', 'vixOptions', 'defaults'];
const SHAPE = ['layers', 'regimes', 'tenor', 'profile'];

/** Of VIX options in a layer, and of nothing else that size and stress look at. */
const OPTION_KEYS = [
  ...['vixOptions', 'costs.optionCommissionUsd', 'costs.optionHalfSpreadShare'],
  ...['costs.optionHalfSpreadMinPoints', 'stress.exitSpreadFactor'],
];

const SIGNALS: Unread = {
  keys: ['signals'],
  by: ['spx', 'breadth', 'vix', 'vix3m'],
  with: '--spx',
};
const MACRO: Unread = { keys: TILTED, by: ['market'], with: '--market' };
const STATE: Unread = { keys: MEMORY, by: ['state'], with: '--state' };
const OVERRIDES: Unread = {
  keys: ['overrides'],
  by: ['overrides', 'override'],
  with: '--overrides',
};
/** What adapts a hedge: stress and optimize look at the curve alone. */
const ADAPTIVE = ['signals', 'macro', 'events', 'overrides', ...MEMORY];

/** Only what is certain: a warning that errs would be worse than none. */
const UNREAD: Readonly<Record<SettingsCommand, readonly Unread[]>> = {
  size: [
    { keys: ['data', 'alarms', 'press'] },
    { keys: ['stress'], by: ['method'] },
    { keys: ['optimize'], by: ['method'], with: '--method optimize' },
    { keys: ['events'], by: ['events'], with: '--events' },
    ...[SIGNALS, MACRO, STATE, OVERRIDES],
  ],
  report: [
    { keys: ['data', 'press', 'optimize'] },
    // Its crashes hold the hedge to the end: nothing is rolled, margined or put beside it.
    { keys: ['stress.rollDays', 'stress.marginFactor', 'stress.putMoneyness'] },
    ...[SIGNALS, MACRO, STATE],
  ],
  stress: [{ keys: ['data', 'alarms', 'press', 'optimize', ...ADAPTIVE] }],
  optimize: [{ keys: ['data', 'alarms', 'press', ...ADAPTIVE] }],
  press: [{ keys: ['data', 'alarms', 'optimize', 'events'] }, SIGNALS, MACRO, OVERRIDES],
  condor: [
    { keys: ['data', 'alarms', 'press', 'stress', 'optimize', ...ADAPTIVE] },
    { keys: ['hedge', 'margin', 'capital', 'costs', 'vixOptions', 'portfolio', 'static'] },
    { keys: SHAPE },
  ],
  term: [
    { keys: ['data', 'alarms', 'press', 'stress', 'optimize', ...ADAPTIVE] },
    { keys: [...HEDGE_ALONE, 'portfolio', 'static', 'layers', 'tenor', 'profile'] },
    { keys: ['regimes.hedgeRatio', 'regimes.carryCap', 'regimes.curveTilt'] },
  ],
  signals: [
    { keys: ['data', 'alarms', 'press', 'stress', 'optimize', 'macro', 'events', 'overrides'] },
    { keys: [...HEDGE_ALONE, 'portfolio', 'tenor'] },
    { keys: ['regimes.hedgeRatio', 'regimes.carryCap', 'regimes.curveTilt'] },
  ],
  macro: [
    { keys: ['data', 'alarms', 'press', 'stress', 'optimize', 'signals', 'events', 'overrides'] },
    { keys: [...HEDGE_ALONE, ...SHAPE, 'portfolio.accountUsd'] },
  ],
  calendar: [
    { keys: ['data', 'alarms', 'press', 'stress', 'optimize', 'signals', 'macro', 'overrides'] },
    { keys: ['margin', 'capital', ...MEMORY] },
    { keys: ['costs', 'vol', 'vixOptions', 'defaults', 'tenor'], by: ['snapshot'], with: '-s' },
  ],
  'data pull': [
    { keys: ['alarms', 'press', 'stress', 'optimize', ...ADAPTIVE, ...HEDGE_ALONE, ...SHAPE] },
    { keys: ['portfolio', 'static'] },
  ],
};

/** A key that a run does not read, and why. */
export interface UnreadKey {
  readonly key: string;
  readonly reason: string;
}

/**
 * Which of some keys this run of a command reads for nothing, as far as that is certain.
 * @param keys dotted keys, or groups of them
 */
export function unreadKeys(
  keys: Iterable<string>,
  command: SettingsCommand,
  flags: ReadingFlags,
): UnreadKey[] {
  const rules = UNREAD[command].filter(
    ({ by }) => by === undefined || by.every((flag) => !isGiven(flag, flags)),
  );
  return [...keys].flatMap((key) => {
    const rule = rules.find((one) => one.keys.some((group) => within(group, key)));
    if (rule === undefined) return [];
    const needs = rule.with;
    const reason =
      needs === undefined
        ? `alvh ${command} does not read it; ${readerOf(key)}`
        : `alvh ${command} reads it with ${needs} only`;
    return [{ key, reason }];
  });
}

/**
 * The warnings `unused-setting` for every key that a --set gave and nothing in this run reads: a
 * setting that is passed over in silence is believed to hold. In a file it is harmless: a file
 * serves all commands.
 */
export function unusedSettings(
  { origins, settings }: LoadedSettings,
  command: SettingsCommand,
  flags: ReadingFlags,
): Warning[] {
  const set = [...origins].flatMap(([key, place]) =>
    place.key?.startsWith('--set ') === true ? [key] : [],
  );
  const unread = unreadKeys(set, command, flags);
  const known = new Set(unread.map(({ key }) => key));
  const rulesAlone = (command === 'size' || command === 'stress') && flags.method !== 'optimize';
  const idle = [
    ...(rulesAlone ? idleKeys(set, settings) : []),
    ...(rulesAlone || command === 'size' || command === 'optimize' ? idleCap(set, settings) : []),
  ];
  unread.push(...idle.filter(({ key }) => !known.has(key)));
  return unread.map(warningOf);
}

/** Keys of what this hedge does not hold, for the commands that hold nothing else. */
function idleKeys(set: readonly string[], { layers }: HedgeSettings): UnreadKey[] {
  const holds = (...kinds: readonly InstrumentKind[]): boolean =>
    layers.some(({ instrument }) => kinds.includes(instrument));
  const idle: readonly (readonly [keys: readonly string[], reason: string])[] = [
    [holds('etp') ? [] : ['costs.etpHalfSpreadShare'], 'no layer holds an ETP'],
    [holds('call', 'callSpread') ? [] : OPTION_KEYS, 'no layer holds VIX options'],
    [holds('callSpread') ? [] : ['vixOptions.shortDelta'], 'no layer holds a call spread'],
  ];
  return set.flatMap((key) => {
    const found = idle.find(([groups]) => groups.some((group) => within(group, key)));
    return found === undefined ? [] : [{ key, reason: found[1] }];
  });
}

/** The cap on an account that nobody has told the value of. */
function idleCap(set: readonly string[], { portfolio }: HedgeSettings): UnreadKey[] {
  const key = 'hedge.accountCarryCap';
  if (portfolio.accountUsd !== undefined || !set.includes(key)) return [];
  return [{ key, reason: 'portfolio.accountUsd is not given' }];
}

/** The same of `hedge.weeklies` where the snapshot quotes no weekly contract. */
export function unusedWeeklies(
  { origins }: LoadedSettings,
  weeklies: readonly unknown[],
): Warning[] {
  const key = 'hedge.weeklies';
  if (weeklies.length > 0 || origins.get(key)?.key?.startsWith('--set ') !== true) return [];
  return [warningOf({ key, reason: 'the snapshot quotes no weekly contract' })];
}

function warningOf({ key, reason }: UnreadKey): Warning {
  return { code: 'unused-setting', message: `--set ${key}: ${reason}.` };
}

function isGiven(flag: keyof ReadingFlags, flags: ReadingFlags): boolean {
  // The one whose default has a name.
  return flag === 'method' ? flags.method === 'optimize' : flags[flag] !== undefined;
}

function within(group: string, key: string): boolean {
  return key === group || key.startsWith(`${group}.`);
}

function readerOf(key: string): string {
  if (MEMORY.includes(key)) return 'alvh signals does, and alvh size with --state';
  return READERS[key.split('.', 1)[0] ?? ''] ?? 'alvh size does';
}
