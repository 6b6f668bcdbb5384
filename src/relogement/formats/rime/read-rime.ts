import { createHash } from "node:crypto";
import { type Definition, findAbsentes, nameOf, openColonnes } from "#donnees/formats/decode/colonne.ts";
import { checkEntete } from "#donnees/formats/decode/disposition.ts";
import { buildEntete, type Entete, findColonne, foldEntete } from "#donnees/formats/decode/entete.ts";
import { LigneEnCours } from "#donnees/formats/decode/ligne.ts";
import { french, quote } from "#donnees/formats/french.ts";
import type { Anomalie, Fichier } from "#donnees/formats/lecture.ts";
import { refusals } from "#donnees/formats/refusals.ts";
import { PERSONNEL } from "#donnees/formats/tableau.ts";
import { checkForme, GardeNir, isBlank, isWritten } from "#donnees/formats/tables/lignes-table.ts";
import { type LigneBrute, openTables, type TableBrute } from "#donnees/formats/tables/open-tables.ts";
import type { Contexte } from "#donnees/formats/values/defaut.ts";
import { COLONNES_RIME, FEUILLES_RIME, type FeuilleRime } from "../../regles/rime-colonnes.ts";
import { DEFINITIONS_MENAGES, DEFINITIONS_OFFRES } from "./definitions.ts";
import { type ColonneInconnue, colonneAbsente, tableEnDouble } from "./refusals.ts";
import type { CalculsLus, ValeursMenage, ValeursOffre } from "./valeurs.ts";

/** A line of the file: its values, or the reasons of its refusal (anomalies of gravity LIG). */
export type LigneRime<V> = {
  readonly ligne: number;
  readonly cells: readonly string[];
  readonly anomalies: readonly Anomalie[];
} & (
  | { readonly lue: true; readonly valeurs: V; readonly calculs: CalculsLus }
  /** What is still known of a refused line, to tell whose it is. */
  | { readonly lue: false; readonly reference: string | null }
);

export type RimeLu = {
  /** SHA-256 of the bytes of all the files. */
  readonly empreinte: string;
  readonly menages: readonly LigneRime<ValeursMenage>[];
  readonly offres: readonly LigneRime<ValeursOffre>[];
  /** Headers as written, for the file of refused lines. */
  readonly entetes: Readonly<Record<FeuilleRime, readonly string[]>>;
  readonly inconnues: readonly ColonneInconnue[];
  /** Codes of the dictionary that the sheets present do not have. */
  readonly absentes: Readonly<Record<FeuilleRime, readonly string[]>>;
  readonly avertissements: readonly string[];
};

export type OptionsRime = {
  readonly aujourdhui: string;
  /** Header of the file → code of Blaise. */
  readonly colonnes: Readonly<Record<string, string>>;
};

type Definitions = Readonly<Record<string, Definition<unknown>>>;
const DEFINITIONS: Readonly<Record<FeuilleRime, Definitions>> = {
  menages: DEFINITIONS_MENAGES,
  offres: DEFINITIONS_OFFRES,
};

/** Minimum columns of the dictionary that make a sheet one of the two. */
const SCORE_MIN = 2;
const TETE_MAX = 40;
const EXEMPLES = 3;

type Trouvee = {
  readonly feuille: FeuilleRime;
  readonly table: TableBrute;
  readonly entete: Entete;
  /** Count of the known columns in its header. */
  readonly score: number;
};

/**
 * Reads one workbook, or one or two CSV. Refuses the whole file: bytes, workbooks, `nir-present`, `colonne-en-double`, `rime-colonne-absente`,
 * `rime-feuille-en-double`, `rime-trop-de-lignes`. A wrong line is kept with its reasons.
 */
