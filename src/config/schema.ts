import * as z from 'zod';
import { describeKey } from './describe.js';
import { addressPattern } from './address.js';
import { isGroup } from './key.js';
import type { Group, Key, Limits, ValueForm } from './key.js';
import { KEYS, isLayerMap } from './keys.js';
import { LAYERS, LAYER_KEYS, LAYER_NAME } from './layer-keys.js';
import { profileValues } from './profiles.js';
import { TILT_KEY } from './regime-keys.js';
import { describeSource } from './source-tags.js';

/**
 * The schema of what a user may write: every key optional, none unknown. It checks each value by
 * itself; what does not fit together is found when the whole is assembled.
 */
export function configSchema(): z.ZodType {
  built ??= membersSchema(KEYS, []).describe(KEYS.does);
  return built;
}

/** Two hundred keys take longer to build than a book to size: a run without changes of its own needs none. */
let built: z.ZodType | undefined;

/** The JSON Schema of a configuration file, for editors. */
export function configJsonSchema(): object {
  return { title: 'alvh configuration', ...z.toJSONSchema(configSchema(), { io: 'input' }) };
}

function membersSchema(group: Group, path: readonly string[]) {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(group.keys).map(([name, entry]) => [
        name,
        isGroup(entry) ? groupSchema(entry, [...path, name]) : keySchema(entry, [...path, name]),
      ]),
    ),
  );
}

/** A group may be left empty: all its keys commented out is how files come to look. */
function groupSchema(group: Group, path: readonly string[]): z.ZodType {
  const inner = isLayerMap(path)
    ? z.record(z.string().regex(LAYER_NAME), path.length === 1 ? layerSchema() : tiltSchema())
    : membersSchema(group, path);
  return inner.nullable().optional().meta({ description: group.does });
}

function layerSchema(): z.ZodType {
  const entries = Object.entries<Key<unknown>>(LAYER_KEYS).map(([name, key]) => [
    name,
    formSchema(key.form)
      .optional()
      .meta({ description: `${key.does} Defaults: ${layerDefaults(name)}.` }),
  ]);
  return z.strictObject(Object.fromEntries(entries) as Record<string, z.ZodType>).nullable();
}

function layerDefaults(name: string): string {
  return Object.keys(LAYERS.keys)
    .map((layer) => {
      const description = describeKey(`layers.${layer}.${name}`);
      return `${layer} ${description?.defaultText ?? ''} (${description?.source ?? ''})`;
    })
    .join(', ');
}

function tiltSchema(): z.ZodType {
  return formSchema(TILT_KEY.form).meta({ description: TILT_KEY.does });
}

function keySchema(key: Key<unknown>, path: readonly string[]): z.ZodType {
  const byProfile = profileValues(path.join('.'));
  const from = describeSource(key.source);
  return formSchema(key.form)
    .optional()
    .meta({
      description:
        byProfile === undefined
          ? `${key.does} [${from}]`
          : `${key.does} Set by the profile: ${byProfile}. [${from}]`,
      ...(key.value !== undefined && byProfile === undefined && { default: key.value }),
    });
}

function formSchema(form: ValueForm): z.ZodType {
  switch (form.kind) {
    case 'number': {
      const schema = numberSchema(form.limits);
      return form.optional ? schema.nullable() : schema;
    }
    case 'pair':
      return z.tuple([numberSchema(form.limits), numberSchema(form.limits)]);
    case 'flag':
      return z.boolean();
    case 'address':
      return z.string().max(1000).regex(addressPattern(form.place));
    case 'choice': {
      const schema = z.enum([...form.choices]);
      return form.optional ? schema.nullable() : schema;
    }
  }
}

function numberSchema(limits: Limits): z.ZodNumber {
  const number = limits.whole ? z.int() : z.number();
  const above = limits.aboveMin ? number.gt(limits.min) : number.min(limits.min);
  return limits.belowMax ? above.lt(limits.max) : above.max(limits.max);
}
