import type { LigneBilans } from "#bilan/lectures/bilan-bailleur/bilan-bailleur.ts";
import { listerBilansBailleurs } from "#bilan/lectures/bilan-bailleur/lister.ts";
import { findManquants, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import {
  labelPeriode,
  type Periode,
  quarterPeriode,
  type Trimestre,
  toTrimestre,
} from "#socle/regles/shared/periode.ts";
import { requirePartout, type SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

/** Leases of the last past quarter, when it is not wholly published. */
export const POINTS_FICHIERS: SourcePoints = {
  nom: "les fichiers attendus",
  natures: ["donnees-absentes"],
  async read(base, { epci, aujourdhui }) {
    requirePartout(base, "bilan", epci);
    const { annee, trimestre } = previousQuarter(aujourdhui);
    return pointsOfTrimestre(quarterPeriode(annee, trimestre), await base.cubes.trimestres(epci, annee));
  },
};

type TrimestreDate = { readonly annee: number; readonly trimestre: Trimestre };

/** Last past quarter: the one that holds this day three months ago. */
function previousQuarter(aujourdhui: string): TrimestreDate {
  const [annee = 0, mois = 1] = addMonths(aujourdhui, -3).split("-").map(Number);
  return { annee, trimestre: toTrimestre(Math.ceil(mois / 3)) ?? 1 };
}

/** Pure. `periode`: a quarter. */
export function pointsOfTrimestre(periode: Periode, trimestres: readonly TrimestrePublie[]): readonly PointPropose[] {
  const [manquant] = findManquants(periode, trimestres);
  if (!manquant) return [];
  const libelle = labelPeriode(periode);
  const { present, fichier, deposeLe } = manquant;
  const partiel = present && deposeLe !== null;
  return [
    {
      nature: "donnees-absentes",
      reference: `sne-attributions:${periode.annee}-${periode.code}`,
      titre: `Attributions ${partiel ? "incomplètes" : "non reçues"} : ${libelle}`,
      constat: partiel
        ? `${libelle} n’était pas fini quand « ${fichier ?? "fichier"} » a été déposé, le ${formatJour(deposeLe)} : l’extraction du SNE n’est pas complète.`
        : `Aucun bail publié pour ${libelle} : l’extraction du SNE n’est pas reçue.`,
      chemin: "donnees",
    },
  ];
}

/** Quarterly bilans of the last published year that the bailleurs have not signed. */
export const POINTS_BILANS: SourcePoints = {
  nom: "les bilans des bailleurs",
  natures: ["donnees-absentes"],
  async read(base, { epci, aujourdhui }) {
    requirePartout(base, "bilan", epci);
    const annee = (await base.cubes.annees(epci)).at(-1);
    if (annee === undefined) return [];
    return pointsOfBilans(annee, (await listerBilansBailleurs(base, { epci, annee, aujourdhui })).lignes);
  },
};

/** Pure. A quarter not over, or without a lease, needs no bilan. */
export function pointsOfBilans(annee: number, lignes: readonly LigneBilans[]): readonly PointPropose[] {
  const dus = lignes
    .map(({ nom, cases }) => ({
      nom,
      attendus: cases.filter(({ etat, termine }) => termine && etat !== "signe" && etat !== "sans-bail").length,
    }))
    .filter(({ attendus }) => attendus > 0);
  if (dus.length === 0) return [];
  const total = dus.reduce((sum, { attendus }) => sum + attendus, 0);
  return [
    {
      nature: "donnees-absentes",
      reference: `bilans-bailleurs:${annee}`,
      titre: `Bilans des bailleurs non signés, ${annee}`,
      constat: `${formatCompte(total, "bilan trimestriel n’est pas signé", "bilans trimestriels ne sont pas signés")} pour ${annee} : ${dus.map(({ nom, attendus }) => `${nom} (${attendus})`).join(", ")}.`,
      chemin: `bilans-bailleurs?annee=${annee}`,
    },
  ];
}
