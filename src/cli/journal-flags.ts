import { Refusal } from '../errors.js';
import { JOURNAL_KINDS } from '../journal/entry.js';
import type { JournalKind } from '../journal/entry.js';
import { readNumber } from '../input/numbers.js';
import { unknownName } from '../input/keys.js';
import type { IsoDate } from '../market/date.js';
import type { OutputFlags } from './emit.js';
import { readDate } from './history-input.js';

/** Flags that choose entries. */
export interface ChosenFlags {
  readonly from?: string;
  readonly to?: string;
  readonly on?: string;
  readonly kind?: readonly string[];
  readonly layer?: string;
}

export type ListFlags = ChosenFlags & OutputFlags;

/** Flags of `alvh journal verify`. */
export type VerifyFlags = OutputFlags & { readonly head?: string };

/** Flags of `alvh journal fill`; `from` names a file of them. */
export interface FillFlags {
  readonly symbol?: string;
  readonly contracts?: string;
  readonly price?: string;
  readonly fees?: string;
  readonly layer?: string;
  readonly on?: string;
  readonly id?: string;
  readonly note?: string;
  readonly again?: boolean;
  readonly from?: string;
  readonly quiet?: boolean;
}

/** Days that are asked for, both included. */
export interface Days {
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

/** @throws Refusal for no dates, for --on beside the others, and for an end before the beginning */
export function readDays(flags: ChosenFlags): Days {
  const on = readDate(flags.on, '--on');
  const from = readDate(flags.from, '--from');
  const to = readDate(flags.to, '--to');
  if (on !== undefined) {
    if (from === undefined && to === undefined) return { from: on, to: on };
    throw new Refusal('it is one day, and the others are a span', 'give one or the other', {
      key: '--on',
    });
  }
  if (from !== undefined && to !== undefined && from > to) {
    throw new Refusal(`the span ends on ${to}, before it begins on ${from}`, 'swap the two', {
      key: '--to',
    });
  }
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** @throws Refusal naming the nearest kind */
export function readKinds({ kind = [] }: ChosenFlags): JournalKind[] {
  return kind.map((text) => {
    const known = JOURNAL_KINDS.find((one) => one === text);
    if (known !== undefined) return known;
    throw unknownName('kind', text, JOURNAL_KINDS, { key: '--kind' });
  });
}

/** The number of an entry. */
export function readSeq(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new Refusal(`"${text}" is no number of an entry`, 'alvh journal lists them: 1, 2, ...', {
    key: 'SEQ',
  });
}

/** The number that a flag gives. @throws Refusal naming the flag */
export function readFlagNumber(text: string, flag: string): number {
  try {
    return readNumber(text);
  } catch (error) {
    throw error instanceof Refusal ? error.at({ key: flag }) : error;
  }
}
