import { type ProfilCsv, renderTableCsv } from "#socle/documents/table-csv.ts";
import type { Valeur } from "#socle/documents/valeur.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { COLONNES, exportLines } from "./colonnes.ts";

/** One row a measured part (territory, bailleur, quarter, value of an axis), one column a figure. What is unknown is an empty cell. */
export function renderBilanCsv(bilan: Bilan, profil: ProfilCsv): string {
  const header = [
    "territoire",
    "annee",
    "periode",
    "axe",
    "code",
    "libelle",
    ...COLONNES.map((colonne) => colonne.cle),
    "filtre_bailleur",
  ];
  const rows = exportLines(bilan).map(({ axe, periode, code, libelle, mesures }): Valeur[] => [
    bilan.territoire,
    String(bilan.annee),
    periode,
    axe,
    code,
    libelle,
    ...COLONNES.map((colonne) => colonne.read(mesures)),
    bilan.bailleur,
  ]);
  return renderTableCsv([header, ...rows], profil);
}
