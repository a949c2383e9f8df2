import { describe, expect, it } from 'vitest';
import { randomSource } from '../../src/scenario/random.js';

const MASK = 0xffffffffn;

/** xoshiro128** and splitmix32 written down again over big integers. */
function* naive(seed: number): Generator<bigint, never> {
  let counter = BigInt.asUintN(32, BigInt(seed));
  const splitmix = (): bigint => {
    counter = (counter + 0x9e3779b9n) & MASK;
    let z = counter;
    z = ((z ^ (z >> 16n)) * 0x21f0aaadn) & MASK;
    z = ((z ^ (z >> 15n)) * 0x735a2d97n) & MASK;
    return z ^ (z >> 15n);
  };
  const rotated = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (32n - k))) & MASK;
  const s = [splitmix() | 1n, splitmix(), splitmix(), splitmix()] as [
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  for (;;) {
    yield (rotated((s[1] * 5n) & MASK, 7n) * 9n) & MASK;
    const t = (s[1] << 9n) & MASK;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotated(s[3], 11n);
  }
}

describe('seeded chance', () => {
  it.each([0, 1, -1, 42, 2 ** 31, 20261124])('seed %d: the generator of its paper', (seed) => {
    const { uniform } = randomSource(seed);
    const words = naive(seed);
    for (let i = 0; i < 2000; i += 1) {
      const high = Number(words.next().value >> 5n);
      const low = Number(words.next().value >> 6n);
      expect(uniform()).toBe((high * 2 ** 26 + low) / 2 ** 53);
    }
  });

  it('the same seed gives the same numbers, another seed others', () => {
    const draw = (seed: number): number[] => {
      const random = randomSource(seed);
      return Array.from({ length: 50 }, () => random.normal() + random.student4());
    };
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
  });

  it('uniform, normal and Student t have their moments', () => {
    const random = randomSource(99);
    const n = 200_000;
    const moments = (draw: () => number): { mean: number; variance: number } => {
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < n; i += 1) {
        const x = draw();
        sum += x;
        squares += x * x;
      }
      return { mean: sum / n, variance: squares / n - (sum / n) ** 2 };
    };
    const uniform = moments(random.uniform);
    expect(uniform.mean).toBeCloseTo(0.5, 2);
    expect(uniform.variance).toBeCloseTo(1 / 12, 3);
    const normal = moments(random.normal);
    expect(normal.mean).toBeCloseTo(0, 2);
    expect(Math.abs(normal.variance - 1)).toBeLessThan(0.02);
    const student = moments(random.student4);
    expect(Math.abs(student.mean)).toBeLessThan(0.02);
    // Its fourth moment is infinite: the variance settles slowly.
    expect(Math.abs(student.variance - 2)).toBeLessThan(0.2);
  });

  it('Student t(4) has the tails of the tables: 2.132 at 5%, 3.747 at 1%', () => {
    const random = randomSource(4);
    const n = 200_000;
    let at5 = 0;
    let at1 = 0;
    for (let i = 0; i < n; i += 1) {
      const t = random.student4();
      if (t > 2.132) at5 += 1;
      if (t > 3.747) at1 += 1;
    }
    expect(Math.abs(at5 / n - 0.05)).toBeLessThan(0.002);
    expect(Math.abs(at1 / n - 0.01)).toBeLessThan(0.001);
  });

  it('whole numbers below a bound: all of them, none else', () => {
    const random = randomSource(1);
    const seen = new Set(Array.from({ length: 1000 }, () => random.below(7)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
