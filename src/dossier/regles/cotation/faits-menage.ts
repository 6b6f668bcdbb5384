import { isSousOccupe, isSuroccupe } from "#droit/regles/suroccupation.ts";
import type { ModeLogement, ReponsesSensibles, SituationProfessionnelle, Tri } from "../reponses.ts";
import type { CodeFait, Faits } from "./fait.ts";
import { boolOf, faitOf } from "./faits-demande.ts";
import type { NatureGrille } from "./grille.ts";
import { monthsBetween } from "./mois.ts";

/** Answers of a household that a rule may read; absent: not answered yet. */
export type ReponsesCotees = {
  readonly revenus?: { readonly profession: SituationProfessionnelle | null } | undefined;
  readonly logementActuel?:
    | {
        readonly mode: ModeLogement | null;
        readonly loyer: number | null;
        readonly charges: number | null;
        readonly aide: number | null;
        readonly personnes: number | null;
        readonly surface: number | null;
        readonly pieces: number | null;
        readonly proprietaireAilleurs: Tri;
      }
    | undefined;
  readonly recherche?: { readonly motifs: readonly string[] } | undefined;
};

/** A household's file without its names. null: unknown. */
export type MenageACoter = {
  readonly nature: NatureGrille | null;
  readonly ancienneteLe: string | null;
  readonly quartile: "q1" | "q2-4" | "inconnu";
  readonly positionPlafond: "plai" | "plus" | "pls" | "au-dela" | "inconnue";
  readonly personnes: number | null;
  readonly revenuMensuel: number | null;
  readonly motif: string | null;
  readonly salarie: Tri;
  readonly actionLogement: Tri;
  readonly urgence: "ordinaire" | "mobilite";
  readonly elargir: boolean | null;
  readonly priorite: Tri;
  readonly naissance: string | null;
  readonly reponses: ReponsesCotees;
  /** Other persons of the household; null when the reader does not know them all. */
  readonly autres: readonly { readonly qualite: string; readonly naissance: string | null }[] | null;
  /** Did the household refuse an offered dwelling? null: the reader may not know. */
  readonly aRefuse: boolean | null;
  /** Facts proven by an accepted piece. */
  readonly justifies: readonly CodeFait[];
};

/**
 * `sensibles` null: the actor may not open the sealed answers; their facts are then unknown, not « no ». The day of the first demande, registered by
 * a desk or
 * the national system, is proven.
 */
export function faitsOfMenage(menage: MenageACoter, sensibles: ReponsesSensibles | null, jour: string): Faits {
  const declares: Faits = {
    anciennete: faitOf(menage.ancienneteLe, "justifie"),
    prioritaire: faitOf(boolOf(menage.priorite)),
    quartile: faitOf(menage.quartile === "inconnu" ? null : menage.quartile),
    plafond: faitOf(menage.positionPlafond === "inconnue" ? null : menage.positionPlafond),
    "taux-effort": faitOf(tauxEffort(menage)),
    personnes: faitOf(menage.personnes),
    age: faitOf(menage.naissance === null ? null : ageOn(menage.naissance, jour)),
    ...faitsOfComposition(menage, jour),
    ...faitsOfLogement(menage, jour),
    ...faitsOfTravail(menage),
    motif: faitOf(motifsOf(menage)),
    elargir: faitOf(menage.elargir),
    "refus-adapte": faitOf(menage.aRefuse, "justifie"),
    ...(sensibles ? faitsOfSensibles(sensibles) : {}),
  };
  const prouves = menage.justifies.flatMap((code) => {
    const fait = declares[code];
    return fait ? [[code, { ...fait, preuve: "justifie" }] as const] : [];
  });
  return { ...declares, ...Object.fromEntries(prouves) };
}

/** Rent and charges less the housing aid, in % of the income; the rate is unknown as soon as one of them is. */
function tauxEffort({ revenuMensuel, reponses: { logementActuel } }: MenageACoter): number | null {
  const { loyer = null, charges = null, aide = null } = logementActuel ?? {};
  if (loyer === null || charges === null || aide === null || revenuMensuel === null || revenuMensuel <= 0) return null;
  return Math.round((Math.max(0, loyer + charges - aide) / revenuMensuel) * 1000) / 10;
}

function ageOn(naissance: string, jour: string): number {
  return Math.floor(monthsBetween(naissance, jour) / 12);
}

const COMPAGNONS = ["conjoint", "cotitulaire"];
const ENFANTS = ["a-charge", "garde-partagee"];

function faitsOfComposition({ autres }: MenageACoter, jour: string): Faits {
  if (autres === null) return {};
  const ages = autres
    .filter(({ qualite }) => ENFANTS.includes(qualite))
    .map(({ naissance }) => (naissance === null ? null : ageOn(naissance, jour)));
  const enfants = ages.includes(null) ? null : ages.filter((age) => age !== null && age < 18).length;
  const seul = !autres.some(({ qualite }) => COMPAGNONS.includes(qualite));
  return {
    "enfants-mineurs": faitOf(enfants),
    "parent-isole": faitOf(enfants === null ? (seul ? null : false) : seul && enfants > 0),
  };
}

function faitsOfLogement({ nature, reponses: { logementActuel } }: MenageACoter, jour: string): Faits {
  if (!logementActuel) return {};
  const { mode, surface, personnes, pieces, proprietaireAilleurs } = logementActuel;
  const suroccupe = surface !== null && personnes !== null ? isSuroccupe({ surface, personnes }, jour) : null;
  const trop = pieces !== null && personnes !== null ? isSousOccupe({ pieces, personnes }, jour) : null;
  return {
    logement: faitOf(mode),
    suroccupation: faitOf(suroccupe),
    "sous-occupation": faitOf(nature === "acces" ? false : trop),
    "proprietaire-ailleurs": faitOf(boolOf(proprietaireAilleurs)),
  };
}

function faitsOfTravail({ salarie, actionLogement, urgence, reponses: { revenus, recherche } }: MenageACoter): Faits {
  return {
    salarie: faitOf(boolOf(salarie)),
    "action-logement": faitOf(boolOf(actionLogement)),
    profession: faitOf(revenus?.profession ?? null),
    "mobilite-professionnelle": faitOf(urgence === "mobilite" ? true : recherche ? false : null),
  };
}

/** Ordinary motives; unknown for a household that gave none. */
function motifsOf({ motif, reponses: { recherche } }: MenageACoter): readonly string[] | null {
  const motifs = recherche?.motifs ?? [];
  if (motifs.length > 0) return motifs;
  return motif === null ? null : [motif];
}

function faitsOfSensibles({ dalo, handicap, violences }: ReponsesSensibles): Faits {
  const reconnu = dalo === undefined || dalo === "inconnu" ? null : dalo === "reconnu";
  return {
    dalo: faitOf(reconnu),
    handicap: faitOf(handicap === undefined ? null : handicap.personnes > 0),
    violences: faitOf(violences === undefined ? null : boolOf(violences)),
  };
}