export async function readRime(fichiers: readonly Fichier[], options: OptionsRime): Promise<RimeLu> {
  const score = (cells: readonly string[]) => Math.max(...FEUILLES_RIME.map((one) => scoreOf(one, cells, options)));
  const hash = createHash("sha256");
  const tables: TableBrute[] = [];
  const avertissements: string[] = [];
  for (const fichier of fichiers) {
    const ouvert = await openTables(fichier, score);
    hash.update(ouvert.sha256);
    tables.push(...ouvert.tables);
    avertissements.push(...ouvert.avertissements.map(french));
  }
  const trouvees = findTables(tables, options);
  const [menages, offres] = FEUILLES_RIME.map((feuille) => trouvees.find((one) => one.feuille === feuille));
  return {
    empreinte: hash.digest("hex"),
    // The definitions read the fields of these types: the casts are safe.
    menages: menages ? (readLignes(menages, options) as LigneRime<ValeursMenage>[]) : [],
    offres: offres ? (readLignes(offres, options) as LigneRime<ValeursOffre>[]) : [],
    entetes: { menages: menages?.entete.cells ?? [], offres: offres?.entete.cells ?? [] },
    inconnues: trouvees.flatMap(inconnuesOf),
    absentes: { menages: absentesOf(menages), offres: absentesOf(offres) },
    avertissements: [...avertissements, ...laisseesDeCote(tables, trouvees)],
  };
}

function scoreOf(feuille: FeuilleRime, cells: readonly string[], { colonnes }: OptionsRime): number {
  const entete = buildEntete(cells, 1, colonnes);
  return Object.values(DEFINITIONS[feuille]).filter(({ noms }) => findColonne(entete, noms) >= 0).length;
}

/** Recognises each table as one of the two sheets, or none. When none is recognised, the first table is asked about as « Ménages ». */
function findTables(tables: readonly TableBrute[], options: OptionsRime): readonly Trouvee[] {
  const toutes = tables.flatMap((table) => findEntete(table, options) ?? []);
  const trouvees = FEUILLES_RIME.flatMap((feuille) => chooseTable(toutes, feuille));
  if (trouvees.length > 0) return trouvees.map(checked);
  const table = tables.find(({ lignes }) => lignes.some(({ cells }) => cells.filter(isWritten).length > 1));
  const tete = table?.lignes.find(({ cells }) => cells.filter(isWritten).length > 1);
  if (!table || !tete) throw refusals.aucuneLigne(tables[0]?.nom ?? "fichier");
  const entete = buildEntete(tete.cells, tete.ligne, options.colonnes);
  return [checked({ feuille: "menages", table, entete, score: 0 })];
}

/** A summary or a notice shares fewer columns than the sheet itself; two equal scores are a question for the person. */
function chooseTable(toutes: readonly Trouvee[], feuille: FeuilleRime): readonly Trouvee[] {
  const [best, next] = toutes.filter((one) => one.feuille === feuille).sort((a, b) => b.score - a.score);
  if (!best) return [];
  if (next && next.score * 2 > best.score) throw tableEnDouble(feuille);
  return [best];
}

function findEntete(table: TableBrute, options: OptionsRime): Trouvee | null {
  let best: Trouvee | null = null;
  for (const { cells, ligne } of table.lignes.slice(0, TETE_MAX)) {
    for (const feuille of FEUILLES_RIME) {
      const score = scoreOf(feuille, cells, options);
      if (score < SCORE_MIN || score <= (best?.score ?? 0)) continue;
      best = { feuille, table, score, entete: buildEntete(cells, ligne, options.colonnes) };
    }
  }
  return best;
}

function checked(trouvee: Trouvee): Trouvee {
  const { feuille, entete, table } = trouvee;
  checkEntete(entete);
  const absentes = findAbsentes(DEFINITIONS[feuille], entete);
  if (absentes.length > 0) throw colonneAbsente(table.nom, feuille, absentes, inconnuesOf(trouvee));
  return trouvee;
}

