import { type EtatRelogement, LIBELLE_ETAT_RELOGEMENT, TRANSITIONS_RELOGEMENT } from "../../regles/etat.ts";
import type { MenageFusionne, Signalement } from "./fusion.ts";
import type { DemolitionConfiee } from "./ports.ts";

export type ContexteMenages = {
  readonly demolitions: readonly DemolitionConfiee[];
  /** References of the territory, and of the file. */
  readonly references: ReadonlySet<string>;
};

/** Checks a household as the acts would, without its offers. */
export function checkMenage(menage: MenageFusionne, contexte: ContexteMenages, signal: Signalement): void {
  if (menage.existant === null) checkNouveau(menage, signal);
  checkOperation(menage, contexte, signal);
  checkComposition(menage, signal);
  checkEtat(menage, signal);
  checkEtape(menage, signal);
  checkDecohabitation(menage, contexte, signal);
}

function checkNouveau({ apres, ligne, reference }: MenageFusionne, signal: Signalement): void {
  if (ligne === null) {
    signal.menage(
      "menage-inconnu",
      null,
      `Le ménage « ${reference} » n’a pas de dossier. Ajoutez sa ligne à la feuille « Ménages ».`,
    );
    return;
  }
  for (const code of ["nom", "prenom"] as const) {
    if (apres[code] !== null) continue;
    signal.menage("valeur-absente", code, "Cette cellule est vide : elle est nécessaire pour ouvrir un dossier.");
  }
}

/** Finds a demolition by its usual names: « Immeuble Orcades », « orcades ». */
export function findDemolition(demolitions: readonly DemolitionConfiee[], ecrit: string): DemolitionConfiee | null {
  const wanted = fold(ecrit);
  const found = demolitions.filter(({ nom }) => fold(nom) === wanted);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function fold(nom: string): string {
  const words = nom
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.filter((word) => word !== "" && !COMMUNS.has(word)).join(" ");
}

const COMMUNS = new Set(["immeuble", "immeubles", "demolition", "de", "des", "du", "l", "la", "le", "les"]);

function checkOperation(
  { existant, apres, ligne }: MenageFusionne,
  contexte: ContexteMenages,
  signal: Signalement,
): void {
  if (existant === null && ligne === null) return;
  if (existant !== null) {
    const same =
      apres.operation === existant.operationNom || fold(apres.operation ?? "") === fold(existant.operationNom);
    if (same) return;
    signal.menage(
      "operation-differente",
      "operation",
      `Ce dossier est celui de « ${existant.operationNom} » : un ménage ne change pas d’opération. Corrigez la référence ou l’opération.`,
    );
    return;
  }
  if (apres.operation !== null && findDemolition(contexte.demolitions, apres.operation)) return;
  const noms = contexte.demolitions.map(({ nom }) => nom).join(", ") || "aucune";
  signal.menage(
    "operation-inconnue",
    "operation",
    `Cette cellule ne nomme pas une démolition qui vous est confiée (${noms}). Corrigez-la, ou faites-vous confier l’immeuble.`,
  );
}

function checkComposition({ apres }: MenageFusionne, signal: Signalement): void {
  const { personnes, adultes, enfants } = apres;
  if (personnes === null || adultes === null || enfants === null || adultes + enfants === personnes) return;
  signal.menage(
    "composition",
    "personnes",
    `Le ménage compte ${personnes} personnes, mais ${adultes} adultes et ${enfants} enfants. Corrigez l’un des trois nombres.`,
  );
}

/** May the state be reached through several acts? A file is often filled after several of them. */
function isReachable(de: EtatRelogement, vers: EtatRelogement): boolean {
  const reached = new Set<EtatRelogement>([de]);
  for (const etat of reached) for (const next of TRANSITIONS_RELOGEMENT[etat]) reached.add(next);
  return reached.has(vers);
}

function checkEtat({ existant, apres, offres }: MenageFusionne, signal: Signalement): void {
  const { etat, motifBlocage } = apres;
  if (etat === null) return;
  if (!isReachable(existant?.etat ?? "a-rencontrer", etat)) {
    const [de, vers] = [LIBELLE_ETAT_RELOGEMENT[existant?.etat ?? "a-rencontrer"], LIBELLE_ETAT_RELOGEMENT[etat]];
    signal.menage("etat-inaccessible", "etat", `Le dossier est « ${de} » : il ne peut pas devenir « ${vers} ».`);
  }
  if (etat === "bloque" && motifBlocage === null) {
    signal.menage(
      "blocage-sans-motif",
      "motifBlocage",
      "Une situation bloquée dit pourquoi. Remplissez cette cellule.",
    );
  }
  if (etat !== "bloque" && motifBlocage !== null) {
    signal.menage(
      "motif-sans-blocage",
      "motifBlocage",
      "La situation n’est pas bloquée : videz cette cellule, ou indiquez « Situation bloquée » comme état.",
    );
  }
  checkEtatOffres({ etat, offres }, signal);
}

function checkEtatOffres(
  { etat, offres }: { readonly etat: EtatRelogement; readonly offres: MenageFusionne["offres"] },
  signal: Signalement,
): void {
  const signe = offres.some((offre) => offre.apres.bailSigneLe !== null);
  if (etat === "reloge" && !signe) {
    signal.menage(
      "reloge-sans-bail",
      "etat",
      "Un ménage est relogé quand son bail est signé. Donnez l’offre acceptée et la date de son bail dans « Offres ».",
    );
  }
  if (etat !== "reloge" && signe) {
    signal.menage(
      "bail-sans-relogement",
      "etat",
      "Une offre de ce ménage a un bail signé : son état est « Relogé ». Corrigez l’état, ou la date du bail.",
    );
  }
  if (etat === "a-rencontrer" && offres.length > 0) {
    signal.menage(
      "offre-sans-rencontre",
      "etat",
      "Une offre se fait après le diagnostic : l’état ne peut pas être « À rencontrer ». Corrigez-le.",
    );
  }
}

function checkEtape({ apres }: MenageFusionne, signal: Signalement): void {
  if (apres.etapeLe === null || apres.etape !== null) return;
  signal.menage(
    "etape-sans-nom",
    "etape",
    "La prochaine étape a une date sans être nommée. Nommez-la, ou videz la date.",
  );
}

function checkDecohabitation(
  { apres, reference }: MenageFusionne,
  contexte: ContexteMenages,
  signal: Signalement,
): void {
  const { decohabitationDe } = apres;
  if (decohabitationDe === null) return;
  if (decohabitationDe !== reference && contexte.references.has(decohabitationDe)) return;
  signal.menage(
    "decohabitation-inconnue",
    "decohabitationDe",
    `« ${decohabitationDe} » n’est pas la référence d’un autre ménage du fichier, ni d’un dossier. Corrigez cette cellule.`,
  );
}
