/**
 * Seeded chance for scenarios: xoshiro128** (Blackman and Vigna 2018), its state filled from the
 * seed by splitmix32. Period 2^128 - 1, all tests of BigCrush passed; integer arithmetic alone, so
 * that a seed gives the same numbers on every machine. Not for secrets.
 */
export interface RandomSource {
  /** Uniform in [0, 1), 53 bits. */
  readonly uniform: () => number;
  /** Uniform whole number from 0 to `below` - 1. */
  readonly below: (below: number) => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** Student t with 4 degrees of freedom; its variance is 2. */
  readonly student4: () => number;
}

/** @param seed any whole number; those that differ by 2^32 are the same */
export function randomSource(seed: number): RandomSource {
  const next = xoshiro(seed);
  const uniform = (): number => {
    const high = next() >>> 5;
    const low = next() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  };
  /** Never 0, for logarithms. */
  const positive = (): number => 1 - uniform();
  let spare: number | undefined;
  // Marsaglia's polar method: two normals at a time, by logarithm and root alone.
  const normal = (): number => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };
  return {
    uniform,
    below: (below) => Math.floor(uniform() * below),
    normal,
    // Chi-squared with 4 degrees of freedom is -2 ln of the product of two uniforms.
    student4: () => {
      const chiSquared = -2 * Math.log(positive() * positive());
      return normal() / Math.sqrt(chiSquared / 4);
    },
  };
}

/** 32-bit whole numbers. */
function xoshiro(seed: number): () => number {
  let counter = seed | 0;
  const splitmix = (): number => {
    counter = (counter + 0x9e3779b9) | 0;
    let z = counter;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  // The one state that it never leaves is all zeros.
  let a = splitmix() | 1;
  let b = splitmix();
  let c = splitmix();
  let d = splitmix();
  return () => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return result >>> 0;
  };
}

function rotated(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
