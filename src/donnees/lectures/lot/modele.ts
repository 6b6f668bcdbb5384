import type { Source } from "#socle/regles/shared/source.ts";
import { headersOfSource } from "../../formats/open-lecture.ts";

/** Files that somebody may begin by hand. */
export const SOURCES_A_MODELE = [
  "sne-attributions",
  "sne-demandes",
  "rpls",
  "seuils",
  "objectifs",
] as const satisfies readonly Source[];
type SourceAModele = (typeof SOURCES_A_MODELE)[number];

/** Of the territory, so that the line of example is one of its own. `commune`: its code, empty when the territory has none. */
type Lieu = { readonly epci: string; readonly commune: string };

export type Modele = { readonly colonnes: readonly string[]; readonly exemple: readonly string[] };

/** A valid SIREN and SIRET that nobody bears: the example is to be replaced. */
const SIREN = "999000011";
const SIRET = "99900001100018";

const MENAGE = {
  NUMERO_UNIQUE: "052010000000100001",
  DATE_CREATION: "12/03/2024",
  REVENU_MENSUEL_FOYER: "1250",
  UNITE_CONSO: "1,5",
  TAILLE_MENAGE: "2",
  AGE_DEMANDEUR_DEMANDE: "34",
};

function exemplesOf({ epci, commune }: Lieu): Readonly<Record<SourceAModele, Readonly<Record<string, string>>>> {
  return {
    "sne-attributions": {
      ...MENAGE,
      SIREN_RADIATION: SIREN,
      DATE_SIGNATURE_BAIL: "15/06/2025",
      DATE_RADIATION: "15/06/2025",
      COMMUNE_LOGEMENT_ATTRIB: commune,
      ADRESSE_LOGEMENT_ATTRIB: "12 rue de l’Exemple",
      TYPE_LOGEMENT_ATTRIB: "T3",
      NB_QPV: "0",
      NB_HQPV: "1",
      NB_QPVNA: "0",
      NB_Q1: "0",
      NB_Q2: "1",
    },
    "sne-demandes": { ...MENAGE, COMMUNE_LOG_RECHERCHE: commune, TYPE_LOGEMENT_RECHERCHE: "T3" },
    rpls: {
      IDENT_REP: "0000000001",
      DEPCOM: commune,
      NUMVOIE: "12",
      TYPVOIE: "RUE",
      NOMVOIE: "DE L EXEMPLE",
      QPV: "2",
      TYPECONST: "C",
      NBPIECE: "3",
      SURFHAB: "65",
      CONSTRUCT: "1985",
      CONV: "1",
      RS: "NOM DU BAILLEUR",
      SIRET,
    },
    seuils: {
      siren_epci: epci,
      annee: "2025",
      seuil_annuel_uc: "8500",
      arrete: "Arrêté du jour mois année",
      date_effet: "01/01/2025",
    },
    objectifs: {
      siren_epci: epci,
      annee: "2025",
      objet: "hors-qpv",
      taux: "25 %",
      acte: "Convention intercommunale d’attribution",
      depuis: "01/01/2025",
    },
  };
}

/** Its headers are those that are read, in their order; what the example leaves empty may stay so. */
export function modeleOf(source: SourceAModele, lieu: Lieu): Modele {
  const colonnes = headersOfSource(source);
  const exemple = exemplesOf(lieu)[source];
  return { colonnes, exemple: colonnes.map((colonne) => exemple[colonne] ?? "") };
}
