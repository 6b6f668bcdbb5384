import { buildCadre, countNonLues } from "#bilan/lectures/cadre.ts";
import { measure } from "#bilan/lectures/measure.ts";
import { groupByCle } from "#bilan/lectures/ventile.ts";
import type { ObjectifRow } from "#donnees/formats/rows.ts";
import { keyLieu } from "#donnees/regles/convention/lieu.ts";
import { type ConventionDeps, changeDraft, type VersionVisee } from "#engagements/actes/convention/deps.ts";
import { type Engagement, porteurOf, type Reference } from "#engagements/regles/convention/engagement.ts";
import type { ObjectifTerritorialise } from "#engagements/regles/convention/objectif-territorialise.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/**
 * Fills a draft with the published « objectifs » files, in place of what it held; the reference of each number is the year before the act, as
 * published. Returns the count of objectives taken over. Throws `droit-absent`, `version-inconnue`, `version-en-vigueur`, `objectifs-absents`.
 */
export function reprendreObjectifs(deps: ConventionDeps, visee: VersionVisee): Promise<number> {
  const { epci } = visee;
  return changeDraft(deps, visee, async (tx, version) => {
    const deposes = await tx.conventions.objectifsDeposes(epci);
    const [first] = deposes;
    if (!first) {
      throw new Refus(
        "objectifs-absents",
        "Aucun fichier d’objectifs n’est publié sur ce territoire. Déposez-en un, ou saisissez les objectifs ici.",
      );
    }
    const references = await readReferences(tx, epci, Number(first.depuis.slice(0, 4)) - 1);
    const rows = [...lastOfEach(deposes).values()];
    const engagements = rows.filter(({ du }) => du === null).map((row) => engagementOf(row, references));
    await tx.conventions.replaceEngagements(epci, version.id, engagements);
    await tx.conventions.replaceTerritorialises(epci, version.id, rows.flatMap(territorialiseOf));
    return rows.length;
  });
}

function keyDepose({ annee, objet, bailleur, contingent, lieu, du, au }: ObjectifRow): string {
  return [annee, objet, bailleur, contingent, keyLieu(lieu), du, au].join(" ");
}

/** One row a year and a bearer: the last to take effect, as the bilan reads them. */
function lastOfEach(deposes: readonly ObjectifRow[]): ReadonlyMap<string, ObjectifRow> {
  return new Map(deposes.map((row) => [keyDepose(row), row]));
}

type References = (row: ObjectifRow) => Reference | null;

/** null: the actor may not read every bailleur, or the year is not published, or not wholly read: what is written stays, a count that a correction changes would too. */
async function readReferences(
  { acteur, cubes }: Pick<Base, "acteur" | "cubes">,
  epci: string,
  annee: number,
): Promise<References> {
  if (!peutPartout(acteur, "bilan", "lire", epci)) return () => null;
  const [comptes, trimestres] = await Promise.all([
    cubes.byBailleur({ epci, annee, premierMois: 1, dernierMois: 12, bailleur: null }),
    cubes.trimestres(epci, annee),
  ]);
  const cadre = buildCadre(yearPeriode(annee), [], trimestres);
  if (comptes.length === 0 || countNonLues(cadre) > 0) return () => null;
  const lines = groupByCle(comptes);
  return ({ bailleur, contingent, objet }) => {
    if (contingent !== null || (objet !== "hors-qpv" && objet !== "qpv")) return null;
    const mesures = measure(bailleur === null ? comptes : (lines.get(bailleur) ?? []), cadre, null);
    const { assiette } = objet === "qpv" ? mesures.qpv : mesures.horsQpv;
    return assiette === 0 ? null : { annee, assiette };
  };
}

function engagementOf(row: ObjectifRow, references: References): Engagement {
  const { annee, objet, taux, nombre } = row;
  return { annee, objet, porteur: porteurOf(row), taux, nombre, reference: references(row) };
}

/** Empty when the row covers a whole year and the whole territory. A part of the year or of the territory has no reference number. */
function territorialiseOf(row: ObjectifRow): readonly ObjectifTerritorialise[] {
  const { objet, lieu, du, au, taux, nombre } = row;
  if (du === null || au === null) return [];
  return [{ objet, porteur: porteurOf(row), lieu, du, au, taux, nombre, reference: null }];
}
