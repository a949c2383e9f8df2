import { futureSymbol } from '../market/futures-symbol.js';
import { formatOptionSymbol } from '../market/option-symbol.js';
import type { FutureInstrument, HedgeInstrument, VixCall } from './instruments.js';

/** Name of the smallest thing that trades: a mini where minis do. */
export function smallestSymbol(instrument: HedgeInstrument): string {
  switch (instrument.kind) {
    case 'future':
      return instrument.minis ? miniSymbol(instrument) : instrument.node.symbol;
    case 'call':
      return callSymbol(instrument.call);
    case 'callSpread':
      return `${callSymbol(instrument.long)} / ${callSymbol(instrument.short)}`;
    case 'etp':
      return instrument.symbol;
  }
}

/** Name of the mini on a future's expiry. */
export function miniSymbol(instrument: FutureInstrument): string {
  return futureSymbol('VXM', instrument.node.expiry);
}

/** OSI symbol of a VIX call. */
export function callSymbol(call: VixCall): string {
  return formatOptionSymbol({
    root: call.monthly ? 'VIX' : 'VIXW',
    expiry: call.node.expiry,
    right: 'call',
    strike: call.strike,
  });
}
