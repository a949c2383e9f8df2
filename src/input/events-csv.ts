import { Refusal } from '../errors.js';
import { addDays, isoDate, weekday } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { GivenEvent } from '../signals/event-calendar.js';
import { checkColumns, filled, parseCsv } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { eventTypeOf } from './event-type.js';
import { unknownName } from './keys.js';
import { relocated } from './place.js';
import type { Source } from './read-source.js';

/** Names of the columns in the two forms that are read. */
interface EventColumns {
  readonly type: 'type' | 'event';
  readonly time: 'time' | 'time_et';
  readonly certainty: 'tentative' | 'confidence';
}

const OWN: EventColumns = { type: 'type', time: 'time', certainty: 'tentative' };
const WITH_CONFIDENCE: EventColumns = { type: 'event', time: 'time_et', certainty: 'confidence' };

const CERTAIN = ['no', 'false', 'high', 'medium', ''];
const TENTATIVE = ['yes', 'true', 'low', 'tentative'];

/** No calendar of events reaches past these. */
const FIRST_YEAR = 1950;
const LAST_YEAR = 2100;

/**
 * Events, a row each: `date,time,type,source`, and `tentative` where wanted; or
 * `date,event,time_et,confidence,source`. Times are New York's. Rows of one release under several
 * titles stay several: the calendar makes one event of them.
 * @throws Refusal with line and column of what is wrong
 */
export async function readEventsCsv(
  source: Source,
): Promise<{ readonly events: GivenEvent[]; readonly notes: string[] }> {
  const table = await parseCsv(source);
  const columns = columnsOf(table);
  const seen = new Map<string, number>();
  const notes: string[] = [];
  const events = table.rows.map((row): GivenEvent => {
    const given = dateIn(row);
    const title = filled(row, columns.type);
    const { type, mentions, firstDay } = eventTypeOf(title);
    const date = firstDay ? addDays(given, 1) : given;
    if (firstDay)
      notes.push(`${type} of ${date} (line ${row.line}) is the day after its first day`);
    if (mentions !== undefined) notes.push(`${type} (line ${row.line}) is not read as ${mentions}`);
    // CPI m/m and CPI y/y are one release; one title twice is a slip.
    const key = `${given} ${title.toLowerCase()}`;
    const before = seen.get(key);
    if (before !== undefined) {
      throw new Refusal(
        `${type} of ${date} stands twice, first in line ${before}`,
        'keep one of the two',
        row.place('date'),
      );
    }
    seen.set(key, row.line);
    if (weekday(date) === 0 || weekday(date) === 6) {
      notes.push(`${type} of ${date} (line ${row.line}) is on a weekend`);
    }
    const time = timeIn(row, columns.time);
    return {
      line: row.line,
      event: {
        date,
        ...(time !== undefined && !firstDay && { time }),
        type,
        source: row.cell('source') || source.name,
        tentative: tentativeIn(row, columns.certainty),
      },
    };
  });
  if (events.length === 0) {
    throw new Refusal('there is no event below the head', 'add a row for each', {
      file: source.name,
    });
  }
  return { events, notes };
}

function columnsOf(table: CsvTable): EventColumns {
  const columns =
    !table.head.includes('type') && (table.head.includes('event') || table.head.includes('time_et'))
      ? WITH_CONFIDENCE
      : OWN;
  checkColumns(table, ['date', columns.type], [columns.time, columns.certainty, 'source']);
  return columns;
}

function dateIn(row: CsvRow): IsoDate {
  return relocated(row.place, 'date', () => {
    const date = isoDate(filled(row, 'date'));
    checkYear(date);
    return date;
  });
}

/** @throws Refusal for a year mistyped */
export function checkYear(date: IsoDate): void {
  const year = Number(date.slice(0, 4));
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return;
  throw new Refusal(
    `${date} is not between ${FIRST_YEAR} and ${LAST_YEAR}`,
    'check the year of the event',
  );
}

/** `14:00` or `8:30`; absent where the cell is empty. */
function timeIn(row: CsvRow, column: string): string | undefined {
  const text = row.cell(column);
  if (text === '') return undefined;
  const match = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(text);
  const [, hour = '', minute = ''] = match ?? [];
  if (match !== null && Number(hour) <= 23 && Number(minute) <= 59) {
    return `${hour.padStart(2, '0')}:${minute}`;
  }
  throw new Refusal(
    `"${text.slice(0, 20)}" is no time of day`,
    "write New York's, in 24 hours, such as 08:30 or 14:00, or leave it empty",
    row.place(column),
  );
}

function tentativeIn(row: CsvRow, column: string): boolean {
  const text = row.cell(column).toLowerCase();
  if (CERTAIN.includes(text)) return false;
  if (TENTATIVE.includes(text)) return true;
  const known = column === 'tentative' ? ['yes', 'no'] : ['high', 'medium', 'low', 'tentative'];
  throw unknownName(`value of ${column}`, row.cell(column), known, row.place(column));
}
