import { z } from "zod";
import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import { BAILLEURS_NOMMES } from "#donnees/sql/bailleur/noms.ts";
import { RESIDENCES } from "#donnees/sql/parc/residences.ts";
import { colonneOf, colonnesOf } from "#socle/sql/ligne.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type CelluleParc,
  celluleRow,
  classesLoyerRow,
  compteRow,
  millesimeRow,
  type ParcQueries,
  quartierRow,
  type ResidenceParc,
  recentsRow,
  repartitionsRow,
  reserveRow,
  residenceRow,
  zonesCompareesRow,
} from "../../lectures/parc/ports.ts";
import { CLASSES_PARC } from "../../regles/parc/classes.ts";

export function parcQueries(sql: Sql): ParcQueries {
  return {
    millesimes: async (epci) => {
      const rows = await rowsOf(
        sql,
        z.object({ periode: z.string() }),
        "select periode from publication where epci = $1 and source = 'rpls' order by periode",
        [epci],
      );
      return rows.map((row) => row.periode);
    },
    residences: (epci, millesime) => residences(sql, epci, millesime),
    zonesComparees: (epci, millesime) =>
      oneOf(sql, zonesCompareesRow, `select ${colonnesOf(zonesCompareesRow)} from comparer_zones($1, $2)`, [
        epci,
        millesime,
      ]),
    residenceCourante: async (epci, cle) => {
      const row = await rowOf(
        sql,
        z.object({ courante: z.string() }),
        "select courante from residence where epci = $1 and (cle = $2 or ecriture = $2) order by cle = $2 desc limit 1",
        [epci, cle],
      );
      return row?.courante ?? null;
    },
    cellules: (epci, millesime, residenceMin) =>
      rowsOf(
        sql,
        repartieRow,
        `with r as (
           select r.*, sum(r.logements) over (partition by r.cle) as taille,
                  ${ZONE} as zone
             from publication p
             join ${RESIDENCES} r on r.epci = p.epci and r.lot = p.lot
            where p.epci = $1
              and p.source = 'rpls'
              and p.periode = $2
         )
         select r.bailleur,
                max(r.bailleur_nom)           as bailleur_nom,
                r.commune, r.situation, r.qpv, r.zone,
                ${SOMMES},
                ${Object.entries(CLASSES_PARC)
                  .map(([nom, classes]) => `${sumOf(nom, classes.length)} as ${nom},`)
                  .join("\n            ")}
                ${sumOf("proposes_periodes", CLASSES_PARC.periodes.length, GRANDES)} as proposes_periodes,
                ${sumOf("vacants_periodes", CLASSES_PARC.periodes.length, GRANDES)} as vacants_periodes
           from r
          group by r.bailleur, r.commune, r.situation, r.qpv, r.zone
          order by r.bailleur, r.commune, r.situation, r.qpv, r.zone`,
        [epci, millesime, residenceMin],
      ),
    reserves: (epci, millesime) =>
      rowsOf(
        sql,
        reserveRow,
        `select ${colonnesOf(reserveRow, "c")}
           from publication p
           join cube_reserve c on c.epci = p.epci and c.lot = p.lot
          where p.epci = $1
            and p.source = 'rpls'
            and p.periode = $2
          order by c.commune, c.bailleur, c.situation, c.pieces, c.reserve`,
        [epci, millesime],
      ),
    recents: (epci, millesime) =>
      rowsOf(
        sql,
        recentsRow,
        `select r.bailleur, r.commune, r.situation, r.qpv, ${ZONE} as zone,
                r.proposes_recents as proposes, r.vacants_recents as vacants
           from publication p
           join ${RESIDENCES} r on r.epci = p.epci and r.lot = p.lot
          where p.epci = $1
            and p.source = 'rpls'
            and p.periode = $2
            and r.recents > 0
          order by r.ecriture, r.situation`,
        [epci, millesime],
      ),
    classesLoyer: (epci, millesime) =>
      rowsOf(
        sql,
        classesLoyerRow,
        `select r.cle, r.bailleur, r.commune, r.situation, r.qpv, ${ZONE} as zone, r.logements,
                r.classes_loyer as classes
           from publication p
           join ${RESIDENCES} r on r.epci = p.epci and r.lot = p.lot
          where p.epci = $1
            and p.source = 'rpls'
            and p.periode = $2
          order by r.ecriture, r.situation`,
        [epci, millesime],
      ),
    ditReloues: async (epci, millesime) => {
      const { dit } = await oneOf(
        sql,
        z.object({ dit: z.boolean() }),
        `select exists (select from publication p
                          join logement g on g.epci = p.epci and g.lot = p.lot
                         where p.epci = $1 and p.source = 'rpls' and p.periode = $2
                           and g.mode in ('1', '2') and g.bail_depuis is not null) as dit`,
        [epci, millesime],
      );
      return dit;
    },
    serie: (epci) =>
      rowsOf(
        sql,
        millesimeRow,
        `select p.periode as millesime, r.situation,
                ${SOMMES}
           from publication p
           join ${RESIDENCES} r on r.epci = p.epci and r.lot = p.lot
          where p.epci = $1
            and p.source = 'rpls'
          group by p.periode, r.situation
          order by p.periode, r.situation`,
        [epci],
      ),
    quartiers: (epci, generation) =>
      rowsOf(
        sql,
        quartierRow,
        `select ${colonnesOf(quartierRow, "q")}
           from publication p
           join qpv q on q.epci = p.epci and q.lot = p.lot
          where p.epci = $1
            and p.source = 'qpv'
            and q.generation = $2
          order by q.code, q.ligne`,
        [epci, generation],
      ),
  };
}

