import {
  formatBornes,
  formatCompte,
  formatFraction,
  formatNombre,
  formatTaux,
  formatTauxCourt,
  joinFrench,
} from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import type { CibleNeuf, Mediane, PartComptee } from "../regles/compteur.ts";
import { formatEcartEuros, formatEcartM2 } from "../regles/ecart.ts";
import { LIBELLE_ETAT_RELOGEMENT } from "../regles/etat.ts";
import { LIBELLE_MOTIF_REFUS_OFFRE } from "../regles/offre.ts";
import type { CompteurRelogement, Suivi } from "./suivi.ts";

/** One subject a sentence, the same on the page of a building, the comité's page and its note. */
export function sayCompteur(compteur: CompteurRelogement): readonly string[] {
  return [
    sayAvancement(compteur),
    ...sayNeuf(compteur.neufs, compteur.cible),
    ...(compteur.reloges > 0 ? [sayHorsQpv(compteur.horsQpv), ...sayReste(compteur), sayEnquete(compteur)] : []),
    ...sayDelais(compteur.delais),
    ...sayOffres(compteur.offres),
    ...sayActionLogement(compteur.actionLogement),
    ...sayDecohabitations(compteur.decohabitations),
  ];
}

function sayAvancement(compteur: CompteurRelogement): string {
  const { occupes, menages, reloges, departs, parEtat } = compteur;
  const sur =
    occupes === null
      ? `${formatCompte(reloges, "ménage relogé", "ménages relogés")}`
      : `${formatFraction(reloges, occupes)} relogés`;
  const connus = ` ; ${formatCompte(menages, "ménage connu", "ménages connus")}`;
  const ecart =
    occupes === null
      ? " (logements occupés non connus)"
      : occupes === menages
        ? ""
        : ` pour ${formatCompte(occupes, "logement occupé", "logements occupés")}`;
  const etats = (["a-rencontrer", "diagnostic", "offres", "bloque"] as const)
    .filter((etat) => parEtat[etat] > 0)
    .map((etat) => `${LIBELLE_ETAT_RELOGEMENT[etat].toLowerCase()} : ${formatNombre(parEtat[etat])}`);
  const partis = departs > 0 ? [`partis sans relogement : ${formatNombre(departs)}`] : [];
  const detail = [...etats, ...partis];
  return `${sur}${connus}${ecart}${detail.length > 0 ? ` (${detail.join(", ")})` : ""}.`;
}

/** Sentences on what is reached and what is left, each with its unknown part. */
export function sayNeuf(neufs: PartComptee, cible: CibleNeuf): readonly string[] {
  const done =
    neufs.total === 0
      ? "Aucun relogement encore, donc aucun dans le neuf"
      : `Relogés dans un logement neuf ou conventionné depuis moins de 5 ans : ${formatFraction(neufs.oui, neufs.total)}${sayPart(neufs)}`;
  return [`${done}. ${sayCible(cible)}`];
}

function sayPart({ taux, bornes, inconnus }: PartComptee): string {
  if (taux === null || bornes === null) return "";
  return inconnus === 0
    ? ` (${formatTaux(taux)})`
    : ` (${formatBornes(bornes)} : ancienneté inconnue pour ${formatNombre(inconnus)})`;
}

function sayCible({ taux, attendu, manque, manqueAuMieux, restants, etat }: CibleNeuf): string {
  if (attendu === null || manque === null || restants === null) {
    return `Objectif ${formatTauxCourt(taux)} : le nombre de logements occupés n’est pas connu, la cible non plus.`;
  }
  const but = `Objectif ${formatTauxCourt(taux)} des ménages à reloger, soit ${formatNombre(attendu)}`;
  switch (etat) {
    case "atteinte":
      return `${but} : atteint.`;
    case "indecidable":
      return `${but} : ${formatNombre(manque)} à trouver, ou aucun si les logements d’ancienneté inconnue sont neufs.`;
    case "hors-atteinte":
      return `${but} : hors d’atteinte, il en manque ${sayManque(manque, manqueAuMieux)} et il ne reste que ${formatCompte(restants, "ménage")} à reloger.`;
    default:
      return `${but} : il en manque ${sayManque(manque, manqueAuMieux)}, encore possible sur ${formatCompte(restants, "ménage")} à reloger.`;
  }
}

