import { renderJson } from '../output/json.js';
import type { RenderOptions } from '../output/options.js';
import type * as Renderers from '../output/render.js';

/**
 * The result as text in the form asked for. Tables and what draws them are loaded only for the
 * forms that have them: a script that asks for JSON does not wait for colours.
 * @param renderer which of the renderers is the result's
 */
export async function rendered<R extends object>(
  result: R,
  options: RenderOptions,
  renderer: (all: typeof Renderers) => (result: R, options: RenderOptions) => string,
): Promise<string> {
  if (options.format === 'json') return renderJson(result, options);
  return renderer(await import('../output/render.js'))(result, options);
}
