import type { Situation } from "#socle/regles/shared/situation.ts";
import { headersOf, type openColonnes } from "../decode/colonne.ts";
import type { LigneEnCours } from "../decode/ligne.ts";
import { frenchJour } from "../french.ts";
import { type ContexteLecture, countConnues, type Profil } from "../profil.ts";
import type { AttributionRow } from "../rows.ts";
import { oneLine } from "../values/texte.ts";
import { COLONNES_ATTRIBUTIONS } from "./colonnes.ts";
import { readCle, readMenage, readOrigine, readQuartile } from "./menage.ts";
import { CONNUES_SNE, hasAttributions, MINIMUM_SNE, openSne } from "./profil-sne.ts";

type Colonnes = ReturnType<typeof openColonnes<typeof COLONNES_ATTRIBUTIONS>>;

/** The « radiation » extraction of the SNE's infocentre. */
export const PROFIL_ATTRIBUTIONS: Profil<"sne-attributions"> = {
  source: "sne-attributions",
  connues: CONNUES_SNE,
  modele: headersOf(COLONNES_ATTRIBUTIONS),
  cherche: "SNE attributions (NUMERO_UNIQUE, SIREN_RADIATION, DATE_SIGNATURE_BAIL, NB_QPV, NB_Q1…)",
  score: (entete) => {
    const count = countConnues(entete, CONNUES_SNE);
    return count >= MINIMUM_SNE && hasAttributions(entete) ? count : 0;
  },
  open: (entete, contexte) => {
    const { colonnes, ...ouvert } = openSne("SNE, attributions", COLONNES_ATTRIBUTIONS, entete, contexte);
    return {
      ...ouvert,
      profil: "sne-radiation",
      champsAbsents: listAbsents(colonnes),
      read: (ligne) => readAttribution(ligne, colonnes, contexte),
    };
  },
};

function listAbsents(c: Colonnes): readonly string[] {
  const presence: Readonly<Record<keyof AttributionRow, boolean>> = {
    cle: true,
    empreinte: true,
    bailleur: true,
    bailSigneLe: true,
    commune: c.commune.presente,
    adresse: c.adresse.presente,
    residence: c.residence.presente,
    numeroRpls: c.numeroRpls.presente,
    typologie: c.typologie.presente,
    surface: c.surface.presente,
    loyer: c.loyer.presente,
    situationDeclaree: c.qpv.presente || c.horsQpv.presente,
    quartileDeclare: c.q1.presente || c.q2.presente,
    revenuMensuel: c.revenuMensuel.presente,
    uniteConso: c.uniteConso.presente,
    tailleMenage: c.tailleMenage.presente,
    age: c.age.presente,
    contingent: c.contingent.presente,
    origine: c.dejaLoge.presente || c.modeLogement.presente,
    relogement: c.anru.presente,
    prioritaire: c.prioritaire.presente,
    dalo: c.dalo.presente,
    travailleurEssentiel: c.travailleurEssentiel.presente,
    motifDemande: c.motifDemande.presente,
    delaiJours: c.delai.presente,
    salarie: c.salarie.presente,
  };
  return Object.entries(presence).flatMap(([champ, isPresent]) => (isPresent ? [] : [champ]));
}

function readAttribution(ligne: LigneEnCours, c: Colonnes, { hash }: ContexteLecture): AttributionRow | null {
  if (c.attribution.read(ligne) === false) {
    ligne.warn(
      "radiation-autre-motif",
      c.attribution.entete,
      ligne.cells[c.attribution.index] ?? "",
      "Radiation pour un autre motif que l’attribution : ce n’est pas un bail signé, la ligne est laissée de côté.",
    );
    return null;
  }
  const cle = readCle(ligne, c, hash);
  const bailleur = c.bailleur.read(ligne);
  const bailSigneLe = readDates(ligne, c);
  const adresse = c.adresse.read(ligne);
  const row = {
    empreinte: ligne.empreinte,
    bailSigneLe,
    commune: c.commune.read(ligne),
    adresse: adresse === null ? null : oneLine(adresse),
    residence: c.residence.read(ligne),
    numeroRpls: c.numeroRpls.read(ligne),
    typologie: c.typologie.read(ligne),
    surface: c.surface.read(ligne),
    loyer: c.loyer.read(ligne),
    situationDeclaree: readSituation(ligne, c),
    quartileDeclare: readQuartile(ligne, c),
    ...readMenage(ligne, c),
    contingent: c.contingent.read(ligne) ?? "inconnu",
    origine: readOrigine(ligne, c),
    relogement: c.anru.read(ligne) ?? "inconnu",
    prioritaire: c.prioritaire.read(ligne) ?? "inconnu",
    dalo: c.dalo.read(ligne) ?? "inconnu",
    travailleurEssentiel: c.travailleurEssentiel.read(ligne) ?? "inconnu",
    motifDemande: c.motifDemande.read(ligne),
    delaiJours: c.delai.read(ligne),
    salarie: c.salarie.read(ligne) ?? "inconnu",
  } as const;
  return cle === null || bailleur === null ? null : { cle, bailleur, ...row };
}

/** A demande is created, then the lease signed, then the demande struck off: in another order, one of the dates is wrong. */
function readDates(ligne: LigneEnCours, c: Colonnes): string | null {
  const creeLe = c.creeLe.read(ligne);
  const signeLe = c.bailSigneLe.read(ligne);
  const radieLe = c.radieLe.read(ligne);
  const sortie = signeLe ?? radieLe;
  if (creeLe !== null && sortie !== null && sortie < creeLe) {
    const colonne = signeLe === null ? c.radieLe.entete : c.bailSigneLe.entete;
    ligne.reject(
      "dates-incoherentes",
      colonne,
      sortie,
      `La demande sort du fichier le ${frenchJour(sortie)}, avant d’y être entrée le ${frenchJour(creeLe)}. Corrigez l’une des deux dates.`,
    );
  }
  return signeLe;
}

function readSituation(ligne: LigneEnCours, c: Colonnes): Situation {
  const qpv = c.qpv.read(ligne) === true;
  const hors = c.horsQpv.read(ligne) === true;
  c.qpvInconnu.read(ligne);
  if (qpv !== hors) return qpv ? "qpv" : "hors-qpv";
  if (qpv) {
    ligne.warn(
      "situation-contradictoire",
      c.qpv.entete,
      "1",
      "Déclaré à la fois en QPV et hors QPV : la localisation est tenue pour inconnue.",
    );
  } else {
    ligne.warn(
      "qpv-inconnu",
      c.qpv.presente ? c.qpv.entete : null,
      "",
      "Localisation non déclarée : l’attribution est comptée à part, comme non localisée. Localisez-la par son adresse.",
    );
  }
  return "inconnue";
}
