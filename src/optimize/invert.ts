/** A pivot below this share of the matrix's largest entry means dependent rows. */
const SINGULAR = 1e-11;

/**
 * Inverts a dense matrix by Gauss-Jordan elimination with partial pivoting.
 * @param work the matrix, row after row; destroyed
 * @param transposed the inverse's columns, one after another (so its rows are directions)
 * @returns false where the matrix is singular; `transposed` is then void
 */
export function invertTransposed(
  work: Float64Array,
  transposed: Float64Array,
  size: number,
): boolean {
  let largest = 0;
  for (let i = 0; i < size * size; i += 1) largest = Math.max(largest, Math.abs(work[i] as number));
  const inverse = transposed.fill(0);
  for (let i = 0; i < size; i += 1) inverse[i * size + i] = 1;
  for (let column = 0; column < size; column += 1) {
    let pivotRow = column;
    for (let r = column + 1; r < size; r += 1) {
      const here = Math.abs(work[r * size + column] as number);
      if (here > Math.abs(work[pivotRow * size + column] as number)) pivotRow = r;
    }
    const pivot = work[pivotRow * size + column] as number;
    if (!(Math.abs(pivot) > SINGULAR * largest)) return false;
    if (pivotRow !== column) {
      swapRows(work, pivotRow, column, size);
      swapRows(inverse, pivotRow, column, size);
    }
    for (let i = 0; i < size; i += 1) {
      work[column * size + i] = (work[column * size + i] as number) / pivot;
      inverse[column * size + i] = (inverse[column * size + i] as number) / pivot;
    }
    for (let r = 0; r < size; r += 1) {
      const factor = r === column ? 0 : (work[r * size + column] as number);
      if (factor === 0) continue;
      for (let i = 0; i < size; i += 1) {
        const w = work[column * size + i] as number;
        if (w !== 0) work[r * size + i] = (work[r * size + i] as number) - factor * w;
        const v = inverse[column * size + i] as number;
        if (v !== 0) inverse[r * size + i] = (inverse[r * size + i] as number) - factor * v;
      }
    }
  }
  transpose(inverse, size);
  return true;
}

function swapRows(matrix: Float64Array, a: number, b: number, size: number): void {
  for (let i = 0; i < size; i += 1) {
    const value = matrix[a * size + i] as number;
    matrix[a * size + i] = matrix[b * size + i] as number;
    matrix[b * size + i] = value;
  }
}

function transpose(matrix: Float64Array, size: number): void {
  for (let r = 0; r < size; r += 1) {
    for (let c = r + 1; c < size; c += 1) {
      const value = matrix[r * size + c] as number;
      matrix[r * size + c] = matrix[c * size + r] as number;
      matrix[c * size + r] = value;
    }
  }
}
