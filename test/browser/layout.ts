import type { Drawing } from './in-page.mjs';

/** Pairs of texts that touch. A letter's box is higher than the letter: a pixel is let pass. */
export function overlaps({ texts }: Drawing): string[] {
  const found: string[] = [];
  for (const [i, a] of texts.entries()) {
    for (const b of texts.slice(i + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 1) found.push(`"${a.text}" and "${b.text}"`);
    }
  }
  return found;
}

/** Texts that leave their drawing. */
export function outside({ frame, texts }: Drawing): string[] {
  const leaves = (box: Drawing['frame']): boolean =>
    box.left < frame.left - 0.5 ||
    box.right > frame.right + 0.5 ||
    box.top < frame.top - 0.5 ||
    box.bottom > frame.bottom + 0.5;
  return texts.filter(leaves).map(({ text }) => text);
}
