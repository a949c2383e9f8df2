import * as z from 'zod';
import { marketSchema } from './market-shape.js';
import { bookSchema, condorSchema } from './position-shape.js';
import { scenariosSchema } from './scenarios-shape.js';
import { snapshotSchema } from './snapshot-shape.js';

/** The JSON Schema of position files (YAML or JSON): a book, or one condor. */
export function positionJsonSchema(): Record<string, unknown> {
  return {
    title: 'alvh position',
    description: 'Short iron condors: a list under positions, or one condor',
    ...z.toJSONSchema(z.union([bookSchema, condorSchema]), { io: 'input' }),
  };
}

/** The JSON Schema of snapshot files (YAML or JSON). */
export function snapshotJsonSchema(): Record<string, unknown> {
  return { title: 'alvh snapshot', ...z.toJSONSchema(snapshotSchema, { io: 'input' }) };
}

/** The JSON Schema of files with macro figures (YAML or JSON). */
export function marketJsonSchema(): Record<string, unknown> {
  return { title: 'alvh market', ...z.toJSONSchema(marketSchema, { io: 'input' }) };
}

/** The JSON Schema of files with the user's own scenarios (YAML or JSON). */
export function scenariosJsonSchema(): Record<string, unknown> {
  return { title: 'alvh scenarios', ...z.toJSONSchema(scenariosSchema, { io: 'input' }) };
}
