import { DELAIS_DEMANDE, type DelaiDemande } from "#droit/regles/delais-demande.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import { addDays, addMonths } from "#socle/regles/shared/calendrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import {
  type EtatDemande,
  LIBELLE_ETAT_DEMANDE,
  type MotifRadiation,
  type TransitionDemande,
  VIE_DEMANDE,
} from "./etat.ts";

/** Ground of a warning: a desk gives the first, the commission alone the second (CCH, art. R. 441-2-8). */
export type MotifAvertissement = "non-reponse" | "irrecevabilite";

/** Days of a demande's life, ISO. null: it did not happen, or the file was imported without that day. */
export type VieDemande = {
  readonly etat: EtatDemande;
  readonly enregistreeLe: string | null;
  /** Day that starts the seniority; kept whatever happens next. */
  readonly ancienneteLe: string | null;
  readonly renouveleeLe: string | null;
  readonly echeanceLe: string | null;
  readonly preavisLe: string | null;
  readonly avertieLe: string | null;
  readonly avertiMotif: MotifAvertissement | null;
  readonly radieLe: string | null;
  readonly radieMotif: MotifRadiation | null;
};

export type ActeVie =
  | { readonly transition: "deposer" | "demander-complement" | "prevenir" }
  | { readonly transition: "lever-avertissement" | "reactiver" }
  /** `ancienneteLe`: day of presentation. `renouveleeLe`: last renewal in the national system, when the demande is older than its validity. */
  | { readonly transition: "enregistrer"; readonly ancienneteLe: string; readonly renouveleeLe?: string | null }
  /** `le`: day of the national system's renewal; today when left out. */
  | { readonly transition: "renouveler"; readonly le?: string | null }
  | { readonly transition: "avertir"; readonly motif: MotifAvertissement }
  | { readonly transition: "radier"; readonly motif: MotifRadiation };

/** Applies an act on that day. Refuses `demande-transition`, `demande-delai`, `demande-date`, `demande-renouvellement`, `demande-perimee`. */
export function vivre(vie: VieDemande, acte: ActeVie, jour: string): VieDemande {
  checkTransition(vie.etat, acte.transition);
  return { ...vie, ...changeOf(vie, acte, jour), etat: VIE_DEMANDE[acte.transition].vers };
}

export function peutTransiter(etat: EtatDemande, transition: TransitionDemande): boolean {
  return VIE_DEMANDE[transition].depuis.includes(etat);
}

function checkTransition(etat: EtatDemande, transition: TransitionDemande): void {
  if (peutTransiter(etat, transition)) return;
  throw conflit(
    "demande-transition",
    `Cette demande est dans l’état « ${LIBELLE_ETAT_DEMANDE[etat]} » : cet acte n’est pas possible. Rechargez la page pour voir ceux qui le sont.`,
    { etat, transition },
  );
}

type Change = Partial<Omit<VieDemande, "etat">>;

function changeOf(vie: VieDemande, acte: ActeVie, jour: string): Change {
  switch (acte.transition) {
    case "enregistrer":
      return register(vie, acte, jour);
    case "prevenir":
      return { preavisLe: jour };
    case "renouveler":
      checkRenouvellement(acte.le ?? jour, debutValidite(vie), jour);
      return renew(acte.le ?? jour, jour);
    case "avertir":
      return { avertieLe: jour, avertiMotif: acte.motif };
    // The notice sent before the warning is cleared too, and sent again: the household has not answered since.
    case "lever-avertissement":
      return { avertieLe: null, avertiMotif: null, preavisLe: null };
    case "radier":
      checkRadiation(vie, acte.motif, jour);
      return { radieLe: jour, radieMotif: acte.motif };
    case "reactiver":
      return reactivate(vie, jour);
    default:
      return {};
  }
}

function register(
  vie: VieDemande,
  { ancienneteLe, renouveleeLe = null }: { readonly ancienneteLe: string; readonly renouveleeLe?: string | null },
  jour: string,
): Change {
  if (ancienneteLe > jour) {
    throw new Refus("demande-date", "La date qui fait l’ancienneté est à venir. Écrivez celle de l’attestation.");
  }
  const presenteeLe = vie.ancienneteLe ?? ancienneteLe;
  if (renouveleeLe !== null) checkRenouvellement(renouveleeLe, presenteeLe, jour);
  const echeanceLe = finEncoreAVenir(renouveleeLe ?? presenteeLe, jour);
  return { enregistreeLe: jour, ancienneteLe: presenteeLe, renouveleeLe, echeanceLe };
}

function finEncoreAVenir(debut: string, jour: string): string {
  const echeance = finValidite(debut, jour);
  if (echeance > jour) return echeance;
  throw new Refus(
    "demande-perimee",
    `Depuis le ${formatJour(debut)}, la demande a cessé d’être valide le ${formatJour(echeance)}. Écrivez son dernier renouvellement ; si elle n’en a pas, c’est une nouvelle demande, présentée aujourd’hui.`,
    { debut, echeance },
  );
}

function checkRenouvellement(le: string, depuis: string | null, jour: string): void {
  if (le <= jour && (depuis === null || le >= depuis)) return;
  throw new Refus(
    "demande-renouvellement",
    le > jour
      ? "Ce renouvellement est à venir. Écrivez le jour que donne le système national."
      : `Ce renouvellement est plus ancien que ce que dit déjà le dossier (${formatJour(depuis ?? le)}). Écrivez le dernier.`,
    { le },
  );
}

