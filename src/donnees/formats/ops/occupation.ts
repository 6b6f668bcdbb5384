import { type Entete, knownNames } from "../decode/entete.ts";
import type { LigneEnCours } from "../decode/ligne.ts";
import type { Profil, ProfilOuvert } from "../profil.ts";
import { refusals } from "../refusals.ts";
import { buildTableProfil } from "../tables/table.ts";
import { COLONNES_OPS } from "./colonnes.ts";

/**
 * Folded names of columns that reveal one line per person, household, lease or dwelling. « NOMRESIDENCE » is ours, and matched before. The NIR has
 * its own refusal, in every source.
 */
const NOMINATIVE =
  /^(?:NOM|NOMS|PRENOMS?|CIVILITE|DDN|TEL|RIB|NUD|NUR|AGE|BAIL|LOCATAIRES?|OCCUPANT|RFR)$|NOM(?:DE|DU|DES|D|L)*(?:NAISSANCE|FAMILLE|USAGE|JEUNEFILLE|LOCATAIRE|TITULAIRE|OCCUPANT|MENAGE|PATRONYMIQUE|CONJOINT)|PRENOM|NAISSANCE|COURRIEL|MAIL|TELEPHONE|PORTABLE|NUMERO(?:UNIQUE|DEMANDE|BAIL|LOCATAIRE|ALLOCATAIRE|LOGEMENT|CONTRAT|DOSSIER)|NUMUNIQUE|NUM(?:BAIL|LOCATAIRE|LOGEMENT|CONTRAT|DOSSIER|ALLOCATAIRE)|(?:CODE|ID|IDENTIFIANT|REFERENCE|REF)(?:LOCATAIRE|MENAGE|BAIL|LOGEMENT|OCCUPANT|TITULAIRE)|ALLOCATAIRE|IBAN|IDENTREP|IDENTINT|REVENU(?:FISCAL|MENSUEL|ANNUEL)|SALAIRE|NATIONALITE/;

/** From this many lines on, a file of one household per line is a list of households, not a chance. */
const MENAGES_MIN = 2;

const TABLE_OPS = buildTableProfil({
  source: "ops",
  libelle: "OPS, occupation par résidence",
  propres: [...COLONNES_OPS.repondants.noms, ...COLONNES_OPS.indicateur.noms],
  colonnes: COLONNES_OPS,
  read: (ligne, c) => {
    const enquete = c.enquete.read(ligne);
    const bailleur = c.bailleur.read(ligne);
    const commune = c.commune.read(ligne);
    const residence = c.residence.read(ligne);
    const population = c.population.read(ligne);
    const indicateur = c.indicateur.read(ligne);
    const effectif = c.effectif.read(ligne);
    const repondants = c.repondants.read(ligne);
    if (ligne.rejetee || repondants === null || effectif === null) return null;
    if (!checkComptes(ligne, c.effectif.entete, effectif, repondants)) return null;
    if (enquete === null || bailleur === null || commune === null) return null;
    if (residence === null || population === null || indicateur === null) return null;
    return { enquete, bailleur, commune, residence, population, indicateur, effectif, repondants };
  },
});

/** A line without respondents is put aside, not rejected: it has no error, and no information. */
function checkComptes(ligne: LigneEnCours, colonne: string, effectif: number, repondants: number): boolean {
  if (effectif > repondants) {
    ligne.reject(
      "effectif-superieur",
      colonne,
      String(effectif),
      `${effectif} ménages pour ${repondants} répondants : l’effectif dépasse les répondants. Vérifiez les deux colonnes.`,
    );
    return false;
  }
  if (repondants > 0) return true;
  ligne.warn("sans-repondant", colonne, "", "Aucun ménage n’a répondu : la ligne ne dit rien, laissée de côté.");
  return false;
}

/** Columns that such a file may carry besides ours, and that are not kept. */
const CONNUES: ReadonlySet<string> = new Set([
  ...TABLE_OPS.connues,
  ...knownNames(["nom_bailleur", "nom_commune", "libelle_commune", "libelle_indicateur", "source", "commentaire"]),
]);

/** Counts of households by résidence: a file that names people, or has one line per household, is refused as a whole. */
export const PROFIL_OPS: Profil<"ops"> = {
  ...TABLE_OPS,
  connues: CONNUES,
  open: (entete, contexte) => {
    checkNominative(entete);
    return refuseMenages(TABLE_OPS.open(entete, contexte), entete.ligne);
  },
};

/** Refuses `fichier-nominatif`. */
function checkNominative(entete: Entete): void {
  const rank = entete.plies.findIndex((plie) => !CONNUES.has(plie) && NOMINATIVE.test(plie));
  if (rank >= 0) throw refusals.fichierNominatif(entete.cells[rank] ?? "", entete.ligne);
}

/** Refuses `lignes-de-menages` once the whole file is read, when every kept line counts one household out of one. */
function refuseMenages(ouvert: ProfilOuvert<"ops">, ligne: number): ProfilOuvert<"ops"> {
  let retenues = 0;
  let seules = 0;
  return {
    ...ouvert,
    read: (lue) => {
      const row = ouvert.read(lue);
      if (row !== null) retenues++;
      if (row?.repondants === 1) seules++;
      return row;
    },
    finish: () => {
      if (seules >= MENAGES_MIN && seules === retenues) throw refusals.lignesDeMenages(seules, ligne);
      return null;
    },
  };
}
