import type { Command } from 'commander';
import type { Io } from '../io.js';
import { startingWith } from '../options.js';

/** Declares `alvh init` and `alvh schema`: what a project folder starts with. */
export function declareProject(program: Command, io: Io): void {
  program
    .command('init')
    .summary('start a folder: every default written out, an example')
    .description(
      'Writes alvh.yaml, position.yaml and snapshot.csv into a folder; never over a file.',
    )
    .usage(startingWith('[folder]', 'Example', 'alvh init hedge'))
    .argument('[folder]', 'where to', '.')
    .action(async (folder: string) => {
      const { runInit } = await import('../commands/init.js');
      await runInit(folder, io);
    });

  program
    .command('schema')
    .summary('JSON Schema of a file, for editors')
    .description('Prints the JSON Schema of a file, for editors.')
    .usage(startingWith('<name>', 'Example', 'alvh schema config > alvh.schema.json'))
    .argument('<name>', 'config, position, snapshot, scenarios or market')
    .action(async (name: string) => {
      const { runSchema } = await import('../commands/schema.js');
      await runSchema(name, io);
    });
}
