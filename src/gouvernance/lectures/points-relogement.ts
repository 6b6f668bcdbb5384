import { findAlertes } from "#relogement/lectures/fiche-alertes.ts";
import { readDossiers } from "#relogement/lectures/fiche-menages.ts";
import { CLOTURES } from "#relogement/regles/etat.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { requirePartout, type SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

/** Households to rehouse with two refusals: how many, in how many buildings, and no detail. */
export const POINTS_RELOGEMENT: SourcePoints = {
  nom: "les ménages à deux refus",
  natures: ["menages-deux-refus"],
  async read(base, { epci, aujourdhui }) {
    requirePartout(base, "relogement", epci);
    const { dossiers, contexteOf } = await readDossiers(base, epci, aujourdhui);
    const touched = dossiers
      .filter(({ etat }) => !CLOTURES.includes(etat))
      .filter((dossier) => findAlertes(dossier, contexteOf(dossier)).some(({ filtre }) => filtre === "deux-refus"));
    const immeubles = new Set(touched.map(({ operation }) => operation)).size;
    return pointsOfRefus(touched.length, immeubles, aujourdhui);
  },
};

export function pointsOfRefus(menages: number, immeubles: number, jour: string): readonly PointPropose[] {
  if (menages === 0) return [];
  return [
    {
      nature: "menages-deux-refus",
      reference: "relogement",
      titre: "Ménages à reloger qui ont refusé deux offres ou plus",
      constat: `Au ${formatJour(jour)} : ${formatCompte(menages, "ménage à reloger a refusé", "ménages à reloger ont refusé")} deux offres ou plus, dans ${formatCompte(immeubles, "immeuble")}.`,
      chemin: "relogement/menages?alerte=deux-refus",
    },
  ];
}
