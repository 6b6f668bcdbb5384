import type { Source } from "#socle/regles/shared/source.ts";
import { type Disposition, findDisposition, type Tete } from "../decode/disposition.ts";
import { type Encodage, encodeTexte } from "../decode/encodage.ts";
import { DecodeurLignes } from "../decode/lignes.ts";
import type { ReleveOctets } from "../decode/releve-octets.ts";
import { french, quote } from "../french.ts";
import type { Anomalie, Fichier, Lecture, LectureOptions, LigneLue, RowBySource } from "../lecture.ts";
import type { Profil } from "../profil.ts";
import { refusals } from "../refusals.ts";
import { findReprise, skipAjouts } from "../reprise.ts";
import { findCollecte } from "../rpls/collecte.ts";
import { openTableau, setAside, type Tableau } from "../tableau.ts";
import { dayOfSerie } from "../values/date.ts";
import { type Classeur, type LotLignes, openClasseur } from "./classeur.ts";

/** Rejected rows are given back as CSV lines: a workbook has no bytes of a line. */
const ENCODAGE: Encodage = { nom: "utf-8", melange: false };

/**
 * Reads the first sheet of a workbook whose header is known; a warning names the others. Rows are numbered as in the spreadsheet, and decoded like
 * the lines of a CSV. Refuses, besides the refusals of any table: `classeur-trop-gros`, `classeur-illisible`, `classeur-protege`, `classeur-entites`,
 * `feuille-introuvable`.
 */
export async function openClasseurLecture(
  fichier: Fichier,
  releve: ReleveOctets & { readonly type: "xlsx" | "xls" | "ods" },
  options: LectureOptions,
  profils: readonly Profil<Source>[],
): Promise<Lecture> {
  const classeur = await openClasseur(fichier, releve.type !== "xls");
  try {
    const { feuille, tete, disposition } = findFeuille(fichier.nom, classeur, options, profils);
    const contexte = { ...options, depuis1904: classeur.depuis1904, encodage: ENCODAGE, nom: fichier.nom };
    const tableau = openTableau(disposition, tete, contexte, { separateur: null, profils });
    const { entete, ouvert } = tableau;
    if ((classeur.feuilles[feuille]?.lignes ?? 0) <= entete.ligne) throw refusals.aucuneLigne(fichier.nom);
    return {
      source: tableau.source,
      profil: ouvert.profil,
      releve: {
        sha256: releve.sha256,
        format: releve.type,
        encodage: null,
        separateur: null,
        ligneEntete: entete.ligne,
      },
      colonnes: tableau.colonnes,
      champsAbsents: ouvert.champsAbsents,
      periodeAnnoncee: ouvert.periodeAnnoncee,
      complete: findReprise(entete)?.lot ?? null,
      lots: readLots(fichier.nom, classeur, feuille, tableau),
      bruts: async (lignes) => readBruts(await openClasseur(fichier, releve.type !== "xls"), feuille, tableau, lignes),
    };
  } catch (error) {
    await classeur.close();
    throw error;
  }
}

type Found = { readonly feuille: number; readonly tete: Tete; readonly disposition: Disposition | null };

/** When no header is known, the first non-empty sheet: its columns are shown to the officer. */
function findFeuille(
  nom: string,
  { feuilles }: Classeur,
  options: LectureOptions,
  profils: readonly Profil<Source>[],
): Found {
  let first: Found | null = null;
  for (const [feuille, sheet] of feuilles.entries()) {
    const tete = sheet.tete.map((cells, i) => ({ cells, ligne: i + 1 }));
    const disposition = findDisposition(tete, profils, options) ?? findCollecte(tete, options);
    if (disposition) return { feuille, tete, disposition };
    if (tete.length > 0) first ??= { feuille, tete, disposition };
  }
  if (first) return first;
  throw refusals.feuilleIntrouvable(
    nom,
    feuilles.map((sheet) => sheet.nom),
  );
}

async function readBruts(
  classeur: Classeur,
  feuille: number,
  { entete, ouvert }: Tableau,
  asked: ReadonlySet<number>,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const dates = entete.cells.map((_, i) => ouvert.genreAt(i) === "date");
  const found = new Map<number, Uint8Array>();
  for await (const { debut, lignes } of classeur.rows(feuille)) {
    lignes.forEach((cells, i) => {
      if (!asked.has(debut + i)) return;
      while (cells.length < entete.cells.length) cells.push("");
      const ligne = toLigne(cells, dates, classeur.depuis1904);
      found.set(debut + i, encodeTexte(ligne.slice(skipAjouts(ligne, 0, entete, ";")), ENCODAGE));
    });
  }
  return found;
}

