import type { ReleaseType } from '../signals/events.js';

/** Words that name a release; each must stand in the text as a word. */
const NAMES: readonly (readonly [type: ReleaseType, name: RegExp])[] = [
  [
    'FOMC',
    /\bfomc\b|\bfederal open market committee\b|\bfed(eral reserve)?( interest)? rate decision\b|\bfed(eral)? funds( target)? rate\b/,
  ],
  ['CPI', /\bcpi\b|\bconsumer price index\b/],
  ['PPI', /\bppi\b|\bproducer price index\b/],
];

/**
 * Words that may stand beside the name of a release. With any other the text is something else:
 * `Eurozone CPI`, `FOMC minutes`, `CPI webinar`.
 */
const BESIDE = new Set(
  [
    'us usa united states american bls fed feds federal reserve bureau of labor statistics the for and a in',
    'm y s n a p am pm et est edt index', // m/m, y/y, n.s.a., 8:30 a.m. ET
    'core headline inflation all items urban consumers final demand u',
    'release report data news print mom yoy sa nsa monthly annual month year over prelim final',
    'statement decision rate rates interest policy meeting announcement day sep with projections economic summary press conference statement',
    'january february march april may june july august september october november december',
    'jan feb mar apr jun jul aug sept oct nov dec',
  ].flatMap((line) => line.split(' ')),
);

/** Said of a meeting itself; a press conference alone comes half an hour after the statement. */
const DECISION = /\b(statement|decision|rates?|meeting|announcement)\b/;

/** `FOMC Meeting Day 1`, `FOMC Meeting (1st day)`. */
const FIRST_DAY = /\bday (1|1st)\b(?! (and|2))|\b1st day\b/;

/** What a text names: a release that has a weight, or something of its own. */
export interface EventName {
  readonly type: string;
  /** The text mentions a release, and was not read as one. */
  readonly mentions?: ReleaseType;
  /** The first day of an FOMC meeting of two: the statement comes the day after. */
  readonly firstDay?: true;
}

/** An own name is no longer than this. */
const MAX_NAME = 80;

/** The type of an event by its title: FOMC, CPI, PPI, or the title itself. */
export function eventTypeOf(title: string): EventName {
  const plain = title
    .toLowerCase()
    .replace(/u\.s\.(a\.)?/g, 'us')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  // Names are quoted in messages: nothing in them may steer a terminal.
  const own = title
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME);
  const named = NAMES.filter(([, name]) => name.test(plain));
  const [first, other] = named;
  if (first === undefined) return { type: own };
  const [type, name] = first;
  const beside = plain.replace(name, ' ').replace(name, ' ').split(' ').filter(Boolean);
  const strange = beside.some(
    (word) => !BESIDE.has(word) && !/^\d+(st|nd|rd|th|am|pm)?$/.test(word),
  );
  const pressAlone = /\bpress\b/.test(plain) && !DECISION.test(plain);
  return other !== undefined || strange || (type === 'FOMC' && pressAlone)
    ? { type: own, mentions: type }
    : { type, ...(type === 'FOMC' && FIRST_DAY.test(plain) && { firstDay: true }) };
}
