import { EPCI } from "./produit.ts";

export const BAUX_PUBLIES = 12;

/** The year's file so far, as the national system gives it: leases of the same bailleur, outside QPV. */
export function writeAttributions(aujourdhui: string): string {
  const [annee, mois, jour] = aujourdhui.split("-");
  const entete =
    "NUMERO_UNIQUE;SIREN_RADIATION;DATE_SIGNATURE_BAIL;COMMUNE_LOGEMENT_ATTRIB;ADRESSE_LOGEMENT_ATTRIB;NB_QPV;NB_HQPV;NB_QPVNA;NB_Q1;NB_Q2;NB_QNA;REVENU_MENSUEL_FOYER;UNITE_CONSO;TYPE_RESERVATAIRE";
  const lignes = Array.from(
    { length: BAUX_PUBLIES },
    (_, i) =>
      `9990000000000${25_000 + i};999000011;${jour}/${mois}/${annee};52448;;0;1;0;${i < 3 ? "1;0;0;400" : "0;1;0;1600"};1;COLACT`,
  );
  return `${[entete, ...lignes].join("\n")}\n`;
}

/** Without it nobody's quartile is known, and a lease of unknown resources is on neither side of the ratio. */
export function writeSeuil(annee: string): string {
  return `siren_epci;libelle;annee;seuil_annuel_uc;arrete;date_effet\n${EPCI};Seuil synthétique;${annee};9000;valeur de l’essai;${annee}-01-01\n`;
}
