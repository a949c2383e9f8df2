import type { Block, Fact } from './document.js';
import type { RenderOptions } from './options.js';
import { setTable } from './table-form.js';
import { padEnd, textWidth } from './text-width.js';
import { narrowed, typesetter } from './typesetter.js';
import type { Typesetter } from './typesetter.js';
import { wrapProse } from './wrap.js';
import { widest } from './column-widths.js';

/** Columns between blocks that stand next to one another. */
const ALLEY = 4;
/** Room enough to set blocks anew in it. */
const LEAST_SHELF = 40;

/** A document as text for a terminal: no line is wider than the options say. */
export function terminalText(blocks: readonly Block[], options: RenderOptions): string {
  const lines = setBlocks(blocks, typesetter(options));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** Blocks below one another, a blank line between them. */
function setBlocks(blocks: readonly Block[], setter: Typesetter): string[] {
  const lines: string[] = [];
  let previous: Block | undefined;
  for (const block of blocks) {
    const set = setBlock(block, setter);
    if (set.length === 0) continue;
    if (previous !== undefined && previous.kind !== 'title' && previous.kind !== 'heading') {
      lines.push('');
    }
    lines.push(...set);
    previous = block;
  }
  return lines;
}

function setBlock(block: Block, setter: Typesetter): string[] {
  switch (block.kind) {
    case 'title':
    case 'prose':
      return wrapProse(block.text, setter);
    case 'heading':
      return wrapProse([{ text: block.text, tone: 'strong' }], setter);
    case 'facts':
      return setFacts(block.facts, setter);
    case 'list':
      return block.items.flatMap((item) => hang(`${setter.glyphs.bullet} `, item, setter));
    case 'table':
      return setTable(block, setter);
    case 'beside':
      return setBeside(block.blocks, setter);
    case 'chart':
      return [...wrapProse([{ text: block.title, tone: 'strong' }], setter), ...block.draw(setter)];
  }
}

/** Labels in a column of their own; longer text hangs beside it. */
function setFacts(facts: readonly Fact[], setter: Typesetter): string[] {
  const labels = facts.map((fact) => setter.text(fact.label));
  const width = Math.min(widest(labels.map(textWidth)), Math.floor(setter.width / 3));
  return facts.flatMap((fact, i) => {
    const label = labels[i] ?? '';
    if (textWidth(label) <= width) return hang(`${padEnd(label, width)}  `, fact.text, setter);
    const indent = ' '.repeat(width + 2);
    return [...wrapProse([label], setter), ...hang(indent, fact.text, setter)];
  });
}

/** Prose after a lead, its further lines indented to where it began. */
function hang(lead: string, text: Parameters<typeof wrapProse>[0], setter: Typesetter): string[] {
  const indent = textWidth(lead);
  const lines = wrapProse(text, narrowed(setter, setter.width - indent));
  if (lines.length === 0) return [lead];
  return lines.map((line, i) => (i === 0 ? lead : ' '.repeat(indent)) + line);
}

/** Blocks in as few shelves as the width allows, in their order. */
function setBeside(blocks: readonly Block[], setter: Typesetter): string[] {
  const shelves: string[][][] = [];
  let room = 0;
  for (const block of blocks) {
    const fits = shelves.length === 0 ? undefined : setInto(block, room - ALLEY, setter);
    const lines = fits ?? setBlock(block, setter);
    if (lines.length === 0) continue;
    const width = widest(lines.map(textWidth));
    if (fits === undefined) {
      shelves.push([lines]);
      room = setter.width - width;
    } else {
      shelves.at(-1)?.push(lines);
      room -= ALLEY + width;
    }
  }
  return shelves.flatMap((shelf, i) => (i === 0 ? joinShelf(shelf) : ['', ...joinShelf(shelf)]));
}

/** The block where it fits as it is, or where its own blocks can be set anew in that room. */
function setInto(block: Block, room: number, setter: Typesetter): string[] | undefined {
  if (block.kind === 'beside' && room >= LEAST_SHELF) {
    return setBlock(block, narrowed(setter, room));
  }
  const lines = setBlock(block, setter);
  return widest(lines.map(textWidth)) <= room ? lines : undefined;
}

function joinShelf(columns: readonly (readonly string[])[]): string[] {
  const widths = columns.map((lines) => widest(lines.map(textWidth)));
  const height = widest(columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((lines, i) => padEnd(lines[row] ?? '', widths[i] ?? 0))
      .join(' '.repeat(ALLEY))
      .trimEnd(),
  );
}
