import { z } from "zod";
import type { Axe } from "#application/bilan/bilan.ts";
import type { CompteGroupe, CompteMensuel, CompteSitue, CubeFiltre, CubeQueries } from "#application/bilan/ports.ts";
import { relogements } from "../paire-bail/relogements.queries.ts";
import { chooseMillesime } from "../parc/choose-millesime.ts";
import { contingent, publicationRow, reponse, seuilRow, situation } from "../rows.ts";
import { type Lecteur, oneOf, rowOf, rowsOf, type Sql } from "../sql.ts";
import { CELLULE, CELLULE_LUE, compteRow, readCellule } from "./cellule-cube.ts";
import { aCote, listOf, TRIMESTRES, trimestreRow, trimestres } from "./cube-controles.queries.ts";
import { CUBE_FILTRE, CUBE_OU, paramsOf } from "./cube-filtre.ts";
import { OBJECTIFS, objectifEcritRow, retenusOf, territorialises } from "./cube-objectifs.queries.ts";
import { byAnnee, dehorsParAnnee } from "./cube-perimetre.queries.ts";
import { quartiers } from "./quartiers.queries.ts";

export function cubeQueries(sql: Sql): CubeQueries {
  return {
    byBailleur: (filtre) => groupBy(sql, "c.bailleur", filtre),
    byTrimestre: (filtre) => groupBy(sql, TRIMESTRE, { ...filtre, premierMois: 1, dernierMois: 12 }),
    byAnnee: (epci, communes) => byAnnee(sql, epci, communes),
    dehorsParAnnee: (epci) => dehorsParAnnee(sql, epci),
    byMois: (epci, annees, bailleur) => byMois(sql, epci, annees, bailleur),
    bySituation: (epci, annees, bailleur) => bySituation(sql, epci, annees, bailleur),
    byAxes: (filtre) => groupByAxes(sql, filtre),
    relogements: (filtre) => relogements(sql, filtre),
    aCote: (filtre) => aCote(sql, filtre),
    cadre: (epci, annee, jusque) => cadreLu(sql, epci, [annee, jusque]),
    annees: (epci) => annees(sql, epci),
    anneesComptes: (epci, bailleurs) => anneesComptes(sql, epci, bailleurs),
    trimestres: (epci, annee) => trimestres(sql, epci, annee),
    seuil: (epci, annee) => seuil(sql, epci, annee),
    objectifs: (epci, annee, jusque) => objectifs(sql, epci, [annee, jusque ?? annee]),
    territorialises: (epci, annee) => territorialises(sql, epci, annee),
    quartiers: (epci) => quartiers(sql, epci),
    resultats: (epci, annee) => resultats(sql, epci, annee),
    parc: (epci, annee) => parc(sql, epci, annee),
    bailleurs: (epci) => bailleurs(sql, epci),
    sources: (epci) => sources(sql, epci),
  };
}

const TRIMESTRE = "extract(quarter from c.mois)::text";

/** The key of each axis, as an expression on the cube. « The file does not say » has one spelling for all. */
const AXES: Readonly<Record<Axe, string>> = {
  commune: "coalesce(c.commune, 'inconnu')",
  secteur: "coalesce(c.secteur, 'inconnu')",
  contingent: "c.contingent",
  origine: "case c.origine when 'inconnue' then 'inconnu' else c.origine end",
  prioritaire: "c.prioritaire",
  dalo: "c.dalo",
  menage: "c.menage",
  age: "c.age",
};

/** `cle` is one of the expressions above, never a user's text. */
function groupBy(sql: Sql, cle: string, filtre: CubeFiltre): Promise<CompteGroupe[]> {
  return rowsOf(
    sql,
    compteRow,
    `select ${cle} as cle, ${CELLULE_LUE}, sum(c.nombre) as nombre
       ${CUBE_FILTRE}
      group by 1, ${CELLULE}
      order by 1, ${CELLULE}`,
    paramsOf(filtre),
  );
}

