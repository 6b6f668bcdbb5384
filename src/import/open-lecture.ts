import type { Source } from "#domain/shared/source.ts";
import { openCsvLecture } from "./csv-lecture.ts";
import { surveyOctets } from "./decode/releve-octets.ts";
import { openGeojsonLecture } from "./geo/geojson-lecture.ts";
import type { Fichier, Lecture, LectureOptions } from "./lecture.ts";
import type { Profil } from "./profil.ts";
import { PROFIL_RPLS } from "./rpls/logement.ts";
import { PROFIL_ATTRIBUTIONS } from "./sne/attribution.ts";
import { PROFIL_DEMANDES } from "./sne/demande.ts";
import { PROFIL_OBJECTIFS } from "./tables/objectifs.ts";
import { PROFIL_RESULTATS } from "./tables/resultats.ts";
import { PROFIL_SEUILS } from "./tables/seuils.ts";

const PROFILS = [
  PROFIL_RPLS,
  PROFIL_ATTRIBUTIONS,
  PROFIL_DEMANDES,
  PROFIL_OBJECTIFS,
  PROFIL_RESULTATS,
  PROFIL_SEUILS,
] as unknown as readonly Profil<Source>[];

export async function openLecture(fichier: Fichier, options: LectureOptions): Promise<Lecture> {
  const releve = await surveyOctets(fichier);
  if (releve.encodage === null) throw new Error("workbook: not wired yet");
  const texte = { ...releve, encodage: releve.encodage };
  return releve.type === "json"
    ? openGeojsonLecture(fichier, texte, options)
    : openCsvLecture(fichier, texte, options, PROFILS);
}
