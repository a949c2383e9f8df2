import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectToBands } from '../../src/hedge/weights.js';
import { bash, inProject } from './run.js';

const EXAMPLES = readdirSync(inProject('examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

interface Factors {
  readonly factors: readonly { readonly value: number }[];
}

interface Sized {
  readonly hedge: Factors & { readonly targetNotionalUsd: number; readonly ratio: number };
  readonly position: { readonly riskCapitalUsd: number };
  readonly layers: readonly (Factors & {
    readonly weight: number;
    readonly targetNotionalUsd: number;
    readonly band: { readonly min: number; readonly max: number };
  })[];
}

/** The sizings that an example's page names. */
function sizingsOf(name: string): string[] {
  const page = readFileSync(inProject('examples', name, 'README.md'), 'utf8');
  return [...page.matchAll(/^ {4}alvh (size (?:.*\\\n)*.*)$/gm)].map(([, args = '']) =>
    args.replace(/\\\n\s*/g, ''),
  );
}

const product = ({ factors }: Factors): number =>
  factors.reduce((total, { value }) => total * value, 1);

describe.concurrent.each(EXAMPLES)('the waterfall of the example %s', (name) => {
  it.each(sizingsOf(name))('%s multiplies to the last digit', async (args) => {
    const line = `$ALVH ${args.replace(/ (-f|--format) \S+/, '')} -f json --explain`;
    const { stdout, stderr, code } = await bash(line, { cwd: inProject('examples', name) });
    expect(code, stderr).toBe(0);
    const { hedge, layers, position } = JSON.parse(stdout) as Sized;
    expect(hedge.factors[0]?.value).toBe(position.riskCapitalUsd);
    expect(product(hedge)).toBe(hedge.targetNotionalUsd);
    const weights = projectToBands(
      layers.map(product),
      layers.map(({ band }) => band),
    );
    layers.forEach(({ weight, targetNotionalUsd }, i) => {
      expect(weight).toBe(weights[i]);
      expect(targetNotionalUsd).toBe(weight * hedge.targetNotionalUsd);
    });
  });
});
