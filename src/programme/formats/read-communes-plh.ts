import { foldEntete } from "#donnees/formats/decode/entete.ts";
import { french, quote } from "#donnees/formats/french.ts";
import type { Fichier } from "#donnees/formats/lecture.ts";
import { refusals } from "#donnees/formats/refusals.ts";
import { openTables, type TableBrute } from "#donnees/formats/tables/open-tables.ts";
import { codeCommune, oneOf } from "#donnees/formats/values/code.ts";
import { Defaut, isEmpty, type Lecteur } from "#donnees/formats/values/defaut.ts";
import { annee, entier } from "#donnees/formats/values/nombre.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { CONTRAINTES, type Contrainte } from "../regles/plh-tranche.ts";

/** Values of one line; null: not given. */
export type LigneCommunePlh = {
  readonly commune: string;
  readonly annee: number;
  readonly population: number | null;
  readonly residencesPrincipales: number | null;
  readonly logementsSociaux: number | null;
  readonly constructionNeuve: number | null;
  readonly contrainte: Contrainte;
};

/** `ligne`: physical line of the CSV, or row of the sheet. */
export type RefusLigne = { readonly ligne: number; readonly message: string };

export type CommunesPlhLues = {
  readonly lignes: readonly (LigneCommunePlh & { readonly ligne: number })[];
  readonly refus: readonly RefusLigne[];
};

/** Columns of the file, in the order of the exported model. */
const COLONNES_COMMUNES_PLH = [
  "commune",
  "annee",
  "population",
  "residences_principales",
  "logements_sociaux",
  "construction_neuve",
  "contrainte",
] as const;
type ColonnePlh = (typeof COLONNES_COMMUNES_PLH)[number];

const OBLIGATOIRES: readonly ColonnePlh[] = ["commune", "annee"];
const LIGNES_MAX = 5_000;

const LIBELLE = "Chiffres de communes du PLH";
const compte = entier({ min: 0, max: 5_000_000 });
const CODES = new Map<string, Contrainte>(CONTRAINTES.map((code) => [code.toUpperCase(), code]));
const lireContrainte = oneOf(CODES);
/** Future years are accepted: a PLH has targets for them. */
const lireAnnee = annee({ min: 1990, aujourdhui: "2100-12-31" });

/**
 * Reads a table of communes, CSV or workbook, header first. An invalid line is returned with its reason; nothing is guessed. Throws the
 * refusals of bytes and workbooks, `colonne-absente`, `colonne-en-double`, `aucune-ligne`, `trop-de-lignes`.
 */
export async function readCommunesPlh(fichier: Fichier): Promise<CommunesPlhLues> {
  const { tables } = await openTables(fichier, scoreOf);
  const table = tables.toSorted((a, b) => bestScore(b) - bestScore(a))[0];
  if (!table) throw refusals.aucuneLigne(fichier.nom);
  const at = table.lignes.findIndex(({ cells }) => scoreOf(cells) === bestScore(table));
  const entete = table.lignes[at];
  if (!entete || bestScore(table) === 0)
    throw refusals.colonneAbsente(LIBELLE, OBLIGATOIRES, table.lignes[0]?.cells ?? []);
  const rangs = placeColonnes(entete.cells, entete.ligne);
  const data = table.lignes.slice(at + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (data.length === 0) throw refusals.aucuneLigne(fichier.nom);
  if (data.length > LIGNES_MAX) {
    throw new Refus(
      "trop-de-lignes",
      `Le fichier a plus de ${LIGNES_MAX} lignes. Un territoire en a une par commune et par année.`,
    );
  }
  const lignes: (LigneCommunePlh & { readonly ligne: number })[] = [];
  const refus: RefusLigne[] = [];
  for (const { ligne, cells, malforme } of data) {
    const lue = malforme ? [french(`Un guillemet est mal placé : la ligne n’est pas sûre.`)] : readLigne(cells, rangs);
    if ("commune" in lue) lignes.push({ ...lue, ligne });
    else refus.push(...lue.map((message) => ({ ligne, message })));
  }
  return { lignes, refus };
}

const CONNUES = new Set<string>(COLONNES_COMMUNES_PLH.map(foldEntete));

function scoreOf(cells: readonly string[]): number {
  return cells.filter((cell) => CONNUES.has(foldEntete(cell))).length;
}

function bestScore({ lignes }: TableBrute): number {
  return Math.max(0, ...lignes.slice(0, 40).map(({ cells }) => scoreOf(cells)));
}

type Rangs = ReadonlyMap<ColonnePlh, number>;

function placeColonnes(cells: readonly string[], ligne: number): Rangs {
  const plies = cells.map(foldEntete);
  const rangs = new Map<ColonnePlh, number>();
  for (const colonne of COLONNES_COMMUNES_PLH) {
    const rang = plies.indexOf(foldEntete(colonne));
    if (rang < 0) continue;
    if (plies.lastIndexOf(foldEntete(colonne)) !== rang) throw refusals.colonneEnDouble(colonne, ligne);
    rangs.set(colonne, rang);
  }
  const absentes = OBLIGATOIRES.filter((colonne) => !rangs.has(colonne));
  if (absentes.length > 0) throw refusals.colonneAbsente(LIBELLE, absentes, cells);
  return rangs;
}

/** The line, or all its errors in French. */
function readLigne(cells: readonly string[], rangs: Rangs): LigneCommunePlh | readonly string[] {
  const messages: string[] = [];
  const read = <T>(colonne: ColonnePlh, lecteur: Lecteur<T>): T | null => {
    const cellule = (cells[rangs.get(colonne) ?? -1] ?? "").trim();
    const lu = isEmpty(cellule) ? null : lecteur(cellule);
    if (!(lu instanceof Defaut)) {
      if (lu === null && OBLIGATOIRES.includes(colonne))
        messages.push(french(`${quote(colonne)} est vide : la ligne ne dit pas de quoi elle parle.`));
      return lu;
    }
    if (lu.gravite === "LIG") messages.push(`${colonne}\u00A0: ${lu.message}`);
    return lu.valeur;
  };
  const commune = read("commune", codeCommune);
  const year = read("annee", lireAnnee);
  const lue = {
    population: read("population", compte),
    residencesPrincipales: read("residences_principales", compte),
    logementsSociaux: read("logements_sociaux", compte),
    constructionNeuve: read("construction_neuve", compte),
    contrainte: read("contrainte", lireContrainte) ?? "inconnu",
  };
  if (commune === null || year === null || messages.length > 0) return messages;
  return { commune, annee: year, ...lue };
}
