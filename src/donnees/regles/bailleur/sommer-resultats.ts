import { heirOn, type Succession } from "./succession.ts";

/** A figure of a printed table; `bailleur` null: the territory's. */
type Resultat = {
  readonly bailleur: string | null;
  readonly grandeur: string;
  readonly imprime: string;
  readonly valeur: number | null;
  readonly source: string;
};

/**
 * Printed tables for today's bailleurs: an heir's figures and those of its predecessors are summed when all tables have the figure, none being in
 * doubt; else the bailleur has none. A rate has no sum. The territory's figures are unchanged.
 */
export function sumByHeir<R extends Resultat>(rows: readonly R[], successions: readonly Succession[]): readonly R[] {
  const heir = (siren: string) => heirOn(successions, siren, null);
  const sirens = [...new Set(rows.flatMap(({ bailleur }) => bailleur ?? []))];
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.bailleur === null ? null : heir(row.bailleur), row.grandeur, row.source]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first?.bailleur) return group;
    const siren = heir(first.bailleur);
    return sumFamily(
      group,
      siren,
      sirens.filter((one) => heir(one) === siren),
    );
  });
}

function sumFamily<R extends Resultat>(group: readonly R[], siren: string, family: readonly string[]): readonly R[] {
  const [first] = group;
  if (!first || (family.length === 1 && family[0] === siren)) return group;
  const said = new Set(group.map(({ bailleur }) => bailleur));
  const complete = family.every((one) => said.has(one)) && group.every(({ valeur }) => valeur !== null);
  if (!complete || first.grandeur.startsWith("taux")) return [];
  const valeur = group.reduce((sum, row) => sum + (row.valeur ?? 0), 0);
  return [{ ...first, bailleur: siren, valeur, imprime: group.map(({ imprime }) => imprime).join(" + ") }];
}
