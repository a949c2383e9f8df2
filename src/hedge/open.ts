/**
 * Figures while their keys are set in their order, where one may be absent: spreading it in costs
 * more than the figures.
 */
export type Open<Figures> = { -readonly [Key in keyof Figures]: Figures[Key] };
