/** A default as it stands in YAML. */
export function yamlValue(value: unknown): string {
  if (value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map(yamlValue).join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
