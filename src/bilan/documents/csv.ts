import { csvOf } from "#socle/documents/table.ts";
import type { ProfilCsv } from "#socle/documents/table-csv.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { colonnesMesures, exportLines, type LigneExport } from "./colonnes.ts";

/** One row per measured part (territory, bailleur, quarter, value of an axis), one column per figure. An unknown is an empty cell. */
export function renderBilanCsv(bilan: Bilan, profil: ProfilCsv): string {
  const texte = (code: string, valeur: (ligne: LigneExport) => string | null): Colonne<LigneExport> => ({
    code,
    titre: code,
    valeur,
  });
  const colonnes = [
    texte("territoire", () => bilan.territoire),
    texte("annee", () => String(bilan.annee)),
    texte("periode", ({ periode }) => periode),
    texte("axe", ({ axe }) => axe),
    texte("code", ({ code }) => code),
    texte("libelle", ({ libelle }) => libelle),
    ...colonnesMesures<LigneExport>(({ mesures }) => mesures),
    texte("filtre_bailleur", () => bilan.bailleur),
  ];
  return csvOf({ colonnes }, exportLines(bilan), profil);
}
