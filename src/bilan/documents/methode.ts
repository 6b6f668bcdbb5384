import { paragraphe } from "#socle/documents/blocs.ts";
import type { Bloc } from "#socle/documents/document.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { libelleConfiance, tableauParametres, tableauSources } from "./tableaux.ts";

export function composeMethode(resultat: Pick<Bilan, "methodes" | "sources">): Bloc[] {
  return [
    ...resultat.methodes.flatMap((methode): Bloc[] => [
      { kind: "sous-titre", texte: methode.titre },
      paragraphe(methode.texte),
      {
        kind: "definitions",
        definitions: [
          { terme: "Calcul", valeur: methode.formule },
          { terme: "Texte", valeur: methode.article },
          { terme: "Règle", valeur: `${methode.regle} (${libelleConfiance(methode.confiance)})` },
        ],
      },
    ]),
    tableauParametres(resultat),
    tableauSources(resultat.sources),
  ];
}
