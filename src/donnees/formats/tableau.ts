import { Refus } from "#socle/regles/shared/refus.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import { checkEntete, type Disposition, refuseInconnu, type Tete } from "./decode/disposition.ts";
import type { Entete } from "./decode/entete.ts";
import { french, quote } from "./french.ts";
import type { Anomalie, ColonneLue, LigneLue } from "./lecture.ts";
import type { ContexteLecture, Profil, ProfilOuvert } from "./profil.ts";
import { isAjoutee } from "./reprise.ts";

/** A table with a recognised header, before its lines are read. */
export type Tableau = {
  readonly source: Source;
  readonly entete: Entete;
  readonly ouvert: ProfilOuvert<Source>;
  readonly colonnes: readonly ColonneLue[];
  /** Warnings about the file itself: title lines, unknown columns. */
  readonly avertissements: readonly LigneLue<never>[];
};

/** Throws the refusals of the header: nir-present, colonne-en-double, colonne-absente, source-inconnue. */
export function openTableau(
  disposition: Disposition | null,
  tete: Tete,
  contexte: ContexteLecture,
  { separateur, profils }: { readonly separateur: string | null; readonly profils: readonly Profil<Source>[] },
): Tableau {
  if (disposition === null) throw refuseInconnu(contexte.nom, tete, separateur, profils);
  const { entete, profil } = disposition;
  checkEntete(entete);
  const ouvert = openProfil(disposition, tete, contexte);
  return {
    source: profil.source,
    entete,
    ouvert,
    colonnes: describeColonnes(entete, ouvert, tete),
    avertissements: [...titles(tete, entete), ...unknownColonnes(entete, profil, ouvert)],
  };
}

/** For a missing column, asks the officer to choose among the file's own, with some of their values. */
function openProfil({ entete, profil }: Disposition, tete: Tete, contexte: ContexteLecture): ProfilOuvert<Source> {
  try {
    return profil.open(entete, contexte);
  } catch (error) {
    if (!(error instanceof Refus) || error.code !== "colonne-absente") throw error;
    const exemples = Object.fromEntries(
      entete.cells.map((cell, i) => [cell, PERSONNEL.test(entete.plies[i] ?? "") ? [] : valuesAt(i, entete, tete)]),
    );
    throw error.with({ details: { source: profil.source, exemples } });
  }
}

/** Columns that name people or numbers are never shown as examples. */
export const PERSONNEL = /NOM|NAISS|NUMERO|NUM|DEMANDE$|TEL|MAIL|COURRIEL|ADRESSE|IDENT|NIR|COMMENT/;
const EXEMPLES = 3;

function describeColonnes(entete: Entete, ouvert: ProfilOuvert<Source>, tete: Tete): readonly ColonneLue[] {
  return entete.cells.flatMap((cell, i) => {
    if (isAjoutee(cell)) return [];
    const isHidden =
      ouvert.genreAt(i) === "secret" || (ouvert.nameAt(i) === null && PERSONNEL.test(entete.plies[i] ?? ""));
    return [{ entete: cell, colonne: ouvert.nameAt(i), exemples: isHidden ? [] : valuesAt(i, entete, tete) }];
  });
}

function valuesAt(index: number, entete: Entete, tete: Tete): readonly string[] {
  const data = tete.filter(({ ligne }) => ligne > entete.ligne);
  const values = data.map(({ cells }) => (cells[index] ?? "").trim()).filter((value) => value !== "");
  return [...new Set(values)].slice(0, EXEMPLES);
}

function titles(tete: Tete, entete: Entete): LigneLue<never>[] {
  return tete
    .filter(
      ({ ligne, cells }) =>
        ligne < entete.ligne && !/^sep=/i.test(cells[0] ?? "") && cells.some((cell) => cell.trim() !== ""),
    )
    .map(({ ligne, cells }) => {
      const texte = cells.filter((cell) => cell.trim() !== "").join(" ");
      return setAside("ligne-titre", ligne, null, `Ligne au-dessus de l’en-tête, laissée de côté : ${quote(texte)}.`);
    });
}

function unknownColonnes(entete: Entete, profil: Profil<Source>, ouvert: ProfilOuvert<Source>): LigneLue<never>[] {
  return entete.cells.flatMap((cell, i) => {
    const plie = entete.plies[i] ?? "";
    if (plie === "" || isAjoutee(cell) || profil.connues.has(plie) || ouvert.nameAt(i) !== null) return [];
    return [
      setAside(
        "colonne-inconnue",
        entete.ligne,
        cell,
        `La colonne ${quote(cell)} n’est pas connue : elle n’est pas reprise. Indiquez à quoi elle correspond si elle est utile.`,
      ),
    ];
  });
}

export function setAside(code: string, ligne: number, colonne: string | null, message: string): LigneLue<never> {
  const anomalie: Anomalie = { code, gravite: "AVE", ligne, colonne, valeur: colonne ?? "", message: french(message) };
  return { kind: "ecartee", ligne, anomalies: [anomalie] };
}