const ZONE = "case when a_des_zones($1) then zone_locale_de(r.epci, r.commune, r.cle) end";

const detenueRow = residenceRow
  .extend({ longitude: z.number().nullable(), latitude: z.number().nullable(), detenteur: z.string().nullable() })
  .transform(({ longitude, latitude, ...row }): ResidenceParc & { readonly detenteur: string | null } => ({
    ...row,
    bailleurAvant: null,
    point: longitude === null || latitude === null ? null : [longitude, latitude],
  }));

/** Under the present bailleur: the vintage's, unless a later act changed it. */
async function residences(sql: Sql, epci: string, millesime: string): Promise<ResidenceParc[]> {
  const rows = await rowsOf(
    sql,
    detenueRow,
    `select ${colonnesOf(residenceRow, "r")},
            h.bailleur as detenteur, r.longitude, r.latitude
       from publication p
       join ${RESIDENCES} r on r.epci = p.epci and r.lot = p.lot
       left join lateral (
            select s.bailleur
              from suivre_bailleur(p.epci, r.bailleur, r.commune, r.cle, make_date(left(p.periode, 4)::integer, 1, 1), 'infinity') s
             where r.bailleur = any (array(select siren from successions_de($1)))
            ) as h on h.bailleur <> r.bailleur
      where p.epci = $1
        and p.source = 'rpls'
        and p.periode = $2
      order by r.ecriture, r.situation`,
    [epci, millesime],
  );
  if (rows.every(({ detenteur }) => detenteur === null)) return rows.map(({ detenteur: _, ...row }) => row);
  const noms = new Map(
    (await rowsOf(sql, nomRow, BAILLEURS_NOMMES, [epci])).map(({ siren, nom }) => [siren, nom] as const),
  );
  return rows.map(({ detenteur, ...row }) => (detenteur === null ? row : heldBy(row, detenteur, noms)));
}

const nomRow = z.object({ siren: z.string(), nom: z.string() });

function heldBy(row: ResidenceParc, detenteur: string, noms: ReadonlyMap<string, string>): ResidenceParc {
  const avant = row.bailleurNom ?? nameBailleur(row.bailleur ?? "", noms);
  return { ...row, bailleur: detenteur, bailleurNom: nameBailleur(detenteur, noms), bailleurAvant: avant };
}

const repartieRow = celluleRow.extend(repartitionsRow.shape).transform(
  ({ types, pieces, superficies, periodes, financements, dpe, ...row }): CelluleParc => ({
    ...row,
    repartitions: { types, pieces, superficies, periodes, financements, dpe },
  }),
);

/** `sumOf("types", 4)` is `array[sum(r.types[1]), …]`. Names never come from a user. */
function sumOf(column: string, length: number, filter = ""): string {
  const cells = Array.from({ length }, (_, rank) => `coalesce(sum(r.${column}[${rank + 1}])${filter}, 0)`);
  return `array[${cells.join(", ")}]::integer[]`;
}

const SOMMES = Object.keys(compteRow.shape)
  .map(colonneOf)
  .map((colonne) => `sum(r.${colonne}) as ${colonne}`)
  .join(", ");

const GRANDES = " filter (where r.taille >= $3)";
