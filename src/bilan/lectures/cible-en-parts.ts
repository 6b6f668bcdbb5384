import { intersect, monthOf } from "#donnees/regles/convention/duree-objectif.ts";
import { withRejetees } from "#droit/regles/attribution/compte.ts";
import { countRejetees, findManquants, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { countEnQpv } from "#droit/regles/en-qpv.ts";
import { countHorsQpv } from "#droit/regles/hors-qpv.ts";
import { countInconnus, judgeNombre, judgeShare, type PartIncertaine } from "#droit/regles/part.ts";
import type { LectureRessourcesNulles } from "#droit/regles/quartile.ts";
import type { PartJugee } from "#engagements/regles/convention/dire-parts.ts";
import type { ObjectifRetenu, PartObjectif } from "#engagements/regles/convention/objectif-annee.ts";
import { daysOfPeriode, type Periode } from "#socle/regles/shared/periode.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import { ofDetenteur } from "./bailleur/detenteur.ts";
import type { Cible } from "./bilan.ts";
import type { CompteSitue, CubeQueries } from "./ports.ts";

/** Leases of a year with their days, for objectives in parts. null: none of its objectives has parts. */
export type Situes = readonly CompteSitue[] | null;

/** Only read for a year that an avenant splits. */
export async function readSitues(
  cubes: Pick<CubeQueries, "bySituation">,
  { epci, annee, bailleur }: { readonly epci: string; readonly annee: number; readonly bailleur: string | null },
  objectifs: readonly ObjectifRetenu[],
): Promise<Situes> {
  const shared = objectifs.some((one) => one.annee === annee && one.parts.length > 0);
  return shared ? cubes.bySituation(epci, [annee, annee], bailleur) : null;
}

export type CadreParts = {
  readonly periode: Periode;
  readonly nulles: LectureRessourcesNulles;
  readonly trimestres: readonly TrimestrePublie[] | null;
  readonly situes: Situes;
};

/**
 * An objective split between two versions, each on its own leases: the whole is reached when every part is. Counts from a printed table have no days,
 * and decide nothing.
 */
export function judgeEnParts(objectif: ObjectifRetenu, cadre: CadreParts): Cible {
  const asked = daysOfPeriode(cadre.periode);
  const parts = objectif.parts.flatMap((part): PartJugee[] => {
    const jours = intersect(part, asked);
    return jours === null
      ? []
      : [judgePart({ ...part, ...jours }, countJours(objectif, jours, cadre), isOpen(jours, cadre))];
  });
  return {
    taux: objectif.taux,
    nombre: objectif.nombre,
    attendu: parts.reduce((sum, { attendu }) => sum + attendu, 0),
    manque: parts.reduce((sum, { manque }) => sum + manque, 0),
    verdict: combineVerdicts(parts.map(({ verdict }) => verdict)),
    contredit: false,
    acte: objectif.acte,
    parts,
  };
}

function countJours(
  { bailleur, objet }: ObjectifRetenu,
  { du, au }: { readonly du: string; readonly au: string },
  { situes, nulles, trimestres }: CadreParts,
): PartIncertaine | null {
  if (situes === null) return null;
  const during = situes.filter(({ debut }) => debut >= du && debut <= au);
  const own = bailleur === null ? during : ofDetenteur(during, bailleur, (row) => row.bailleur);
  const mois = { premierMois: monthOf(du), dernierMois: monthOf(au) };
  const possibles = withRejetees(own, trimestres === null ? 0 : countRejetees(mois, trimestres));
  return objet === "qpv" ? countEnQpv(possibles, nulles) : countHorsQpv(possibles, nulles);
}

/** Whether a quarter with one of these days is incomplete. */
function isOpen(
  { du, au }: { readonly du: string; readonly au: string },
  { trimestres, periode }: CadreParts,
): boolean {
  const months = { ...periode, premierMois: monthOf(du), dernierMois: monthOf(au) };
  return trimestres !== null && findManquants(months, trimestres).length > 0;
}

/** `compte` null: the leases of these days are unknown. The rate decides when both are written, since the number is for the whole year. */
export function judgePart(part: PartObjectif, compte: PartIncertaine | null, enCours: boolean): PartJugee {
  const { du, au, taux, nombre, acte } = part;
  const { part: realise, total: assiette } = compte ?? { part: 0, total: 0 };
  const attendu = taux === null ? (nombre ?? 0) : ceilShare(assiette, taux);
  return {
    du,
    au,
    taux,
    nombre,
    acte,
    realise,
    assiette,
    attendu,
    manque: Math.max(0, attendu - realise),
    inconnus: compte === null ? null : countInconnus(compte),
    verdict: enCours ? "en-cours" : compte === null ? "indecidable" : issueOf(compte, part),
  };
}

function issueOf(compte: PartIncertaine, { taux, nombre }: PartObjectif): Verdict {
  if (taux !== null) return judgeShare(compte, taux);
  return nombre === null ? "sans-objet" : judgeNombre(compte, nombre);
}

/** No verdict before the end; then one missed part is enough, and one undecided part leaves the whole undecided. */
function combineVerdicts(verdicts: readonly Verdict[]): Verdict {
  const judged = verdicts.filter((verdict) => verdict !== "sans-objet");
  const found = (["en-cours", "non-atteint", "indecidable"] as const).find((one) => judged.includes(one));
  return found ?? (judged.length === 0 ? "sans-objet" : "atteint");
}
