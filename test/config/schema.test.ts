import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeKeys } from '../../src/config/describe.js';
import { configTemplate } from '../../src/config/init-text.js';
import { configJsonSchema, configSchema } from '../../src/config/schema.js';

interface Node {
  type?: string;
  description?: string;
  default?: unknown;
  properties?: Record<string, Node>;
  additionalProperties?: Node | boolean;
  anyOf?: Node[];
}

/** The schema node of a dotted key, through the `or null` of groups. */
function nodeOf(root: Node, key: string): Node | undefined {
  return key.split('.').reduce<Node | undefined>((node, name) => {
    const object = node?.anyOf?.find(({ type }) => type === 'object') ?? node;
    const open = object?.additionalProperties;
    return object?.properties?.[name] ?? (typeof open === 'object' ? open : undefined);
  }, root);
}

describe('configJsonSchema', () => {
  const schema = configJsonSchema() as Node;

  it('describes every key, with its default and where it comes from', () => {
    for (const { key, does, source, defaultText } of describeKeys()) {
      const node = nodeOf(schema, key);
      expect(node?.description, key).toBeDefined();
      if (key.startsWith('regimes.curveTilt.')) continue;
      expect(node?.description, key).toContain(does);
      expect(node?.description, key).toContain(source);
      if (node?.default !== undefined) {
        expect(node.default, key).toEqual(parse(defaultText));
      }
    }
  });

  it('allows no key that is not known', () => {
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties?.hedge?.anyOf?.[0]?.additionalProperties).toBe(false);
  });

  it('says what a profile sets in place of a default that holds for one only', () => {
    const ratio = nodeOf(schema, 'hedge.ratio');
    expect(ratio?.default).toBeUndefined();
    expect(ratio?.description).toContain('steward 1, promoter 1.3');
  });
});

describe('configSchema', () => {
  it('takes the template as any reader of YAML understands it', () => {
    expect(configSchema().safeParse(parse(configTemplate())).error).toBeUndefined();
  });
});
