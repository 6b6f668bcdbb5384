import { LIBELLE_REPONSE, LIBELLE_SITUATION, labelConnu } from "#droit/regles/attribution/libelles.ts";
import type { LimiteReste } from "#engagements/regles/charte/valeur-charte.ts";
import type { LigneFiche } from "#socle/lectures/ligne-fiche.ts";
import { formatEuros, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { formatEcartEuros, formatEcartM2 } from "../regles/ecart.ts";
import {
  LIBELLE_MOTIF_REFUS_OFFRE,
  LIBELLE_RANG_OFFRE,
  LIBELLE_REPONSE_OFFRE,
  OFFRES_PREVUES,
} from "../regles/offre.ts";
import { rangOf } from "../regles/rang.ts";
import { countedOffres, findPlace } from "../regles/regle-offre.ts";
import type { ResteACharge } from "../regles/reste-a-charge.ts";
import type { ActeFiche, FicheOffre, PlaceOffre } from "./fiche.ts";
import { compareReste, nameOffre, type ResteOffre } from "./fiche-alertes.ts";
import type { DossierRelogement } from "./ports.ts";

type Offre = DossierRelogement["offres"][number];

export type ContexteOffres = {
  readonly modifiable: boolean;
  /** true: may write the decisions of the comité. */
  readonly decider: boolean;
  readonly communes: ReadonlyMap<string, string>;
  /** Limit of the charte, today. */
  readonly limite: LimiteReste;
};

export function sayOffre(dossier: DossierRelogement, offre: Offre, contexte: ContexteOffres): FicheOffre {
  const reste = compareReste(dossier, offre, contexte.limite);
  const type = offre.logement.typologie ?? "Logement";
  return {
    numero: offre.numero,
    titre: `${nameOffre(dossier, offre)} : ${type}, ${offre.logement.adresse}`,
    reponse: offre.reponse,
    libelleReponse: offre.bailSigneLe ? "Bail signé" : LIBELLE_REPONSE_OFFRE[offre.reponse],
    lignes: [
      ...lignesLogement(offre, contexte.communes),
      { libelle: "Reste à charge avant", valeur: sayResteACharge(reste.ecart.avant) },
      { libelle: "Reste à charge après", valeur: sayResteACharge(reste.ecart.apres) },
      { libelle: "Différence", valeur: sayEcart(reste.ecart) },
      ...lignesSuite(offre),
    ],
    alertes: sayAlertes(reste),
    actes: contexte.modifiable ? actesOffre(dossier, offre) : [],
  };
}

function lignesLogement(offre: Offre, communes: ReadonlyMap<string, string>): readonly LigneFiche[] {
  const { logement, bailSigneLe, proposeeLe } = offre;
  const rang = rangOf(logement, bailSigneLe ?? proposeeLe);
  const reserve = logement.droitActionLogement;
  return [
    { libelle: "Commune", valeur: communes.get(logement.commune) ?? logement.commune },
    { libelle: "Bailleur", valeur: logement.bailleur.nom },
    { libelle: "Quartier", valeur: labelConnu(logement.situation, LIBELLE_SITUATION) },
    { libelle: "Ancienneté", valeur: rang === "inconnu" ? null : LIBELLE_RANG_OFFRE[rang] },
    { libelle: "Droit d’Action Logement", valeur: labelConnu(reserve, LIBELLE_REPONSE) },
    { libelle: "Loyer et charges", valeur: sayLoyer(logement) },
    { libelle: "Surface", valeur: logement.surface === null ? null : `${formatNombre(logement.surface)} m²` },
  ];
}

function sayLoyer({ loyer, charges }: Pick<Offre["logement"], "loyer" | "charges">): string | null {
  if (loyer === null) return null;
  return charges === null
    ? `${formatEuros(loyer)}, charges inconnues`
    : `${formatEuros(loyer)} + ${formatEuros(charges)}`;
}

/** « 171 €, 2,51 €/m² »; with its bounds when only the APL is unknown; null when nothing bounds it. */
export function sayResteACharge({ euros, parM2, bornes }: ResteACharge): string | null {
  if (euros === null) {
    return bornes === null ? null : `entre ${formatEuros(bornes[0])} et ${formatEuros(bornes[1])}, APL inconnue`;
  }
  return parM2 === null ? formatEuros(euros) : `${formatEuros(euros)}, ${formatNombre(parM2)} €/m²`;
}

function sayEcart({ euros, parM2, bornes }: ResteOffre["ecart"]): string | null {
  if (euros === null) {
    return bornes === null ? null : `entre ${formatEcartEuros(bornes[0])} et ${formatEcartEuros(bornes[1])}`;
  }
  return parM2 === null ? formatEcartEuros(euros) : `${formatEcartEuros(euros)}, ${formatEcartM2(parM2)}`;
}

function sayAlertes({ jugement, horsCapacite }: ResteOffre): readonly string[] {
  return [
    ...(jugement === "au-dela" ? ["Au-delà de la charte"] : []),
    ...(horsCapacite ? ["Plus que le ménage ne peut payer"] : []),
  ];
}

function lignesSuite(offre: Offre): readonly LigneFiche[] {
  const { reponse, reponduLe, visiteeLe, bailSigneLe, motifRefus, precision, raisonRang } = offre;
  const lignes: LigneFiche[] = [
    { libelle: "Proposée le", valeur: formatJour(offre.proposeeLe) },
    { libelle: "Visite", valeur: visiteeLe ? `le ${formatJour(visiteeLe)}` : "pas encore" },
  ];
  if (reponduLe) lignes.push({ libelle: LIBELLE_REPONSE_OFFRE[reponse], valeur: `le ${formatJour(reponduLe)}` });
  if (motifRefus) lignes.push({ libelle: "Motif", valeur: LIBELLE_MOTIF_REFUS_OFFRE[motifRefus] });
  if (precision) lignes.push({ libelle: "Précision", valeur: precision });
  if (raisonRang) lignes.push({ libelle: "Pourquoi pas mieux placé", valeur: raisonRang });
  if (bailSigneLe) lignes.push({ libelle: "Bail", valeur: `signé le ${formatJour(bailSigneLe)}` });
  return lignes;
}

function actesOffre({ etat }: DossierRelogement, offre: Offre): readonly ActeFiche[] {
  const acte = (suite: string, libelle: string, principal: boolean): ActeFiche => ({
    chemin: `offres/${offre.numero}/${suite}`,
    libelle,
    principal,
  });
  if (etat === "reloge" || etat === "depart" || offre.bailSigneLe) return [];
  if (offre.reponse === "attendue") {
    const repondre = acte("reponse", "Écrire la réponse", true);
    return offre.visiteeLe ? [repondre] : [repondre, acte("visite", "Noter la visite", false)];
  }
  if (offre.reponse !== "acceptee") return [];
  return [acte("bail", "Enregistrer le bail signé", true), acte("reponse", "Modifier la réponse", false)];
}

/** Box after the last offer. Pure. */
export function sayPlace(dossier: DossierRelogement, { modifiable, decider }: ContexteOffres): PlaceOffre {
  const place = findPlace(dossier);
  const titre = titleOf(countedOffres(dossier.offres).length + 1);
  if (place.ouverte) {
    const proposer: ActeFiche = { chemin: "offre", libelle: "Proposer un logement", principal: true };
    const phrase = place.decision ? `Autorisée par le comité de suivi du ${formatJour(place.decision.le)}.` : ORDRE;
    return { etat: "ouverte", titre, phrase, acte: modifiable ? proposer : null };
  }
  if (place.cause === "comite") {
    const decision: ActeFiche = { chemin: "decision", libelle: "Écrire la décision du comité", principal: false };
    return {
      etat: "comite",
      titre,
      acte: modifiable && decider ? decision : null,
      phrase: `Les ${OFFRES_PREVUES} offres prévues sont faites : une de plus demande une décision du comité de suivi.`,
    };
  }
  return { etat: "fermee", titre, phrase: sayFerme(dossier, place.cause), acte: null };
}

const ORDRE =
  "À proposer d’abord : neuf ou conventionné depuis moins de cinq ans ; sinon réhabilité ou résidentialisé, loyer diminué d’abord ; sinon issu du PRU 1.";

function sayFerme({ etat }: DossierRelogement, cause: "etat" | "acceptee"): string {
  if (etat === "reloge") return "Le ménage est relogé.";
  if (etat === "depart") return "Le ménage est parti : le dossier est clos.";
  if (etat === "bloque") return "La situation est bloquée : les offres reprennent quand le dossier revient aux offres.";
  if (cause === "acceptee") return "Une offre est acceptée : le bail reste à signer.";
  return "Une offre se propose après un premier entretien.";
}

/** « Offre 2 sur 3 », « Quatrième offre ». */
function titleOf(rang: number): string {
  if (rang <= OFFRES_PREVUES) return `Offre ${rang} sur ${OFFRES_PREVUES}`;
  return rang === OFFRES_PREVUES + 1 ? "Quatrième offre" : `${rang}e offre`;
}
