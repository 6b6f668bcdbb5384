import type { Source } from "#domain/shared/source.ts";
import { type Disposition, findDisposition, type Tete } from "../decode/disposition.ts";
import type { Encodage } from "../decode/encodage.ts";
import { DecodeurLignes } from "../decode/lignes.ts";
import type { ReleveOctets } from "../decode/releve-octets.ts";
import type { Fichier, Lecture, LectureOptions, LigneLue, RowBySource } from "../lecture.ts";
import type { Profil } from "../profil.ts";
import { refusals } from "../refusals.ts";
import { findCollecte } from "../rpls/collecte.ts";
import { type Classeur, openClasseur } from "./classeur.ts";
import { openTableau, setAside, type Tableau } from "../tableau.ts";

/** Rejected rows are given back as a CSV line: a workbook has no bytes of a line. */
const ENCODAGE: Encodage = { nom: "utf-8", melange: false };

/** Reads the sheet of a workbook whose header is best known. Rows are numbered as the spreadsheet numbers them. */
export async function openClasseurLecture(
  fichier: Fichier,
  releve: ReleveOctets & { readonly type: "xlsx" | "xls" | "ods" },
  options: LectureOptions,
  profils: readonly Profil<Source>[],
): Promise<Lecture> {
  const classeur = await openClasseur(fichier, releve.type !== "xls");
  try {
    const { feuille, tete, disposition } = findFeuille(classeur, options, profils);
    const contexte = { ...options, depuis1904: classeur.depuis1904, nom: fichier.nom };
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
      lots: readLots(fichier.nom, classeur, feuille, tableau),
    };
  } catch (error) {
    await classeur.close();
    throw error;
  }
}

type Found = { readonly feuille: number; readonly tete: Tete; readonly disposition: Disposition | null };

function findFeuille({ feuilles }: Classeur, options: LectureOptions, profils: readonly Profil<Source>[]): Found {
  let best: Found = { feuille: 0, tete: [], disposition: null };
  feuilles.forEach((sheet, feuille) => {
    const tete = sheet.tete.map((cells, i) => ({ cells, ligne: i + 1 }));
    const disposition = findDisposition(tete, profils, options) ?? findCollecte(tete, options);
    const isBetter = (disposition?.score ?? 0) > (best.disposition?.score ?? 0);
    if (isBetter || (best.tete.length === 0 && tete.length > 0)) best = { feuille, tete, disposition };
  });
  return best;
}

async function* readLots(
  nom: string,
  classeur: Classeur,
  feuille: number,
  { entete, ouvert, avertissements }: Tableau,
): AsyncGenerator<readonly LigneLue<RowBySource[Source]>[]> {
  const file = {
    nom,
    encodage: ENCODAGE,
    avertissements: [...describe(classeur, feuille, entete.ligne), ...avertissements],
  };
  const decodeur = new DecodeurLignes(ouvert, entete, file);
  for await (const { debut, lignes } of classeur.rows(feuille)) {
    lignes.forEach((cells, i) => {
      while (cells.length < entete.cells.length) cells.push("");
      const texte = cells.map(toCsv).join(";");
      const whole = { texte, debut: 0, fin: texte.length };
      decodeur.add(cells, debut + i, whole, { malforme: false, derniere: false });
    });
    const full = decodeur.takeFull();
    if (full) yield full;
  }
  yield decodeur.finish();
}

function toCsv(cell: string): string {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function describe({ feuilles, depuis1904 }: Classeur, feuille: number, ligne: number): LigneLue<never>[] {
  const said: LigneLue<never>[] = [];
  if (depuis1904) {
    said.push(
      setAside(
        "classeur-1904",
        ligne,
        null,
        "Le classeur compte les jours depuis 1904 (ancien Excel pour Mac) : les dates sont converties. Vérifiez-en une.",
      ),
    );
  }
  const others = feuilles.filter((sheet, i) => i !== feuille && sheet.lignes > 0).map((sheet) => sheet.nom);
  if (others.length > 0) {
    said.push(
      setAside(
        "feuille-ignoree",
        ligne,
        null,
        `Seule la feuille « ${feuilles[feuille]?.nom} » est lue ; laissées de côté : ${others.join(", ")}.`,
      ),
    );
  }
  return said;
}
