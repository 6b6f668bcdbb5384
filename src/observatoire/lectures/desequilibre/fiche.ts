import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { AnalyseDesequilibre, ResidenceEcartee, Unite, UniteAnalysee } from "./analyse.ts";
import { figureDetail, figureLieu } from "./figures-lieu.ts";
import { figureFonctionnementResidence, figureOccupationResidence } from "./figures-residence.ts";
import { ecrireMethodeBreve } from "./methodes.ts";
import { phrasesEntrants, phrasesEquilibre, phrasesFonctionnement, phrasesSolidite } from "./phrases-fiche.ts";

/** A signatory's question about a résidence, and its answer in sentences. */
export type ReponseFiche = { readonly question: string; readonly phrases: readonly string[] };

export type FicheResidence = {
  readonly unite: Unite;
  /** null: excluded from the reading. */
  readonly lecture: UniteAnalysee | null;
  readonly exclusion: ResidenceEcartee | null;
  readonly titre: string;
  readonly reponses: readonly ReponseFiche[];
  readonly figures: readonly Figure[];
  /** The located résidences of its commune, itself apart. */
  readonly autour: readonly Position[];
  readonly millesime: string;
  readonly enquete: string | null;
  /** The method in three sentences, for places without room. */
  readonly methodeBreve: readonly string[];
};

type Position = readonly [longitude: number, latitude: number];

/** null when the stock has no résidence with that key. */
export function buildFiche(analyse: AnalyseDesequilibre, cle: string): FicheResidence | null {
  const lecture = analyse.residences.find((unite) => unite.cle === cle) ?? null;
  const exclusion = analyse.exclues.find(({ unite }) => unite?.cle === cle) ?? null;
  const unite = lecture ?? exclusion?.unite ?? null;
  if (!unite) return null;
  const { millesime, enquete } = analyse;
  const said = {
    unite,
    lecture,
    exclusion,
    millesime,
    enquete,
    methodeBreve: ecrireMethodeBreve(analyse),
    autour: autourDe(analyse, unite),
  };
  if (!lecture) {
    return { ...said, titre: TITRE_EXCLUE, reponses: [], figures: [figureLieu(analyse, unite)] };
  }
  const [premiere] = phrasesEquilibre(lecture, analyse);
  return {
    ...said,
    titre: premiere ?? "",
    reponses: [
      { question: "Est-elle déséquilibrée, et sur quoi ?", phrases: phrasesEquilibre(lecture, analyse).slice(1) },
      { question: "Est-ce établi, ou du bruit ?", phrases: phrasesSolidite(lecture, analyse) },
      { question: "Les entrants l’aggravent-ils ?", phrases: phrasesEntrants(lecture) },
      { question: "Fonctionne-t-elle mal ?", phrases: phrasesFonctionnement(lecture) },
    ],
    figures: [
      figureOccupationResidence(analyse, lecture),
      figureFonctionnementResidence(analyse, lecture),
      figureDetail(analyse, lecture),
      figureLieu(analyse, unite),
    ],
  };
}

function autourDe({ residences }: AnalyseDesequilibre, { cle, commune }: Unite): readonly Position[] {
  return residences.flatMap((autre) =>
    autre.commune === commune && autre.cle !== cle && autre.point ? [autre.point] : [],
  );
}

const TITRE_EXCLUE = "Exclue de la lecture des déséquilibres";
