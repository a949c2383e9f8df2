import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { settledUntil, vxSettlementMoment } from '../market/settlement-time.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { Refusal } from '../errors.js';
import type { ParsedHistory } from '../input/history.js';
import type { Source } from '../input/read-source.js';
import type { OutputFlags } from './emit.js';
import { checkStdinOnce, readNamed } from './inputs.js';
import type { Io } from './io.js';

/** Flags that name files of daily history, and the window of it. */
export interface HistoryFlags {
  readonly spx?: string;
  readonly vix?: string;
  readonly vx?: readonly string[];
  readonly vvix?: string;
  readonly tbill?: string;
  readonly from?: string;
  readonly to?: string;
}

export type CalibrateFlags = HistoryFlags & OutputFlags & { readonly write?: string };

/**
 * The user's history, read, joined and cut to the window of --from and --to.
 * @param valued the valuation time, where there is one: days not settled by then are left out
 * @throws Refusal with the flag, or with file and line
 */
export async function readHistory(
  flags: HistoryFlags,
  io: Io,
  valued?: EpochMs,
): Promise<ParsedHistory> {
  checkStdinOnce(flags.spx, flags.vix, flags.vx, flags.vvix, flags.tbill);
  const spx = required(flags.spx, '--spx', 'SPX closes');
  const vix = required(flags.vix, '--vix', 'VIX closes');
  const [firstVx, ...otherVx] = flags.vx ?? [];
  const vx = [required(firstVx, '--vx', 'VX settlements'), ...otherVx];
  const window = knownPart(readWindow(flags), valued);
  const optional = async (
    name: 'vvix' | 'tbill',
  ): Promise<Partial<Record<typeof name, Source>>> => {
    const path = flags[name];
    return path === undefined ? {} : { [name]: await readNamed(path, `--${name}`, io) };
  };
  const futures: Source[] = [];
  for (const path of vx) futures.push(await readNamed(path, '--vx', io));
  const sources = {
    spx: await readNamed(spx, '--spx', io),
    vix: await readNamed(vix, '--vix', io),
    vx: futures,
    ...(await optional('vvix')),
    ...(await optional('tbill')),
  };
  const now = io.now() as EpochMs;
  const today = chicagoDate(now);
  const { parseHistory } = await import('../input/history.js');
  return parseHistory(sources, {
    today,
    closed: now >= vxSettlementMoment(today),
    ...window,
  });
}

interface Window {
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

/** What of a window had settled by the valuation time: the rest would be looking ahead. */
function knownPart(window: Window, valued: EpochMs | undefined): Window {
  if (valued === undefined) return window;
  const { from, to } = window;
  const known = settledUntil(valued);
  if (from !== undefined && from > known) {
    throw new Refusal(
      `the window begins on ${from}, and at the valuation time nothing after ${known} had settled`,
      'give an earlier day',
      { key: '--from' },
    );
  }
  return { ...window, to: to === undefined || to > known ? known : to };
}

/** The window of --from and --to. @throws Refusal for dates that are none, or swapped */
export function readWindow(flags: { readonly from?: string; readonly to?: string }): Window {
  const from = readDate(flags.from, '--from');
  const to = readDate(flags.to, '--to');
  if (from !== undefined && to !== undefined && from > to) {
    throw new Refusal(`the window ends on ${to}, before it begins on ${from}`, 'swap the two', {
      key: '--to',
    });
  }
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function required(path: string | undefined, flag: string, what: string): string {
  if (path !== undefined && path !== '') return path;
  throw new Refusal(
    path === undefined ? `no file of ${what} is given` : 'the file name is empty',
    `add ${flag} FILE`,
    { key: flag },
  );
}

/** A date that a flag gives. @throws Refusal naming the flag */
export function readDate(text: string | undefined, flag: string): IsoDate | undefined {
  if (text === undefined) return undefined;
  try {
    return isoDate(text);
  } catch (error) {
    throw error instanceof Refusal ? error.at({ key: flag }) : error;
  }
}
