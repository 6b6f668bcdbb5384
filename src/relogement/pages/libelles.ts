import type { EtatRelogement } from "../regles/etat.ts";
import type { ZoneSouhaitee } from "../regles/menage.ts";
import type { ReponseOffre } from "../regles/offre.ts";

export const LIBELLE_ZONE: Readonly<Record<ZoneSouhaitee, string>> = {
  "hors-qpv": "Hors quartier prioritaire",
  qpv: "En quartier prioritaire",
  indifferente: "Indifférent",
  inconnue: "Inconnu",
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
