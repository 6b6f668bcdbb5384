import { z } from "zod";
import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import { BAILLEURS_NOMMES } from "#donnees/sql/bailleur/noms.ts";
import { RESIDENCES } from "#donnees/sql/parc/residences.ts";
import { reponse, situation } from "#donnees/sql/rows.ts";
import { type Lecteur, oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type {
  CelluleParc,
  CelluleReserve,
  CompteMillesime,
  ParcQueries,
  QuartierParc,
  ResidenceParc,
} from "../../lectures/parc/ports.ts";
import { quartierRow, zonesCompareesRow } from "../../lectures/parc/ports.ts";
import { CLASSES_PARC } from "../../regles/parc/classes.ts";

export function parcQueries(sql: Sql): ParcQueries {
  return {
    millesimes: (epci) => millesimes(sql, epci),
    residences: (epci, millesime) => residences(sql, epci, millesime),
    zonesComparees: (epci, millesime) =>
      oneOf(sql, zonesCompareesRow, `select compares, ecrits_en_qpv, ecrits_hors_qpv from comparer_zones($1, $2)`, [
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
    cellules: (epci, millesime, residenceMin) => cellules(sql, epci, millesime, residenceMin),
    reserves: (epci, millesime) => reserves(sql, epci, millesime),
    ditReloues: (epci, millesime) => ditReloues(sql, epci, millesime),
    serie: (epci) => serie(sql, epci),
    quartiers: (epci, generation) => quartiers(sql, epci, generation),
  };
}

async function millesimes(sql: Sql, epci: string): Promise<string[]> {
  const rows = await rowsOf(
    sql,
    z.object({ periode: z.string() }),
    "select periode from publication where epci = $1 and source = 'rpls' order by periode",
    [epci],
  );
  return rows.map((row) => row.periode);
}

const compte = {
  logements: z.number(),
  modeConnu: z.number(),
  loues: z.number(),
  vacants: z.number(),
  vacantsPlus3Mois: z.number(),
  vacantsDureeInconnue: z.number(),
  vides: z.number(),
  mobiles: z.number(),
  mobilitesPossibles: z.number(),
  mobilitesInconnues: z.number(),
  misesEnLocationInconnues: z.number(),
  loyers: z.number(),
  surfaces: z.number(),
  loyersConnus: z.number(),
};

const residenceRow = z
  .object({
    ...compte,
    cle: z.string(),
    bailleur: z.string().nullable(),
    bailleurNom: z.string().nullable(),
    commune: z.string(),
    nom: z.string(),
    adresse: z.string().nullable(),
    situation,
    qpv: z.string().nullable(),
    longitude: z.number().nullable(),
    latitude: z.number().nullable(),
    construction: z.number().nullable(),
    detenteur: z.string().nullable(),
  })
  .transform(({ longitude, latitude, ...row }): ResidenceParc & { readonly detenteur: string | null } => ({
    ...row,
    bailleurAvant: null,
    point: longitude === null || latitude === null ? null : [longitude, latitude],
  }));

/** Under the bailleur that holds each today: the vintage's own, unless an act of its year or later says otherwise. */
async function residences(sql: Sql, epci: string, millesime: string): Promise<ResidenceParc[]> {
  const rows = await rowsOf(
    sql,
    residenceRow,
    `select r.cle, r.bailleur,
            r.bailleur_nom,
            h.bailleur               as detenteur,
            r.commune, r.nom, r.adresse, r.situation, r.qpv, r.longitude, r.latitude, r.logements,
            r.mode_connu,
            r.loues, r.vacants,
            r.vacants_plus_3_mois    as vacants_plus3_mois,
            r.vacants_duree_inconnue,
            r.vides, r.mobiles,
            r.mobilites_possibles,
            r.mobilites_inconnues,
            r.mises_en_location_inconnues,
            r.loyers, r.surfaces,
            r.loyers_connus,
            r.construction
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

const repartition = z.array(z.number());

const compteComplet = {
  ...compte,
  liberes: z.number(),
  liberationsInconnues: z.number(),
  constructionSomme: z.number(),
  constructionConnue: z.number(),
  recents: z.number(),
};

const celluleRow: Lecteur<CelluleParc> = z
  .object({
    ...compteComplet,
    bailleur: z.string().nullable(),
    bailleurNom: z.string().nullable(),
    commune: z.string(),
    situation,
    qpv: z.string().nullable(),
    zone: z.string().nullable(),
    types: repartition,
    pieces: repartition,
    superficies: repartition,
    periodes: repartition,
    financements: repartition,
    dpe: repartition,
    proposesPeriodes: repartition,
    vacantsPeriodes: repartition,
  })
  .transform(({ types, pieces, superficies, periodes, financements, dpe, ...row }) => ({
    ...row,
    repartitions: { types, pieces, superficies, periodes, financements, dpe },
  }));

/** Element by element: `sumOf("types", 4)` is `array[sum(r.types[1]), …]`. Names are ours, never a user's text. */
function sumOf(column: string, length: number, filter = ""): string {
  const cells = Array.from({ length }, (_, rank) => `coalesce(sum(r.${column}[${rank + 1}])${filter}, 0)`);
  return `array[${cells.join(", ")}]::integer[]`;
}

const SOMMES = `sum(r.logements)              as logements,
            sum(r.mode_connu)             as mode_connu,
            sum(r.loues)                  as loues,
            sum(r.vacants)                as vacants,
            sum(r.vacants_plus_3_mois)    as vacants_plus3_mois,
            sum(r.vacants_duree_inconnue) as vacants_duree_inconnue,
            sum(r.vides)                  as vides,
            sum(r.mobiles)                as mobiles,
            sum(r.mobilites_possibles)    as mobilites_possibles,
            sum(r.mobilites_inconnues)    as mobilites_inconnues,
            sum(r.mises_en_location_inconnues) as mises_en_location_inconnues,
            sum(r.liberes)                as liberes,
            sum(r.liberations_inconnues)  as liberations_inconnues,
            sum(r.loyers)                 as loyers,
            sum(r.surfaces)               as surfaces,
            sum(r.loyers_connus)          as loyers_connus,
            sum(r.construction_somme)     as construction_somme,
            sum(r.construction_connue)    as construction_connue,
            sum(r.recents)                as recents`;

const GRANDES = " filter (where r.taille >= $3)";

function cellules(sql: Sql, epci: string, millesime: string, residenceMin: number): Promise<CelluleParc[]> {
  return rowsOf(
    sql,
    celluleRow,
    `with r as (
       select r.*, sum(r.logements) over (partition by r.cle) as taille,
              case when a_des_zones($1) then zone_locale_de(r.epci, r.commune, r.cle) end as zone
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
  );
}

const millesimeRow: Lecteur<CompteMillesime> = z.object({ ...compteComplet, millesime: z.string(), situation });

function serie(sql: Sql, epci: string): Promise<CompteMillesime[]> {
  return rowsOf(
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
  );
}

const reserveRow: Lecteur<CelluleReserve> = z.object({
  bailleur: z.string().nullable(),
  bailleurNom: z.string().nullable(),
  commune: z.string(),
  situation,
  pieces: z.number().nullable(),
  reserve: reponse,
  logements: z.number(),
  reloues: z.number(),
});

async function ditReloues(sql: Sql, epci: string, millesime: string): Promise<boolean> {
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
}

function reserves(sql: Sql, epci: string, millesime: string): Promise<CelluleReserve[]> {
  return rowsOf(
    sql,
    reserveRow,
    `select c.bailleur,
            c.bailleur_nom,
            c.commune, c.situation, c.pieces, c.reserve, c.logements, c.reloues
       from publication p
       join cube_reserve c on c.lot = p.lot
      where p.epci = $1
        and p.source = 'rpls'
        and p.periode = $2
      order by c.commune, c.bailleur, c.situation, c.pieces, c.reserve`,
    [epci, millesime],
  );
}

function quartiers(sql: Sql, epci: string, generation: 2015 | 2024): Promise<QuartierParc[]> {
  return rowsOf(
    sql,
    quartierRow,
    `select q.code, q.nom, q.communes
       from publication p
       join qpv q on q.epci = p.epci and q.lot = p.lot
      where p.epci = $1
        and p.source = 'qpv'
        and q.generation = $2
      order by q.code, q.ligne`,
    [epci, generation],
  );
}
