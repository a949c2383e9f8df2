import { Refusal } from '../errors.js';
import { readNumber } from '../input/numbers.js';

/** Numbers that a flag takes, by commas; in ascending order, each once. */
export function readNumberList(
  text: string | undefined,
  flag: string,
  { min, max, what }: { readonly min: number; readonly max: number; readonly what: string },
): number[] | undefined {
  if (text === undefined) return undefined;
  const values = text.split(',').map((piece) => {
    const value = numberOf(piece.trim(), flag);
    if (value >= min && value <= max) return value;
    throw new Refusal(`${value} is out of range`, `give ${what}, from ${min} to ${max}`, {
      key: flag,
    });
  });
  if (values.length > MAX_VALUES) {
    throw new Refusal(`${values.length} values are too many`, `give at most ${MAX_VALUES}`, {
      key: flag,
    });
  }
  return [...new Set(values)].sort((a, b) => a - b);
}

const MAX_VALUES = 40;

function numberOf(text: string, flag: string): number {
  try {
    return readNumber(text);
  } catch (error) {
    throw error instanceof Refusal ? error.at({ key: flag }) : error;
  }
}