function sayManque(manque: number, auMieux: number | null): string {
  return auMieux === null || auMieux === manque
    ? formatNombre(manque)
    : `entre ${formatNombre(auMieux)} et ${formatNombre(manque)}`;
}

export function sayHorsQpv({ oui, total, taux, bornes, inconnus }: PartComptee): string {
  if (taux === null || bornes === null) {
    return `Relogés hors quartier prioritaire : ${LIBELLE_MANQUE[inconnus > 0 ? "inconnu" : "sans-objet"]}.`;
  }
  const part =
    inconnus === 0 ? formatTaux(taux) : `${formatBornes(bornes)}, localisation inconnue pour ${formatNombre(inconnus)}`;
  return `Relogés hors quartier prioritaire : ${formatFraction(oui, total)} (${part}).`;
}

export function sayReste({ resteACharge }: CompteurRelogement): readonly string[] {
  const { euros, parM2 } = resteACharge;
  if (euros.valeur === null) {
    return [
      `Évolution du reste à charge : inconnue pour les ${formatCompte(euros.inconnus, "ménage relogé", "ménages relogés")}.`,
    ];
  }
  const m2 = parM2.valeur === null ? "" : `, ${formatEcartM2(parM2.valeur)}`;
  const unknown = euros.inconnus === 0 ? "" : `, inconnue pour ${formatNombre(euros.inconnus)}`;
  return [
    `Évolution médiane du reste à charge : ${formatEcartEuros(euros.valeur)}${m2} (sur ${formatCompte(euros.connus, "ménage")}${unknown}) ; ${sayLimite(resteACharge)}.`,
  ];
}

/** A household that was not asked is in no share, and counted. */
function sayEnquete({ enquete: { logement, quartier, accompagnement, effort }, reloges }: CompteurRelogement): string {
  if (logement.inconnus === reloges && quartier.inconnus === reloges && accompagnement.inconnus === reloges) {
    return "Satisfaction après relogement : inconnue, aucun ménage n’a encore été interrogé.";
  }
  const dit = (nom: string, { oui, non }: PartComptee) => `${nom} ${formatFraction(oui, oui + non)}`;
  const sans = logement.inconnus > 0 ? `, non interrogés ${formatNombre(logement.inconnus)}` : "";
  const part =
    effort.valeur === null
      ? ""
      : ` ; taux d’effort médian ${formatTaux(effort.valeur)} (sur ${formatNombre(effort.connus)})`;
  return `Ménages satisfaits ou plutôt satisfaits : ${joinFrench([dit("logement", logement), dit("quartier", quartier), dit("accompagnement", accompagnement)])}${sans}${part}.`;
}

function sayLimite({ auDela, indecidables, aConfirmer }: CompteurRelogement["resteACharge"]): string {
  if (auDela === null || indecidables === null) {
    return `la charte n’a pas de limite chiffrée${aConfirmer ? " (à confirmer)" : ""}`;
  }
  const sure = `au-delà de la limite de la charte : ${formatNombre(auDela)}`;
  return indecidables === 0 ? sure : `${sure}, indécidable pour ${formatNombre(indecidables)}`;
}

function sayDelais({ rencontreBail, offreReponse }: CompteurRelogement["delais"]): readonly string[] {
  const parts = [
    sayDelai("du premier entretien au bail", rencontreBail),
    sayDelai("de l’offre à la réponse", offreReponse),
  ].flatMap((part) => part ?? []);
  return parts.length === 0 ? [] : [`Délai médian ${joinFrench(parts)}.`];
}

function sayDelai(quoi: string, { valeur, connus, inconnus }: Mediane): string | null {
  if (valeur === null) return null;
  const unknown = inconnus === 0 ? "" : `, inconnu pour ${formatNombre(inconnus)}`;
  return `${quoi} : ${formatCompte(valeur, "jour")} (sur ${formatNombre(connus)}${unknown})`;
}

