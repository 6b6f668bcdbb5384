import { verifyTexteLibre } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import type { DecisionComite } from "../../regles/comite.ts";
import { OFFRES_PREVUES } from "../../regles/offre.ts";
import { countedOffres } from "../../regles/regle-offre.ts";
import { COLONNES_RIME, type CodeOffreRime } from "../../regles/rime-colonnes.ts";
import type { MenageFusionne, OffreFusionnee, Signalement } from "./fusion.ts";
import type { BailleurConnu } from "./ports.ts";

/** Finds by SIREN, else by a name that a single organisation has. */
export function findBailleur(bailleurs: readonly BailleurConnu[], ecrit: string): BailleurConnu | null {
  const plain = ecrit.replace(/[\s\u00a0\u202f]/g, "");
  const bySiren = bailleurs.find(({ siren }) => siren !== null && (plain === siren || plain.slice(0, 9) === siren));
  if (/^\d{9}(\d{5})?$/.test(plain)) return bySiren ?? null;
  const found = bailleurs.filter(({ nom }) => nom.localeCompare(ecrit, "fr", { sensitivity: "base" }) === 0);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Checks the offers as the acts would: required cells, order of the days, count of three, changes of a reply. */
export function checkOffres(menage: MenageFusionne, bailleurs: readonly BailleurConnu[], signal: Signalement): void {
  for (const offre of menage.offres) {
    if (offre.ligne === null) continue;
    checkComplete(offre, bailleurs, signal);
    checkJours(offre, signal);
    checkReponse(offre, signal);
    checkTextes(offre, signal);
    checkFigee(offre, signal);
  }
  checkNumeros(menage, signal);
  checkNombre(menage, signal);
}

function checkComplete(offre: OffreFusionnee, bailleurs: readonly BailleurConnu[], signal: Signalement): void {
  const { apres } = offre;
  for (const { code } of COLONNES_RIME.offres.filter(({ requise }) => requise === "creation")) {
    if (apres[code as keyof typeof apres] !== null) continue; // codes of the same sheet
    signal.offre(offre, "valeur-absente", code as CodeOffreRime, "Cette cellule est vide : une offre en a besoin.");
  }
  if (apres.bailleur === null || findBailleur(bailleurs, apres.bailleur)) return;
  signal.offre(
    offre,
    "rime-bailleur",
    "bailleur",
    "Ce bailleur n’est pas connu de Blaise. Écrivez son SIREN, ou son nom comme dans l’annuaire des organisations.",
  );
}

const SUITE: readonly (readonly [avant: CodeJour, apres: CodeJour, phrase: string])[] = [
  ["proposeeLe", "visiteeLe", "La visite précède la proposition."],
  ["proposeeLe", "reponduLe", "La réponse précède la proposition."],
  ["visiteeLe", "reponduLe", "La réponse précède la visite."],
  ["proposeeLe", "bailSigneLe", "Le bail précède la proposition."],
  ["reponduLe", "bailSigneLe", "Le bail précède la réponse."],
];
type CodeJour = "proposeeLe" | "visiteeLe" | "reponduLe" | "bailSigneLe";

function checkJours(offre: OffreFusionnee, signal: Signalement): void {
  for (const [avant, apres, phrase] of SUITE) {
    const [first, then] = [offre.apres[avant], offre.apres[apres]];
    if (first === null || then === null || first <= then) continue;
    signal.offre(offre, "jours-inverses", apres, `${phrase} Corrigez l’une des deux dates.`);
  }
}

function checkReponse(offre: OffreFusionnee, signal: Signalement): void {
  const { reponse, reponduLe, motifRefus, bailSigneLe } = offre.apres;
  const attend = reponse === null || reponse === "attendue";
  if (attend && reponduLe !== null) {
    signal.offre(offre, "reponse-absente", "reponse", "La réponse a une date, mais n’est pas dite. Remplissez-la.");
  }
  if (!attend && reponduLe === null) {
    signal.offre(offre, "reponse-sans-date", "reponduLe", "La réponse n’a pas de date. Donnez-la.");
  }
  if (reponse === "refusee" && motifRefus === null) {
    signal.offre(offre, "refus-sans-motif", "motifRefus", "Un refus dit pourquoi. Remplissez cette cellule.");
  }
  if (reponse !== "refusee" && motifRefus !== null) {
    signal.offre(offre, "motif-sans-refus", "motifRefus", "L’offre n’est pas refusée : videz cette cellule.");
  }
  if (reponse !== "acceptee" && bailSigneLe !== null) {
    signal.offre(offre, "bail-sans-accord", "reponse", "Le bail est signé, mais l’offre n’est pas « Acceptée ».");
  }
}

/** Checks the texts as in a form: health and identifying data are refused. A warning that a form lets confirm is a refusal here. */
function checkTextes(offre: OffreFusionnee, signal: Signalement): void {
  for (const code of ["precision", "raisonRang"] as const) {
    const texte = offre.apres[code];
    if (texte === null || texte === offre.avant?.[code]) continue;
    for (const { code: remarque, message } of verifyTexteLibre(texte).remarques) {
      signal.offre(offre, remarque, code, message);
    }
  }
}

/** The past of an offer is kept: an unknown value may be completed, and a reply may come. */
const SUIVENT: readonly string[] = ["visiteeLe", "reponse", "reponduLe", "motifRefus", "precision", "bailSigneLe"];

function checkFigee(offre: OffreFusionnee, signal: Signalement): void {
  const { avant, apres, existante } = offre;
  if (!avant || !existante) return;
  const open = existante.reponse === "attendue" || (existante.reponse === "acceptee" && existante.bailSigneLe === null);
  const changed = open && avant.reponse !== apres.reponse;
  const free = (code: string) => code === "visiteeLe" || (changed && SUIVENT.includes(code));
  const rewritten = (code: string) => {
    const before = avant[code as keyof typeof avant] ?? null; // codes of the same sheet
    return before !== null && before !== apres[code as keyof typeof apres];
  };
  for (const { code } of COLONNES_RIME.offres.filter((colonne) => !free(colonne.code) && rewritten(colonne.code))) {
    signal.offre(
      offre,
      "offre-figee",
      code as CodeOffreRime,
      "L’offre est déjà enregistrée avec une autre valeur, et ne se réécrit pas depuis un fichier. Reprenez-la dans le dossier du ménage.",
    );
  }
}

function checkNumeros({ offres }: MenageFusionne, signal: Signalement): void {
  const numeros = offres.map(({ apres }) => apres.numero);
  const sorted = [...numeros].sort((a, b) => a - b);
  const hole = sorted.findIndex((numero, i) => numero !== i + 1);
  const offre = offres.find(({ apres, ligne }) => ligne !== null && apres.numero === sorted[hole]);
  if (hole < 0 || !offre) return;
  signal.offre(
    offre,
    "numero-d-offre",
    "numero",
    `Les offres d’un ménage se numérotent 1, 2, 3 sans trou ni doublon : l’offre ${hole + 1} était attendue ici.`,
  );
}

/** Offers beyond the third one, withdrawn ones not counted. */
export function beyondTrois(offres: readonly OffreFusionnee[]): readonly OffreFusionnee[] {
  const counted = countedOffres(offres.map((offre) => ({ offre, reponse: offre.apres.reponse ?? "attendue" })));
  return counted
    .map(({ offre }) => offre)
    .sort((a, b) => a.apres.numero - b.apres.numero)
    .slice(OFFRES_PREVUES);
}

/** Decisions of the comité for one more offer, not used yet, oldest first. */
export function decisionsLibres({ existant }: Pick<MenageFusionne, "existant">): readonly DecisionComite[] {
  return (existant?.decisions ?? []).filter(({ objet, offre }) => objet === "quatrieme-offre" && offre === null);
}

function checkNombre(menage: MenageFusionne, signal: Signalement): void {
  const nouvelles = beyondTrois(menage.offres).filter(({ existante }) => existante === null);
  const decisions = decisionsLibres(menage);
  for (const [rang, offre] of nouvelles.entries()) {
    const decision = decisions[rang];
    if (decision && decision.le <= (offre.apres.proposeeLe ?? "")) continue;
    signal.offre(
      offre,
      "quatrieme-offre",
      "numero",
      "Trois offres sont prévues : une de plus suit une décision du comité de suivi. Enregistrez la décision dans le dossier, puis déposez de nouveau.",
    );
  }
  const acceptees = menage.offres.filter(({ apres }) => apres.reponse === "acceptee");
  for (const offre of acceptees.slice(1)) {
    signal.offre(offre, "deux-acceptees", "reponse", "Une seule offre peut être acceptée. Corrigez l’autre réponse.");
  }
}
