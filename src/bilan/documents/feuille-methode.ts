import { type Cellule, type Feuille, textes } from "#socle/documents/feuille.ts";
import { feuilleOf } from "#socle/documents/table.ts";
import { keepColonnes } from "#socle/regles/table/table.ts";
import { SOURCES_CITEES } from "../images/sources-table.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { libelleConfiance } from "./tableaux.ts";

/** One row per rule, then one per parameter. */
export function feuilleMethode({ methodes }: Pick<Bilan, "methodes">): Feuille {
  return {
    colonnes: textes(
      ["Règle", 30],
      ["Titre ou paramètre", 44],
      ["Texte ou valeur", 60],
      ["Formule ou depuis", 40],
      ["Article ou source", 50],
      ["Confiance", 20],
    ),
    lignes: methodes.flatMap((m): Cellule[][] => [
      [m.regle, m.titre, m.texte, m.formule, m.article, libelleConfiance(m.confiance)],
      ...m.parametres.map((p): Cellule[] => [
        m.regle,
        p.nom,
        p.valeur,
        p.depuis,
        p.source,
        libelleConfiance(p.confiance),
      ]),
    ]),
  };
}

export function feuilleSources({ sources }: Pick<Bilan, "sources">): Feuille {
  const lignes = ["lues", "lignes", "rejetees", "ecartees"];
  const table = keepColonnes(SOURCES_CITEES, "source", "periode", "fichier", "lot", ...lignes, "publie_le", "sha256");
  return feuilleOf(table, sources);
}

/** One sentence per file, for the cover. */
export function saySources({ sources }: Pick<Bilan, "sources">): readonly string[] {
  return sources.map(({ libelle, periode, fichier }) => `${libelle}, ${periode}\u00A0: ${fichier}.`);
}

/** Day of the last file published among its sources, which dates the figures; null: they have none. */
export function lastSource({ sources }: Pick<Bilan, "sources">): string | null {
  return (
    sources
      .map(({ publieLe }) => publieLe)
      .toSorted()
      .at(-1) ?? null
  );
}

/** Names of its rules, and where they are told. */
export function sayMethodes({ methodes }: Pick<Bilan, "methodes">): readonly string[] {
  return [
    `La feuille «\u00A0Méthode\u00A0» donne chaque règle\u00A0: ${methodes.map(({ titre }) => titre).join("\u00A0; ")}.`,
  ];
}
