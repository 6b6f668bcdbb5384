import type { Quartile, Reponse, Situation } from "#domain/attribution/attribution.ts";
import type { EtatRelogement } from "#domain/relogement/etat.ts";
import type { ZoneSouhaitee } from "#domain/relogement/menage.ts";
import type { ReponseOffre } from "#domain/relogement/offre.ts";

export const LIBELLE_REPONSE: Readonly<Record<Reponse, string>> = { oui: "Oui", non: "Non", inconnu: "Inconnu" };

export const LIBELLE_QUARTILE: Readonly<Record<Quartile, string>> = {
  q1: "Premier quartile",
  "q2-4": "Deuxième à quatrième quartile",
  inconnu: "Inconnu",
};

export const LIBELLE_ZONE: Readonly<Record<ZoneSouhaitee, string>> = {
  "hors-qpv": "Hors quartier prioritaire",
  qpv: "En quartier prioritaire",
  indifferente: "Indifférent",
  inconnue: "Inconnu",
};

export const LIBELLE_SITUATION: Readonly<Record<Situation, string>> = {
  "hors-qpv": "Hors quartier prioritaire",
  qpv: "En quartier prioritaire",
  inconnue: "Inconnue",
};

type Ton = "ok" | "alerte" | "neutre";

export const TON_ETAT: Readonly<Record<EtatRelogement, Ton>> = {
  "a-rencontrer": "alerte",
  diagnostic: "neutre",
  offres: "neutre",
  bloque: "alerte",
  reloge: "ok",
  depart: "neutre",
};

export const TON_REPONSE: Readonly<Record<ReponseOffre, Ton>> = {
  attendue: "neutre",
  acceptee: "ok",
  refusee: "alerte",
  retiree: "neutre",
};
