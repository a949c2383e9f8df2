import { LEG_NAMES, createCondor } from '../condor/condor.js';
import type { Condor, LegName, PerLeg, SettlementStyle } from '../condor/condor.js';
import type { Place } from '../errors.js';
import { isoDate } from '../market/date.js';
import { relocated } from './place.js';
import type { LocateKey } from './place.js';

/** One condor as any of the formats gives it, dates still text. */
export interface CondorEntry {
  readonly id?: string | undefined;
  readonly underlying: string;
  readonly expiry: string;
  readonly quantity: number;
  readonly settlement?: SettlementStyle | undefined;
  readonly legs: PerLeg;
  readonly credit: number;
  readonly opened?: string | undefined;
  readonly openedSpx?: number | undefined;
  readonly ivs?: PerLeg | undefined;
}

/** A condor and where it was read. */
export interface ParsedCondor {
  readonly condor: Condor;
  readonly place: Place;
  /** The place of one of its keys. */
  readonly locate: LocateKey;
}

/** A parsed condor that knows whether its id was given or made up from its terms. */
export interface EntryCondor extends ParsedCondor {
  readonly idStated: boolean;
}

const LEG_WORDS: Readonly<Record<LegName, string>> = {
  longPut: 'long put',
  shortPut: 'short put',
  shortCall: 'short call',
  longCall: 'long call',
};

/** What to say of an absent leg. */
export function missingLeg(name: LegName): { problem: string; mend: string } {
  const naked = name === 'longPut' || name === 'longCall';
  return {
    problem: `the ${LEG_WORDS[name]} is missing${naked ? ': naked legs are refused' : ''}`,
    mend: `give all four legs: ${LEG_NAMES.join(', ')}`,
  };
}

/**
 * The condor of an entry.
 * @throws Refusal at the place of the key that is wrong
 */
export function condorOf(entry: CondorEntry, locate: LocateKey): EntryCondor {
  const { expiry, opened, ...others } = entry;
  const condor = relocated(locate, undefined, () =>
    createCondor({
      ...others,
      expiry: relocated(locate, 'expiry', () => isoDate(expiry)),
      opened: opened === undefined ? undefined : relocated(locate, 'opened', () => isoDate(opened)),
    }),
  );
  return { condor, place: locate(), locate, idStated: entry.id !== undefined };
}
