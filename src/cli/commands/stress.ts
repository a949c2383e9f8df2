import { Refusal } from '../../errors.js';
import { prepareHedge } from '../../hedge/prepare.js';
import { ALWAYS_SHOWN, EPISODES } from '../../scenario/episodes.js';
import type { Episode } from '../../scenario/episode.js';
import { DEFAULT_SPX_MOVES, DEFAULT_VIX_FACTORS, stressBook } from '../../stress/stress.js';
import { emit, renderOptions, withReadings } from '../emit.js';
import { bookOf, checkStdinOnce, readLater, readMarket, readPositions } from '../inputs.js';
import type { Io } from '../io.js';
import { readNumberList } from '../number-list.js';
import type { SizeFlags } from '../options.js';
import { readScenarios } from '../scenario-input.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { readSettings } from '../settings.js';
import { unusedWeeklies } from '../unread-settings.js';

/** Flags of `alvh stress` beside those of `alvh size`. */
export interface StressFlags extends SizeFlags {
  readonly episode?: readonly string[];
  readonly scenarios?: readonly string[];
  readonly then?: readonly string[];
  readonly spx?: string;
  readonly vix?: string;
}

/** `alvh stress`: position and hedge revalued under episodes, a grid and later markets. */
export async function runStress(flags: StressFlags, io: Io): Promise<void> {
  const options = renderOptions(flags, io);
  checkStdinOnce(
    ...[flags.position, flags.snapshot, flags.config],
    ...[flags.dynamics, flags.scenarios, flags.then],
  );
  checkOutputTarget(flags, io);
  const spxMoves = readNumberList(flags.spx, '--spx', {
    min: -0.9,
    max: 1,
    what: 'an SPX return as a fraction, such as -0.1',
  });
  const vixFactors = readNumberList(flags.vix, '--vix', {
    min: 0.1,
    max: 10,
    what: "a multiple of today's VIX, such as 1.5",
  });
  const { settings, loaded, from, notes: idle } = await readSettings(flags, 'stress', io);
  const parsed = await readPositions(flags.position, io);
  const market = await readMarket(flags, io);
  const own = await readScenarios(flags.scenarios ?? [], io);
  const later = await readLater(flags.then ?? [], io);
  const prepared = prepareHedge(market.snapshot, settings, market.asOf);
  const stressed = stressBook(prepared, bookOf(parsed, market), {
    episodes: chosenEpisodes([...EPISODES, ...own], flags.episode, own),
    spxMoves: spxMoves ?? DEFAULT_SPX_MOVES,
    vixFactors: vixFactors ?? DEFAULT_VIX_FACTORS,
    later: later.map(({ snapshot }) => snapshot),
  });
  const notes = [
    ...market.notes,
    ...idle,
    ...unusedWeeklies(loaded, prepared.market.curve.weeklies),
    ...later.flatMap((one) => one.notes),
  ];
  const result = withReadings(stressed, notes);
  const shown = { ...options, settingsFrom: from };
  const text = await rendered(result, shown, (all) => all.renderStress);
  await emit(text, result, options.format, flags, io);
}

/** All of them, or those named (a name stands for all that begin with it) and the three always shown. */
function chosenEpisodes(
  all: readonly Episode[],
  wanted: readonly string[] | undefined,
  own: readonly Episode[],
): Episode[] {
  if (wanted === undefined) return [...all];
  for (const name of wanted) {
    if (all.some(({ id }) => matches(id, name))) continue;
    throw new Refusal(
      `no episode is called "${name}"`,
      `use one of ${all.map(({ id }) => id).join(', ')}`,
      { key: '--episode' },
    );
  }
  const always: readonly string[] = [...ALWAYS_SHOWN, ...own.map(({ id }) => id)];
  return all.filter(({ id }) => always.includes(id) || wanted.some((name) => matches(id, name)));
}

/** `covid-2020` names both of its year, `feb-2018` itself. */
function matches(id: string, name: string): boolean {
  return id === name || id.startsWith(`${name}-`);
}
