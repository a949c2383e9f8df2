import type { ReportResult } from '../report/result.js';
import type { Fact } from './document.js';
import { htmlBlocks, htmlPage, pageNames } from './html.js';
import { assertFinite } from './json.js';
import { isolated, markup } from './markup.js';
import type { Markup } from './markup.js';
import { marketFacts, momentFacts } from './market-facts.js';
import type { RenderOptions } from './options.js';
import { reportSections } from './report-sections.js';

/**
 * The daily report as one HTML file that needs nothing else: charts are SVG in the page, each with
 * its figures in a table. No line of it depends on the place or time it is written at.
 * @throws Error where a figure is no number
 */
export function reportHtml(result: ReportResult, options: RenderOptions): string {
  assertFinite(result);
  const names = pageNames();
  const sections = reportSections(result, options);
  const title = `VIX hedge report, ${result.date}`;
  const header = markup`<header>
<h1>VIX hedge report, <span class="part">${result.date}</span></h1>
${htmlBlocks([{ kind: 'facts', facts: headerFacts(result, options) }], names)}</header>
`;
  const links = sections.map(
    ({ id, heading }) => markup`<li><a href="#${id}">${heading}</a></li>\n`,
  );
  const parts = sections.map(
    ({ id, heading, blocks }) => markup`<section>
<h2 id="${id}">${heading}</h2>
${htmlBlocks(blocks, names)}</section>
`,
  );
  const main = markup`<main id="main">
${alarmSection(result)}<nav aria-label="Parts of the report">
<ul>
${links}</ul>
</nav>
${parts}</main>
`;
  const footer = markup`<footer>\n<p>${result.disclaimer}</p>\n</footer>\n`;
  return htmlPage({ title, body: markup`${header}${main}${footer}` });
}

function headerFacts({ size }: ReportResult, { settingsFrom }: RenderOptions): Fact[] {
  const from = settingsFrom === undefined ? '' : `, ${settingsFrom}`;
  return [
    ...momentFacts(size.asOf, size.snapshotTime),
    { label: 'Settings', text: [`${size.profile} profile${from}`] },
    ...marketFacts(size.termStructure),
  ];
}

function alarmSection({ alarms }: ReportResult): Markup {
  const list = markup`<ul class="alarms">
${alarms.map(({ code, message }) => markup`<li><strong>${code}</strong> ${isolated(message)}</li>\n`)}</ul>
`;
  return markup`<section>
<h2 id="alarms">Alarms</h2>
${alarms.length === 0 ? markup`<p>None.</p>\n` : list}</section>
`;
}
