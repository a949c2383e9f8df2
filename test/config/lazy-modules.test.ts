import { expect, it, vi } from 'vitest';
import { describeKeys, settingSource } from '../../src/config/describe.js';
import { defaultSettings } from '../../src/config/defaults.js';
import { configTemplate } from '../../src/config/init-text.js';
import { loadSettings } from '../../src/config/load.js';

const touched = vi.hoisted((): string[] => []);
vi.mock('zod', async (original) => {
  touched.push('zod');
  return original();
});
vi.mock('yaml', async (original) => {
  touched.push('yaml');
  return original();
});

it('loads yaml and zod for a file or a --set only: start-up time matters', async () => {
  await loadSettings({ sets: [], profile: 'promoter', static: true, vxMargin: '12000' });
  defaultSettings('promoter');
  configTemplate();
  describeKeys();
  settingSource('hedge.ratio');
  expect(touched).toEqual([]);
  await loadSettings({ sets: ['hedge.ratio=1.2'] });
  expect(touched.sort()).toEqual(['yaml', 'zod']);
});
