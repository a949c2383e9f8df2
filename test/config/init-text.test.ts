import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/config/defaults.js';
import { describeKeys } from '../../src/config/describe.js';
import { configTemplate } from '../../src/config/init-text.js';
import { loadSettings } from '../../src/config/load.js';

const text = configTemplate();
const file = { name: 'alvh.yaml', text };
const lines = text.split('\n');

describe('configTemplate', () => {
  it('loads to exactly the defaults', async () => {
    const { settings } = await loadSettings({ text: file, sets: [] });
    expect(settings).toStrictEqual(defaultSettings());
  });

  it('leaves the profile its say: what a profile changes stands as a comment', async () => {
    const promoter = defaultSettings('promoter');
    const flagged = await loadSettings({ text: file, sets: [], profile: 'promoter' });
    expect(flagged.settings).toStrictEqual(promoter);
    const edited = { ...file, text: text.replace('profile: steward', 'profile: promoter') };
    expect((await loadSettings({ text: edited, sets: [] })).settings).toStrictEqual(promoter);
  });

  it('lets every default layer be removed, though it writes out the tilts', async () => {
    const { settings } = await loadSettings({
      text: file,
      sets: ['layers.short=null', 'layers.stabilizer.band=[0.6, 0.7]'],
    });
    expect(settings.regimes.curveTilt.calm).toEqual({ intermediate: 1, stabilizer: 1.1 });
  });

  it('writes every key with its default, what it does and its source above it', () => {
    let at = 0;
    for (const { key, defaultText, source } of describeKeys()) {
      const name = key.split('.').at(-1) ?? '';
      const value = defaultText === 'none' ? 'null' : defaultText;
      const line = lines.findIndex(
        (text, index) => index >= at && text.trim().replace('# ', '') === `${name}: ${value}`,
      );
      expect(line, key).toBeGreaterThan(0);
      const above = lines.slice(Math.max(at, line - 6), line).join('\n');
      expect(above, key).toContain(`[${source}]`);
      expect(lines[line - 1]?.trim(), key).toMatch(/^# \S/);
      at = line + 1;
    }
  });

  it('explains every source it uses and no more', () => {
    const head = text.slice(0, text.indexOf('\nprofile:'));
    const kinds = new Set(describeKeys().map(({ source }) => source.replace(/^method \S+ /, '')));
    expect(head.match(/^# {3}\S[^:]*:/gm)).toHaveLength(kinds.size);
    for (const kind of kinds) expect(head).toContain(`#   ${kind}: `);
  });

  it('fits a terminal and ends with one line end', () => {
    // An address cannot be broken.
    const broken = lines.filter((line) => !line.includes('://'));
    expect(Math.max(...broken.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(text).toMatch(/\S\n$/);
    expect(text).not.toContain('\u00a0');
  });
});
