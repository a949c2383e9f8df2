/** Standard deviation of a sample (n - 1). @param values at least two */
export function sampleSd(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** Slope of the least-squares line through equally spaced values, a step. @param values at least two */
export function lineSlope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  let products = 0;
  let squares = 0;
  for (const [i, value] of values.entries()) {
    products += (i - middle) * value;
    squares += (i - middle) ** 2;
  }
  return products / squares;
}

export function clip(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
