import { Refus } from "#socle/regles/shared/refus.ts";
import { type Colonnes, type Definition, findAbsentes, nameOf, openColonnes } from "../decode/colonne.ts";
import { checkEntete } from "../decode/disposition.ts";
import { buildEntete, type Entete, findColonne } from "../decode/entete.ts";
import { LigneEnCours } from "../decode/ligne.ts";
import { french, quote } from "../french.ts";
import type { Anomalie, Fichier } from "../lecture.ts";
import { refusals } from "../refusals.ts";
import { isAjoutee } from "../reprise.ts";
import { PERSONNEL } from "../tableau.ts";
import type { Contexte } from "../values/defaut.ts";
import { checkForme, GardeNir, isBlank, isWritten } from "./lignes-table.ts";
import { type LigneBrute, openTables, type TableBrute } from "./open-tables.ts";

type Definitions = Readonly<Record<string, Definition<unknown>>>;
/** What a line says: null, an empty cell or a column that the file does not have. */
export type Valeurs<D extends Definitions> = {
  readonly [K in keyof D]: D[K] extends Definition<infer T> ? T | null : never;
};

/** A line as written, with its values or the reasons of its refusal (anomalies of gravity LIG). */
export type LigneListe<V> = {
  readonly ligne: number;
  readonly cells: readonly string[];
  readonly anomalies: readonly Anomalie[];
  /** null: refused. */
  readonly valeurs: V | null;
};

/** An unrecognised column of the file, with three of its values; none for a column that names persons. */
export type ColonneInconnue = { readonly entete: string; readonly exemples: readonly string[] };

export type ListeLue<V> = {
  readonly sha256: string;
  readonly entete: readonly string[];
  readonly lignes: readonly LigneListe<V>[];
  readonly inconnues: readonly ColonneInconnue[];
  readonly avertissements: readonly string[];
};

export type OptionsListe = {
  readonly aujourdhui: string;
  /** Header of the file → our column. */
  readonly colonnes: Readonly<Record<string, string>>;
  readonly lignesMax: number;
};

const TETE_MAX = 40;
const EXEMPLES = 3;

/**
 * Reads one list that a partner sends, a CSV or the best sheet of a workbook. Refuses the whole file: bytes, workbooks, `nir-present`,
 * `colonne-en-double`, `aucune-ligne`, `liste-trop-longue`, and `colonne-absente` with the unknown columns in its details. A wrong line is kept with
 * its reasons.
 */
export async function lireListe<D extends Definitions>(
  fichier: Fichier,
  definitions: D,
  options: OptionsListe,
): Promise<ListeLue<Valeurs<D>>> {
  const score = (cells: readonly string[]) => scoreOf(definitions, buildEntete(cells, 1, options.colonnes));
  const { sha256, tables, avertissements } = await openTables(fichier, score);
  const { table, entete } = findTable(fichier.nom, tables, score, options);
  checkEntete(entete);
  const inconnues = inconnuesOf(definitions, table, entete);
  const absentes = findAbsentes(definitions, entete);
  if (absentes.length > 0) {
    throw refusals.colonneAbsente("Fichier", absentes, entete.cells).with({ details: { absentes, inconnues } });
  }
  const lignes = readLignes(definitions, { table, entete }, options);
  return { sha256, entete: entete.cells, lignes, inconnues, avertissements: avertissements.map(french) };
}

function scoreOf(definitions: Definitions, entete: Entete): number {
  return Object.values(definitions).filter(({ noms }) => findColonne(entete, noms) >= 0).length;
}

type Trouvee = { readonly table: TableBrute; readonly entete: Entete };

/** The line that holds most of our columns; none: the first that holds several cells, to be asked about. */
function findTable(
  nom: string,
  tables: readonly TableBrute[],
  score: (cells: readonly string[]) => number,
  { colonnes }: OptionsListe,
): Trouvee {
  const tetes = tables.flatMap((table) =>
    table.lignes.slice(0, TETE_MAX).flatMap(({ cells, ligne }) => {
      const ecrites = cells.filter(isWritten).length;
      return ecrites === 0 ? [] : [{ table, cells, ligne, score: score(cells), ecrites: Math.min(ecrites, 2) }];
    }),
  );
  const best = tetes.toSorted((a, b) => b.score - a.score || b.ecrites - a.ecrites)[0];
  if (!best) throw refusals.aucuneLigne(nom);
  return { table: best.table, entete: buildEntete(best.cells, best.ligne, colonnes) };
}

function inconnuesOf(definitions: Definitions, table: TableBrute, entete: Entete): readonly ColonneInconnue[] {
  const lignes = table.lignes.filter(({ ligne }) => ligne > entete.ligne).slice(0, TETE_MAX);
  return entete.cells.flatMap((cell, i) => {
    const plie = entete.plies[i] ?? "";
    if (plie === "" || isAjoutee(cell) || nameOf(definitions, entete, i) !== null) return [];
    const values = lignes.map(({ cells }) => cells[i]?.trim() ?? "").filter(isWritten);
    return [{ entete: cell, exemples: PERSONNEL.test(plie) ? [] : [...new Set(values)].slice(0, EXEMPLES) }];
  });
}

function readLignes<D extends Definitions>(
  definitions: D,
  { table, entete }: Trouvee,
  { aujourdhui, lignesMax }: OptionsListe,
): readonly LigneListe<Valeurs<D>>[] {
  const contexte: Contexte = { aujourdhui, depuis1904: table.depuis1904, encodage: table.encodage };
  const colonnes = openColonnes(definitions, entete, contexte);
  const nirs = new GardeNir(entete, Object.values(colonnes));
  const brutes = table.lignes.filter((brute) => brute.ligne > entete.ligne && !isBlank(brute, entete));
  if (brutes.length === 0) throw refusals.aucuneLigne(table.nom);
  if (brutes.length > lignesMax) {
    throw new Refus(
      "liste-trop-longue",
      `Le fichier a ${brutes.length} lignes, ${lignesMax} au plus sont acceptées à la fois. Coupez-le, puis déposez chaque partie.`,
    );
  }
  for (const brute of brutes) nirs.check(brute);
  nirs.finish();
  return brutes.map((brute) => readLigne(brute, { table, entete }, colonnes));
}

function readLigne<D extends Definitions>(
  brute: LigneBrute,
  { table, entete }: Trouvee,
  colonnes: Colonnes<D>,
): LigneListe<Valeurs<D>> {
  const ligne = new LigneEnCours();
  ligne.start(brute.ligne, brute.cells, "");
  checkForme(ligne, brute, entete);
  for (const { colonne } of table.erreurs.filter((one) => one.ligne === brute.ligne)) {
    const nom = entete.cells[colonne] ?? "";
    ligne.warn("erreur-formule", nom, "", `La colonne ${quote(nom)} affiche une erreur de calcul : cellule lue vide.`);
  }
  // The columns are those of the definitions: the cast is safe.
  const valeurs = Object.fromEntries(Object.entries(colonnes).map(([k, c]) => [k, c.read(ligne)])) as Valeurs<D>;
  const { anomalies } = ligne;
  return { ligne: brute.ligne, cells: brute.cells, anomalies, valeurs: ligne.rejetee ? null : valeurs };
}
