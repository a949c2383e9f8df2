import highsLoader from 'highs';

/**
 * The optimiser's problem as one mixed-integer programme in CPLEX LP format (METHOD 6.8, with a
 * row for every scenario), for HiGHS. Dollars are scaled: HiGHS wants coefficients near 1.
 */
function monolithicText(problem, relaxed) {
  const { alpha, probabilities, baseLossUsd, instruments, limits, minimize } = problem;
  const loss = scaleOf(instruments.flatMap((item) => [largest(item.gainUsd)]));
  const cost = scaleOf(instruments.map((item) => item.costUsd));
  const tail = ['z', ...Array.from(probabilities, (p, s) => `${p / (1 - alpha)} u${s}`)].join(
    ' + ',
  );
  const rows = [];
  for (let s = 0; s < probabilities.length; s += 1) {
    const gains = terms(instruments.map((item) => item.gainUsd[s] / loss));
    rows.push(` s${s}: u${s} + z ${gains} >= ${baseLossUsd[s] / loss}`);
  }
  const bound = (name, coefficients, { min, max }, offset = 0) => {
    const scale = scaleOf(coefficients);
    const row = terms(coefficients.map((c) => c / scale));
    if (min > -Infinity) rows.push(` ${name}_min: ${row} >= ${(min - offset) / scale}`);
    if (max < Infinity) rows.push(` ${name}_max: ${row} <= ${(max - offset) / scale}`);
  };
  limits.bands?.forEach(({ min, max }, layer) => {
    const share = (of) =>
      instruments.map((item) => item.notionalUsd * (Number(item.layer === layer) - of));
    bound(`band${layer}_low`, share(min), { min: 0 });
    bound(`band${layer}_high`, share(max), { max: 0 });
  });
  const each = (key) => instruments.map((item) => item[key]);
  if (limits.notionalUsd) bound('notional', each('notionalUsd'), limits.notionalUsd);
  if (limits.premiumUsd) bound('premium', each('premiumUsd'), limits.premiumUsd);
  if (limits.carryUsd) bound('carry', each('carryUsd'), limits.carryUsd);
  if (limits.cvarUsd) rows.push(` cvar: ${tail} <= ${limits.cvarUsd.max / loss}`);
  const text = [
    'Minimize',
    ` obj: ${minimize === 'cost' ? terms(each('costUsd').map((c) => c / cost)) : tail}`,
    'Subject To',
    ...rows,
    'Bounds',
    ' z free',
    ...instruments.map((item, j) => ` 0 <= n${j} <= ${item.maxUnits}`),
    ...(relaxed ? [] : ['General', ` ${instruments.map((_, j) => `n${j}`).join(' ')}`]),
    'End',
  ].join('\n');
  return { text, scale: minimize === 'cost' ? cost : loss };
}

/**
 * The problem's optimum by HiGHS, in dollars; undefined where it says there is none.
 * @param relaxed true: in fractions of units, a lower bound that is far quicker to have
 */
export function solveMonolithic(highs, problem, { relaxed = false } = {}) {
  const { text, scale } = monolithicText(problem, relaxed);
  const options = { output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-9 };
  const result = highs.solve(text, options);
  if (result.Status === 'Infeasible') return undefined;
  if (result.Status !== 'Optimal') throw new Error(`HiGHS: ${result.Status}`);
  return result.ObjectiveValue * scale;
}

function terms(coefficients) {
  return coefficients.map((c, j) => `${c < 0 ? '-' : '+'} ${Math.abs(c)} n${j}`).join(' ');
}

function largest(values) {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function scaleOf(values) {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
}

/** HiGHS, ready to solve. Its own types take this import for a namespace, so it is typed here. */
export function loadHighs() {
  return highsLoader();
}
