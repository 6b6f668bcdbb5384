import type { Chaine, ChaineQueries, Repere } from "#socle/lectures/journal/ports.ts";
import { beginChaine, endChaine, followLigne, type Parcours, type Rupture } from "./chaine.ts";

export type ChaineVerifiee = {
  readonly organisation: number;
  readonly nom: string;
  readonly lignes: number;
  readonly tete: Repere | null;
  /** Last purged line, trusted as the start: earlier lines can no longer be verified. */
  readonly scelle: Repere | null;
  /** Empty: the chain is whole. */
  readonly ruptures: readonly Rupture[];
};

export type Verification = {
  readonly lignes: number;
  /** Only organisations with a present or past line. */
  readonly chaines: readonly ChaineVerifiee[];
  readonly ruptures: readonly Rupture[];
};

/**
 * Recomputes every chain, line by line, and reports each rupture. Trusts nothing stored, SQL functions included; only heads exported before reveal a
 * chain rewritten whole, head included (`compareTetes`).
 */
export async function verifyJournal(queries: ChaineQueries): Promise<Verification> {
  const parcours = new Map((await queries.chaines()).map((chaine) => [chaine.organisation, beginChaine(chaine)]));
  for await (const ligne of queries.lignes()) {
    followLigne(parcoursOf(parcours, Number(ligne.organisation)), ligne);
  }
  const walked = [...parcours.values()].filter(({ chaine, lignes }) => lignes > 0 || chaine.tete || chaine.scelle);
  walked.forEach(endChaine);
  const chaines = walked.map(({ chaine: { organisation, nom, tete, scelle }, lignes, ruptures }) => ({
    organisation,
    nom,
    lignes,
    tete,
    scelle,
    ruptures,
  }));
  return {
    lignes: chaines.reduce((total, { lignes }) => total + lignes, 0),
    chaines,
    ruptures: chaines.flatMap(({ ruptures }) => ruptures),
  };
}

/** Lines of an organisation unknown to the database form a chain too. */
function parcoursOf(parcours: Map<number, Parcours>, organisation: number): Parcours {
  const known = parcours.get(organisation);
  if (known) return known;
  const chaine: Chaine = { organisation, nom: `organisation ${organisation}`, tete: null, scelle: null };
  const begun = beginChaine(chaine);
  parcours.set(organisation, begun);
  return begun;
}
