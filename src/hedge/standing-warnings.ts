import type { OptionQuote } from '../market/snapshot.js';
import { contractWarnings, mayShare } from './contract-warnings.js';
import { frozen } from './frozen.js';
import type { HedgeMarket } from './hedge-market.js';
import type { HedgeInstrument, VixCall } from './instruments.js';
import type { PreparedHedge } from './prepare.js';
import type { Warning } from './result.js';
import { DELTA_TOLERANCE, quotesSetAside } from './vix-call.js';

/** Warnings that a snapshot and its settings give whatever the book, in the groups of a result. */
export interface StandingWarnings {
  readonly regime: readonly Warning[];
  readonly contracts: readonly Warning[];
  /** Whether two layers were given one contract. */
  readonly mayShare: boolean;
  readonly rates: readonly Warning[];
  readonly options: readonly Warning[];
}

const known = new WeakMap<PreparedHedge, StandingWarnings>();

/** Worked out once a preparation, told of every book. */
export function standingWarnings(prepared: PreparedHedge): StandingWarnings {
  let found = known.get(prepared);
  if (found === undefined) {
    found = frozen({
      regime: regimeWarnings(prepared),
      contracts: contractWarnings(prepared),
      mayShare: mayShare(prepared.layers),
      rates: rateWarnings(prepared),
      options: optionWarnings(prepared),
    });
    known.set(prepared, found);
  }
  return found;
}

export function warn(code: string, message: string): Warning {
  return { code, message };
}

function regimeWarnings(prepared: PreparedHedge): Warning[] {
  switch (prepared.regime.regime) {
    case 'crisis':
      return [
        warn(
          'crisis-no-new-short',
          'Crisis regime: add nothing to the first layer; this is a time to monetise a hedge rather than to buy one (our convention). Weights stay in their bands.',
        ),
      ];
    case 'stress':
      return [
        warn(
          'stress-late',
          'Stress regime: new long volatility is late here; roll or monetise what is held before buying more.',
        ),
      ];
    case 'unknown':
      return [
        warn(
          'regime-unknown',
          'The regime is not known: the snapshot has neither VIX3M nor two futures. Its factors are 1.',
        ),
      ];
    case 'flat':
    case 'normal':
    case 'calm':
      return [];
  }
}

function rateWarnings({ market, rate, dividendYield }: PreparedHedge): Warning[] {
  const out: Warning[] = [];
  if (market.snapshot.indices.SPX === undefined) {
    out.push(
      warn(
        'no-spx',
        'The snapshot has no SPX level: structure break-evens, what-ifs and the carry cap are not known.',
      ),
    );
  }
  const assumed = [
    ...(rate.given ? [] : [`rate ${rate.value}`]),
    ...(dividendYield.given ? [] : [`dividend yield ${dividendYield.value}`]),
  ];
  if (assumed.length > 0) {
    out.push(warn('rate-default', `Not in the snapshot, so assumed: ${assumed.join(', ')}.`));
  }
  return out;
}

/** The VIX calls in some instruments: both of a spread. */
export function callsOf(instruments: readonly HedgeInstrument[]): VixCall[] {
  return instruments.flatMap((instrument) => {
    if (instrument.kind === 'call') return [instrument.call];
    return instrument.kind === 'callSpread' ? [instrument.long, instrument.short] : [];
  });
}

/** Which calls no quote prices, and from what they are modelled. */
export function modelVolWarnings(market: HedgeMarket, calls: readonly VixCall[]): Warning[] {
  const modelled = calls.filter((call) => call.modelled);
  if (modelled.length === 0) return [];
  const list = modelled.map(
    ({ node, strike, impliedVol }) =>
      `${node.expiry} ${strike} call at vol ${impliedVol.toFixed(3)}`,
  );
  return [
    warn(
      'vix-option-model-vol',
      `No quote in the snapshot gives their vol, so priced from VVIX ${market.vvix === undefined ? '' : (market.vvix * 100).toFixed(2)} by tenor and skew: ${[...new Set(list)].join(', ')}.`,
    ),
  ];
}

function optionWarnings({ market, layers }: PreparedHedge): Warning[] {
  const out: Warning[] = [];
  const instruments = layers.flatMap(({ parts }) => parts.map(({ instrument }) => instrument));
  const calls = callsOf(instruments);
  out.push(...modelVolWarnings(market, calls));
  const setAside = quotesSetAside(market, calls);
  if (setAside.length > 0) {
    out.push(warn('quote-set-aside', setAsideText(setAside)));
  }
  const wide = calls.filter(isWide);
  if (wide.length > 0) out.push(warn('wide-quote', wideText(wide)));
  const lastDays = market.curve.nodes[market.curve.nodes.length - 1]?.daysToExpiry ?? 0;
  const needsLong = instruments.some(
    (instrument) => instrument.kind === 'etp' && instrument.tenorDays > 60,
  );
  if (needsLong && market.curve.nodes.length < 7) {
    out.push(
      warn(
        'etp-short-curve',
        `A mid-term ETP follows the fourth to seventh contract, and the snapshot ends at ${lastDays} days: its roll is understated.`,
      ),
    );
  }
  if (layers.some(({ layer }) => layer.instrument === 'etp')) {
    out.push(
      warn(
        'etp-path',
        'ETPs are valued as constant-maturity futures at their daily leverage; over days their path decays further than shown.',
      ),
    );
  }
  return out;
}

const QUOTES_NAMED = 3;

/** The first quotes of a list, and how many more there are. */
function firstFew(texts: readonly string[], separator: string): string {
  const others = texts.length - QUOTES_NAMED;
  const named = texts.slice(0, QUOTES_NAMED).join(separator);
  return others > 0 ? `${named} and ${others} more` : named;
}

/** Half a spread above this share of the price is wide (our choice), but not within two ticks. */
const WIDE_SHARE = 0.25;
const TWO_TICKS_POINTS = 0.1;

/** Whether a call's price, the middle of its quote, is far from where it trades on either side. */
function isWide({ halfSpreadPoints = 0, pricePoints }: VixCall): boolean {
  if (halfSpreadPoints === 0) return false;
  const noBid = halfSpreadPoints >= pricePoints;
  return (
    noBid ||
    (halfSpreadPoints > WIDE_SHARE * pricePoints && 2 * halfSpreadPoints > TWO_TICKS_POINTS + 1e-9)
  );
}

function wideText(calls: readonly VixCall[]): string {
  const texts = calls.map(
    ({ node, strike, halfSpreadPoints = 0, pricePoints }) =>
      `${node.expiry} ${strike} call, ${(2 * halfSpreadPoints).toFixed(2)} points wide at ${pricePoints.toFixed(2)}`,
  );
  return `Wide quotes: ${firstFew(texts, '; ')}. Prices and the premium budget count the middle; what it costs to get there is in the entry cost.`;
}

function setAsideText(quotes: readonly OptionQuote[]): string {
  const texts = quotes.map(({ expiry, strike, bid, ask, price }) => {
    const quoted = bid !== undefined && ask !== undefined ? `${bid}/${ask}` : price;
    return `${expiry} ${strike} call${quoted === undefined ? '' : ` at ${quoted}`}`;
  });
  return `Quotes set aside, their delta more than ${DELTA_TOLERANCE} from the wanted one or the price none that a call can have: ${firstFew(texts, ', ')}. A modelled strike is held in their place; look at the quote before you buy it.`;
}
