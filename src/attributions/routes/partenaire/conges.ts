import { ecrireConges, lireConges, sourceConges } from "../../actes/partenaire/ecrire-conges.ts";
import { MOTS_CONGES } from "../../pages/partenaire/mots-conges.ts";
import type { GenreFichier } from "./fichier.routes.ts";

/** Notices and vacancies of a bailleur, for its own dwellings. */
export const FICHIER_CONGES: GenreFichier = {
  genre: "conges",
  mots: MOTS_CONGES,
  droit: ["logement-prive", "modifier"],
  source: sourceConges,
  recevoir: lireConges,
  lire: lireConges,
  ecrire: ecrireConges,
};
