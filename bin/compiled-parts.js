'use strict';
const { readFileSync } = require('node:fs');
const { wrap } = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');

/**
 * Loads the parts of the built program, each with the bytecode that V8 made of it at the build:
 * to parse and compile them takes longer than a book takes to size. V8 looks at its version and
 * flags, and compiles anew what is not of its own. Such a part cannot import, so the build turns
 * each import into a require.
 * @param {string} program folder of the parts, which require each other and what node knows
 * @param {string} compiled folder of their bytecode
 */
module.exports = function compiledParts(program, compiled) {
  /** @type {Map<string, {exports: object}>} */
  const loaded = new Map();
  /** @type {Map<string, Script>} */
  const scripts = new Map();

  function load(part) {
    const before = loaded.get(part);
    if (before !== undefined) return before.exports;
    const path = join(program, part);
    const cachedData = bytecodeOf(part);
    const script = new Script(wrap(readFileSync(path, 'utf8')), {
      // It stays in the bytecode: that of the folder of a build would be found nowhere else.
      filename: `dist/program/${part}`,
      ...(cachedData && { cachedData }),
    });
    scripts.set(part, script);
    const module = { exports: {} };
    loaded.set(part, module);
    const requireFrom = (id) => (id.startsWith('./') ? load(id.slice(2)) : require(id));
    script
      .runInThisContext()
      .call(module.exports, module.exports, requireFrom, module, path, program);
    return module.exports;
  }

  function bytecodeOf(part) {
    try {
      return readFileSync(join(compiled, part));
    } catch {
      // The build runs some commands, not all: a part that none of them needed has none.
      return undefined;
    }
  }

  return { load, scripts };
};
