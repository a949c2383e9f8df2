import { Refusal, describeRefusal } from '../../errors.js';
import { wordsOfName } from '../../input/file-name.js';
import { INDEX_SYMBOLS } from '../../market/snapshot.js';
import type { IndexSymbol } from '../../market/snapshot.js';
import type { EpochMs } from '../../market/time.js';
import { openToWrite } from '../../store/database.js';
import type { StoreDb } from '../../store/database.js';
import { checkStdinOnce, readNamed } from '../inputs.js';
import type { Io } from '../io.js';
import { describeTaken, refuseAll, reportLine, revisionProblem, takeRows } from '../take-rows.js';

export interface DataImportFlags {
  readonly symbol?: string;
  readonly acceptRevisions?: boolean;
  readonly quiet?: boolean;
}

/**
 * `alvh data import FILE...`: each file is taken whole or not at all; what is wrong with one does
 * not hinder the others.
 */
export async function runDataImport(
  files: readonly string[],
  flags: DataImportFlags,
  io: Io,
): Promise<void> {
  const symbol = symbolOf(flags.symbol);
  checkStdinOnce(files);
  const db = await openToWrite(io.store);
  const problems: Refusal[] = [];
  const lines: string[] = [];
  try {
    for (const file of files) {
      try {
        const { line, problem } = await importFile(db, file, symbol, flags, io, files.length === 1);
        lines.push(line);
        if (problem !== undefined) problems.push(problem);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        problems.push(error.place.file === undefined ? error.at({ file }) : error);
      }
    }
  } finally {
    db.close();
  }
  if (flags.quiet !== true) await io.writeOut(lines.join(''));
  refuseAll(problems, io, describeRefusal);
}

async function importFile(
  db: StoreDb,
  file: string,
  symbol: IndexSymbol | undefined,
  flags: DataImportFlags,
  io: Io,
  isOnly: boolean,
): Promise<{ line: string; problem: Refusal | undefined }> {
  const { readMarketRows } = await import('../../input/market-rows.js');
  const source = await readNamed(file, 'FILE', io);
  const now = io.now();
  const offered = await readMarketRows(source, {
    now: now as EpochMs,
    ...(symbol !== undefined && { symbol }),
  });
  // Of several files --symbol is for those that do not say; of one it can only be for that one.
  const says = offered.form === 'history' ? offered.levels[0]?.symbol : undefined;
  if (isOnly && symbol !== undefined && says !== undefined && says !== symbol) {
    throw new Refusal(
      `the file says ${says}, and --symbol ${symbol}`,
      'leave --symbol out, or mend the name of the file',
      { file: source.name },
    );
  }
  const isNamed = says === undefined || wordsOfName(source.name).includes(says);
  const taken = takeRows(db, offered, now, {
    source: source.name,
    recordedAt: new Date(now).toISOString(),
    acceptRevisions: flags.acceptRevisions === true,
  });
  return {
    line: reportLine(source.name, `${isNamed ? '' : `${says}: `}${describeTaken(taken)}`),
    problem: revisionProblem(taken.outcome.kept, source.name),
  };
}

function symbolOf(text: string | undefined): IndexSymbol | undefined {
  if (text === undefined) return undefined;
  const symbol = INDEX_SYMBOLS.find((known) => known === text.toUpperCase());
  if (symbol !== undefined) return symbol;
  throw new Refusal(
    `"${text}" is no index that is held`,
    `use one of ${INDEX_SYMBOLS.join(', ')}`,
    {
      key: '--symbol',
    },
  );
}
