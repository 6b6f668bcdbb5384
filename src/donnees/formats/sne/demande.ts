import type { Situation } from "#socle/regles/shared/situation.ts";
import { headersOf, type openColonnes } from "../decode/colonne.ts";
import type { LigneEnCours } from "../decode/ligne.ts";
import { frenchJour } from "../french.ts";
import { type ContexteLecture, countConnues, type Profil } from "../profil.ts";
import type { DemandeRow } from "../rows.ts";
import { COLONNES_DEMANDES } from "./colonnes.ts";
import { readCle, readMenage, readOrigine, readQuartile } from "./menage.ts";
import { CONNUES_SNE, hasAttributions, MINIMUM_SNE, openSne } from "./profil-sne.ts";

type Colonnes = ReturnType<typeof openColonnes<typeof COLONNES_DEMANDES>>;

/** The « stock » extraction of the SNE's infocentre: demandes in progress. */
export const PROFIL_DEMANDES: Profil<"sne-demandes"> = {
  source: "sne-demandes",
  connues: CONNUES_SNE,
  modele: headersOf(COLONNES_DEMANDES),
  cherche: "SNE demandes (NUMERO_UNIQUE, DATE_CREATION, COMMUNE_LOG_RECHERCHE, REVENU_MENSUEL_FOYER…)",
  score: (entete) => {
    const count = countConnues(entete, CONNUES_SNE);
    return count >= MINIMUM_SNE && !hasAttributions(entete) ? count : 0;
  },
  open: (entete, contexte) => {
    const { colonnes, ...ouvert } = openSne("SNE, demandes", COLONNES_DEMANDES, entete, contexte);
    return {
      ...ouvert,
      profil: "sne-stock",
      champsAbsents: listAbsents(colonnes),
      read: (ligne) => readDemande(ligne, colonnes, contexte),
    };
  },
};

function listAbsents(c: Colonnes): readonly string[] {
  const presence: Readonly<Record<keyof DemandeRow, boolean>> = {
    cle: true,
    empreinte: true,
    creeLe: c.creeLe.presente,
    renouveleLe: c.renouveleLe.presente,
    commune: c.commune.presente,
    typologie: c.typologie.presente,
    origine: c.dejaLoge.presente || c.modeLogement.presente,
    quartileDeclare: c.q1.presente || c.q2.presente,
    revenuMensuel: c.revenuMensuel.presente,
    uniteConso: c.uniteConso.presente,
    tailleMenage: c.tailleMenage.presente,
    age: c.age.presente,
    prioritaire: c.prioritaire.presente,
    dalo: c.dalo.presente,
    motifDemande: c.motifDemande.presente,
    positionPlafond: c.positionPlafond.presente,
    propositions: c.propositions.presente,
    derniereProposition: c.derniereProposition.presente,
    refusPar: c.refusPar.presente,
    refusMotif: c.refusMotif.presente,
    dernierEvenement: c.dernierEvenement.presente,
    salarie: c.salarie.presente,
    qpvActuel: c.qpvActuel.presente,
  };
  return Object.entries(presence).flatMap(([champ, isPresent]) => (isPresent ? [] : [champ]));
}

function readDemande(ligne: LigneEnCours, c: Colonnes, { hash }: ContexteLecture): DemandeRow | null {
  const cle = readCle(ligne, c, hash);
  const creeLe = c.creeLe.read(ligne);
  const renouveleLe = c.renouveleLe.read(ligne);
  if (creeLe !== null && renouveleLe !== null && renouveleLe < creeLe) {
    ligne.reject(
      "dates-incoherentes",
      c.renouveleLe.entete,
      renouveleLe,
      `La demande est renouvelée le ${frenchJour(renouveleLe)}, avant d’être créée le ${frenchJour(creeLe)}. Corrigez l’une des deux dates.`,
    );
  }
  const row = {
    empreinte: ligne.empreinte,
    creeLe,
    renouveleLe,
    commune: c.commune.read(ligne),
    typologie: c.typologie.read(ligne),
    origine: readOrigine(ligne, c),
    quartileDeclare: readQuartile(ligne, c),
    ...readMenage(ligne, c),
    prioritaire: c.prioritaire.read(ligne) ?? "inconnu",
    dalo: c.dalo.read(ligne) ?? "inconnu",
    motifDemande: c.motifDemande.read(ligne),
    positionPlafond: c.positionPlafond.read(ligne) ?? "inconnue",
    ...readSuivi(ligne, c),
    salarie: c.salarie.read(ligne) ?? "inconnu",
    qpvActuel: readQpvActuel(ligne, c),
  } as const;
  return cle === null ? null : { cle, ...row };
}

type Suivi = Pick<DemandeRow, "propositions" | "derniereProposition" | "refusPar" | "refusMotif" | "dernierEvenement">;

/** History of the demande. A dated proposal means at least one; « no proposal » with a date is contradictory. */
function readSuivi(ligne: LigneEnCours, c: Colonnes): Suivi {
  const propositions = c.propositions.read(ligne);
  const derniereProposition = c.derniereProposition.read(ligne);
  const refusPar = c.refusPar.read(ligne) ?? "inconnu";
  const refusMotif = c.refusMotif.read(ligne) ?? "inconnu";
  const suivi = { derniereProposition, refusPar, refusMotif, dernierEvenement: c.dernierEvenement.read(ligne) };
  if (propositions !== 0 || derniereProposition === null) return { propositions, ...suivi };
  ligne.warn(
    "propositions-contradictoires",
    c.propositions.entete,
    "0",
    `Aucune proposition, mais la dernière est du ${frenchJour(derniereProposition)} : le nombre est tenu pour inconnu.`,
  );
  return { propositions: null, ...suivi };
}

function readQpvActuel(ligne: LigneEnCours, c: Colonnes): Situation {
  const reponse = c.qpvActuel.read(ligne) ?? "inconnu";
  if (reponse === "inconnu") return "inconnue";
  return reponse === "oui" ? "qpv" : "hors-qpv";
}
