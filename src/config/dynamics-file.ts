import * as z from 'zod';
import { Refusal } from '../errors.js';
import type { Dynamics, ResponseColumn } from '../scenario/dynamics.js';
import { SHOCK_TENORS } from '../scenario/shock.js';
import { nameHint, shorten } from './nearest.js';
import { readYaml } from './read-yaml.js';
import type { Path, UserText } from './user-text.js';

/** Version of the form; a file of another one is refused. */
export const DYNAMICS_VERSION = 1;

/** VIX log changes and returns beyond this are slips: a factor of 55. */
const MOST_LOG_CHANGE = 4;

const above0 = (most: number) => z.number().gt(0).lt(most);
const tenors = (value: z.ZodNumber) => z.array(value).length(SHOCK_TENORS.length);
const logChange = z.number().min(-MOST_LOG_CHANGE).max(MOST_LOG_CHANGE);
const fall = z.number().gt(-1).lt(0);

const columnSchema = z.strictObject({
  horizon: z.int().min(1).max(260),
  knots: z
    .array(z.tuple([logChange, logChange]))
    .min(2)
    .max(1000),
  residual: above0(MOST_LOG_CHANGE),
  stressResidual: above0(MOST_LOG_CHANGE),
  stressReturn: fall,
  ordinaryBeta: tenors(above0(1.5)),
  stressBeta: tenors(above0(1.5)),
  curveResidual: tenors(above0(MOST_LOG_CHANGE)),
});

const schema = z.strictObject({
  version: z.literal(DYNAMICS_VERSION),
  source: z.string().min(1).max(300),
  ramp: z.strictObject({ start: z.number().gt(-1).max(0), end: fall }),
  curveCorrelation: z.number().min(0).lt(1),
  columns: z.array(columnSchema).min(1).max(50),
});

/** What a value must be, by the last name of its path. */
const WANTED: Readonly<Record<string, string>> = {
  version: `write ${DYNAMICS_VERSION}; files of other versions are made anew by alvh calibrate`,
  source: 'say in a few words what it was fitted to',
  ramp: 'give start and end, such as { start: -0.02, end: -0.05 }',
  start: 'give an SPX return above -1 and at most 0, such as -0.02',
  end: 'give an SPX return above -1 and below 0, such as -0.05',
  curveCorrelation: 'give a correlation from 0 to below 1',
  columns: 'give a list of columns, one a horizon',
  horizon: 'give trading days, a whole number from 1 to 260',
  knots: 'give a list of at least two pairs [SPX log return, VIX log change]',
  residual: 'give an sd of log changes above 0',
  stressResidual: 'give an sd of log changes above 0',
  stressReturn: 'give an SPX return above -1 and below 0, such as -0.05',
  ordinaryBeta: `give ${SHOCK_TENORS.length} betas above 0 and below 1.5, for ${SHOCK_TENORS.join(', ')} days`,
  stressBeta: `give ${SHOCK_TENORS.length} betas above 0 and below 1.5, for ${SHOCK_TENORS.join(', ')} days`,
  curveResidual: `give ${SHOCK_TENORS.length} sds above 0, for ${SHOCK_TENORS.join(', ')} days`,
};

/**
 * Reads a dynamics file, as `alvh calibrate --write` writes it.
 * @throws Refusal with file, line and key for unknown keys, values out of range, knots that do not
 *   ascend or at which VIX rises with SPX, horizons out of order
 */
export function readDynamics({ name, text }: { name: string; text: string }): Dynamics {
  const user = readYaml(text, (line, key) => ({
    file: name,
    line,
    ...(key === undefined ? {} : { key }),
  }));
  const result = schema.safeParse(user.value);
  if (!result.success) throw explained(result.error.issues, user);
  const { source, ramp, curveCorrelation, columns } = result.data;
  columns.forEach((column, i) => {
    checkColumn(column, ['columns', i], user);
  });
  columns.slice(1).forEach(({ horizon }, i) => {
    const before = columns[i]?.horizon ?? 0;
    if (horizon > before) return;
    throw new Refusal(
      `the horizon ${horizon} stands after ${before}`,
      'list the columns by horizon, shortest first, each once',
      user.place(['columns', i + 1, 'horizon']),
    );
  });
  if (ramp.end >= ramp.start) {
    throw new Refusal(
      `the ramp goes from ${ramp.start} to ${ramp.end}`,
      'let it end at a deeper fall than it starts at',
      user.place(['ramp', 'end']),
    );
  }
  const [first, ...others] = columns;
  // The schema has asked for one column at least.
  return { source, columns: [first as ResponseColumn, ...others], ramp, curveCorrelation };
}

function checkColumn({ knots }: ResponseColumn, path: Path, user: UserText): void {
  knots.slice(1).forEach(([r, change], i) => {
    const [rBefore, changeBefore] = knots[i] as readonly [number, number];
    const place = user.place([...path, 'knots', i + 1]);
    if (!(r > rBefore)) {
      throw new Refusal(
        `the knot at ${r} stands after the one at ${rBefore}`,
        'list the knots by SPX return, lowest first, each once',
        place,
      );
    }
    if (change > changeBefore) {
      throw new Refusal(
        `VIX rises with SPX from the knot at ${rBefore} (${changeBefore}) to that at ${r} (${change})`,
        'let the VIX log change fall or stay from knot to knot',
        place,
      );
    }
  });
}

type Issue = z.core.$ZodIssue;

/** An unknown key, for a misspelt one is missing too; else the first fault by line. */
function explained(issues: readonly Issue[], user: UserText): Refusal {
  const found = issues.flatMap((issue): { issue: Issue; path: Path }[] => {
    // Our paths hold names and indices only.
    const path = issue.path as Path;
    if (issue.code !== 'unrecognized_keys') return [{ issue, path }];
    return issue.keys.map((key) => ({ issue, path: [...path, key] }));
  });
  const line = ({ path }: { path: Path }): number => user.place(path).line ?? 0;
  const unknown = found.filter(({ issue }) => issue.code === 'unrecognized_keys');
  const { issue, path } = (unknown.length > 0 ? unknown : found).reduce((first, next) =>
    line(next) < line(first) ? next : first,
  );
  const name = [...path].reverse().find((step) => typeof step === 'string') ?? '';
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    return new Refusal(
      `unknown key ${JSON.stringify(shorten(String(name)))}`,
      nameHint(String(name), known, 'keys'),
      user.place(path),
    );
  }
  const value = valueAt(user.value, path);
  const mend = WANTED[name] ?? 'give a file that alvh calibrate --write has written';
  if (value === undefined) {
    return new Refusal(`${name === '' ? 'it' : name} is missing`, mend, user.place(path));
  }
  const written = user.written(path);
  const shown = written === undefined ? 'this' : JSON.stringify(shorten(written));
  return new Refusal(`${shown} is no value for it`, mend, user.place(path));
}

function knownKeys(path: Path): string[] {
  if (path.length === 1) return Object.keys(schema.shape);
  return Object.keys(path[0] === 'ramp' ? schema.shape.ramp.shape : columnSchema.shape);
}

function valueAt(root: unknown, path: Path): unknown {
  let value: unknown = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