function sayOffres({ faites, menages, refus, parMotif }: CompteurRelogement["offres"]): readonly string[] {
  if (faites === 0) return [];
  const motifs = parMotif.map(
    ({ motif, nombre }) => `${LIBELLE_MOTIF_REFUS_OFFRE[motif].toLowerCase()}, ${formatNombre(nombre)}`,
  );
  return [
    `${formatCompte(faites, "offre")} à ${formatCompte(menages, "ménage")}, soit ${formatNombre(Math.round((faites / menages) * 10) / 10)} par ménage ; ${formatCompte(refus, "refus", "refus")}${motifs.length > 0 ? ` (${motifs.join(" ; ")})` : ""}.`,
  ];
}

function sayActionLogement({
  beneficiaires,
  reloges,
  surDroits,
}: CompteurRelogement["actionLogement"]): readonly string[] {
  if (beneficiaires.oui === 0) return [];
  const unknown = surDroits.inconnus === 0 ? "" : `, réservation inconnue pour ${formatNombre(surDroits.inconnus)}`;
  return [
    `Ressortissants d’Action Logement : ${formatNombre(beneficiaires.oui)}, dont ${formatCompte(reloges, "relogé")}, ${formatNombre(surDroits.oui)} sur un droit d’Action Logement${unknown}.`,
  ];
}

function sayDecohabitations({ menages, reloges }: CompteurRelogement["decohabitations"]): readonly string[] {
  if (menages === 0) return [];
  return [
    `${formatCompte(menages, "décohabitation")} : ${formatNombre(reloges)} ${reloges < 2 ? "relogée" : "relogées"}, comptées à part des logements occupés.`,
  ];
}

type SuiviCompte = Omit<Suivi, "phrases" | "reserves">;

export function saySuivi({ ensemble, immeubles, baux }: SuiviCompte): readonly string[] {
  if (immeubles.length === 0) return ["Aucune démolition n’est au programme : il n’y a personne à reloger."];
  if (ensemble === null) return ["Aucun immeuble ne vous est ouvert en entier : rien n’est totalisé ici."];
  return [...sayCompteur(ensemble), ...sayBaux(baux)];
}

function sayBaux(baux: Suivi["baux"]): readonly string[] {
  if (baux.length === 0) return [];
  const annees = baux.map(({ annee, horsQpv }) => {
    const { oui, total, inconnus } = horsQpv;
    return `${annee}, ${formatFraction(oui, total)}${inconnus === 0 ? "" : ` (localisation inconnue : ${formatNombre(inconnus)})`}`;
  });
  return [
    `Baux signés hors quartier prioritaire, par année : ${annees.join(" ; ")}. Ils entrent une fois au numérateur hors QPV du bilan, quel que soit le quartile du ménage.`,
  ];
}

/** Sentences on what the counters leave out, and why. */
export function sayReserves({ immeubles, ensemble, ciblesImmeubles }: SuiviCompte): readonly string[] {
  const absents = immeubles.filter(({ couverture }) => couverture === "rien").length;
  const partiels = immeubles.filter(({ couverture }) => couverture === "partie").length;
  const attendu = ensemble?.cible.attendu ?? null;
  const delai = ensemble?.delais.rencontreBail;
  return [
    ...(absents > 0
      ? [
          `${formatCompte(absents, "immeuble")} ${absents < 2 ? "n’est pas ouvert" : "ne sont pas ouverts"} à votre habilitation : rien n’en est compté ici.`,
        ]
      : []),
    ...(partiels > 0
      ? [`Pour ${formatCompte(partiels, "immeuble")}, vous lisez une partie des ménages : ce ne sont pas des totaux.`]
      : []),
    ...(attendu !== null && ciblesImmeubles !== null && ciblesImmeubles !== attendu
      ? [
          `Arrondie à l’unité supérieure dans chaque immeuble, la cible y totalise ${formatNombre(ciblesImmeubles)} ; celle de l’ensemble, ${formatNombre(attendu)}, est la seule qui engage.`,
        ]
      : []),
    ...(delai && delai.valeur === null && delai.inconnus > 0
      ? [
          "Le délai du premier entretien au bail n’est pas connu : entretiens non écrits, ou non ouverts à votre habilitation.",
        ]
      : []),
  ];
}
