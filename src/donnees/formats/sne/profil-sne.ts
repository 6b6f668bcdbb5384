import type { Genre } from "../decode/caracteres.ts";
import type { Colonnes, Definition } from "../decode/colonne.ts";
import { findAbsentes, nameOf, openColonnes } from "../decode/colonne.ts";
import { type Entete, findColonne, knownNames } from "../decode/entete.ts";
import type { ContexteLecture } from "../profil.ts";
import { refusals } from "../refusals.ts";
import { AUTRES_COLONNES_SNE, COLONNES_ATTRIBUTIONS, COLONNES_DEMANDES } from "./colonnes.ts";

const lues = [...Object.values(COLONNES_ATTRIBUTIONS), ...Object.values(COLONNES_DEMANDES)];

/** Every column of both extractions: an attribution file may also carry the applicant's columns. */
export const CONNUES_SNE = knownNames([...lues.flatMap(({ noms }) => [...noms]), ...AUTRES_COLONNES_SNE]);

export const MINIMUM_SNE = 4;

const PROPRES_AUX_ATTRIBUTIONS = [
  "SIREN_RADIATION",
  "DATE_SIGNATURE_BAIL",
  "COMMUNE_LOGEMENT_ATTRIB",
  "TYPE_LOGEMENT_ATTRIB",
  "NUMERORPLS",
];

export function hasAttributions(entete: Entete): boolean {
  return PROPRES_AUX_ATTRIBUTIONS.some((nom) => findColonne(entete, [nom]) >= 0);
}

type Definitions = Readonly<Record<string, Definition<unknown>>>;

type ColonnesSne<D extends Definitions> = {
  readonly colonnes: Colonnes<D>;
  readonly periodeAnnoncee: null;
  nameAt(index: number): string | null;
  genreAt(index: number): Genre | undefined;
};

/** Finds the columns; refuses `colonne-absente` when a required one is missing, NUMERO_UNIQUE or DEMANDE included. */
export function openSne<D extends Definitions>(
  libelle: string,
  definitions: D,
  entete: Entete,
  contexte: ContexteLecture,
): ColonnesSne<D> {
  const absentes = [...findAbsentes(definitions, entete)];
  if (findColonne(entete, ["NUMERO_UNIQUE"]) < 0 && findColonne(entete, ["DEMANDE"]) < 0)
    absentes.push("NUMERO_UNIQUE");
  if (absentes.length > 0) throw refusals.colonneAbsente(libelle, absentes, entete.cells);
  const colonnes = openColonnes(definitions, entete, contexte);
  const genres = new Map(Object.values(colonnes).map((colonne) => [colonne.index, colonne.genre]));
  return {
    colonnes,
    periodeAnnoncee: null,
    nameAt: (index: number) => nameOf(definitions, entete, index),
    genreAt: (index: number) => genres.get(index),
  };
}
