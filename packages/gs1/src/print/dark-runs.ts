import type { SymbolModules } from './encode-symbol.ts';

/** Dark modules side by side in one row of a symbol; columns and rows count from the first module, without the quiet zone. */
export interface DarkRun {
  readonly column: number;
  readonly row: number;
  readonly length: number;
}

/** One run for all dark modules that touch in a row: what a drawing fills. */
export function darkRuns({ columns, rows, dark }: SymbolModules): readonly DarkRun[] {
  const runs: DarkRun[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const start = column;
      while (column < columns && dark[row * columns + column] === 1) column++;
      if (column > start) runs.push({ column: start, row, length: column - start });
    }
  }
  return runs;
}
