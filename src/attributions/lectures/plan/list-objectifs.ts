import type { Effort, Lecture } from "#bilan/lectures/effort/effort.ts";
import { findEffort } from "#bilan/lectures/effort/find-effort.ts";
import type { Contingent } from "#droit/regles/attribution/attribution.ts";
import { countRejetees } from "#droit/regles/attribution/trimestre-publie.ts";
import { TAUX_MINIMAL_EN_QPV } from "#droit/regles/en-qpv.ts";
import { TAUX_MINIMAL_HORS_QPV } from "#droit/regles/hors-qpv.ts";
import { findValeur, type Parametre } from "#droit/regles/parametre.ts";
import { PART_VIDE } from "#droit/regles/part.ts";
import { countPrioritaires, REGLES_PRIORITAIRES } from "#droit/regles/publics-prioritaires.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatTauxCourt } from "#socle/regles/shared/format.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import type { LogementLot } from "../../regles/plan/lot.ts";
import { type ObjectifPlan, readAssiette } from "../../regles/plan/objectif-plan.ts";

export type ObjectifsLus = {
  /** Objectives that a dwelling of the batch touches, or may touch. */
  readonly objectifs: readonly ObjectifPlan[];
  readonly arreteAu: string;
  readonly manquants: string | null;
};

/**
 * Objectives of one bailleur for the year of the day, with its published leases: each side as the page « Objectifs » reads
 * it, with the same rate; the quarter of priority publics on each contingent, over this bailleur's leases. A share
 * that the convention writes as a number alone is judged by the legal one.
 */
export async function listObjectifs(
  base: Base,
  question: {
    readonly epci: string;
    readonly siren: string;
    readonly jour: string;
    readonly logements: readonly LogementLot[];
  },
): Promise<ObjectifsLus> {
  const { siren, jour, logements } = question;
  const annee = Number(jour.slice(0, 4));
  const [effort, quarts] = await Promise.all([
    findEffort(base, { epci: question.epci, annee, bailleur: siren }),
    readQuarts(base, question),
  ]);
  const cotes = (["hors-qpv", "qpv"] as const).map((nature): ObjectifPlan => {
    const lecture = findLecture(effort, nature, siren);
    return {
      cle: `${nature}:${siren}`,
      nature,
      bailleur: siren,
      libelle: nature === "qpv" ? "En QPV : quartiles 2 à 4" : "Hors QPV : premier quartile ou relogés",
      taux: lecture?.reference?.taux ?? findValeur(LEGAL[nature], jour).valeur,
      avant: lecture?.compte ?? PART_VIDE,
    };
  });
  const touched = [...cotes, ...quarts].filter((objectif) =>
    logements.some((logement) => readAssiette(objectif, logement) !== "non"),
  );
  return {
    objectifs: touched,
    arreteAu: effort?.arreteAu ?? `${annee - 1}-12-31`,
    manquants: effort?.enCours ?? null,
  };
}

const LEGAL: Readonly<Record<"hors-qpv" | "qpv", Parametre<number>>> = {
  "hors-qpv": TAUX_MINIMAL_HORS_QPV,
  qpv: TAUX_MINIMAL_EN_QPV,
};

type Question = { readonly epci: string; readonly siren: string; readonly jour: string };

function findLecture(effort: Effort | null, objet: "hors-qpv" | "qpv", siren: string): Lecture | null {
  const bloc = effort?.blocs.find((one) => one.objet === objet);
  const ligne = bloc?.lignes.find(({ porteur }) => porteur.type === "bailleur" && porteur.siren === siren);
  return ligne?.lecture ?? null;
}

const QUARTS: readonly { readonly contingent: Contingent; readonly libelle: string }[] = [
  { contingent: "COLTER", libelle: "Collectivités" },
  { contingent: "COLACT", libelle: "Action Logement" },
  { contingent: "AUCUN", libelle: "Non réservés" },
];

/** Over this bailleur's leases: a réservataire's own quarter is over the territory, which a bailleur does not read. */
async function readQuarts(base: Base, { epci, siren, jour }: Question): Promise<readonly ObjectifPlan[]> {
  const annee = Number(jour.slice(0, 4));
  const [comptes, trimestres] = await Promise.all([
    base.publics.comptesParMois({ epci, annee, premierMois: 1, dernierMois: 12, bailleur: siren }),
    base.cubes.trimestres(epci, annee),
  ]);
  const nonLues = countRejetees(yearPeriode(annee), trimestres);
  return QUARTS.flatMap(({ contingent, libelle }) => {
    const regle = REGLES_PRIORITAIRES[contingent];
    if (!regle) return [];
    const { valeur: taux, confiance } = findValeur(regle.taux, jour);
    const { part, total, indecis, inconnusPart, inconnusAutres, inconnusIndecis } = countPrioritaires(
      comptes,
      contingent,
      nonLues,
    );
    return [
      {
        cle: `publics-prioritaires:${contingent}`,
        nature: "publics-prioritaires" as const,
        contingent,
        bailleur: siren,
        taux,
        libelle: `${libelle} : ${formatTauxCourt(taux)} aux publics prioritaires${confiance === "B" ? " (taux à confirmer)" : ""}`,
        avant: { part, total, indecis, inconnusPart, inconnusAutres, inconnusIndecis },
      },
    ];
  });
}
