import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configTemplate } from '../../config/init-text.js';
import { Refusal } from '../../errors.js';
import type { Io } from '../io.js';
import { writeFileAtomically } from '../../store/write-file.js';

/** The story whose files a new folder starts from; it comes with the package. */
const STARTING_EXAMPLE = 'examples/calm-contango';

/** `alvh init [FOLDER]`: every default written out, with a position and a snapshot to start from. */
export async function runInit(folder: string, io: Io): Promise<void> {
  const files = [
    { name: 'alvh.yaml', text: configTemplate() },
    { name: 'position.yaml', text: example('position.yaml', io) },
    { name: 'snapshot.csv', text: example('snapshot.csv', io) },
  ].map(({ name, text }) => ({ path: join(folder, name), text }));
  const taken = files.find(({ path }) => existsSync(path));
  if (taken !== undefined) {
    throw new Refusal('it is there already', 'choose another folder, or move it away', {
      file: taken.path,
    });
  }
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new Refusal('it is a file', 'name a folder', { file: folder });
  }
  try {
    makeFolder(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Refusal(
      `the folder cannot be made (${code})`,
      'choose a place that you can write to',
      { file: folder },
      'data',
    );
  }
  for (const { path, text } of files) await writeFileAtomically(path, text);
  await io.writeOut(files.map(({ path }) => `${path}\n`).join(''));
}

/** Node's own `recursive` never returns where a folder takes no new ones, as /proc or autofs. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function example(name: string, io: Io): string {
  return readFileSync(new URL(`${STARTING_EXAMPLE}/${name}`, io.packageRoot), 'utf8');
}
