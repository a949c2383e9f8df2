/** How macro gauges are read and how far each may move a figure (METHOD 6.4, 8.3, 9). */
export interface MacroSettings {
  /** Whether the gauges move figures at all; the bar on futures stays where this is false. */
  readonly tilt: boolean;
  /** Whether the change of the equity risk premium moves the hedge ratio. */
  readonly erpTilt: boolean;
  /** Months that a series must have before its percentile is used. */
  readonly historyMonths: number;
  readonly dividendDiscount: { readonly maxAgeDays: number };
  readonly equityRiskPremium: PublicationSettings & {
    /** A change of the premium within this of its mean is none, a fraction a year. */
    readonly deadBand: number;
    readonly tilt: number;
  };
  readonly priceToCashFlow: PercentileSettings;
  readonly reer: PercentileSettings;
  readonly quickRatio: QuickRatioSettings;
}

/** When a month's figure is known, and for how long it is used. */
export interface PublicationSettings {
  /** Days from the month's last day until it is taken to be published, where no row says so. */
  readonly lagDays: number;
  /** Days from the latest month's last day after which the series is ignored. */
  readonly maxAgeDays: number;
}

export interface PercentileSettings extends PublicationSettings {
  /** The factor is 1 + tilt x (2 percentile - 1). */
  readonly tilt: number;
}

export interface QuickRatioSettings {
  /** From here on the ratio asks for nothing. */
  readonly soundRatio: number;
  /** Below this no VX or VXM futures. */
  readonly futuresRatio: number;
  /** Factor of the hedge ratio below `soundRatio`. */
  readonly lowFactor: number;
  /** Further cash to hold below `soundRatio`, a share of what is held. */
  readonly extraCash: number;
  readonly maxAgeDays: number;
}
