/** Printed percentages: half up, but the objectives' tables and the prose truncate (12.5 → 12, 28.57 → 28). */
export function printedPourcent(
  part: number,
  total: number,
  mode: "demi-superieur" | "tronque",
  decimales = 0,
): number | null {
  if (total === 0) return null;
  const factor = 10 ** decimales;
  const value = (part * 100 * factor) / total;
  return (mode === "tronque" ? Math.floor(value + 1e-9) : Math.floor(value + 0.5 + 1e-9)) / factor;
}
