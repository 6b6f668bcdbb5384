export type Table = readonly (readonly number[])[];

/** A total that a row or a column must reach; `nom` is its name in an error. */
export type Marge = { readonly nom: string; readonly total: number };

export function cellOf(table: Table, ligne: number, colonne: number): number {
  return table[ligne]?.[colonne] ?? 0;
}

export function rowTotals(table: Table): number[] {
  return table.map((cells) => cells.reduce((a, b) => a + b, 0));
}

export function columnTotals(table: Table): number[] {
  const width = table[0]?.length ?? 0;
  return Array.from({ length: width }, (_, colonne) => table.reduce((sum, cells) => sum + (cells[colonne] ?? 0), 0));
}
