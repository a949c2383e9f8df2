/** How the signals are read and what follows from them (METHOD 7). All are conventions [C]. */
export interface SignalSettings {
  /** Shares of the score; those of inputs that are missing go to the others. */
  readonly weights: Readonly<Record<SignalName, number>>;
  /** Lengths in sessions. */
  readonly macd: { readonly fast: number; readonly slow: number; readonly signal: number };
  readonly rsi: {
    readonly length: number;
    /** RSI at least this is overbought (METHOD 7.2, 8.3). */
    readonly overbought: number;
  };
  /** What the MACD histogram is measured in: true range, or changes of the close without it. */
  readonly scale: { readonly atrLength: number; readonly changeLength: number };
  readonly breadth: {
    /** Sessions over which a divergence is looked for. */
    readonly window: number;
    /** The close counts as at its high from this share of the window's highest close. */
    readonly nearHigh: number;
    /** Sessions of the A/D line's slope. */
    readonly slopeLength: number;
  };
  /** VIX/VIX3M at which the curve reads 0, and the width over which it rises to 1. */
  readonly curve: { readonly from: number; readonly width: number };
  readonly state: SignalStateSettings;
  /** Most that the score moves the first and the last layer, fractions. */
  readonly tilt: { readonly first: number; readonly last: number };
  /** Sessions of SPX before the first score. */
  readonly warmUp: number;
  /** With fewer inputs than this there is no score. */
  readonly minInputs: number;
  /** Calendar days after which a last close is too old for a score. */
  readonly staleDays: number;
}

/** Entry and exit of METHOD 7.5, points of the score. */
export interface SignalStateSettings {
  readonly alertEnter: number;
  readonly alertExit: number;
  readonly stressEnter: number;
  readonly stressExit: number;
  /** Sessions that a state lasts at least, the one it begins on included. */
  readonly dwellSessions: number;
}

/** The inputs of the score, in the order they are told. */
export const SIGNAL_NAMES = ['macd', 'rsi', 'breadth', 'curve'] as const;
export type SignalName = (typeof SIGNAL_NAMES)[number];