function renew(le: string, jour: string): Change {
  return { renouveleeLe: le, echeanceLe: finEncoreAVenir(le, jour), preavisLe: null };
}

/** « Un an à compter de sa présentation initiale ou, le cas échéant, de son dernier renouvellement » (CCH, art. R. 441-2-7). null: no day is known. */
function debutValidite({
  renouveleeLe,
  ancienneteLe,
}: Pick<VieDemande, "renouveleeLe" | "ancienneteLe">): string | null {
  return renouveleeLe ?? ancienneteLe;
}

/** Day on which a demande that starts on `debut` ceases to be valid, by the delay in force on `jour`. */
export function finValidite(debut: string, jour: string): string {
  return addMonths(debut, delaiOf("validite", jour));
}

/** From that day on the household may ask the préfet to register what the desk has not (CCH, art. R. 441-2-4-1). */
export function saisineLe(deposeeLe: string): string {
  return addDays(deposeeLe, delaiOf("saisine", deposeeLe));
}

/** Value in force on that day. */
export function delaiOf(delai: DelaiDemande, jour: string): number {
  return findValeur(DELAIS_DEMANDE[delai], jour).valeur;
}

/** Day from which a radiation on that ground is possible; null: not possible in this state. A ground without a delay is possible at once. */
export function radiableLe(vie: VieDemande, motif: MotifRadiation, jour: string): string | null {
  switch (motif) {
    case "attribution":
    case "renonciation":
      return vie.enregistreeLe ?? "0001-01-01";
    case "non-renouvellement":
      return radiableNonRenouvelee(vie, jour);
    default:
      if (vie.etat !== "avertie" || vie.avertiMotif !== motif || vie.avertieLe === null) return null;
      return addMonths(vie.avertieLe, delaiOf(motif === "irrecevabilite" ? "irrecevabilite" : "nonReponse", jour));
  }
}

/** Never without a notice, nor before the end of the month that the notice gives. */
function radiableNonRenouvelee(vie: VieDemande, jour: string): string | null {
  const depart = debutValidite(vie);
  if (vie.etat !== "a-renouveler" || depart === null || vie.preavisLe === null) return null;
  const terme = addMonths(depart, delaiOf("nonRenouvellement", jour));
  const prevenu = addMonths(vie.preavisLe, delaiOf("preavis", jour));
  return [terme, prevenu].toSorted()[1] ?? null;
}

function checkRadiation(vie: VieDemande, motif: MotifRadiation, jour: string): void {
  const possible = radiableLe(vie, motif, jour);
  if (possible === null) {
    throw new Refus("demande-delai", `Cette demande ne peut pas être radiée pour ce motif : ${SANS_CONDITION[motif]}`);
  }
  if (jour < possible) {
    throw new Refus(
      "demande-delai",
      `Cette radiation n’est possible qu’à partir du ${formatJour(possible)}. Revenez ce jour-là.`,
      { possible },
    );
  }
}

const SANS_CONDITION: Readonly<Record<MotifRadiation, string>> = {
  attribution: "son enregistrement est à venir.",
  renonciation: "son enregistrement est à venir.",
  "non-reponse": "avertissez d’abord le demandeur.",
  irrecevabilite: "la commission d’attribution avertit d’abord le demandeur.",
  "non-renouvellement": "le préavis n’a pas été envoyé.",
};

/** Last day on which a struck-off demande may be reactivated; null: never, a new demande is needed. */
export function reactivableJusquAu(vie: VieDemande, jour: string): string | null {
  if (vie.etat !== "radiee" || vie.radieLe === null) return null;
  if (vie.radieMotif === "non-reponse") return addMonths(vie.radieLe, delaiOf("reactivationNonReponse", jour));
  const depart = debutValidite(vie);
  if (vie.radieMotif !== "non-renouvellement" || depart === null) return null;
  return addMonths(depart, delaiOf("reactivationNonRenouvellement", jour));
}

function reactivate(vie: VieDemande, jour: string): Change {
  const jusqu = reactivableJusquAu(vie, jour);
  if (jusqu === null) {
    throw new Refus(
      "demande-delai",
      "Une demande radiée pour ce motif ne se réactive pas. Ouvrez une nouvelle demande.",
    );
  }
  if (jour > jusqu) {
    throw new Refus(
      "demande-delai",
      `Cette demande pouvait être réactivée jusqu’au ${formatJour(jusqu)}. Ouvrez une nouvelle demande.`,
    );
  }
  const libre = { radieLe: null, radieMotif: null, avertieLe: null, avertiMotif: null };
  const perimee = vie.echeanceLe === null || vie.echeanceLe <= jour;
  return perimee || vie.radieMotif === "non-renouvellement"
    ? { ...libre, ...renew(jour, jour) }
    : { ...libre, preavisLe: null };
}

/** Act that an expired delay calls for on that day, without anybody's decision; null: none. The commission's radiations are never among them. */
export function acteEchu(vie: VieDemande, jour: string): ActeVie | null {
  if (vie.etat === "active") {
    const { echeanceLe } = vie;
    const envoi = delaiOf("envoiPreavis", jour);
    return echeanceLe !== null && jour >= addMonths(echeanceLe, -envoi) ? { transition: "prevenir" } : null;
  }
  const motif = vie.etat === "a-renouveler" ? "non-renouvellement" : "non-reponse";
  const possible = vie.etat === "a-renouveler" || vie.etat === "avertie" ? radiableLe(vie, motif, jour) : null;
  return possible !== null && jour >= possible ? { transition: "radier", motif } : null;
}
