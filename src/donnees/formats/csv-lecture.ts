import { Refus } from "#socle/regles/shared/refus.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import { type Dialecte, LecteurCsv } from "./decode/csv.ts";
import { COLONNES_MAX, type Disposition, findDisposition, TETE_MAX, type Tete } from "./decode/disposition.ts";
import { decodeTexte, type Encodage } from "./decode/encodage.ts";
import { DecodeurLignes } from "./decode/lignes.ts";
import type { ReleveOctets } from "./decode/releve-octets.ts";
import type { Fichier, Lecture, LectureOptions, LigneLue, RowBySource } from "./lecture.ts";
import type { Profil } from "./profil.ts";
import { readBruts } from "./read-bruts.ts";
import { refusals } from "./refusals.ts";
import { findReprise } from "./reprise.ts";
import { findCollecte } from "./rpls/collecte.ts";
import { openTableau, setAside, type Tableau } from "./tableau.ts";

const SEPARATEURS = [";", ",", "\t", "|"];
/** In characters: enough for the title lines and the header, whatever the number of columns. */
const TETE_TEXTE = 262_144;

/** Reads a text table: finds its separator, header and profile, then its lines. The survey gives encoding and line ends. */
export async function openCsvLecture(
  fichier: Fichier,
  releve: ReleveOctets & { readonly encodage: Encodage },
  options: LectureOptions,
  profils: readonly Profil<Source>[],
): Promise<Lecture> {
  const head = await readHead(fichier, releve.encodage);
  const { dialecte, tete, disposition, complete } = findDialecte(fichier.nom, head, releve.finDeLigne, {
    options,
    profils,
  });
  const contexte = { ...options, depuis1904: false, encodage: releve.encodage, nom: fichier.nom };
  const tableau = openTableau(disposition, tete, contexte, { separateur: dialecte.separateur, profils });
  const { entete, ouvert } = tableau;
  if (complete && tete.every(({ ligne }) => ligne <= entete.ligne)) throw refusals.aucuneLigne(fichier.nom);
  const encodage = releve.encodage.nom;
  return {
    source: tableau.source,
    profil: ouvert.profil,
    releve: {
      sha256: releve.sha256,
      format: "csv",
      encodage,
      separateur: dialecte.separateur,
      ligneEntete: entete.ligne,
    },
    colonnes: tableau.colonnes,
    champsAbsents: ouvert.champsAbsents,
    periodeAnnoncee: ouvert.periodeAnnoncee,
    complete: findReprise(entete)?.lot ?? null,
    lots: readLots(fichier, dialecte, releve.encodage, tableau),
    bruts: (lignes) => readBruts(fichier, { dialecte, encodage: releve.encodage, entete }, lignes),
  };
}

type Head = { readonly texte: string; readonly whole: boolean };

async function readHead(fichier: Fichier, encodage: Encodage): Promise<Head> {
  let texte = "";
  try {
    for await (const bloc of decodeTexte(fichier.open(), encodage)) {
      texte += bloc;
      if (texte.length >= TETE_TEXTE) return { texte, whole: false };
    }
  } catch (error) {
    if (error instanceof TypeError) throw refusals.texteUtf16Invalide(fichier.nom);
    throw error;
  }
  return { texte, whole: true };
}

type Search = { readonly options: LectureOptions; readonly profils: readonly Profil<Source>[] };
type Found = {
  readonly dialecte: Dialecte;
  readonly tete: Tete;
  readonly disposition: Disposition | null;
  readonly complete: boolean;
};

/** « sep=; » decides; else the separator that makes most column names known; else the one that cuts most. */
function findDialecte(
  nom: string,
  head: Head,
  finDeLigne: Dialecte["finDeLigne"],
  { options, profils }: Search,
): Found {
  const declared = /^sep=(.)/i.exec(head.texte)?.[1];
  let best: Found | null = null;
  for (const separateur of declared ? [declared] : SEPARATEURS) {
    const dialecte = { separateur, finDeLigne };
    const { tete, complete } = readTete(nom, head, dialecte);
    const found = {
      dialecte,
      tete,
      complete,
      disposition: findDisposition(tete, profils, options) ?? findCollecte(tete, options),
    };
    if (best === null || rank(found) > rank(best)) best = found;
  }
  if (best === null) throw new Error("no separator tried");
  return best;
}

function rank({ disposition, tete }: Found): number {
  const width = Math.max(0, ...tete.map(({ cells }) => cells.length));
  return (disposition?.score ?? 0) + (width > COLONNES_MAX ? 1 : Math.min(width, COLONNES_MAX) / (COLONNES_MAX + 1));
}

/** First records with this separator. Stops at a malformed quote, which the full reading will report. */
function readTete(nom: string, head: Head, dialecte: Dialecte): Pick<Found, "tete" | "complete"> {
  const tete: { cells: string[]; ligne: number }[] = [];
  const reader = new LecteurCsv(nom, dialecte, (cells, ligne) => {
    if (tete.length < TETE_MAX) tete.push({ cells, ligne });
  });
  try {
    reader.add(head.texte);
    if (head.whole) reader.end();
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return { tete, complete: false };
  }
  return { tete, complete: head.whole };
}

async function* readLots(
  fichier: Fichier,
  dialecte: Dialecte,
  encodage: Encodage,
  { entete, ouvert, avertissements }: Tableau,
): AsyncGenerator<readonly LigneLue<RowBySource[Source]>[]> {
  const file = {
    nom: fichier.nom,
    encodage,
    separateur: dialecte.separateur,
    avertissements: [...extension(fichier.nom, entete.ligne), ...avertissements],
  };
  const decodeur = new DecodeurLignes(ouvert, entete, file);
  const reader = new LecteurCsv(fichier.nom, dialecte, (cells, ligne, source, etat) =>
    decodeur.add(cells, ligne, source, etat),
  );
  for await (const bloc of decodeTexte(fichier.open(), encodage)) {
    reader.add(bloc);
    const full = decodeur.takeFull();
    if (full) yield full;
  }
  reader.end();
  yield decodeur.finish();
}

function extension(nom: string, ligne: number): LigneLue<never>[] {
  if (!/\.(?:xlsx?|xlsm|ods)$/i.test(nom)) return [];
  return [
    setAside(
      "extension-differente",
      ligne,
      null,
      "Le fichier porte l’extension d’un classeur, mais contient du texte : lu comme un CSV.",
    ),
  ];
}
