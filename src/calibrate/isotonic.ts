/**
 * The least-squares fit to weighted values among those that never rise: pool adjacent violators
 * (Ayer and others 1955). Neighbours that rise are pooled to their weighted mean until none does.
 * @param weights above 0
 * @returns the fitted value of each, and the number of its pool, counted from 0
 */
export function neverRising(
  values: readonly number[],
  weights: readonly number[],
): { fitted: number[]; pools: number[] } {
  interface Pool {
    readonly mean: number;
    readonly weight: number;
    readonly size: number;
  }
  const pools: Pool[] = [];
  values.forEach((value, i) => {
    let last: Pool = { mean: value, weight: weights[i] as number, size: 1 };
    for (
      let left = pools.at(-1);
      left !== undefined && left.mean < last.mean;
      left = pools.at(-1)
    ) {
      pools.pop();
      const weight = left.weight + last.weight;
      last = {
        mean: (left.mean * left.weight + last.mean * last.weight) / weight,
        weight,
        size: left.size + last.size,
      };
    }
    pools.push(last);
  });
  return {
    fitted: pools.flatMap(({ mean, size }) => Array.from({ length: size }, () => mean)),
    pools: pools.flatMap(({ size }, pool) => Array.from({ length: size }, () => pool)),
  };
}
