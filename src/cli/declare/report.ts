import type { Command } from 'commander';
import type { Io } from '../io.js';

/** Declares `alvh report`. */
export function declareReport(_program: Command, _io: Io): void {}
