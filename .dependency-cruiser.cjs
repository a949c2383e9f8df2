/** The floors of the house: who may import whom, and why. */
const engine =
  '^src/(market|pricing|condor|scenario|signals|calibrate|capital|hedge|stress|optimize|press|journal|report)/';
const newton = '^src/capital/newton-rate\\.ts$';
const indicators = '^src/signals/indicators\\.ts$';
const impure = ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'unknown'];

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle means two rooms are one room: split the shared part out.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'ground-floor',
      comment: 'market and pricing stand on the ground: only on themselves and on errors.',
      severity: 'error',
      from: { path: '^src/(market|pricing)/' },
      to: { path: '^src/', pathNot: '^src/(market|pricing|(errors|disclaimer|report-parts)\\.ts)' },
    },
    {
      name: 'pricing-knows-no-market',
      comment: 'A pricer is numbers in, numbers out.',
      severity: 'error',
      from: { path: '^src/pricing/' },
      to: { path: '^src/market/' },
    },
    {
      name: 'first-floor',
      comment: 'condor, scenario and signals stand on market and pricing only.',
      severity: 'error',
      from: { path: '^src/(condor|scenario|signals)/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/(market|pricing|condor|scenario|signals|(errors|disclaimer|report-parts)\\.ts)',
      },
    },
    {
      name: 'second-floor',
      comment:
        'hedge, capital and calibrate stand on the rooms below them, never on files or output. ' +
        'capital knows cash flows and rates but no hedge: the others may use it.',
      severity: 'error',
      from: { path: '^src/(hedge|capital|calibrate)/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/(market|pricing|condor|scenario|signals|capital|$1|(errors|disclaimer|report-parts)\\.ts)',
      },
    },
    {
      name: 'third-floor',
      comment:
        'stress, optimize, press, journal and report stand on the engine rooms, never on files or output.',
      severity: 'error',
      from: { path: '^src/(stress|optimize|press|journal|report)/' },
      to: { path: '^src/', pathNot: `${engine}|^src/(errors|disclaimer|report-parts)\\.ts` },
    },
    {
      name: 'engine-is-pure',
      comment: 'Engine rooms import no Node module and no package: no files, clock or colour.',
      severity: 'error',
      from: { path: engine, pathNot: [newton, indicators] },
      to: { dependencyTypes: impure },
    },
    {
      name: 'newton-from-xirr',
      comment:
        'The one exception: the package xirr is a pure function of numbers and dates, and the IRR ' +
        'is to be its, checked by our own code. Only this file may load it, and nothing else.',
      severity: 'error',
      from: { path: newton },
      to: { dependencyTypes: impure, pathNot: '^node_modules/xirr/' },
    },
    {
      name: 'indicators-from-trading-signals',
      comment:
        'The other exception: trading-signals is pure, and the indicators are to be a kept ' +
        "library's. Only this file may load it, and nothing else.",
      severity: 'error',
      from: { path: indicators },
      to: { dependencyTypes: impure, pathNot: '^node_modules/trading-signals/' },
    },
    {
      name: 'edges-are-strangers',
      comment:
        'input, config, output, store and feeds know the domain types and nothing of each other.',
      severity: 'error',
      from: { path: '^src/(input|config|output|store|feeds)/' },
      to: { path: '^src/(input|config|output|store|feeds|cli)/', pathNot: '^src/$1/' },
    },
    {
      name: 'nothing-stands-on-cli',
      comment: 'The cli is the roof.',
      severity: 'error',
      from: { path: '^src/(?!cli/)' },
      to: { path: '^src/cli/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      conditionNames: ['import', 'node'],
      exportsFields: ['exports'],
    },
  },
};
