import type { Affectation } from "./lot.ts";
import { effetsOf, isSameClasse, type Probleme } from "./tableau.ts";

/** A household ready to take the dwelling if the first one refuses. Ranks in the batch. */
export type Reserve = {
  readonly menage: number;
  /** true: same effects as the first one on every objective, so a refusal costs the objectives nothing. */
  readonly memeClasse: boolean;
  /** true: in reserve for another dwelling too, and can serve only once. */
  readonly partagee: boolean;
  /** Ranks of the objectives for which the first one counts, and this one does not for certain. */
  readonly pertes: readonly number[];
};

/** Art. R. 441-3 CCH: three demandes examined for a dwelling, unless there are fewer. */
const CANDIDATS = 3;

/**
 * Candidates 2 and 3 of each proposed dwelling, dwellings with the fewest first. Prefers the same counted class (and there, one that
 * is no reserve yet), else the fewest losses; then the order. A household proposed somewhere is never a reserve.
 */
export function reserver(probleme: Probleme, affectation: Affectation): readonly (readonly Reserve[])[] {
  const proposes = new Set(affectation.filter((menage) => menage !== null));
  const pris = new Set<number>();
  const reserves = affectation.map((): readonly Reserve[] => []);
  const libres = affectation.map((premier, logement) => ({
    logement,
    premier,
    menages: (probleme.ordonne.admis[logement] ?? []).filter((menage) => !proposes.has(menage)),
  }));
  for (const { logement, premier, menages } of libres.sort(
    (a, b) => a.menages.length - b.menages.length || a.logement - b.logement,
  )) {
    if (premier === null) continue;
    const candidates = menages.map((menage) => readReserve(probleme, { logement, premier, menage }, pris));
    const chosen = candidates.sort(compareReserves(probleme)).slice(0, CANDIDATS - 1);
    for (const { menage } of chosen) pris.add(menage);
    reserves[logement] = chosen.map(({ perte: _, ...reserve }) => reserve);
  }
  return reserves;
}

type ReservePesee = Reserve & { readonly perte: number };

type Trio = { readonly logement: number; readonly premier: number; readonly menage: number };

function readReserve(probleme: Probleme, { logement, premier, menage }: Trio, pris: ReadonlySet<number>): ReservePesee {
  const [of, other] = [effetsOf(probleme, logement, premier), effetsOf(probleme, logement, menage)];
  return {
    menage,
    memeClasse: isSameClasse(probleme, logement, premier, menage),
    partagee: pris.has(menage),
    pertes: of.flatMap(({ objectif, effet }, i) =>
      effet.compte === "oui" && other[i]?.effet.compte !== "oui" ? [objectif] : [],
    ),
    perte: of.reduce((sum, { coefficient }, i) => sum + coefficient - (other[i]?.coefficient ?? 0), 0),
  };
}

function compareReserves({ ordonne }: Probleme): (a: ReservePesee, b: ReservePesee) => number {
  const rank = (value: boolean) => (value ? 1 : 0);
  return (a, b) =>
    rank(b.memeClasse) - rank(a.memeClasse) ||
    a.perte - b.perte ||
    rank(a.partagee) - rank(b.partagee) ||
    (ordonne.places[a.menage] ?? 0) - (ordonne.places[b.menage] ?? 0);
}
