import { TAUX_MINIMAL_HORS_QPV } from "#droit/regles/hors-qpv.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import { findVersion, type Version } from "#engagements/regles/convention/version.ts";
import { formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { ObjectifsLus } from "./calage.ts";

/** Years of a period: that of the law's own review (art. L. 441-1 : « révisé tous les trois ans »). */
const ANNEES_PERIODE = 3;

type CibleAnnee = ObjectifsLus["cibles"][number];

/**
 * Rates that the version in force on `aujourdhui` writes for the whole EPCI hors QPV, and the period of the question: the last years
 * of the convention when it writes for them one and the same rate, at least the legal one (« 25 % sur 2021-2023 »); else the three years
 * after its last objective, or after `reference` without one, at the legal rate.
 */
export function readObjectifs(versions: readonly Version[], reference: number, aujourdhui: string): ObjectifsLus {
  const version = findVersion(versions, aujourdhui);
  const cibles = (version?.engagements ?? [])
    .flatMap(({ annee, objet, porteur, taux }) =>
      objet === "hors-qpv" && porteur.type === "epci" && taux !== null ? [{ annee, taux }] : [],
    )
    .toSorted((a, b) => a.annee - b.annee);
  const last = cibles.at(-1)?.annee ?? reference;
  const { valeur: taux, source, confiance } = findValeur(TAUX_MINIMAL_HORS_QPV, `${last + ANNEES_PERIODE}-12-31`);
  const convention = version?.titre ?? null;
  return {
    cibles,
    convention,
    legal: { taux, source, confiance },
    periode: choosePeriode(cibles, { last, reference, legal: { taux, source }, convention: convention ?? "" }),
  };
}

type Choix = {
  readonly last: number;
  readonly reference: number;
  readonly legal: { readonly taux: number; readonly source: string };
  readonly convention: string;
};

function choosePeriode(cibles: readonly CibleAnnee[], choix: Choix): ObjectifsLus["periode"] {
  const { last, reference, legal, convention } = choix;
  const written = endOf(cibles);
  const [first] = written;
  if (first && written.length > 1 && first.taux >= legal.taux && first.annee > reference) {
    const source = `${convention} : ${formatTauxCourt(first.taux)} sur ${first.annee}-${last}`;
    return { debut: first.annee, fin: last, cible: first.taux, source };
  }
  const debut = Math.max(last, reference) + 1;
  return { debut, fin: debut + ANNEES_PERIODE - 1, cible: legal.taux, source: legal.source };
}

/** Last consecutive years, three at most, with one and the same rate. */
function endOf(cibles: readonly CibleAnnee[]): readonly CibleAnnee[] {
  const last = cibles.at(-1);
  if (!last) return [];
  const start = cibles.findLastIndex(
    ({ annee, taux }, rang) => taux !== last.taux || last.annee - annee !== cibles.length - 1 - rang,
  );
  return cibles.slice(Math.max(start + 1, cibles.length - ANNEES_PERIODE));
}
