import { formatBornes, formatFraction, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import { LIBELLE_ETAT_CIBLE, type PartComptee } from "../regles/compteur.ts";
import type { NoteComite } from "./note.ts";
import type { CompteurRelogement } from "./suivi.ts";
import { formatEcartEuros } from "./suivi-phrases.ts";

/** Titles of the columns, the first one heads the rows; figures are French text, the same on the page and in the note. */
export type TableauNote = {
  readonly titre: string;
  readonly colonnes: readonly string[];
  readonly lignes: readonly (readonly string[])[];
  readonly total: readonly string[] | null;
};

/** One row a building, then all those that are read whole. */
export function tabulateAvancement({ suivi }: Pick<NoteComite, "suivi">): TableauNote {
  const lignes = suivi.immeubles.map(({ nom, compteur, couverture }) => [
    couverture === "partie" ? `${nom} (en partie)` : nom,
    ...(compteur === null ? ["non ouvert", "–", "–", "–", "–", "–", "–"] : cellsOf(compteur)),
  ]);
  return {
    titre: "Avancement par immeuble",
    colonnes: [
      "Immeuble",
      "Relogés",
      "Dans le neuf",
      "Objectif",
      "Hors QPV",
      "Reste à charge médian",
      "Deux refus",
      "Bloqués",
    ],
    lignes,
    total: suivi.ensemble && suivi.immeubles.length > 1 ? ["Ensemble", ...cellsOf(suivi.ensemble)] : null,
  };
}

function cellsOf(compteur: CompteurRelogement): readonly string[] {
  const { reloges, occupes, neufs, cible, horsQpv, resteACharge, deuxRefus, bloques } = compteur;
  return [
    occupes === null ? `${formatNombre(reloges)} sur ${INCONNU}` : formatFraction(reloges, occupes),
    partOf(neufs),
    cible.attendu === null
      ? LIBELLE_ETAT_CIBLE[cible.etat]
      : `${formatNombre(cible.attendu)} : ${LIBELLE_ETAT_CIBLE[cible.etat].toLowerCase()}`,
    partOf(horsQpv),
    resteACharge.euros.valeur === null ? (reloges === 0 ? "–" : INCONNU) : formatEcartEuros(resteACharge.euros.valeur),
    formatNombre(deuxRefus.length),
    formatNombre(bloques.length),
  ];
}

/** « 6 sur 38 », with the bounds when something is unknown. */
function partOf({ oui, total, inconnus, bornes }: PartComptee): string {
  if (total === 0) return "–";
  const fraction = formatFraction(oui, total);
  return inconnus > 0 && bornes ? `${fraction} (${formatBornes(bornes)})` : fraction;
}
