import type { Command } from 'commander';
import type { Io } from '../io.js';

/** Declares `alvh journal`. */
export function declareJournal(_program: Command, _io: Io): void {}
