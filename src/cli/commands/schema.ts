import { Refusal } from '../../errors.js';
import type { Io } from '../io.js';

const SCHEMAS = ['config', 'position', 'snapshot', 'scenarios', 'market'] as const;

/** `alvh schema NAME`: the JSON Schema of a file, for editors. */
export async function runSchema(name: string, io: Io): Promise<void> {
  const schema = await schemaOf(name);
  await io.writeOut(`${JSON.stringify(schema, null, 2)}\n`);
}

async function schemaOf(name: string): Promise<object> {
  switch (SCHEMAS.find((known) => known === name)) {
    case 'config':
      return (await import('../../config/schema.js')).configJsonSchema();
    case 'position':
      return (await import('../../input/json-schemas.js')).positionJsonSchema();
    case 'snapshot':
      return (await import('../../input/json-schemas.js')).snapshotJsonSchema();
    case 'scenarios':
      return (await import('../../input/json-schemas.js')).scenariosJsonSchema();
    case 'market':
      return (await import('../../input/json-schemas.js')).marketJsonSchema();
    case undefined:
      throw new Refusal(`there is no schema "${name}"`, `use one of ${SCHEMAS.join(', ')}`);
  }
}
