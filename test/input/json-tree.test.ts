import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonTree } from '../../src/input/json-tree.js';
import { placeAt, plainOf } from '../../src/input/tree.js';

const parse = (text: string) => parseJsonTree({ name: 'x.json', text });
const refused = (read: () => unknown): boolean => {
  try {
    read();
    return false;
  } catch {
    return true;
  }
};

/** Numbers that JSON.stringify writes without an exponent: those are read as numbers. */
const value = fc
  .jsonValue({ maxDepth: 5 })
  .filter((one) => !/\de[-+]?\d/.test(JSON.stringify(one)));

describe('JSON', () => {
  test('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(value, fc.constantFrom('', ' ', '\t', '\n'), (one, indent) => {
        const text = JSON.stringify(one, null, indent);
        expect(plainOf(parse(text).root)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  test('is refused where JSON.parse refuses it', () => {
    const damaged = fc
      .tuple(value, fc.nat(), fc.constantFrom(...'{}[],:"\\0-+.eE \n\tax/\u0001', ''), fc.nat(1))
      .map(([one, at, by, cut]) => {
        const text = JSON.stringify(one);
        const where = at % (text.length + 1);
        return text.slice(0, where) + by + text.slice(where + cut);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        const ours = refused(() => parse(text));
        const theirs = refused(() => JSON.parse(text));
        // A key given twice is the one thing that is JSON and refused.
        if (ours !== theirs) expect(() => parse(text)).toThrow('stands twice');
      }),
      { numRuns: 3000 },
    );
  });

  test('keeps the lines of its values', () => {
    const tree = parse('{\n "a": [\n  1,\n  {"b":\n 2}]\n}');
    expect(placeAt(tree, ['a', 1, 'b'])).toEqual({ file: 'x.json', line: 4, key: 'a[1].b' });
    expect(placeAt(tree, ['a', 0])).toEqual({ file: 'x.json', line: 3, key: 'a[0]' });
    expect(placeAt(tree, ['a', 1, 'missing']).line).toBe(4);
  });

  test('of 16 MiB ends in time', () => {
    const start = performance.now();
    expect(refused(() => parse(`"${'a'.repeat(16_000_000)}`))).toBe(true);
    expect(refused(() => parse(`["${'\\n'.repeat(8_000_000)}"]`))).toBe(false);
    expect(refused(() => parse('{"a":'.repeat(3_000_000)))).toBe(true);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
