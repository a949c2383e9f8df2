import { describe, expect, test } from 'vitest';
import {
  marketJsonSchema,
  positionJsonSchema,
  scenariosJsonSchema,
  snapshotJsonSchema,
} from '../../src/input/json-schemas.js';

/** Every schema within a schema that describes a value of the file. */
function propertiesOf(schema: unknown): [string, Record<string, unknown>][] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    const own =
      key === 'properties' && typeof value === 'object' && value !== null
        ? (Object.entries(value) as [string, Record<string, unknown>][])
        : [];
    return [...own, ...propertiesOf(value)];
  });
}

describe.each([
  ['position', positionJsonSchema()],
  ['snapshot', snapshotJsonSchema()],
  ['scenarios', scenariosJsonSchema()],
  ['market', marketJsonSchema()],
] as const)('the JSON Schema of a %s', (_, schema) => {
  test('describes every key', () => {
    const properties = propertiesOf(schema);
    expect(properties.length).toBeGreaterThan(10);
    for (const [key, property] of properties) {
      expect({ key, said: property['description'] ?? property['$ref'] }).toMatchObject({
        key,
        said: expect.any(String) as string,
      });
    }
  });

  test('allows no unknown key', () => {
    expect(JSON.stringify(schema)).toContain('"additionalProperties":false');
    expect(schema['$schema']).toContain('2020-12');
  });
});

test('the required keys of a condor', () => {
  const { $defs } = positionJsonSchema() as { $defs: Record<string, { required: string[] }> };
  expect($defs['condor']?.required).toEqual([
    ...['underlying', 'expiry', 'quantity', 'legs', 'credit'],
  ]);
});
