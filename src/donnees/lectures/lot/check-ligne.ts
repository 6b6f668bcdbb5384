import { buildPointLocator } from "#socle/calculs/perimetre/locate-point.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Anomalie } from "../../formats/lecture.ts";
import type { CommuneRow } from "../../formats/rows.ts";
import { communeOf } from "../../regles/territoire/commune.ts";
import type { Mouvement, MouvementsCommunes } from "../../regles/territoire/mouvements.ts";

export type LigneSituee<Row> = { readonly row: Row; readonly anomalies: readonly Anomalie[] };
export type CheckLigne = <Row extends object>(row: Row, ligne: number) => LigneSituee<Row>;

const RIEN: readonly Anomalie[] = [];

type Territoire = {
  readonly codes: ReadonlySet<string>;
  readonly mouvements: MouvementsCommunes;
};

/**
 * Checks that need the territory: the code of an arrondissement is read as its city, that of a commune since merged into one of ours as ours, and a
 * point in another commune than the line's is reported.
 */
export async function buildCheckLigne(
  base: Pick<Base, "territoires">,
  epci: string,
  territoire: Territoire,
): Promise<CheckLigne> {
  const isElsewhere = buildIsElsewhere(await base.territoires.contours(epci));
  return (row, ligne) => {
    if (!("commune" in row) || typeof row.commune !== "string") return { row, anomalies: RIEN };
    const written = communeOf(row.commune);
    const { commune, dit } = readCommune(written, jourOf(row), territoire);
    const lost = commune !== null && isElsewhere?.(row, commune) ? [elsewhere(ligne, commune)] : RIEN;
    const said = dit === null ? lost : [{ ...dit, ligne, valeur: written }, ...lost];
    if (commune === row.commune) return { row, anomalies: said };
    return { row: { ...row, commune, ...(dit === null ? {} : { communeEcrite: written }) }, anomalies: said };
  };
}

type CommuneLue = {
  readonly commune: string | null;
  readonly dit: Pick<Anomalie, "code" | "gravite" | "colonne" | "message"> | null;
};

/**
 * The code on the line's day when it is one of the territory's, else the present code when it is. A code outside the territory that then covered a
 * commune separated since is ambiguous.
 */
function readCommune(written: string, jour: string | null, { codes, mouvements }: Territoire): CommuneLue {
  const retablies = jour === null ? [] : mouvements.retabliesApres(written, jour);
  if (retablies.length > 0 && codes.has(written)) {
    const ours = retablies.every(({ apres }) => codes.has(apres));
    return { commune: ours ? written : null, dit: restored(written, retablies, ours) };
  }
  const ofDay = jour === null ? written : mouvements.codeLe(written, jour);
  const found = [ofDay, mouvements.codeLe(written, null)].find((code) => codes.has(code)) ?? written;
  return { commune: found, dit: found === written ? null : merged(written, found, mouvements) };
}

/** For a lease; other lines have the day of their file, whose codes they use. */
function jourOf(row: object): string | null {
  return "bailSigneLe" in row && typeof row.bailSigneLe === "string" ? row.bailSigneLe : null;
}

/** null when no contour is published. */
function buildIsElsewhere(contours: readonly CommuneRow[]): ((row: object, commune: string) => boolean) | null {
  if (contours.length === 0) return null;
  const locate = buildPointLocator(contours.map(({ code, contour }) => ({ code, polygones: contour.coordinates })));
  const drawn = new Set(contours.map(({ code }) => code));
  return (row, commune) => {
    const point = drawn.has(commune) ? pointOf(row) : null;
    return point !== null && locate(point[0], point[1]) !== commune;
  };
}

function pointOf(row: object): readonly [number, number] | null {
  if (!("longitude" in row) || !("latitude" in row)) return null;
  const { longitude, latitude } = row;
  return typeof longitude === "number" && typeof latitude === "number" ? [longitude, latitude] : null;
}

function merged(former: string, current: string, mouvements: MouvementsCommunes): CommuneLue["dit"] {
  const depuis = mouvements.finDe(former)?.depuis ?? null;
  const quand =
    depuis === null ? "qui a depuis fusionné ou changé de code" : `qui a cessé d’exister le ${formatJour(depuis)}`;
  return {
    code: "commune-fusionnee",
    gravite: "AVE",
    colonne: "commune",
    message: `Le code ${former} est celui d’une commune ${quand}\u00a0: lu ${current}.`,
  };
}

function restored(code: string, retablies: readonly Mouvement[], ours: boolean): CommuneLue["dit"] {
  const noms = retablies.map(({ apres, nomApres, jour }) => `${nomApres} (${apres}), rétablie le ${formatJour(jour)}`);
  const suite = ours ? `lu ${code}, à vérifier` : "commune inconnue, comptée dans les bornes";
  return {
    code: "commune-retablie",
    gravite: "AVE",
    colonne: "commune",
    message: `Le jour du bail, le code ${code} était aussi celui de ${noms.join(", ")}\u00a0: ${suite}.`,
  };
}

function elsewhere(ligne: number, commune: string): Anomalie {
  return {
    code: "coordonnees-hors-commune",
    gravite: "AVE",
    ligne,
    colonne: "commune",
    valeur: commune,
    message:
      "Les coordonnées tombent hors de la commune du logement\u00a0: gardées telles quelles. Vérifiez la commune ou le géocodage.",
  };
}
