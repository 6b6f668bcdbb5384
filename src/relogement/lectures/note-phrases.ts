import { formatCompte, formatJour, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";
import { CLOTURES } from "../regles/etat.ts";
import { OFFRES_PREVUES } from "../regles/offre.ts";
import { findPlace } from "../regles/regle-offre.ts";
import type { CharteImmeuble } from "./charte.ts";
import type { DossierRelogement } from "./ports.ts";
import type { Suivi } from "./suivi.ts";

/** One sentence on the events since that day. */
export function sayMouvements(
  dossiers: readonly DossierRelogement[],
  depuis: string | null,
  jour: string,
): readonly string[] {
  if (depuis === null) return ["Le comité n’a encore rien décidé."];
  const within = (le: string | null) => le !== null && le >= depuis && le <= jour;
  const offres = dossiers.flatMap((dossier) => dossier.offres);
  const baux = offres.filter(({ bailSigneLe }) => within(bailSigneLe)).length;
  const faites = offres.filter(({ proposeeLe, reponse }) => reponse !== "retiree" && within(proposeeLe)).length;
  const refus = offres.filter(({ reponse, reponduLe }) => reponse === "refusee" && within(reponduLe)).length;
  const departs = dossiers.filter(({ etat, closLe }) => etat === "depart" && within(closLe)).length;
  const bloques = dossiers.filter(({ etat, etatDepuis }) => etat === "bloque" && within(etatDepuis)).length;
  return [
    `Depuis le ${formatJour(depuis)} : ${formatCompte(baux, "bail signé", "baux signés")}, ${formatCompte(faites, "offre")}, ` +
      `${formatCompte(refus, "refus", "refus")}, ${formatCompte(departs, "départ")}, ${formatCompte(bloques, "situation bloquée", "situations bloquées")}.`,
  ];
}

type Matiere = {
  readonly dossiers: readonly DossierRelogement[];
  readonly suivi: Suivi;
  readonly chartes: readonly CharteImmeuble[];
  readonly jour: string;
};

/** Points that only the comité can decide, or should examine, each with its references. */
export function sayDemandes(matiere: Matiere): readonly string[] {
  const asked = [
    ...askOffres(matiere.dossiers),
    ...askBlocages(matiere.dossiers),
    ...askNeuf(matiere.suivi),
    ...askReste(matiere.suivi),
    ...askEtapes(matiere.dossiers, matiere.jour),
    ...askCharte(matiere.chartes),
  ];
  return asked.length > 0 ? asked : ["Rien n’appelle de décision du comité aujourd’hui."];
}

function referencesOf(dossiers: readonly DossierRelogement[]): string {
  return joinFrench(dossiers.map(({ reference }) => reference));
}

/** Files with three offers made, none open or accepted, and no decision for another. */
function askOffres(dossiers: readonly DossierRelogement[]): readonly string[] {
  const due = dossiers.filter((dossier) => {
    if (dossier.offres.some(({ reponse }) => reponse === "attendue")) return false;
    const place = findPlace(dossier);
    return !place.ouverte && place.cause === "comite";
  });
  if (due.length === 0) return [];
  return [
    `Décider, après ${formatNombre(OFFRES_PREVUES)} offres sans accord : une offre de plus, poursuivre, ou saisir la commission (${referencesOf(due)}).`,
  ];
}

/** Files blocked, on which the comité has not decided since. */
function askBlocages(dossiers: readonly DossierRelogement[]): readonly string[] {
  const due = dossiers.filter(
    ({ etat, etatDepuis, decisions }) => etat === "bloque" && !decisions.some(({ le }) => le >= etatDepuis),
  );
  return due.length === 0
    ? []
    : [
        `Se prononcer sur ${formatCompte(due.length, "situation bloquée", "situations bloquées")} (${referencesOf(due)}).`,
      ];
}

function askNeuf({ ensemble }: Suivi): readonly string[] {
  if (ensemble === null) return [];
  const { etat, manque } = ensemble.cible;
  if (etat === "hors-atteinte") {
    return [
      "Prendre acte que l’objectif de relogements dans le neuf ne peut plus être atteint, et dire ce qui le compense.",
    ];
  }
  if (etat !== "possible" || manque === null) return [];
  return [
    `Désigner les logements neufs ou récents qui restent à réserver : il en faut encore ${formatNombre(manque)}.`,
  ];
}

function askReste({ ensemble }: Suivi): readonly string[] {
  if (ensemble === null) return [];
  const { aConfirmer, auDela } = ensemble.resteACharge;
  if (aConfirmer) {
    return ["Fixer dans la charte la hausse de reste à charge admise : sans chiffre, rien ne dit qu’elle est tenue."];
  }
  return auDela === null || auDela === 0
    ? []
    : [`Examiner ${formatCompte(auDela, "relogement")} au-delà de la limite de reste à charge de la charte.`];
}

function askEtapes(dossiers: readonly DossierRelogement[], jour: string): readonly string[] {
  const late = dossiers.filter(
    ({ etat, prochaineEtape }) =>
      !CLOTURES.includes(etat) && prochaineEtape !== null && prochaineEtape.le !== null && prochaineEtape.le < jour,
  );
  return late.length === 0
    ? []
    : [`Faire le point sur ${formatCompte(late.length, "dossier")} dont l’étape prévue est passée.`];
}

function askCharte(chartes: readonly CharteImmeuble[]): readonly string[] {
  const unknown = chartes.flatMap(({ points }) => points.filter(({ reponse }) => reponse === "inconnu")).length;
  const no = chartes.flatMap(({ points }) => points.filter(({ reponse }) => reponse === "non")).length;
  if (unknown + no === 0) return [];
  return [
    `Revoir la charte : ${formatCompte(no, "point non respecté", "points non respectés")}, ${formatCompte(unknown, "inconnu")}, tous immeubles confondus.`,
  ];
}
