import { type Cellule, type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { libelleConfiance } from "./tableaux.ts";

/** One row a rule, then one a parameter. */
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
  return {
    colonnes: [
      ...textes(["Source", 34], ["Période", 12], ["Fichier", 40]),
      ...nombres("Lot", "Lignes"),
      ...textes(["Publié le", 26], ["SHA-256", 68]),
    ],
    lignes: sources.map((s) => [s.libelle, s.periode, s.fichier, s.lot, s.lignes, s.publieLe, s.sha256]),
  };
}
