/**
 * Freezes a value and all that it holds, for what is made once and shared by many results: what a
 * caller does to one result must not show in another. Only for values that are ours to freeze.
 */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
