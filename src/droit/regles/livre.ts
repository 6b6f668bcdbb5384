import attributions from "../../../droit/attributions.json" with { type: "json" };
import commissions from "../../../droit/commissions.json" with { type: "json" };
import conventions from "../../../droit/conventions.json" with { type: "json" };
import demandes from "../../../droit/demandes.json" with { type: "json" };
import exploitation from "../../../droit/exploitation.json" with { type: "json" };
import gestion from "../../../droit/gestion.json" with { type: "json" };
import marcheLocatif from "../../../droit/marche-locatif.json" with { type: "json" };
import observatoire from "../../../droit/observatoire.json" with { type: "json" };
import occupation from "../../../droit/occupation.json" with { type: "json" };
import plafonds from "../../../droit/plafonds.json" with { type: "json" };
import quartiers from "../../../droit/quartiers.json" with { type: "json" };
import relogement from "../../../droit/relogement.json" with { type: "json" };
import reservations from "../../../droit/reservations.json" with { type: "json" };
import { composeDroit, type Droit } from "./composer.ts";
import type { Declaration, Enregistrement, Jeu } from "./enregistrement.ts";

/** A set as its file writes it, without its null fields. */
export type JeuEcrit = Omit<Jeu, "parametres" | "enregistrements"> & {
  readonly parametres?: readonly (Pick<Declaration, "code" | "nom" | "forme"> & Partial<Declaration>)[];
  readonly enregistrements: readonly (Omit<Enregistrement, Absents> & Partial<Pick<Enregistrement, Absents>>)[];
};

type Absents = "territoire" | "jusque" | "article" | "texte";

export function readEcrit({ editeur, nom, titre, version, parametres = [], enregistrements }: JeuEcrit): Jeu {
  return {
    editeur,
    nom,
    titre,
    version,
    parametres: parametres.map((one) => ({
      unite: null,
      choix: [],
      lignes: [],
      colonnes: [],
      libelles: {},
      surcharge: false,
      ...one,
    })),
    enregistrements: enregistrements.map((one) => ({
      territoire: null,
      jusque: null,
      article: null,
      texte: null,
      ...one,
    })),
  };
}

/** The sets shipped with this version, in the order of their display (`droit/`, signed by the publisher). */
export const JEUX_LIVRES: readonly Jeu[] = [
  attributions,
  quartiers,
  plafonds,
  marcheLocatif,
  demandes,
  commissions,
  occupation,
  reservations,
  relogement,
  observatoire,
  exploitation,
  conventions,
  gestion,
].map((ecrit) => readEcrit(ecrit as JeuEcrit));

/** The law when nothing was imported or typed. */
export const DROIT_LIVRE: Droit = composeDroit(JEUX_LIVRES, []).droit;
