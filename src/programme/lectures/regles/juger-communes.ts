import type { Operation } from "#donnees/regles/programme/operation.ts";
import { formatCompte, formatNombre, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import { share } from "#socle/regles/shared/taux.ts";
import { computeCible } from "../../regles/plh-cible.ts";
import {
  type BornePlh,
  type CommuneReference,
  findTranche,
  type InconnuPlh,
  type ReponsePlh,
} from "../../regles/plh-tranche.ts";
import type { IssueRegle, ParametresRegle } from "../../regles/regle.ts";
import { type SoldeProgramme, soldeOf } from "../../regles/regle-operations.ts";
import { sayPoints } from "./dire-regles.ts";
import { type Contexte, lastResidences } from "./juger-residences.ts";
import type { CommunePlh } from "./ports.ts";
import type { CommuneLue } from "./regles.ts";

type TauxCommunes = Extract<ParametresRegle, { readonly genre: "taux-communes" }>;

const VIDE: CommuneReference = {
  population: null,
  residencesPrincipales: null,
  logementsSociaux: null,
  contrainte: "inconnu",
};

/** One line a commune of the territory. `propres`: communes that have a rule of their own. */
export function jugerCommunes(
  regle: TauxCommunes,
  contexte: Contexte,
  propres: ReadonlySet<string>,
): readonly CommuneLue[] {
  const references = new Map(
    contexte.lignes.filter(({ annee }) => annee === regle.reference).map((ligne) => [ligne.commune, ligne]),
  );
  return contexte.communes.map(({ commune, nom }) =>
    jugerCommune(
      regle,
      { commune, nom, ligne: references.get(commune) ?? null },
      { contexte, propre: propres.has(commune) },
    ),
  );
}

type Une = { readonly commune: string; readonly nom: string; readonly ligne: CommunePlh | null };

function jugerCommune(
  regle: TauxCommunes,
  { commune, nom, ligne }: Une,
  { contexte, propre }: { readonly contexte: Contexte; readonly propre: boolean },
): CommuneLue {
  const { parc, operations, lignes } = contexte;
  const reference = ligne ?? VIDE;
  const reponse = propre ? null : findTranche(regle.tranches, reference);
  const residences = lastResidences(lignes, commune);
  const actuels = parc === null ? null : (parc.logements.get(commune) ?? 0);
  const faits = {
    commune,
    nom,
    residences,
    actuels,
    reponse,
    reference: pickReference(reference),
    tauxReference: rateOf(reference),
    cible: cibleOf(regle, { reference, construction: ligne?.constructionNeuve ?? null, reponse, residences }),
    realises: actuels === null || reference.logementsSociaux === null ? null : actuels - reference.logementsSociaux,
    solde: parc === null ? null : soldeOf(inCommune(operations, commune), parc.jour),
  };
  const verdict = verdictOf(faits, regle);
  return { ...faits, ...verdict };
}

function inCommune(operations: readonly Operation[], commune: string): readonly Operation[] {
  return operations.filter((operation) => operation.commune === commune);
}

function pickReference({ population, residencesPrincipales, logementsSociaux, contrainte }: CommuneReference) {
  return { population, residencesPrincipales, logementsSociaux, contrainte };
}

function rateOf({ logementsSociaux, residencesPrincipales }: CommuneReference): number | null {
  return logementsSociaux === null || residencesPrincipales === null
    ? null
    : share(logementsSociaux, residencesPrincipales);
}

type PourCible = {
  readonly reference: CommuneReference;
  readonly construction: number | null;
  readonly reponse: ReponsePlh | null;
  readonly residences: CommuneLue["residences"];
};

function cibleOf({ plafond }: TauxCommunes, { reference, construction, reponse, residences }: PourCible) {
  const { logementsSociaux, residencesPrincipales } = reference;
  if (reponse?.issue !== "regle" || residences === null) return null;
  if (logementsSociaux === null || residencesPrincipales === null || residencesPrincipales === 0) return null;
  return computeCible({
    reference: { logementsSociaux, residencesPrincipales },
    points: reponse.points,
    residencesPrincipales: residences.nombre,
    plafond,
    construction,
  });
}

type Faits = Omit<CommuneLue, "reste" | "issue" | "raison">;
type Verdict = { readonly reste: number | null; readonly issue: IssueRegle; readonly raison: string };

function verdictOf(faits: Faits, regle: TauxCommunes): Verdict {
  const { reponse } = faits;
  if (reponse === null) return closed("sans-objet", "La commune a sa propre règle.");
  if (reponse.issue === "aucune-regle") return closed("aucune-regle", sayAucune(faits.reference, reponse.bornes));
  if (reponse.issue === "indecidable") return closed("indecidable", sayIndecidable(reponse, regle.reference));
  return jugerCible(faits, reponse.points, regle);
}

function closed(issue: IssueRegle, raison: string): Verdict {
  return { reste: null, issue, raison };
}

function jugerCible({ cible, realises, solde }: Faits, points: number, { reference }: TauxCommunes): Verdict {
  const regle = `${sayPoints(points)} sur le taux de ${reference}`;
  if (cible === null)
    return closed("indecidable", `${regle}\u00A0; ce taux ou les résidences principales ne sont pas connus.`);
  if (realises === null)
    return closed("indecidable", `${regle}\u00A0; les logements sociaux d’aujourd’hui ne sont pas connus.`);
  const { besoin, aRealiser, ecretement } = cible;
  if (aRealiser === null) {
    const raison = `${regle}\u00A0: au plus ${formatCompte(besoin, "logement")}, moins si l’écrêtement joue (construction neuve inconnue).`;
    return { reste: null, issue: realises >= besoin ? "respectee" : "indecidable", raison };
  }
  const limite = ecretement === "oui" ? ` (${formatNombre(besoin)} avant écrêtement, à confirmer)` : "";
  return {
    reste: resteOf(aRealiser - realises, solde),
    issue: realises >= aRealiser ? "respectee" : "non-respectee",
    raison: `${regle}\u00A0: ${formatCompte(aRealiser, "logement")}${limite}.${realises >= aRealiser ? "" : ` Il en manque ${formatNombre(aRealiser - realises)}.`}`,
  };
}

/** Dwellings still missing after the programme, 0 when it covers them; null when the size of an operation is unknown. */
function resteOf(manque: number, solde: SoldeProgramme | null): number | null {
  if (solde === null || solde.construitsInconnus > 0 || solde.demolisInconnus > 0) return null;
  return Math.max(0, manque - solde.construits + solde.demolis);
}

/** Says which gap of the text the commune falls in. */
function sayAucune({ population }: CommuneReference, bornes: readonly BornePlh[]): string {
  if (bornes.length > 0) {
    return `Exactement ${joinFrench(bornes.map(sayBorne))}\u00A0: le texte ne dit pas de quel côté.`;
  }
  return `Aucune tranche du texte ne prévoit cette taille${population === null ? "" : ` (${formatCompte(population, "habitant")})`} avec ce taux.`;
}

function sayBorne({ de, valeur }: BornePlh): string {
  return de === "population" ? formatCompte(valeur, "habitant") : formatTauxCourt(valeur);
}

const MOT_INCONNU: Readonly<Record<InconnuPlh, string>> = {
  population: "la population",
  taux: "le taux",
  contrainte: "la contrainte d’urbanisme",
};

type Indecidable = Extract<ReponsePlh, { readonly issue: "indecidable" }>;

function sayIndecidable({ inconnus, possibles }: Indecidable, reference: number): string {
  if (inconnus.length === 3) return `Aucun chiffre de ${reference} n’est saisi\u00A0: la règle ne peut pas être dite.`;
  const answers = possibles.map((points) => (points === null ? "aucune règle" : sayPoints(points)));
  return `Selon ${joinFrench(inconnus.map((inconnu) => MOT_INCONNU[inconnu]))}, inconnu${inconnus.length > 1 ? "s" : ""}\u00A0: ${answers.join(" ou ")}.`;
}
