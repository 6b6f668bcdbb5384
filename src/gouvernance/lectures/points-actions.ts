import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { LigneProgramme } from "./action/programme.ts";
import { readProgramme } from "./action/read-programme.ts";
import { requireLecture, type SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

/** Actions with a late milestone, as on the page of the programme. */
export const POINTS_ACTIONS: SourcePoints = {
  nom: "les actions du programme",
  natures: ["action-en-retard"],
  async read(base, { epci, aujourdhui }) {
    requireLecture(base, "action", epci);
    return pointsOfActions((await readProgramme(base, { epci, aujourdhui })).lignes);
  },
};

/** Pure. In the order of the programme, latest first. */
export function pointsOfActions(
  lignes: readonly Pick<LigneProgramme, "numero" | "titre" | "retardJours" | "jalonsLus">[],
): readonly PointPropose[] {
  return lignes.flatMap(({ numero, titre, retardJours, jalonsLus }): PointPropose[] => {
    if (retardJours === null) return [];
    const due = jalonsLus
      .filter(({ statut, echeance }) => statut === "en-retard" && echeance !== null)
      .toSorted((a, b) => (a.echeance ?? "").localeCompare(b.echeance ?? ""))[0];
    const quoi = due?.echeance ? `« ${due.libelle} » était attendu le ${formatJour(due.echeance)} : ` : "";
    return [
      {
        nature: "action-en-retard",
        reference: String(numero),
        titre: `Action ${numero}, en retard : ${titre}`,
        constat: `${quoi}${formatCompte(retardJours, "jour")} de retard.`,
        chemin: `actions/${numero}`,
      },
    ];
  });
}
