import { Refus } from "#socle/regles/shared/refus.ts";
import { type Classeur, type ErreurCellule, openClasseur } from "../classeur/classeur.ts";
import { type Dialecte, LecteurCsv } from "../decode/csv.ts";
import { decodeTexte, type Encodage } from "../decode/encodage.ts";
import { type ReleveOctets, surveyOctets } from "../decode/releve-octets.ts";
import type { Fichier } from "../lecture.ts";
import { refusals, tropDeLignes } from "../refusals.ts";

/** A line of a table; `malforme`: a quote makes its cells doubtful. */
export type LigneBrute = { readonly ligne: number; readonly cells: string[]; readonly malforme: boolean };

/** A whole sheet or CSV: a follow-up of rehousing is small, and its two sheets are read together. */
export type TableBrute = {
  /** Name of the file, and of the sheet when there are several. */
  readonly nom: string;
  readonly feuille: string | null;
  readonly lignes: readonly LigneBrute[];
  readonly erreurs: readonly ErreurCellule[];
  readonly encodage: Encodage;
  readonly depuis1904: boolean;
};

export type FichierOuvert = {
  readonly sha256: string;
  readonly tables: readonly TableBrute[];
  /** Warnings about the file itself. */
  readonly avertissements: readonly string[];
};

type Score = (cells: readonly string[]) => number;

const LIGNES_MAX = 50_000;
/** In lines, and in characters: where the header is searched. */
const TETE_MAX = 40;
const TETE_TEXTE = 65_536;
const SEPARATEURS = [";", ",", "\t", "|"];
const UTF8: Encodage = { nom: "utf-8", melange: false };

/** `score`: number of our columns in a line of cells, to choose the separator of a CSV. Throws the refusals of bytes and workbooks. */
export async function openTables(fichier: Fichier, score: Score): Promise<FichierOuvert> {
  const releve = await surveyOctets(fichier);
  const { type, encodage, sha256 } = releve;
  if (type === "texte" && encodage) {
    return { sha256, tables: [await readTexte(fichier, { ...releve, encodage }, score)], avertissements: [] };
  }
  if (type === "xlsx" || type === "xls" || type === "ods") {
    return { sha256, ...(await readClasseur(fichier, type !== "xls", score)) };
  }
  throw refusals.typeDifferent(
    fichier.nom,
    "un fichier GeoJSON",
    "Déposez un classeur ou un CSV de suivi du relogement.",
  );
}

/** Sheets that share nothing with ours are not read beyond their first lines. */
async function readClasseur(fichier: Fichier, isZip: boolean, score: Score): Promise<Omit<FichierOuvert, "sha256">> {
  const classeur = await openClasseur(fichier, isZip);
  try {
    const trop = classeur.feuilles.find(({ lignes }) => lignes > LIGNES_MAX);
    if (trop) throw tropDeLignes(fichier.nom, LIGNES_MAX);
    const tables: TableBrute[] = [];
    for (const [rang, { nom, lignes, tete }] of classeur.feuilles.entries()) {
      if (lignes === 0) continue;
      const lue = tete.some((cells) => score(cells) > 1) ? await readFeuille(classeur, rang) : toLignes(tete, 1);
      tables.push({ ...lue, nom: fichier.nom, feuille: nom, encodage: UTF8, depuis1904: classeur.depuis1904 });
    }
    return { tables, avertissements: describe(classeur) };
  } finally {
    await classeur.close();
  }
}

type Lignes = Pick<TableBrute, "lignes" | "erreurs">;

function toLignes(rows: readonly string[][], debut: number): Lignes {
  return { lignes: rows.map((cells, i) => ({ ligne: debut + i, cells, malforme: false })), erreurs: [] };
}

async function readFeuille(classeur: Classeur, rang: number): Promise<Lignes> {
  const lignes: LigneBrute[] = [];
  const erreurs: ErreurCellule[] = [];
  for await (const lot of classeur.rows(rang, { suite: true })) {
    lignes.push(...toLignes(lot.lignes, lot.debut).lignes);
    erreurs.push(...lot.erreurs);
  }
  return { lignes, erreurs };
}

function describe({ depuis1904, macros, sansResultat }: Classeur): readonly string[] {
  const said: readonly (readonly [boolean, string])[] = [
    [depuis1904, "Le classeur compte les jours depuis 1904 : les dates sont converties. Vérifiez-en une."],
    [macros, "Le classeur contient des macros : elles ne sont ni lues ni exécutées."],
    [
      sansResultat,
      "Des formules ont été enregistrées sans leur résultat : leurs cellules sont lues vides. Ouvrez le classeur dans un tableur, enregistrez-le, puis déposez-le de nouveau.",
    ],
  ];
  return said.flatMap(([isSaid, message]) => (isSaid ? [message] : []));
}

async function readTexte(
  fichier: Fichier,
  { encodage, finDeLigne }: ReleveOctets & { readonly encodage: Encodage },
  score: Score,
): Promise<TableBrute> {
  let texte = "";
  for await (const bloc of decodeTexte(fichier.open(), encodage)) texte += bloc;
  const declared = /^sep=(.)/i.exec(texte)?.[1];
  const scored = (declared ? [declared] : SEPARATEURS).map((separateur) => {
    const tete = headOf(fichier.nom, texte.slice(0, TETE_TEXTE), { separateur, finDeLigne });
    return { separateur, score: Math.max(0, ...tete.map(({ cells }) => score(cells))) };
  });
  const separateur = scored.sort((a, b) => b.score - a.score)[0]?.separateur ?? ";";
  const lignes: LigneBrute[] = [];
  cut(fichier.nom, texte, { separateur, finDeLigne }, lignes);
  return { nom: fichier.nom, feuille: null, lignes, erreurs: [], encodage, depuis1904: false };
}

/** Stops at a malformed quote, which the full reading will report. */
function headOf(nom: string, texte: string, dialecte: Dialecte): readonly LigneBrute[] {
  const lignes: LigneBrute[] = [];
  try {
    cut(nom, texte, dialecte, lignes);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
  }
  return lignes.slice(0, TETE_MAX);
}

function cut(nom: string, texte: string, dialecte: Dialecte, lignes: LigneBrute[]): void {
  const reader = new LecteurCsv(nom, dialecte, (cells, ligne, _source, { malforme }) => {
    if (lignes.length > LIGNES_MAX) throw tropDeLignes(nom, LIGNES_MAX);
    lignes.push({ ligne, cells, malforme });
  });
  reader.add(texte);
  reader.end();
}
