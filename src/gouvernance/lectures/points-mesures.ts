import { computeMesures } from "#bilan/lectures/mesure-corrective/compute-mesures.ts";
import type { MesuresAnnee } from "#bilan/lectures/mesure-corrective/mesures.ts";
import { findBarreau } from "#bilan/regles/mesure-corrective/echelle.ts";
import type { MesureCorrective } from "#bilan/regles/mesure-corrective/proposition.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { requireLecture, type SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

/** Corrective measures proposed and not decided; and those that the last whole year opens, for a reader of its figures. */
export const POINTS_MESURES: SourcePoints = {
  nom: "les mesures correctives",
  natures: ["mesure-corrective"],
  async read(base, { epci, aujourdhui }) {
    requireLecture(base, "objectif", epci);
    const proposees = pointsOfMesures(await base.mesures.list(epci));
    if (!peutPartout(base.acteur, "bilan", "lire", epci)) return proposees;
    const annee = Number(aujourdhui.slice(0, 4)) - 1;
    return [...proposees, ...pointsOuverts(await computeMesures(base, { epci, annee, aujourdhui }))];
  },
};

export function pointsOfMesures(mesures: readonly MesureCorrective[]): readonly PointPropose[] {
  return mesures
    .filter(({ decision }) => decision === null)
    .map(({ id, annee, code, proposeeLe, motif }) => ({
      nature: "mesure-corrective",
      reference: String(id),
      titre: `Mesure à décider pour ${annee} : ${findBarreau(code).titre}`,
      constat: `Proposée le ${formatJour(proposeeLe)} : ${motif}`,
      chemin: `mesures?annee=${annee}`,
    }));
}

type MesuresLues = Pick<MesuresAnnee, "annee" | "reponse"> & {
  readonly barreaux: readonly Pick<MesuresAnnee["barreaux"][number], "ouverture">[];
};

/** Pure. Measures that are open and not proposed yet. */
export function pointsOuverts({ annee, barreaux, reponse }: MesuresLues): readonly PointPropose[] {
  if (!barreaux.some(({ ouverture }) => ouverture?.ouverte)) return [];
  return [
    {
      nature: "mesure-corrective",
      reference: `ouverture:${annee}`,
      titre: `${reponse.titre} : mesures à proposer`,
      constat: reponse.phrases.join(" "),
      chemin: `mesures?annee=${annee}`,
    },
  ];
}
