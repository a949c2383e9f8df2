import fc from 'fast-check';

/**
 * Locally each run of a property draws anew; the gate draws the same every time, so that it fails
 * for a change and not for a draw. ALVH_TEST_SEED repeats a run.
 */
const seed = process.env['ALVH_TEST_SEED'] ?? (process.env['CI'] === undefined ? '' : '2026');
if (seed !== '') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
