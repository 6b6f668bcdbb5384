/** Of a column that nothing says more of. `rang`: of the relation, from 1. */
export function defaultOf(type: string, relation: string, rang: number): unknown {
  if (/int|numeric|double/.test(type)) return rang;
  if (type === "date") return "2026-01-01";
  if (type.startsWith("timestamp")) return "2026-01-01T00:00:00Z";
  if (type === "boolean") return false;
  if (type === "bytea") return Buffer.from(relation);
  if (type === "ARRAY") return [];
  if (/json/.test(type)) return "{}";
  return relation;
}
