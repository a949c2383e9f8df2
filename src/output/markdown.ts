import type { Block, Cell, TableBlock } from './document.js';
import { asSpan } from './prose.js';
import type { Prose } from './prose.js';
import { NO_BREAK, markdownText } from './safe-text.js';
import { typesetter } from './typesetter.js';

/** Columns of a chart in Markdown: it is set in a code block that does not wrap. */
const CHART_WIDTH = 80;

/** A document as GitHub Markdown: the content of the table form, without its widths. */
export function markdownDocument(blocks: readonly Block[]): string {
  return `${blocks.flatMap(markdownBlock).join('\n\n')}\n`;
}

function markdownBlock(block: Block): string[] {
  switch (block.kind) {
    case 'title':
      return [`# ${prose(block.text)}`];
    case 'heading':
      return [`## ${markdownText(block.text)}`];
    case 'prose':
      return [prose(block.text)];
    case 'facts':
      return [
        block.facts
          .map((fact) => `- **${markdownText(fact.label)}**: ${prose(fact.text)}`)
          .join('\n'),
      ];
    case 'list':
      return [block.items.map((item) => `- ${prose(item)}`).join('\n')];
    case 'table':
      return block.rows.length === 0 ? [] : [table(block)];
    case 'beside':
      return block.blocks.flatMap(markdownBlock);
    case 'chart': {
      const setter = typesetter({ width: CHART_WIDTH, color: false, unicode: true });
      const lines = block.draw(setter).map((line) => line.trimEnd());
      return [`**${markdownText(block.title)}**`, ['```text', ...lines, '```'].join('\n')];
    }
  }
}

function table(block: TableBlock): string {
  const head = block.columns.map((column) => markdownText(column.head.join(' ')));
  const rules = block.columns.map((column) => (column.align === 'right' ? '---:' : ':---'));
  return [head, rules, ...block.rows.map((row) => row.map(cellText))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function cellText(cell: Cell): string {
  return markdownText(cell.parts.join(' '));
}

function prose(text: Prose): string {
  return markdownText(text.map((piece) => asSpan(piece).text).join('')).replaceAll(NO_BREAK, ' ');
}
