import type { Block, Cell, ChartBlock, Column, Fact, TableBlock } from './document.js';
import { alignDecimals } from './grid.js';
import { PAGE_STYLE } from './html-style.js';
import { isolated, markup } from './markup.js';
import type { Markup, Piece } from './markup.js';
import { asSpan } from './prose.js';
import type { Prose, Tone } from './prose.js';
import { typesetter } from './typesetter.js';

/** Columns of a terminal's drawing, where there is no other. */
const CHART_WIDTH = 80;

export interface Page {
  readonly title: string;
  readonly body: Markup;
}

/** A document as one HTML page: the content of the table form. */
export function htmlDocument(title: string, blocks: readonly Block[]): string {
  const body = markup`<main id="main">\n${htmlBlocks(blocks, pageNames())}</main>\n`;
  return htmlPage({ title, body });
}

/**
 * A page that needs nothing else: no script, no network, and a policy that forbids both, so that
 * even a fault in the escaping of a user's text could load and run nothing.
 */
export function htmlPage({ title, body }: Page): string {
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
${PAGE_STYLE}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${body}</body>
</html>
`;
  return page.toString();
}

/** Names given out once a page: ids, and labels of regions that a reader jumps between. */
export interface PageNames {
  readonly id: () => string;
  readonly label: (wanted: string) => string;
}

export function pageNames(): PageNames {
  let ids = 0;
  const labels = new Map<string, number>();
  return {
    id: () => `part-${(ids += 1)}`,
    label: (wanted) => {
      const times = (labels.get(wanted) ?? 0) + 1;
      labels.set(wanted, times);
      return times === 1 ? wanted : `${wanted} (${times})`;
    },
  };
}

/** The blocks below one another. Titles are h1, headings h2. */
export function htmlBlocks(blocks: readonly Block[], names: PageNames): Markup {
  return markup`${blocks.map((block) => htmlBlock(block, names))}`;
}

function htmlBlock(block: Block, names: PageNames): Piece {
  switch (block.kind) {
    case 'title':
      return markup`<h1>${prose(block.text)}</h1>\n`;
    case 'heading':
      return markup`<h2>${isolated(block.text)}</h2>\n`;
    case 'prose':
      return markup`<p>${prose(block.text)}</p>\n`;
    case 'facts':
      if (block.facts.length === 0) return undefined;
      return markup`<dl>\n${block.facts.map(factItem)}</dl>\n`;
    case 'list':
      if (block.items.length === 0) return undefined;
      return markup`<ul>\n${block.items.map((item) => markup`<li>${prose(item)}</li>\n`)}</ul>\n`;
    case 'table':
      return block.rows.length === 0 ? undefined : table(block, names);
    case 'beside': {
      const shelf = block.blocks.map((each) => markup`<div>${htmlBlock(each, names)}</div>\n`);
      const charted = block.blocks.some(({ kind }) => kind === 'chart') ? ' charted' : '';
      return markup`<div class="beside${charted}">\n${shelf}</div>\n`;
    }
    case 'chart':
      return chart(block, names);
  }
}

function factItem({ label, text }: Fact): Markup {
  return markup`<div><dt>${isolated(label)}</dt><dd>${prose(text)}</dd></div>\n`;
}

function prose(text: Prose): Piece {
  return text.map((piece) => {
    const { text: raw, tone } = asSpan(piece);
    return toned(isolated(raw), tone);
  });
}

/** Tones are told by weight or colour here; what they stress is in the words too. */
function toned(text: Piece, tone: Tone | undefined): Piece {
  if (tone === undefined || tone === 'plain') return text;
  return tone === 'strong'
    ? markup`<strong>${text}</strong>`
    : markup`<span class="${tone}">${text}</span>`;
}

/** A table in a region of its own that scrolls where it is wider than the page. */
function table(block: TableBlock, names: PageNames): Markup {
  const title = block.caption ?? block.columns[0]?.head.join(' ') ?? 'Table';
  const label = names.label(`Table: ${title}`);
  const hidden = block.caption === undefined ? markup` class="unseen"` : undefined;
  const indents = decimalIndents(block);
  const rows = block.rows.map(
    (row, r) =>
      markup`<tr>${row.map((cell, i) => tableCell(cell, block.columns[i], i, indents[i]?.[r] ?? 0))}</tr>\n`,
  );
  const total = block.total === true ? rows.splice(-1) : [];
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="${label}">
<table>
<caption${hidden}><span>${isolated(title)}</span></caption>
<thead>
<tr>${block.columns.map(headCell)}</tr>
</thead>
<tbody>
${rows}</tbody>
${total.map((row) => markup`<tbody class="total">\n${row}</tbody>\n`)}</table>
</div>
`;
}

function headCell(column: Column): Markup {
  const align = column.align === 'right' ? rightAligned(0) : undefined;
  return markup`<th scope="col"${align}>${parts(column.head)}</th>`;
}

function tableCell(cell: Cell, column: Column | undefined, i: number, indent: number): Markup {
  const text = column?.wrapTo === undefined ? parts(cell.parts) : running(cell);
  const content = toned(text, cell.tone);
  const style = column?.align === 'right' ? rightAligned(indent) : undefined;
  return i === 0
    ? markup`<th scope="row"${style}>${content}</th>`
    : markup`<td${style}>${content}</td>`;
}

/** Said at each cell: some mail programs drop the style of the page. */
function rightAligned(indent: number): Markup {
  const padding = indent === 0 ? undefined : markup`;padding-right:calc(0.6em + ${indent}ch)`;
  return markup` style="text-align:right${padding}"`;
}

/** Parts stay whole and break between one another. */
function parts(texts: readonly string[]): Piece {
  return texts.map(
    (text, i) => markup`${i === 0 ? '' : ' '}<span class="part">${isolated(text)}</span>`,
  );
}

function running(cell: Cell): Piece {
  return markup`<span class="running">${isolated(cell.parts.join(' '))}</span>`;
}

/** Figures by which each cell of a column of one unit ends early, so that decimal points align. */
function decimalIndents({ columns, rows }: TableBlock): number[][] {
  return columns.map((column, i) => {
    if (column.align !== 'right') return [];
    const texts = rows.map((row) => (row[i]?.parts.length === 1 ? (row[i].parts[0] ?? '') : ''));
    if (new Set(texts.flatMap(unitOf)).size > 1) return [];
    return alignDecimals(texts).map((text, r) => text.length - (texts[r] ?? '').length);
  });
}

/** Dollars, percent or plain; nothing for what is no figure. */
function unitOf(text: string): string[] {
  if (!/\d/.test(text)) return [];
  return [text.includes('$') ? '$' : text.endsWith('%') ? '%' : ''];
}

function chart({ title, draw, svg }: ChartBlock, names: PageNames): Markup {
  if (svg !== undefined) {
    return markup`<figure>\n${svg(names.id())}\n<figcaption>${isolated(title)}</figcaption>\n</figure>\n`;
  }
  const setter = typesetter({ width: CHART_WIDTH, color: false, unicode: true });
  const lines = draw(setter).map((line) => markup`${line.trimEnd()}\n`);
  const label = names.label(`Chart: ${title}`);
  return markup`<figure class="drawn">
<div class="scroll" role="region" tabindex="0" aria-label="${label}"><pre>${lines}</pre></div>
<figcaption>${isolated(title)}</figcaption>
</figure>
`;
}
