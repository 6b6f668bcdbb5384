import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { computeCotation } from "../../actes/cotation/coter.ts";
import { grilleOn } from "../../regles/cotation/version-grille.ts";
import type { ReponsesSensibles } from "../../regles/reponses.ts";
import type { CotationPosee, CoterToutQueries, MenageScelle } from "./ports.ts";

export type CotationFaite = {
  readonly lues: number;
  readonly cotees: number;
  /** Count of demandes whose points changed. */
  readonly changees: number;
  /** Count of demandes whose nature has no scheme in force. */
  readonly sansGrille: number;
};

type Question = {
  readonly epci: string;
  readonly jour: string;
  /** Throws when the sealed text was altered. */
  readonly ouvrir: (scelle: Uint8Array) => ReponsesSensibles;
};

/** Scores all demandes of a territory with the schemes of the day, by pages. A second run on the same day writes nothing. */
export async function coterTout(queries: CoterToutQueries, { epci, jour, ouvrir }: Question): Promise<CotationFaite> {
  const versions = await queries.versions(epci);
  const [acces, mutation] = [grilleOn(versions, "acces", jour), grilleOn(versions, "mutation", jour)];
  const grilles = [acces, mutation].filter((grille) => grille !== null);
  const faite = { lues: 0, cotees: 0, changees: 0, sansGrille: 0 };
  if (grilles.length === 0) return faite;
  for await (const page of queries.menages(
    epci,
    grilles.map(({ id }) => id),
  )) {
    const cotations = page.flatMap((menage) => {
      const grille = menage.nature === "mutation" ? mutation : acces;
      if (!grille) return [];
      return [
        { menage, cotation: computeCotation({ epci, menage, grille, sensibles: openSealed(menage, ouvrir), jour }) },
      ];
    });
    const ecrites = cotations.filter(({ menage, cotation }) => !isSame(menage, cotation));
    const changees = ecrites.filter(({ menage, cotation }) => previous(menage, cotation)?.points !== cotation.points);
    const only = (all: typeof cotations) => all.map(({ cotation }) => cotation);
    await queries.poser(epci, only(ecrites), only(changees));
    faite.lues += page.length;
    faite.cotees += cotations.length;
    faite.changees += changees.length;
    faite.sansGrille += page.length - cotations.length;
  }
  return faite;
}

/** Without sealed answers, every sensitive fact is unknown. */
function openSealed({ scelle }: MenageScelle, ouvrir: Question["ouvrir"]): ReponsesSensibles {
  return scelle === null ? {} : ouvrir(scelle);
}

function previous({ posee }: MenageScelle, { grille }: CotationPosee): CotationPosee | null {
  return posee?.grille === grille ? posee : null;
}

function isSame(menage: MenageScelle, cotation: CotationPosee): boolean {
  const avant = previous(menage, cotation);
  return avant !== null && canonicalJson(avant) === canonicalJson(cotation);
}
