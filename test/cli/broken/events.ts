import { SIZE } from './broken-input.js';
import type { BrokenInput } from './broken-input.js';

const AS_OF = ['--as-of', '2026-07-06'];

/** `alvh calendar` on one file of events. */
function events(name: string, text: string): Pick<BrokenInput, 'args' | 'files'> {
  return { args: ['calendar', '--events', name, ...AS_OF], files: { [name]: text } };
}

function calendar(...more: string[]): Pick<BrokenInput, 'args'> {
  return { args: ['calendar', ...AS_OF, ...more] };
}

function ics(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join(
    '\r\n',
  );
}

export const BROKEN_EVENTS: readonly BrokenInput[] = [
  {
    name: 'a file that is not there',
    args: [...SIZE, '--events', 'missing.csv'],
    place: /missing\.csv: there is no such file/,
    mend: /check the path/,
  },
  {
    name: 'a word like builtin',
    args: [...SIZE, '--events', 'built-in'],
    place: /built-in: there is no such file/,
    mend: /check the path/,
  },
  {
    name: 'a file without a name',
    ...calendar('--events', ''),
    place: /--events: the file name is empty/,
    mend: /name a file/,
  },
  {
    name: 'a time of twelve hours, in a sizing',
    args: [...SIZE, '--events', 'e.csv'],
    files: { 'e.csv': 'date,time,type\n2026-07-14,8:30 AM,CPI\n' },
    place: /e\.csv:2: time: "8:30 AM" is no time of day/,
    mend: /08:30/,
  },
  {
    name: 'a US date',
    ...events('e.csv', 'date,type\n07/14/2026,CPI\n'),
    place: /e\.csv:2: date: 07\/14\/2026/,
    mend: /YYYY-MM-DD/,
  },
  {
    name: 'an event twice',
    ...events('e.csv', 'date,type\n2026-07-14,CPI\n2026-07-14,CPI\n'),
    place: /e\.csv:3: date: CPI of 2026-07-14 stands twice, first in line 2/,
    mend: /keep one/,
  },
  {
    name: 'one event at two times in two files',
    args: ['calendar', '--events', 'a.csv', '--events', 'b.csv', ...AS_OF],
    files: {
      'a.csv': 'date,time,type\n2026-07-14,08:30,CPI\n',
      'b.csv': 'date,time,type\n2026-07-14,10:00,CPI\n',
    },
    place: /b\.csv:2: CPI of 2026-07-14 is at 10:00 here and at 08:30 in a\.csv/,
    mend: /keep the right one/,
  },
  {
    name: 'a column misspelt',
    ...events('e.csv', 'date,typ\n2026-07-14,CPI\n'),
    place: /e\.csv:1: typ: unknown column/,
    mend: /did you mean type\?/,
  },
  {
    name: 'an .ics that is none',
    ...events('e.ics', 'date,type\n2026-07-14,CPI\n'),
    place: /e\.ics:1: this is no iCalendar/,
    mend: /\.ics or a CSV file/,
  },
  {
    name: 'an .ics that breaks off',
    ...events('e.ics', ics('SUMMARY:CPI', 'DTSTART:20260714T123000Z').slice(0, -30)),
    place: /e\.ics: the calendar breaks off/,
    mend: /export it again/,
  },
  {
    name: 'an .ics without a day',
    ...events('e.ics', ics('SUMMARY:CPI')),
    place: /e\.ics:2: CPI has no DTSTART/,
    mend: /give its day/,
  },
  {
    name: 'an .ics in a zone that nobody knows',
    ...events('e.ics', ics('SUMMARY:CPI', 'DTSTART;TZID=Eastern Standard Time:20260714T083000')),
    place: /e\.ics:2: the time zone "Eastern Standard Time"/,
    mend: /America\/New_York/,
  },
  {
    name: 'an .ics that recurs on 30 February',
    ...events(
      'e.ics',
      ics('SUMMARY:CPI', 'DTSTART:20260101T133000Z', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'),
    ),
    place: /e\.ics:2: the rule has more than 20000 occurrences .* or never comes true/,
    mend: /take it out/,
  },
  {
    name: 'an .ics with a name that steers the terminal',
    ...events('e.ics', ics('SUMMARY:\u001b[2JCPI')),
    place: /e\.ics:2: .*has no DTSTART/,
    mend: /give its day/,
  },
  {
    name: 'a window that ends before it begins',
    ...calendar('--from', '2026-09-01', '--to', '2026-08-01'),
    place: /--to: the window ends on 2026-08-01, before it begins on 2026-09-01/,
    mend: /swap the two/,
  },
  {
    name: 'a window that ends before today',
    ...calendar('--to', '2026-01-01'),
    place: /--to: .*before it begins on 2026-07-06, the valuation date/,
    mend: /add --from/,
  },
  {
    name: 'a window of a century',
    ...calendar('--to', '2126-08-01'),
    place: /--to: .*more than ten years/,
    mend: /check the years/,
  },
  {
    name: 'a day that is none',
    ...calendar('--from', '2026-02-30'),
    place: /--from: 2026-02-30 is no day/,
    mend: /give a date that exists/,
  },
  {
    name: 'an index level without a snapshot',
    ...calendar('--index', 'VIX=15'),
    place: /--index: it needs a snapshot/,
    mend: /add --snapshot FILE/,
  },
  {
    name: 'dynamics, which no calendar rests on',
    ...calendar('--dynamics', 'd.yaml'),
    place: /--dynamics: alvh calendar uses no dynamics/,
    mend: /leave it out/,
  },
  {
    name: 'a format that a calendar has not',
    ...calendar('-f', 'ical'),
    place: /--format: "ical" is no format/,
    mend: /table, json, csv, markdown, ics/,
  },
  {
    name: 'the format of the calendar for a sizing',
    args: [...SIZE, '-o', 'size.ics'],
    place: /--output: the ending \.ics names no format/,
    mend: /\(table, json, csv, markdown\)/,
  },
  {
    name: 'output over the events',
    files: { 'e.ics': ics('SUMMARY:CPI', 'DTSTART:20260714T123000Z') },
    ...calendar('--events', 'e.ics', '-o', 'e.ics'),
    place: /e\.ics: --output: it is the file that --events reads/,
    mend: /another file/,
  },
  {
    name: 'a condor that has settled',
    args: ['calendar', '-p', 'position.yaml', '--as-of', '2026-09-01'],
    place: /position\.yaml:\d+: .*spx-aug .* has settled/,
    mend: /earlier --as-of/,
  },
  {
    name: 'an amplitude in percent',
    ...calendar('--set', 'events.amplitude.fomc=15'),
    place: /--set events\.amplitude\.fomc: 15 /,
    mend: /0\.15/,
  },
  {
    name: 'events and position both from standard input',
    args: ['calendar', '-p', '-', '--events', '-', ...AS_OF],
    place: /standard input is asked for 2 times/,
    mend: /give - to one flag/,
  },
];
