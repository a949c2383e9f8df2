import { appendFileSync } from 'node:fs';
import { Refusal } from '../errors.js';
import type { Io } from './io.js';
import { refuseStore } from './output-target.js';
import { isSameFile } from './same-file.js';
import { configPath } from './settings.js';
import { storePath } from './store-path.js';

/** What a run by itself leaves behind: when it began, what it said, how it ended. */
export interface RunLog {
  /** The outside world, what is said to standard error being kept too. */
  readonly io: Io;
  /** Writes the lines. @throws Refusal (exit 3) where the log cannot be written */
  readonly end: (code: number) => void;
}

/** Commands that run unattended and take --log. */
const LOGGED = [['report'], ['data', 'pull']] as const;

/**
 * Keeps a log of one run where its arguments have --log. They are read before commander does, so
 * that a line which it refuses is in the log too: nobody sees a cron job's screen.
 * A start line without an end line is a run that was killed.
 * @throws Refusal where the log is a file that the line names otherwise, before anything is added
 */
export function runLog(args: readonly string[], io: Io): RunLog {
  const command = LOGGED.find((words) => words.every((word, i) => args[i] === word))?.join(' ');
  const path = command === undefined ? undefined : valueOf('--log', args);
  if (command === undefined || path === undefined || path === '') {
    return { io, end: () => undefined };
  }
  refuseOther(path, args.slice(command.split(' ').length), io);
  const began = io.now();
  const lines: string[] = [];
  const add = (text: string): void => {
    const name = `${command.replace(' ', '-')}[${process.pid}]`;
    lines.push(`${new Date(io.now()).toISOString()} ${name} ${text}\n`);
  };
  // In one write, for runs that overlap share the file.
  const flush = (): void => {
    append(path, lines.splice(0).join(''));
  };
  add('start');
  flush();
  return {
    io: {
      ...io,
      writeErr: (text) => {
        io.writeErr(text);
        for (const line of text.split('\n')) if (line !== '') add(line.replace(/^alvh: /, ''));
      },
    },
    end: (code) => {
      add(`end exit=${code} seconds=${((io.now() - began) / 1000).toFixed(2)}`);
      flush();
    },
  };
}

function valueOf(flag: string, args: readonly string[]): string | undefined {
  const joined = args.find((arg) => arg.startsWith(`${flag}=`));
  if (joined !== undefined) return joined.slice(flag.length + 1);
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args[at + 1];
}

/**
 * The first line is written before any command has looked at its files: a log that is one of them,
 * or a part of the store, would have it added. Whatever stands on the line may be a file.
 */
function refuseOther(log: string, args: readonly string[], io: Io): void {
  const config = configPath({}, io);
  const others = [
    ...args.flatMap((arg, i) => fileOn(arg, args[i - 1])),
    ...(config === undefined ? [] : [['--config', config] as const]),
  ];
  const [twin] = others.find(([, path]) => isSameFile(log, path)) ?? [];
  if (twin !== undefined) {
    throw new Refusal(`it is the file that ${twin} names too`, 'give the log a file of its own', {
      file: log,
      key: '--log',
    });
  }
  const store = valueOf('--store', args);
  refuseStore(log, '--log', storePath(store ? { store } : {}, io));
}

/** An argument that may be a file, and what gives it: a flag before it, or one joined to it. */
function fileOn(arg: string, before = ''): (readonly [by: string, path: string])[] {
  const joined = /^(--[^=]+)=(.+)$/s.exec(arg) ?? /^(-[^-])(.+)$/s.exec(arg);
  const [, by = before.startsWith('-') ? before : 'the line', path = arg] = joined ?? [];
  const none = by === '--log' || /^store(:|$)/.test(path) || (joined === null && /^-./.test(arg));
  return none ? [] : [[by, path]];
}

function append(path: string, text: string): void {
  try {
    appendFileSync(path, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Refusal(
      `the log cannot be written (${code})`,
      'name a file that you can write to, in a folder that exists',
      { file: path, key: '--log' },
      'data',
    );
  }
}
