import { joinFrench } from "#socle/regles/shared/format.ts";
import { LIBELLE_RAISON_DOUBLON, type Rapprochement } from "./fiche-doublon.ts";

/** The verdict in a sentence, then the reasons for and against. */
export function direRapprochement({ verdict, raisons, contre }: Rapprochement): readonly string[] {
  const pour = raisons.map((code) => LIBELLE_RAISON_DOUBLON[code].toLowerCase());
  const tete = {
    probable: "Sans doute la même personne",
    possible: "Peut-être la même personne",
    rien: "Rien ne dit que ce soit la même personne",
  }[verdict];
  return [
    pour.length === 0 ? `${tete}.` : `${tete} : ${joinFrench(pour)}.`,
    ...contre.map((code) => `Contre : ${LIBELLE_RAISON_DOUBLON[code].toLowerCase()}.`),
  ];
}