/** The cells of whole years, both included. $2 and $3: the years; $4: a bailleur, or null. */
const ANNEES_ENTIERES = `
       from publication p
       join cube_attribution c on c.lot = p.lot
      where p.epci = $1
        and p.source = 'sne-attributions'
        and c.mois between make_date($2::integer, 1, 1) and make_date($3::integer, 12, 1)
        and ($4::text is null or c.bailleur = $4)`;

const mensuelRow: Lecteur<CompteMensuel> = z
  .object({
    bailleur: z.string(),
    annee: z.number(),
    mois: z.number(),
    debut: z.string(),
    cellule: z.string(),
    nombre: z.number(),
  })
  .transform(({ cellule, nombre, ...quand }) => ({ ...quand, ...readCellule(cellule), nombre }));

function byMois(
  sql: Sql,
  epci: string,
  [premiere, derniere]: readonly [number, number],
  bailleur: string | null,
): Promise<CompteMensuel[]> {
  return rowsOf(
    sql,
    mensuelRow,
    `select c.bailleur, extract(year from c.mois)::integer as annee, extract(month from c.mois)::integer as mois,
            coalesce(c.coupe, c.mois) as debut, ${CELLULE_LUE}, sum(c.nombre) as nombre
       ${ANNEES_ENTIERES}
      group by c.bailleur, c.mois, c.coupe, ${CELLULE}
      order by c.bailleur, c.mois, c.coupe nulls first, ${CELLULE}`,
    [epci, premiere, derniere, bailleur],
  );
}

const situeRow: Lecteur<CompteSitue> = z
  .object({
    bailleur: z.string(),
    annee: z.number(),
    mois: z.number(),
    cellule: z.string(),
    nombre: z.number(),
    commune: z.string().nullable(),
    secteur: z.string().nullable(),
    qpv: z.string().nullable(),
    contingent,
    prioritaire: reponse,
    dalo: reponse,
    debut: z.string(),
  })
  .transform(({ cellule, ...row }) => ({ ...row, ...readCellule(cellule) }));

function bySituation(
  sql: Sql,
  epci: string,
  [premiere, derniere]: readonly [number, number],
  bailleur: string | null,
): Promise<CompteSitue[]> {
  return rowsOf(
    sql,
    situeRow,
    `select c.bailleur, extract(year from c.mois)::integer as annee, extract(month from c.mois)::integer as mois,
            coalesce(c.coupe, c.mois) as debut, c.commune, c.secteur, c.qpv, c.contingent, c.prioritaire, c.dalo,
            ${CELLULE_LUE}, sum(c.nombre) as nombre
       ${ANNEES_ENTIERES}
      group by c.bailleur, c.mois, c.coupe, c.commune, c.secteur, c.qpv, c.contingent, c.prioritaire, c.dalo, ${CELLULE}
      order by c.bailleur, c.mois, c.coupe nulls first, c.commune, c.secteur, c.qpv, c.contingent, c.prioritaire, c.dalo, ${CELLULE}`,
    [epci, premiere, derniere, bailleur],
  );
}

const axeRow: Lecteur<{ readonly axe: Axe; readonly compte: CompteGroupe }> = z
  .object({
    axe: z.custom<Axe>((axe) => typeof axe === "string" && axe in AXES),
    cle: z.string(),
    cellule: z.string(),
    nombre: z.number(),
  })
  .transform(({ axe, cle, cellule, nombre }) => ({ axe, compte: { cle, ...readCellule(cellule), nombre } }));

/** Each cell counts once on every axis; the axes' names and expressions are ours, never a user's text. */
async function groupByAxes(sql: Sql, filtre: CubeFiltre): ReturnType<CubeQueries["byAxes"]> {
  const axes = Object.entries(AXES).map(([axe, cle]) => `('${axe}', ${cle})`);
  const rows = await rowsOf(
    sql,
    axeRow,
    `select a.axe, a.cle, ${CELLULE_LUE}, sum(c.nombre) as nombre
       from publication p
       join cube_attribution c on c.lot = p.lot
      cross join lateral (values ${axes.join(", ")}) as a (axe, cle)
      ${CUBE_OU}
      group by a.axe, a.cle, ${CELLULE}
      order by a.axe, a.cle, ${CELLULE}`,
    paramsOf(filtre),
  );
  const byAxe = new Map<Axe, CompteGroupe[]>();
  for (const { axe, compte } of rows) {
    const list = byAxe.get(axe);
    if (list) list.push(compte);
    else byAxe.set(axe, [compte]);
  }
  return byAxe;
}

