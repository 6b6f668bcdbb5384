import { z } from "zod";
import { contingent, origine, reponse } from "#donnees/formats/ports.ts";
import { type Lecteur, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { AxeCroise, LignesCroisees, MoisPublie } from "../../lectures/bilan-bailleur/bilan-bailleur.ts";
import {
  type BilanBailleurQueries,
  type CelluleCroisee,
  type CelluleOrigine,
  celluleRow,
} from "../../lectures/bilan-bailleur/ports.ts";
import type { CubeFiltre } from "../../lectures/ports.ts";
import { cubeOu, paramsOf } from "../lot/cube-filtre.ts";

type Lectures = Pick<BilanBailleurQueries, "croisements" | "origines" | "mois">;

/**
 * Crosses the cube by two or three answers: the published cells of cube.queries.ts, under the same row policies. Sums without bounds: a lease that
 * may be counted already is left out.
 */
export function croisementQueries(sql: Sql): Lectures {
  return {
    croisements: (filtre) => croisements(sql, filtre),
    origines: (filtre) => origines(sql, filtre),
    mois: (epci, annee) => mois(sql, epci, annee),
  };
}

const LIGNES: Readonly<Record<LignesCroisees, string>> = {
  contingent: "c.contingent",
  secteur: "coalesce(c.secteur, 'inconnu')",
  commune: "coalesce(c.commune, 'inconnu')",
};

/** « inconnu » everywhere when the file does not say. */
const AXES: Readonly<Record<AxeCroise, string>> = {
  quartile: "case c.ressources when 'nulles' then 'nulles' else c.quartile end",
  situation: "case c.situation when 'inconnue' then 'inconnu' else c.situation end",
  menage: "c.menage",
  age: "c.age",
  origine: "case c.origine when 'inconnue' then 'inconnu' else c.origine end",
  prioritaire: "c.prioritaire",
};

/** Names and expressions come from the code, never from a user. */
function croisements(sql: Sql, filtre: CubeFiltre): Promise<CelluleCroisee[]> {
  const values = (of: Readonly<Record<string, string>>) =>
    Object.entries(of)
      .map(([nom, expression]) => `('${nom}', ${expression})`)
      .join(", ");
  return rowsOf(
    sql,
    celluleRow,
    `select l.nom as lignes_de, l.cle, a.nom as axe, a.valeur, sum(c.nombre) as nombre
       from publication p
       join cube_attribution c on c.lot = p.lot
      cross join lateral (values ${values(LIGNES)}) as l (nom, cle)
      cross join lateral (values ${values(AXES)}) as a (nom, valeur)
      ${cubeOu("alors")}
        and not c.double_possible
      group by l.nom, l.cle, a.nom, a.valeur
      order by l.nom, l.cle, a.nom, a.valeur`,
    paramsOf(filtre),
  );
}

const origineRow: Lecteur<CelluleOrigine> = z.object({ contingent, origine, dalo: reponse, nombre: z.number() });

function origines(sql: Sql, filtre: CubeFiltre): Promise<CelluleOrigine[]> {
  return rowsOf(
    sql,
    origineRow,
    `select c.contingent, c.origine, c.dalo, sum(c.nombre) as nombre
       from publication p
       join cube_attribution c on c.lot = p.lot
      ${cubeOu("alors")}
        and not c.double_possible
      group by c.contingent, c.origine, c.dalo
      order by c.contingent, c.origine, c.dalo`,
    paramsOf(filtre),
  );
}

const moisRow: Lecteur<MoisPublie> = z.object({
  bailleur: z.string(),
  mois: z.number(),
  nombre: z.number(),
  empreinte: z.string(),
});

/**
 * The fingerprint covers the counts by all that these bilans cut by, not the lots: publishing the same leases again changes nothing. It includes
 * possible doubles, which the bounds count.
 */
function mois(sql: Sql, epci: string, annee: number): Promise<MoisPublie[]> {
  return rowsOf(
    sql,
    moisRow,
    `with cellule as (
       select c.bailleur, c.mois,
              concat_ws('|', coalesce(c.commune, '?'), coalesce(c.secteur, '?'), c.situation, c.quartile, c.ressources,
                        c.relogement, c.prioritaire, c.dalo, c.contingent, c.origine, c.menage, c.age,
                        case when c.double_possible then 'double' end) as quoi,
              sum(c.nombre) as nombre, coalesce(sum(c.nombre) filter (where not c.double_possible), 0) as compte
         from publication p
         join cube_attribution c on c.lot = p.lot
        where p.epci = $1
          and p.source = 'sne-attributions'
          and c.mois between make_date($2::integer, 1, 1) and make_date($2::integer, 12, 1)
        group by c.bailleur, c.mois, quoi
     )
     select bailleur, extract(month from mois)::integer as mois, sum(compte)::bigint as nombre,
            md5(string_agg(quoi || '=' || nombre, ';' order by quoi collate "C")) as empreinte
       from cellule
      group by bailleur, mois
      order by bailleur, mois`,
    [epci, annee],
  );
}
