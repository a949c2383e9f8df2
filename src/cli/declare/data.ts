import type { Command } from 'commander';
import type { Io } from '../io.js';

/** Declares `alvh data`. */
export function declareData(_program: Command, _io: Io): void {}
