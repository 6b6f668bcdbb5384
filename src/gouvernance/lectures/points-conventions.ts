import { readRevision } from "#engagements/regles/convention/revision.ts";
import { findVersion } from "#engagements/regles/convention/version.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { echeanceOf } from "../regles/point-echeance.ts";
import { requireLecture, type SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

export const POINTS_REVISION: SourcePoints = {
  nom: "la révision de la convention",
  natures: ["echeance-proche"],
  async read(base, { epci, aujourdhui }) {
    requireLecture(base, "objectif", epci);
    const version = findVersion(await base.conventions.versions(epci), aujourdhui);
    if (!version?.depuis) return [];
    const { echeance, etat } = readRevision(version.depuis, version.dureeAns, aujourdhui);
    if (etat === "a-jour") return [];
    const dit = etat === "depassee" ? "était à réviser avant le" : "est à réviser avant le";
    return [
      {
        nature: "echeance-proche",
        reference: `revision:${version.numero}`,
        titre: `Révision de la convention : ${version.titre}`,
        constat: `« ${version.titre} », en vigueur depuis le ${formatJour(version.depuis)}, ${dit} ${formatJour(echeance)} (tous les ${version.dureeAns} ans).`,
        chemin: "convention",
      },
    ];
  },
};

/** Conventions d’objectifs (action 6) whose last year ends within six months, without a next one. */
export const POINTS_CONVENTIONS_OBJECTIFS: SourcePoints = {
  nom: "les conventions d’objectifs",
  natures: ["echeance-proche"],
  async read(base, { epci, aujourdhui }) {
    requireLecture(base, "programme", epci);
    const conventions = await base.conventionsObjectifs.list(epci);
    return conventions.flatMap(({ id, bailleur, numero, anneeDebut, anneeFin }): PointPropose[] => {
      const suivie = conventions.some(
        (other) => other.bailleur.organisation === bailleur.organisation && other.anneeFin > anneeFin,
      );
      const echeance = echeanceOf(`${anneeFin}-12-31`, aujourdhui);
      if (suivie || echeance === null) return [];
      return [
        {
          nature: "echeance-proche",
          reference: `convention-objectif:${id}`,
          titre: `Convention d’objectifs ${anneeDebut}-${anneeFin}, ${bailleur.nom}`,
          constat: `La convention d’objectifs n° ${numero} avec ${bailleur.nom} ${echeance}, et aucune autre ne la suit.`,
          chemin: `programme/conventions/${id}`,
        },
      ];
    });
  },
};
