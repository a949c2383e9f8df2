import { loadSettings } from '../../src/config/load.js';
import type { SettingsRequest } from '../../src/config/load.js';
import { describeRefusal, Refusal } from '../../src/errors.js';
import type { RefusalKind } from '../../src/errors.js';

/** The line that the user sees; the text of the file stands in `alvh.yaml`. */
export async function refusalOf(request: {
  readonly file?: string;
  readonly sets?: readonly string[];
  readonly flags?: Partial<SettingsRequest>;
  /** Of the refusal that is awaited: `input` unless given. */
  readonly kind?: RefusalKind;
}): Promise<string> {
  const { file, sets = [], flags = {}, kind = 'input' } = request;
  try {
    await loadSettings({
      ...(file !== undefined && { text: { name: 'alvh.yaml', text: file } }),
      sets,
      ...flags,
    });
  } catch (error) {
    if (error instanceof Refusal && error.kind === kind) return describeRefusal(error);
    throw error;
  }
  return 'loaded';
}
