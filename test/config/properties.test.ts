import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadSettings } from '../../src/config/load.js';
import { describeRefusal, Refusal } from '../../src/errors.js';

const load = (value: unknown) =>
  loadSettings({ text: { name: 'alvh.json', text: JSON.stringify(value) }, sets: [] });

/** Bands around weights that sum to 1, in per mille so that decimals stay short. */
const bands = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 })
  .chain((cuts) => {
    const ends = [...cuts.slice(1).sort((a, b) => a - b), 1000];
    const weights = ends.map((end, i) => end - (ends[i - 1] ?? 0));
    return fc.tuple(
      ...weights.map((weight) =>
        fc
          .tuple(fc.integer({ min: 0, max: weight }), fc.integer({ min: weight, max: 1000 }))
          .map(([min, max]) => [min / 1000, max / 1000] as const),
      ),
    );
  });

it('any bands that hold weights summing to 1 load, whatever the order of the layers', async () => {
  await fc.assert(
    fc.asyncProperty(bands, fc.func(fc.integer()), async (all, rank) => {
      const own = all.map((band, i) => [
        `layer-${i}`,
        { window: [1 + i * 30, 31 + i * 30], targetDays: 15 + i * 30, band },
      ]);
      const none = ['short', 'intermediate', 'stabilizer'].map((name) => [name, null]);
      const entries = [...own, ...none] as [string, unknown][];
      const shuffled = [...entries].sort(([a], [b]) => rank(a) - rank(b));
      const straight = await load({ layers: Object.fromEntries(entries) });
      const { settings } = await load({ layers: Object.fromEntries(shuffled) });
      expect(settings).toStrictEqual(straight.settings);
      expect(settings.layers.map(({ band }) => [band.min, band.max])).toEqual(all);
    }),
  );
});

it('the order of keys changes nothing', async () => {
  const entries: [string, unknown][] = [
    ['profile', 'promoter'],
    ['static', true],
    ['hedge', { ratio: 1.2, ratioMax: 2, tolerance: 0.1 }],
    ['regimes', { curveTilt: { calm: { short: 0.9 } }, thresholds: { flatRatio: 0.95 } }],
    ['margin', { vxmUsd: 900, vxUsd: 9000 }],
    ['layers', { stabilizer: { targetDays: 100 }, short: { band: [0.1, 0.25] } }],
  ];
  const straight = await load(Object.fromEntries(entries));
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(entries, { minLength: entries.length }),
      async (shuffled) => {
        const { settings } = await load(Object.fromEntries(shuffled));
        expect(settings).toStrictEqual(straight.settings);
      },
    ),
  );
});

const junk = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(...'[]{}:,-?&*!|>#\'"%@` \t\n0a.~'), maxLength: 80 }),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc
    .tuple(fc.constantFrom('hedge', 'layers', 'regimes', 'profile', 'margin'), fc.jsonValue())
    .map(([key, value]) => JSON.stringify({ [key]: value })),
);

it('any text and any --set loads or is refused in one line with its place', async () => {
  const attempt = async (request: Promise<unknown>, placed: (refusal: Refusal) => boolean) => {
    try {
      await request;
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      const refusal = error as Refusal;
      expect(['input', 'limits']).toContain(refusal.kind);
      const shown = describeRefusal(refusal);
      expect(shown).not.toMatch(/\p{Cc}/u);
      expect(shown.length).toBeLessThan(700);
      expect(placed(refusal)).toBe(true);
    }
  };
  await fc.assert(
    fc.asyncProperty(junk, async (text) => {
      await attempt(
        loadSettings({ text: { name: 'f', text }, sets: [] }),
        ({ place }) => place.file === 'f' && (place.line ?? 0) >= 1,
      );
      await attempt(loadSettings({ sets: [text] }), ({ place }) => /^--set/.test(place.key ?? ''));
      const sets = [`hedge.ratio=${text}`];
      await attempt(loadSettings({ sets }), ({ place }) => /^--set/.test(place.key ?? ''));
    }),
    { numRuns: 500 },
  );
});