async function* readLots(
  nom: string,
  classeur: Classeur,
  feuille: number,
  tableau: Tableau,
): AsyncGenerator<readonly LigneLue<RowBySource[Source]>[]> {
  const { entete, ouvert, avertissements } = tableau;
  const decodeur = new DecodeurLignes(ouvert, entete, {
    nom,
    encodage: ENCODAGE,
    separateur: ";",
    avertissements: [...describe(classeur, feuille, entete.ligne), ...avertissements],
  });
  const dates = entete.cells.map((_, i) => ouvert.genreAt(i) === "date");
  let erreurs: ReadonlyMap<number, readonly Anomalie[]> = new Map();
  for await (const lot of classeur.rows(feuille)) {
    erreurs = new Map([...erreurs, ...listErreurs(lot, tableau)]);
    lot.lignes.forEach((cells, i) => {
      while (cells.length < entete.cells.length) cells.push("");
      const texte = toLigne(cells, dates, classeur.depuis1904);
      const source = { texte, debut: 0, fin: texte.length };
      decodeur.add(cells, lot.debut + i, source, { malforme: false, derniere: false });
    });
    const full = decodeur.takeFull();
    if (!full) continue;
    yield addErreurs(full, erreurs);
    erreurs = new Map();
  }
  yield addErreurs(decodeur.finish(), erreurs);
}

/** Cells of a used column that show #REF! or the like, by row number: read as empty, with a warning. */
function listErreurs({ erreurs }: LotLignes, { entete, ouvert }: Tableau): ReadonlyMap<number, readonly Anomalie[]> {
  const found = new Map<number, Anomalie[]>();
  for (const { ligne, colonne: index } of erreurs) {
    if (ouvert.nameAt(index) === null) continue;
    const colonne = entete.cells[index] ?? null;
    const message = french(
      `La cellule de la colonne ${quote(colonne ?? "")} affiche une erreur de calcul : elle est laissée vide. Corrigez la formule.`,
    );
    const anomalie: Anomalie = { code: "erreur-formule", gravite: "AVE", ligne, colonne, valeur: "", message };
    found.set(ligne, [...(found.get(ligne) ?? []), anomalie]);
  }
  return found;
}

function addErreurs(
  lot: readonly LigneLue<RowBySource[Source]>[],
  erreurs: ReadonlyMap<number, readonly Anomalie[]>,
): readonly LigneLue<RowBySource[Source]>[] {
  if (erreurs.size === 0) return lot;
  return lot.map((lue) => {
    const own = lue.kind === "ecartee" ? undefined : erreurs.get(lue.ligne);
    return own ? { ...lue, anomalies: [...own, ...lue.anomalies] } : lue;
  });
}

/** A serial number of days from 1927 on, which cannot be a year or a month. */
const SERIE = /^\d{5}(?:\.\d+)?$/;

/** The row as a CSV line. Dates are written out: the officer reads them, and a serial number of the 1904 system would be misread in a CSV. */
function toLigne(cells: readonly string[], dates: readonly boolean[], depuis1904: boolean): string {
  const written = cells.map((cell, i) => {
    const day = dates[i] && SERIE.test(cell) ? dayOfSerie(Number(cell), depuis1904) : null;
    return day ?? (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  });
  return written.join(";");
}

function describe(classeur: Classeur, feuille: number, ligne: number): LigneLue<never>[] {
  const { feuilles, depuis1904, macros, sansResultat } = classeur;
  const others = feuilles.filter((sheet, i) => i !== feuille && sheet.lignes > 0).map((sheet) => sheet.nom);
  const said: readonly (readonly [boolean, string, string])[] = [
    [
      depuis1904,
      "date-1904",
      "Le classeur compte les jours depuis 1904 (ancien Excel pour Mac) : les dates sont converties. Vérifiez-en une.",
    ],
    [macros, "macros-ignorees", "Le classeur contient des macros : elles ne sont ni lues ni exécutées."],
    [
      sansResultat,
      "formule-sans-resultat",
      "Des formules ont été enregistrées sans leur résultat : leurs cellules sont lues vides. Ouvrez le classeur dans un tableur, enregistrez-le, puis déposez-le de nouveau.",
    ],
    [
      others.length > 0,
      "feuille-ignoree",
      `Seule la feuille ${quote(feuilles[feuille]?.nom ?? "")} est lue ; laissées de côté : ${others.join(", ")}.`,
    ],
  ];
  return said.flatMap(([isSaid, code, message]) => (isSaid ? [setAside(code, ligne, null, message)] : []));
}