/** By the index alone: a lot holds thousands of cells and a year or two. */
async function annees(sql: Sql, epci: string): Promise<number[]> {
  const rows = await rowsOf(
    sql,
    z.object({ annee: z.number() }),
    `select distinct a.annee
       from publication p
      cross join lateral (
            select extract(year from min(c.mois))::integer, extract(year from max(c.mois))::integer
              from cube_attribution c
             where c.lot = p.lot
            ) as m (premiere, derniere)
      cross join lateral generate_series(m.premiere, m.derniere) as a (annee)
      where p.epci = $1
        and p.source = 'sne-attributions'
        and exists (select 1
                      from cube_attribution c
                     where c.lot = p.lot
                       and c.mois between make_date(a.annee, 1, 1) and make_date(a.annee, 12, 1))
      order by a.annee`,
    [epci],
  );
  return rows.map((row) => row.annee);
}

async function anneesComptes(sql: Sql, epci: string, bailleurs: readonly string[] | null): Promise<number[]> {
  const rows = await rowsOf(
    sql,
    z.object({ annee: z.number() }),
    `select distinct r.annee
       from publication p
       join resultat r on r.lot = p.lot
      where p.epci = $1
        and p.source = 'resultats'
        and case when $2::text[] is null then r.bailleur is null else r.bailleur = any ($2) end
        and r.grandeur = 'q1-hors-qpv'
      order by r.annee`,
    [epci, bailleurs],
  );
  return rows.map((row) => row.annee);
}

/** Of several for the year, the last to take effect; of two with the same effect, the last published. */
const SEUIL = `
  select s.epci, s.libelle, s.annee, s.seuil_annuel_uc as "seuilAnnuelUc", s.arrete, s.date_effet as "dateEffet"
    from publication p
    join seuil s on s.lot = p.lot
   where p.epci = $1
     and p.source = 'seuils'
     and s.annee = $2::integer
   order by s.date_effet desc, p.publie_le desc, s.ligne desc
   limit 1`;

function seuil(sql: Sql, epci: string, annee: number): ReturnType<CubeQueries["seuil"]> {
  return rowOf(sql, seuilRow, SEUIL, [epci, annee]);
}

function objectifs(
  sql: Sql,
  epci: string,
  [annee, jusque]: readonly [number, number],
): ReturnType<CubeQueries["objectifs"]> {
  return rowsOf(sql, objectifEcritRow, OBJECTIFS, [epci, annee, jusque]).then((rows) => retenusOf(rows, annee, jusque));
}

const resultatPublie = z.object({
  epci: z.string(),
  annee: z.number(),
  bailleur: z.string().nullable(),
  grandeur: z.string(),
  imprime: z.string(),
  valeur: z.number().nullable(),
  source: z.string(),
  explication: z.string().nullable(),
  fichier: z.string(),
  deposeLe: z.string(),
});

function resultats(sql: Sql, epci: string, annee: number): ReturnType<CubeQueries["resultats"]> {
  return rowsOf(
    sql,
    resultatPublie,
    `select r.epci, r.annee, r.bailleur, r.grandeur, r.imprime, r.valeur, r.source, r.explication,
            l.fichier, (l.depose_le at time zone 'Europe/Paris')::date as "deposeLe"
       from publication p
       join lot l on l.id = p.lot
       join resultat r on r.lot = p.lot
      where p.epci = $1
        and p.source = 'resultats'
        and r.annee = $2
      order by p.periode, r.ligne`,
    [epci, annee],
  );
}

