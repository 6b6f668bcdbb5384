import { formatCompte } from "#socle/regles/shared/format.ts";
import { type Colonne, type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import type { CelluleObjectif, LigneObjectifs, TableObjectifs } from "../lectures/convention/table-objectifs.ts";
import { formatObjectif } from "../regles/convention/format-objectif.ts";

export type LigneObjectif = Omit<LigneObjectifs, "porteur">;

/** One row per bearer, one column per year: the number and the rate as the version writes them. */
export function tableDesObjectifs({
  titre,
  reference,
  annees,
  lignes,
}: TableObjectifs): DefinitionTable<LigneObjectif> {
  const base: Colonne<LigneObjectif> = {
    code: "base",
    titre: `Attributions ${reference}`,
    genre: "nombre",
    part: 1.2,
    valeur: (ligne) => ligne.base?.assiette ?? "non écrites",
  };
  return defineTable({
    code: "objectifs",
    titre,
    colonnes: [
      { code: "porteur", titre: "Porteur", part: 2, valeur: ({ nom }) => nom },
      ...(reference === null ? [] : [base]),
      ...annees.map(
        (annee, rang): Colonne<LigneObjectif> => ({
          code: String(annee),
          titre: String(annee),
          genre: "nombre",
          // A year with rates only needs less width than one with counts.
          part: lignes.some(({ cellules }) => (cellules[rang]?.nombre ?? null) !== null) ? 1.7 : 0.8,
          valeur: ({ cellules }) => writeCellule(cellules[rang] ?? null, reference),
        }),
      ),
    ],
  });
}

function writeCellule(cellule: CelluleObjectif | null, reference: number | null): string {
  if (cellule === null) return "aucun";
  const base = reference === null ? cellule.reference : null;
  const suite = base ? `, sur ${formatCompte(base.assiette, "attribution")} de ${base.annee}` : "";
  return `${formatObjectif(cellule)}${suite}`;
}
