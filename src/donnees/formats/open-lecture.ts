import type { Source } from "#socle/regles/shared/source.ts";
import { openClasseurLecture } from "./classeur/classeur-lecture.ts";
import { openCsvLecture } from "./csv-lecture.ts";
import { foldEntete } from "./decode/entete.ts";
import { surveyOctets } from "./decode/releve-octets.ts";
import { openGeojsonLecture } from "./geo/geojson-lecture.ts";
import type { Fichier, Lecture, LectureOptions } from "./lecture.ts";
import { PROFIL_OPS } from "./ops/occupation.ts";
import { PROFIL_PRIORITAIRES_BAILLEUR, PROFIL_SYPLO } from "./prioritaires/prioritaire.ts";
import type { Profil } from "./profil.ts";
import { PROFIL_RPLS } from "./rpls/logement.ts";
import { PROFIL_ATTRIBUTIONS } from "./sne/attribution.ts";
import { PROFIL_DEMANDES } from "./sne/demande.ts";
import { PROFIL_OBJECTIFS } from "./tables/objectifs.ts";
import { PROFIL_RESULTATS } from "./tables/resultats.ts";
import { PROFIL_RESULTATS_NATIONAUX } from "./tables/resultats-nationaux.ts";
import { PROFIL_SEUILS } from "./tables/seuils.ts";

const PROFILS: readonly Profil<Source>[] = [
  PROFIL_RPLS,
  PROFIL_ATTRIBUTIONS,
  PROFIL_DEMANDES,
  PROFIL_OBJECTIFS,
  PROFIL_RESULTATS,
  PROFIL_RESULTATS_NATIONAUX,
  PROFIL_SEUILS,
  PROFIL_SYPLO,
  PROFIL_PRIORITAIRES_BAILLEUR,
  PROFIL_OPS,
];

/** Headers of a file of that source to fill in; none when nobody writes one by hand. */
export function headersOfSource(source: Source): readonly string[] {
  return PROFILS.find((profil) => profil.source === source)?.modele ?? [];
}

/** Whether a source has a column of that name, read or not. */
export function isColonneOfSource(source: Source, colonne: string): boolean {
  return PROFILS.some((profil) => profil.source === source && profil.connues.has(foldEntete(colonne)));
}

/**
 * Opens a file of any source: bytes first (type, encoding, fingerprint), then the header (source, profile, columns), then the lines on demand. The
 * bytes, not the name, tell text (CSV), JSON (GeoJSON) or workbook (xlsx, xls, ods). `lots` can be read once, to its end or not. Throws a `Refus` for
 * a file that cannot be received: by its bytes (`fichier-vide`, `type-different`, `octets-nuls`…), its header (`source-inconnue`, `colonne-absente`,
 * `nir-present`…), or as a workbook (`classeur-…`). Refusals that only the lines reveal (`lignes-decalees`, `guillemet-non-ferme`…) are thrown while
 * `lots` is read.
 */
export async function openLecture(fichier: Fichier, options: LectureOptions): Promise<Lecture> {
  const releve = await surveyOctets(fichier);
  const { type, encodage } = releve;
  if (type === "json" && encodage) return openGeojsonLecture(fichier, { ...releve, encodage }, options);
  if (type === "texte" && encodage) return openCsvLecture(fichier, { ...releve, encodage }, options, PROFILS);
  if (type === "xlsx" || type === "xls" || type === "ods") {
    return openClasseurLecture(fichier, { ...releve, type }, options, PROFILS);
  }
  throw new Error(`${type} without an encoding`);
}