const parcRow = z.object({
  bailleur: z.string().nullable(),
  situation,
  logements: z.number(),
  vacants: z.number().nullable(),
});

/** In two questions: in one, the row policy is read on every vintage. */
async function parc(sql: Sql, epci: string, annee: number): ReturnType<CubeQueries["parc"]> {
  const chosen = await chooseMillesime(sql, epci, annee);
  if (!chosen) return null;
  const comptes = await rowsOf(
    sql,
    parcRow,
    `select c.bailleur, c.situation, sum(c.nombre) as logements,
            case when (select bool_or(mode is not null) from cube_parc where lot = $1)
                 then coalesce(sum(c.nombre) filter (where c.mode = '2'), 0)
            end as vacants
       from cube_parc c
      where c.lot = $1
      group by c.bailleur, c.situation
      order by c.bailleur, c.situation`,
    [chosen.lot],
  );
  return { millesime: chosen.millesime, comptes };
}

const bailleurRow = z.object({ siren: z.string(), nom: z.string() });

/**
 * Within a vintage the name that most dwellings bear wins. A bailleur of the leases or of the objectives that the stock does not name has the
 * name of its organisation in the directory.
 */
const BAILLEURS = `
  select distinct on (siren) siren, nom
    from (select c.bailleur as siren, c.bailleur_nom as nom, 0 as rang, p.periode, sum(c.nombre) as nombre
            from publication p
            join cube_parc c on c.lot = p.lot
           where p.epci = $1
             and p.source = 'rpls'
             and c.bailleur is not null
             and c.bailleur_nom is not null
           group by c.bailleur, p.periode, c.bailleur_nom
           union all
          select o.siren, o.nom, 1, null, -o.id
            from organisation o
           where o.type = 'bailleur'
             and o.siren = any (array(
                   select c.bailleur from publication p join cube_attribution c on c.lot = p.lot where p.epci = $1
                    union
                   select e.siren from engagement e where e.epci = $1))) as noms
   order by siren, rang, periode desc, nombre desc, nom`;

async function bailleurs(sql: Sql, epci: string): ReturnType<CubeQueries["bailleurs"]> {
  return byNom(await rowsOf(sql, bailleurRow, BAILLEURS, [epci]));
}

function byNom(rows: readonly z.infer<typeof bailleurRow>[]): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [row.siren, row.nom]));
}

const cadreRow = z.object({
  seuils: z.array(seuilRow),
  objectifs: z.array(objectifEcritRow),
  trimestres: z.array(trimestreRow),
  bailleurs: z.array(bailleurRow),
});

async function cadreLu(
  sql: Sql,
  epci: string,
  [annee, jusque]: readonly [number, number],
): ReturnType<CubeQueries["cadre"]> {
  const lu = await oneOf(
    sql,
    cadreRow,
    `select ${listOf(SEUIL)} as seuils,
            ${listOf(OBJECTIFS)} as objectifs,
            ${listOf(TRIMESTRES)} as trimestres,
            ${listOf(BAILLEURS)} as bailleurs`,
    [epci, annee, jusque],
  );
  return {
    ...lu,
    objectifs: retenusOf(lu.objectifs, annee, jusque),
    seuil: lu.seuils[0] ?? null,
    bailleurs: byNom(lu.bailleurs),
  };
}

const sourceCiteeRow = publicationRow.extend({ fichier: z.string(), sha256: z.string(), lignes: z.number() });

/** `lignes`: the accepted ones, those that the figures count. No bilan is made from the lists of priority publics, which not everybody knows of, nor from the survey of occupants. */
function sources(sql: Sql, epci: string): ReturnType<CubeQueries["sources"]> {
  return rowsOf(
    sql,
    sourceCiteeRow,
    `select p.source, p.periode, p.lot, p.publie_le as "publieLe", l.fichier, l.sha256, l.acceptees as lignes
       from publication p
       join lot l on l.id = p.lot
      where p.epci = $1
        and p.source not in ('syplo','prioritaires-bailleur','ops')
      order by p.source, p.periode`,
    [epci],
  );
}