function inconnuesOf({ feuille, table, entete }: Trouvee): ColonneInconnue[] {
  const calculees = COLONNES_RIME[feuille].filter(({ part }) => part === "calcul");
  const ours = new Set(calculees.flatMap(({ code, entete: nom, alias }) => [code, nom, ...alias].map(foldEntete)));
  const lignes = table.lignes.filter(({ ligne }) => ligne > entete.ligne).slice(0, TETE_MAX);
  return entete.cells.flatMap((cell, i) => {
    const plie = entete.plies[i] ?? "";
    if (plie === "" || ours.has(plie) || nameOf(DEFINITIONS[feuille], entete, i) !== null) return [];
    const values = lignes.map(({ cells }) => cells[i]?.trim() ?? "").filter(isWritten);
    return [{ feuille, entete: cell, exemples: PERSONNEL.test(plie) ? [] : [...new Set(values)].slice(0, EXEMPLES) }];
  });
}

function absentesOf(trouvee: Trouvee | undefined): readonly string[] {
  if (!trouvee) return [];
  return Object.entries(DEFINITIONS[trouvee.feuille])
    .filter(([, { noms }]) => findColonne(trouvee.entete, noms) < 0)
    .map(([code]) => code);
}

/** Sheets that an export adds around its lines. */
const SANS_LIGNES: ReadonlySet<string> = new Set(["À propos", "Mode d’emploi"]);

function laisseesDeCote(tables: readonly TableBrute[], trouvees: readonly Trouvee[]): readonly string[] {
  const used = new Set(trouvees.map(({ table }) => table));
  const left = tables.filter((table) => !used.has(table) && !SANS_LIGNES.has(table.feuille ?? ""));
  if (left.length === 0) return [];
  const noms = left.map(({ nom, feuille }) => quote(feuille ?? nom)).join(", ");
  return [french(`Laissé de côté, aucune colonne connue : ${noms}.`)];
}

function readLignes(trouvee: Trouvee, { aujourdhui }: OptionsRime): LigneRime<unknown>[] {
  const { feuille, table, entete } = trouvee;
  const contexte: Contexte = { aujourdhui, depuis1904: table.depuis1904, encodage: table.encodage };
  const colonnes = openColonnes(DEFINITIONS[feuille], entete, contexte);
  const nirs = new GardeNir(entete, Object.values(colonnes));
  const lues: LigneRime<unknown>[] = [];
  for (const brute of table.lignes) {
    if (brute.ligne <= entete.ligne || isBlank(brute, entete)) continue;
    nirs.check(brute);
    lues.push(readLigne(brute, trouvee, colonnes));
  }
  nirs.finish();
  if (lues.length === 0 && feuille === "menages") throw refusals.aucuneLigne(table.nom);
  return lues;
}

type Colonnes = ReturnType<typeof openColonnes<Definitions>>;

function readLigne(brute: LigneBrute, trouvee: Trouvee, colonnes: Colonnes): LigneRime<unknown> {
  const { feuille, entete, table } = trouvee;
  const ligne = new LigneEnCours();
  ligne.start(brute.ligne, brute.cells, "");
  checkForme(ligne, brute, entete);
  for (const { colonne } of table.erreurs.filter((one) => one.ligne === brute.ligne)) {
    const nom = entete.cells[colonne] ?? "";
    ligne.warn("erreur-formule", nom, "", `La colonne ${quote(nom)} affiche une erreur de calcul : cellule lue vide.`);
  }
  const lues = ligne.rejetee ? {} : Object.fromEntries(Object.entries(colonnes).map(([k, c]) => [k, c.read(ligne)]));
  const base = { ligne: brute.ligne, cells: brute.cells, anomalies: ligne.anomalies };
  if (ligne.rejetee) {
    const rang = findColonne(entete, DEFINITIONS[feuille].reference?.noms ?? []);
    return { ...base, lue: false, reference: brute.cells[rang]?.trim().toUpperCase() || null };
  }
  const { origineReste, reste, ...valeurs } = lues;
  const calculs = Object.entries({ origineReste, reste }).filter(([, valeur]) => typeof valeur === "number");
  return { ...base, lue: true, valeurs, calculs: Object.fromEntries(calculs) as CalculsLus };
}
