/** Plain columns: the first to the left, the others to the right. */
export function printTable(title, head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  console.log(`\n${title}`);
  console.log(`  ${line(all[0])}`);
  console.log(`  ${widths.map((width) => '-'.repeat(width)).join('  ')}`);
  for (const row of all.slice(1)) console.log(`  ${line(row)}`);
}

export const times = (ratio) => `${ratio.toFixed(2)}x`;

/** The two cells of an aim and whether it is met. */
export function aimed(met, aim) {
  return [aim, met ? 'met' : 'NOT MET'];
}

export const noAim = ['', ''];

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Whole numbers with thousands apart: 1 234 567. */
export function grouped(value) {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ' ');
}
