/** The package `xirr` 1.1.0 (MIT) has no types of its own. */
declare module 'xirr' {
  /**
   * Newton's method on the future value of the flows, in years of 365 days.
   * @throws Error where it does not converge, or all flows have one sign or one day
   */
  function xirr(
    flows: readonly { readonly amount: number; readonly when: Date }[],
    options?: {
      readonly guess?: number;
      /** Of the step, relative to the rate. */
      readonly tolerance?: number;
      readonly maxIterations?: number;
    },
  ): number;
  export = xirr;
}
