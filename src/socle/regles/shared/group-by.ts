/** Groups come in the order of their first rows. */
export function groupBy<K, V>(rows: readonly V[], keyOf: (row: V) => K): ReadonlyMap<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const row of rows) {
    const list = groups.get(keyOf(row));
    if (list) list.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
