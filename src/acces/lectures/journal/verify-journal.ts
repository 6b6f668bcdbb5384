import type { Chaine, ChaineQueries, Repere } from "#socle/lectures/journal/ports.ts";
import { beginChaine, endChaine, followLigne, type Parcours, type Rupture } from "./chaine.ts";

export type ChaineVerifiee = {
  readonly organisation: number;
  readonly nom: string;
  readonly lignes: number;
  readonly tete: Repere | null;
  /** The last line purged, on whose word the verification begins: no line before it can be verified any more. */
  readonly scelle: Repere | null;
  /** Empty: the chain is whole. */
  readonly ruptures: readonly Rupture[];
};

export type Verification = {
  readonly lignes: number;
  /** Only organisations that have, or had, a line. */
  readonly chaines: readonly ChaineVerifiee[];
  readonly ruptures: readonly Rupture[];
};

/**
 * Computes every chain again, line by line, and tells each place where it is broken. Nothing that is stored is trusted, its functions
 * included; a chain rewritten whole, head and all, is found only against heads exported before (`compareTetes`).
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

/** Lines of an organisation that the database no longer knows are a chain too. */
function parcoursOf(parcours: Map<number, Parcours>, organisation: number): Parcours {
  const known = parcours.get(organisation);
  if (known) return known;
  const chaine: Chaine = { organisation, nom: `organisation ${organisation}`, tete: null, scelle: null };
  const begun = beginChaine(chaine);
  parcours.set(organisation, begun);
  return begun;
}
