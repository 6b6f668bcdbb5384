import { type Definition, findAbsentes, nameOf, openColonnes } from "../decode/colonne.ts";
import { type Entete, findColonne, knownNames } from "../decode/entete.ts";
import type { LigneEnCours } from "../decode/ligne.ts";
import { frenchJour } from "../french.ts";
import { type ContexteLecture, countConnues, type Profil } from "../profil.ts";
import { refusals } from "../refusals.ts";
import type { PrioritaireRow } from "../rows.ts";
import { COLONNES_BAILLEUR, COLONNES_SYPLO } from "./colonnes.ts";

type Definitions = Readonly<Record<string, Definition<unknown>>>;
type Colonnes = ReturnType<typeof openColonnes<typeof COLONNES_SYPLO>>;

/** Besides the number, at least one of the columns specific to priorities: other files number households too. */
const PROPRES = [...COLONNES_SYPLO.categorie.noms, ...COLONNES_SYPLO.labelliseLe.noms].filter((nom) => nom !== "date");

function scoreWith(definitions: Definitions, isOwn: (entete: Entete) => boolean): (entete: Entete) => number {
  const connues = namesOf(definitions);
  return (entete) => {
    const numbered = findColonne(entete, COLONNES_SYPLO.numeroUnique.noms) >= 0;
    return numbered && findColonne(entete, PROPRES) >= 0 && isOwn(entete) ? countConnues(entete, connues) : 0;
  };
}

function namesOf(definitions: Definitions): ReadonlySet<string> {
  return knownNames(Object.values(definitions).flatMap(({ noms }) => [...noms]));
}

const hasBailleur = (entete: Entete) => findColonne(entete, COLONNES_BAILLEUR.bailleur.noms) >= 0;

/** The préfet's list of labelled households, a department's. */
export const PROFIL_SYPLO: Profil<"syplo"> = {
  source: "syplo",
  connues: namesOf(COLONNES_SYPLO),
  cherche: "SYPLO (numero_unique, categorie, date_labellisation, date_sortie, statut, departement)",
  score: scoreWith(COLONNES_SYPLO, (entete) => !hasBailleur(entete)),
  open: (entete, contexte) => {
    const { colonnes, ouvert } = openListe("SYPLO", COLONNES_SYPLO, entete, contexte);
    return { ...ouvert, profil: "syplo", read: (ligne) => readPrioritaire(ligne, colonnes, contexte, null) };
  },
};

/** A bailleur's own list. */
export const PROFIL_PRIORITAIRES_BAILLEUR: Profil<"prioritaires-bailleur"> = {
  source: "prioritaires-bailleur",
  connues: namesOf(COLONNES_BAILLEUR),
  cherche: "Publics prioritaires d’un bailleur (numero_unique, siren_bailleur, categorie, date_labellisation, statut)",
  score: scoreWith(COLONNES_BAILLEUR, hasBailleur),
  open: (entete, contexte) => {
    const { colonnes, ouvert } = openListe("Publics prioritaires d’un bailleur", COLONNES_BAILLEUR, entete, contexte);
    return {
      ...ouvert,
      profil: "prioritaires-bailleur",
      read: (ligne) => {
        const bailleur = colonnes.bailleur.read(ligne);
        const row = readPrioritaire(ligne, colonnes, contexte, bailleur);
        return bailleur === null ? null : row;
      },
    };
  },
};

function openListe<D extends Definitions>(libelle: string, definitions: D, entete: Entete, contexte: ContexteLecture) {
  const absentes = findAbsentes(definitions, entete);
  if (absentes.length > 0) throw refusals.colonneAbsente(libelle, absentes, entete.cells);
  const colonnes = openColonnes(definitions, entete, contexte);
  const genres = new Map(Object.values(colonnes).map((colonne) => [colonne.index, colonne.genre]));
  return {
    colonnes,
    ouvert: {
      champsAbsents: Object.entries(colonnes).flatMap(([champ, colonne]) => (colonne.presente ? [] : [champ])),
      periodeAnnoncee: null,
      nameAt: (index: number) => nameOf(definitions, entete, index),
      genreAt: (index: number) => genres.get(index),
    },
  };
}

function readPrioritaire(
  ligne: LigneEnCours,
  c: Colonnes,
  { hash }: ContexteLecture,
  bailleur: string | null,
): PrioritaireRow | null {
  const numero = c.numeroUnique.read(ligne);
  const categorie = c.categorie.read(ligne);
  const labelliseLe = c.labelliseLe.read(ligne);
  const sortiLe = c.sortiLe.read(ligne);
  if (labelliseLe !== null && sortiLe !== null && sortiLe < labelliseLe) {
    ligne.reject(
      "dates-incoherentes",
      c.sortiLe.entete,
      sortiLe,
      `Le ménage sort de la liste le ${frenchJour(sortiLe)}, avant d’y être entré le ${frenchJour(labelliseLe)}. Corrigez l’une des deux dates.`,
    );
  }
  const row = {
    empreinte: ligne.empreinte,
    bailleur,
    departement: c.departement.read(ligne),
    labelliseLe,
    sortiLe,
    statut: c.statut.read(ligne) ?? "inconnu",
    dalo: categorie === "dalo" ? "oui" : "inconnu",
  } as const;
  return numero === null ? null : { cle: hash(numero), ...row };
}
