/** What a pricer says when its cheap check has failed: which number, and what it was. */

type Named = Readonly<Record<string, number>>;

/**
 * @param notNegative the numbers that must be at least 0, by name
 * @param signed the numbers of either sign, by name
 * @throws RangeError always: naming the first number at fault, or all where only their product
 * overflows
 */
export function refuseNumbers(notNegative: Named, signed: Named): never {
  for (const [name, value] of Object.entries(notNegative)) {
    if (!(value >= 0 && value < Infinity)) {
      throw new RangeError(`${name} must be a finite number of at least 0, got ${value}`);
    }
  }
  for (const [name, value] of Object.entries(signed)) {
    if (!Number.isFinite(value)) throw new RangeError(`${name} must be finite, got ${value}`);
  }
  const all = Object.entries({ ...notNegative, ...signed });
  const list = all.map(([name, value]) => `${name} ${value}`).join(', ');
  throw new RangeError(`the numbers are too large to price: ${list}`);
}
