import { Refusal } from '../errors.js';
import { dateOf, dayOf, monthOf, yearOf } from './date.js';
import type { IsoDate } from './date.js';
import type { OptionRight } from './snapshot.js';

/** One listed option series, as its symbol tells it. */
export interface OptionSeries {
  /** 1 to 6 capitals or digits, e.g. `SPXW`. */
  readonly root: string;
  readonly expiry: IsoDate;
  readonly right: OptionRight;
  /** In index points, to three decimals at most. */
  readonly strike: number;
}

const ROOT_WIDTH = 6;
/** What follows the root: six digits of date, the right, eight of strike. */
const TAIL_WIDTH = 15;
const MAX_STRIKE = 99_999.999;
const ROOT = /^[A-Z0-9]{1,6}$/;
const MEND = 'write it like SPXW  261218P05600000: root, YYMMDD, C or P, strike x 1000 in 8 digits';

/**
 * The 21-character OCC (OSI) symbol: root padded to six, YYMMDD, C or P, strike times 1000 in
 * eight digits, e.g. `SPXW  261218P05600000`. The standard of the Options Clearing Corporation.
 * @throws Refusal for a root, year or strike that the form cannot hold
 */
export function formatOptionSymbol({ root, expiry, right, strike }: OptionSeries): string {
  if (!ROOT.test(root)) {
    throw new Refusal(`"${root}" is no option root`, 'give 1 to 6 capital letters or digits');
  }
  const year = yearOf(expiry);
  if (year < 2000 || year > 2099) {
    throw new Refusal(`${expiry} does not fit an option symbol`, 'give a year from 2000 to 2099');
  }
  const thousandths = Math.round(strike * 1000);
  // 1e-6 of a thousandth: far above what a strike such as 4.35 loses in binary, far below a digit.
  if (!(strike > 0) || strike > MAX_STRIKE || Math.abs(strike * 1000 - thousandths) > 1e-6) {
    throw new Refusal(
      `the strike ${strike} does not fit an option symbol`,
      `give a strike above 0, at most ${MAX_STRIKE}, with three decimals at most`,
    );
  }
  const date = expiry.slice(2).replaceAll('-', '');
  const letter = right === 'call' ? 'C' : 'P';
  return `${root.padEnd(ROOT_WIDTH)}${date}${letter}${String(thousandths).padStart(8, '0')}`;
}

/**
 * Reads an OCC symbol, padded or not (`SPXW261218P05600000`), also with the `O:` some vendors put
 * before it and in small letters. Years are of 2000 to 2099. Whether the series is listed is not
 * checked.
 * @throws Refusal that names the part that is wrong
 */
export function parseOptionSymbol(text: string): OptionSeries {
  const name = text.trim().toUpperCase().replace(/^O:/, '');
  if (name.length <= TAIL_WIDTH) throw wrong(text, 'is too short for an option symbol');
  const root = name.slice(0, -TAIL_WIDTH).trimEnd();
  const tail = name.slice(-TAIL_WIDTH);
  const dateText = tail.slice(0, 6);
  const letter = tail.charAt(6);
  const strikeText = tail.slice(7);
  if (!/^\d{8}$/.test(strikeText)) {
    throw wrong(text, `ends in "${strikeText}", where the eight digits of the strike belong`);
  }
  if (letter !== 'C' && letter !== 'P') {
    throw wrong(text, `has "${letter}" before the strike, where C or P belongs`);
  }
  if (!/^\d{6}$/.test(dateText)) {
    throw wrong(text, `has "${dateText}" where the six digits of the date belong`);
  }
  if (!ROOT.test(root)) throw wrong(text, `has the root "${root}", not 1 to 6 letters or digits`);
  const strike = Number(strikeText) / 1000;
  if (strike === 0) throw wrong(text, 'has a strike of 0');
  return {
    root,
    expiry: expiryOf(text, dateText),
    right: letter === 'C' ? 'call' : 'put',
    strike,
  };
}

function expiryOf(text: string, yymmdd: string): IsoDate {
  const [year = 0, month = 0, day = 0] = [0, 2, 4].map((at) => Number(yymmdd.slice(at, at + 2)));
  const date = dateOf(2000 + year, month, day);
  // dateOf rolls over, so a 30 February would come back as a day in March.
  if (monthOf(date) !== month || dayOf(date) !== day) {
    throw wrong(text, `has the date ${yymmdd} (YYMMDD), which is no day of the calendar`);
  }
  return date;
}

function wrong(text: string, what: string): Refusal {
  return new Refusal(`"${text}" ${what}`, MEND);
}
