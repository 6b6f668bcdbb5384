import { z } from "zod";
import { contingent, reponse, resultatRow, seuilRow } from "#donnees/formats/ports.ts";
import { sumByHeir } from "#donnees/regles/bailleur/sommer-resultats.ts";
import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import { BAILLEURS_NOMMES } from "#donnees/sql/bailleur/noms.ts";
import { SUCCESSIONS, successionRow } from "#donnees/sql/bailleur/successions.ts";
import { FICHIER } from "#donnees/sql/lot/lot-row.ts";
import { quartiers } from "#donnees/sql/lot/quartiers.queries.ts";
import { chooseMillesime } from "#donnees/sql/parc/choose-millesime.ts";
import { RESIDENCES } from "#donnees/sql/parc/residences.ts";
import { colonnesOf, imbriquee } from "#socle/sql/ligne.ts";
import { type Lecteur, oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { Axe } from "../../lectures/bilan.ts";
import type { CompteGroupe, CompteMensuel, CompteSitue, CubeFiltre, CubeQueries } from "../../lectures/ports.ts";
import { parcCompteRow, sourcePublieeRow } from "../../lectures/ports.ts";
import { relogements } from "../paire-bail/relogements.queries.ts";
import { celluleOf, compteRow, readCellule, readIn, tellPossible } from "./cellule-cube.ts";
import { aCote, listOf, TRIMESTRES, trimestreRow, trimestres } from "./cube-controles.queries.ts";
import { BAILLEUR, cubeFiltre, cubeOu, ofBailleur, POSSIBLE, paramsOf } from "./cube-filtre.ts";
import { OBJECTIFS, objectifEcritRow, retenusOf, territorialises } from "./cube-objectifs.queries.ts";
import { byAnnee, dehorsParAnnee } from "./cube-perimetre.queries.ts";

/** `vue`: each lease goes to its signatory, or to the dwelling's present holder. */
export function cubeQueries(sql: Sql, vue: VueBailleurs = "alors"): CubeQueries {
  return {
    aujourdhui: () => cubeQueries(sql, "aujourdhui"),
    byBailleur: (filtre) => groupBy(sql, vue, BAILLEUR[vue], filtre),
    byTrimestre: (filtre) => groupBy(sql, vue, TRIMESTRE, { ...filtre, premierMois: 1, dernierMois: 12 }),
    byAnnee: (epci, communes) => byAnnee(sql, epci, communes),
    dehorsParAnnee: (epci) => dehorsParAnnee(sql, epci),
    byMois: (epci, annees, bailleur) => byMois(sql, vue, { epci, annees, bailleur }),
    bySituation: (epci, annees, bailleur) => bySituation(sql, vue, { epci, annees, bailleur }),
    byAxes: (filtre) => groupByAxes(sql, vue, filtre),
    relogements: (filtre) => relogements(sql, vue, filtre),
    aCote: (filtre) => aCote(sql, vue, filtre),
    cadre: (epci, annee, jusque) => cadreLu(sql, vue, { epci, annee, jusque }),
    annees: (epci) => annees(sql, epci),
    anneesProvisoires: (epci) => anneesProvisoires(sql, epci),
    dernierMoisProvisoire: (epci, annee) => dernierMoisProvisoire(sql, epci, annee),
    anneesComptes: (epci, bailleurs) => anneesComptes(sql, epci, bailleurs),
    trimestres: (epci, annee) => trimestres(sql, epci, annee),
    seuil: (epci, annee) => seuil(sql, epci, annee),
    objectifs: (epci, annee, jusque) => objectifs(sql, vue, { epci, annee, jusque: jusque ?? annee }),
    territorialises: (epci, annee) => territorialises(sql, epci, annee, vue),
    quartiers: (epci) => quartiers(sql, epci),
    resultats: (epci, annee) => resultats(sql, epci, annee, vue),
    parc: (epci, annee) => parc(sql, epci, annee, vue),
    bailleurs: (epci) => bailleurs(sql, epci),
    sources: (epci) => sources(sql, epci),
  };
}

const TRIMESTRE = "extract(quarter from c.mois)::text";

/** Key of each axis, as an expression on the cube; « inconnu » when the file does not say. */
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

/** `cle` is one of the expressions above, never a user's text. Groups by column rank, since the cell is an expression. */
function groupBy(sql: Sql, vue: VueBailleurs, cle: string, filtre: CubeFiltre): Promise<CompteGroupe[]> {
  return rowsOf(
    sql,
    compteRow,
    `select ${cle} as cle, ${readIn(celluleOf(vue, "$5"))}, ${POSSIBLE[vue]} as possible, sum(c.nombre) as nombre
       ${cubeFiltre(vue)}
      group by 1, 2, 3
      order by 1, 2, 3`,
    paramsOf(filtre),
  );
}

/** Cells of whole years, both included. $2 and $3: the years; $4: a bailleur, or null. */
const anneesEntieres = (vue: VueBailleurs) => `
       from publication p
       join cube_attribution c on c.epci = p.epci and c.lot = p.lot
      where p.epci = $1
        and p.source = 'sne-attributions'
        and c.mois between make_date($2::integer, 1, 1) and make_date($3::integer, 12, 1)
        and ${ofBailleur(vue, "$4")}`;

/** Whole years, both included; `bailleur` null: all. */
type QuestionAnnees = {
  readonly epci: string;
  readonly annees: readonly [number, number];
  readonly bailleur: string | null;
};

const whose = (vue: VueBailleurs) => `${BAILLEUR[vue]} as bailleur, ${POSSIBLE[vue]} as possible`;

const mensuelRow: Lecteur<CompteMensuel> = z
  .object({
    bailleur: z.string(),
    annee: z.number(),
    mois: z.number(),
    debut: z.string(),
    cellule: z.string(),
    possible: z.string().nullable(),
    nombre: z.number(),
  })
  .transform(({ cellule, possible, nombre, ...quand }) => ({
    ...quand,
    ...readCellule(cellule),
    ...tellPossible(possible),
    nombre,
  }));

function byMois(sql: Sql, vue: VueBailleurs, { epci, annees, bailleur }: QuestionAnnees): Promise<CompteMensuel[]> {
  const cellule = celluleOf(vue, "$4");
  return rowsOf(
    sql,
    mensuelRow,
    `select ${whose(vue)}, extract(year from c.mois)::integer as annee, extract(month from c.mois)::integer as mois,
            coalesce(c.coupe, c.mois) as debut, ${readIn(cellule)}, sum(c.nombre) as nombre
       ${anneesEntieres(vue)}
      group by 1, 2, c.mois, c.coupe, ${cellule}
      order by 1, 2, c.mois, c.coupe nulls first, ${cellule}`,
    [epci, ...annees, bailleur],
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
    reservataire: z.number().nullable(),
    prioritaire: reponse,
    dalo: reponse,
    debut: z.string(),
    possible: z.string().nullable(),
  })
  .transform(({ cellule, possible, ...row }) => ({ ...row, ...readCellule(cellule), ...tellPossible(possible) }));

function bySituation(sql: Sql, vue: VueBailleurs, { epci, annees, bailleur }: QuestionAnnees): Promise<CompteSitue[]> {
  const cellule = celluleOf(vue, "$4");
  return rowsOf(
    sql,
    situeRow,
    `select ${whose(vue)}, extract(year from c.mois)::integer as annee, extract(month from c.mois)::integer as mois,
            coalesce(c.coupe, c.mois) as debut, c.commune, c.secteur, c.qpv, c.contingent, c.reservataire, c.prioritaire, c.dalo,
            ${readIn(cellule)}, sum(c.nombre) as nombre
       ${anneesEntieres(vue)}
      group by 1, 2, c.mois, c.coupe, c.commune, c.secteur, c.qpv, c.contingent, c.reservataire, c.prioritaire, c.dalo, ${cellule}
      order by 1, 2, c.mois, c.coupe nulls first, c.commune, c.secteur, c.qpv, c.contingent, c.reservataire, c.prioritaire, c.dalo, ${cellule}`,
    [epci, ...annees, bailleur],
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

/** Each cell counts once per axis; names and expressions of axes come from the code, never from a user. */
async function groupByAxes(sql: Sql, vue: VueBailleurs, filtre: CubeFiltre): ReturnType<CubeQueries["byAxes"]> {
  const cellule = celluleOf(vue, "$5");
  const axes = Object.entries(AXES).map(([axe, cle]) => `('${axe}', ${cle})`);
  const rows = await rowsOf(
    sql,
    axeRow,
    `select a.axe, a.cle, ${readIn(cellule)}, sum(c.nombre) as nombre
       from publication p
       join cube_attribution c on c.epci = p.epci and c.lot = p.lot
      cross join lateral (values ${axes.join(", ")}) as a (axe, cle)
      ${cubeOu(vue)}
      group by a.axe, a.cle, ${cellule}
      order by a.axe, a.cle, ${cellule}`,
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

/** Reads only the index: a lot has thousands of cells, but a year or two. */
async function annees(sql: Sql, epci: string): Promise<number[]> {
  const rows = await rowsOf(
    sql,
    z.object({ annee: z.number() }),
    `select distinct a.annee
       from publication p
       join lot l on l.epci = p.epci and l.id = p.lot and ${FICHIER}
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

async function anneesProvisoires(sql: Sql, epci: string): Promise<number[]> {
  const rows = await rowsOf(
    sql,
    z.object({ annee: z.number() }),
    `select distinct extract(year from c.mois)::integer as annee
       from publication p
       join lot l on l.epci = p.epci and l.id = p.lot and not ${FICHIER}
       join cube_attribution c on c.epci = p.epci and c.lot = p.lot
      where p.epci = $1
        and p.source = 'sne-attributions'
      order by 1`,
    [epci],
  );
  return rows.map(({ annee }) => annee);
}

const moisRow = z.object({ mois: z.number() });

async function dernierMoisProvisoire(sql: Sql, epci: string, annee: number): Promise<number> {
  const provisoires = `select coalesce(max(extract(month from c.mois)), 0)::integer as mois
       from publication p
       join cube_attribution c on c.epci = p.epci and c.lot = p.lot
      where p.epci = $1
        and p.source = 'sne-attributions'
        and c.mois between make_date($2, 1, 1) and make_date($2, 12, 1)
        and c.provisoire
        and not c.double_possible`;
  return (await oneOf(sql, moisRow, provisoires, [epci, annee])).mois;
}

async function anneesComptes(sql: Sql, epci: string, bailleurs: readonly string[] | null): Promise<number[]> {
  const rows = await rowsOf(
    sql,
    z.object({ annee: z.number() }),
    `select distinct r.annee
       from publication p
       join resultat r on r.epci = p.epci and r.lot = p.lot
      where p.epci = $1
        and p.source = 'resultats'
        and case when $2::text[] is null then r.bailleur is null else r.bailleur = any ($2) end
        and r.grandeur = 'q1-hors-qpv'
      order by r.annee`,
    [epci, bailleurs],
  );
  return rows.map((row) => row.annee);
}

/** The last to take effect in the year; then the last published. */
const SEUIL = `
  select ${colonnesOf(seuilRow, "s")}
    from publication p
    join seuil s on s.epci = p.epci and s.lot = p.lot
   where p.epci = $1
     and p.source = 'seuils'
     and s.annee = $2::integer
   order by s.date_effet desc, p.publie_le desc, s.ligne desc
   limit 1`;

function seuil(sql: Sql, epci: string, annee: number): ReturnType<CubeQueries["seuil"]> {
  return rowOf(sql, seuilRow, SEUIL, [epci, annee]);
}

type QuestionObjectifs = { readonly epci: string; readonly annee: number; readonly jusque: number };

async function objectifs(
  sql: Sql,
  vue: VueBailleurs,
  { epci, annee, jusque }: QuestionObjectifs,
): ReturnType<CubeQueries["objectifs"]> {
  const [rows, successions] = await Promise.all([
    rowsOf(sql, objectifEcritRow, OBJECTIFS, [epci, annee, jusque]),
    rowsOf(sql, successionRow, SUCCESSIONS, [epci]),
  ]);
  return retenusOf(rows, { annee, jusque, reprises: { successions, vue } });
}

const resultatPublie = resultatRow.extend({ fichier: z.string(), deposeLe: z.string() });

async function resultats(
  sql: Sql,
  epci: string,
  annee: number,
  vue: VueBailleurs,
): ReturnType<CubeQueries["resultats"]> {
  const rows = await rowsOf(
    sql,
    resultatPublie,
    `select ${colonnesOf(resultatRow, "r")}, l.fichier, (l.depose_le at time zone 'Europe/Paris')::date as depose_le
       from publication p
       join lot l on l.epci = p.epci and l.id = p.lot
       join resultat r on r.epci = p.epci and r.lot = p.lot
      where p.epci = $1
        and p.source = 'resultats'
        and r.annee = $2
      order by p.periode, r.ligne`,
    [epci, annee],
  );
  return vue === "alors" ? rows : sumByHeir(rows, await rowsOf(sql, successionRow, SUCCESSIONS, [epci]));
}

/** In two queries: a single one would apply the row policy to every vintage. */
async function parc(sql: Sql, epci: string, annee: number, vue: VueBailleurs): ReturnType<CubeQueries["parc"]> {
  const chosen = await chooseMillesime(sql, epci, annee);
  if (!chosen) return null;
  const comptes = await rowsOf(sql, parcCompteRow, PARC[vue], [epci, chosen.lot]);
  return { millesime: chosen.millesime, comptes };
}

/** In the view « aujourdhui », by résidences, which identify what was handed over. */
const PARC: Readonly<Record<VueBailleurs, string>> = {
  alors: `
    select c.bailleur, c.commune, c.situation, sum(c.nombre) as logements,
            case when (select bool_or(mode is not null) from cube_parc where epci = $1 and lot = $2)
                 then coalesce(sum(c.nombre) filter (where c.mode = '2'), 0)
            end as vacants
       from cube_parc c
      where c.epci = $1 and c.lot = $2
      group by c.bailleur, c.commune, c.situation
      order by c.bailleur, c.commune, c.situation`,
  aujourdhui: `
    select h.bailleur, r.commune, r.situation, sum(r.logements)::integer as logements,
           case when (select sum(mode_connu) > 0 from residence_parc where epci = $1 and lot = $2) then sum(r.vacants)::integer end as vacants
      from ${RESIDENCES} r
      join lot l on l.epci = r.epci and l.id = r.lot
     cross join lateral suivre_bailleur(r.epci, r.bailleur, r.commune, r.cle, make_date(left(l.periode, 4)::integer, 1, 1), 'infinity') h
     where r.epci = $1 and r.lot = $2
     group by h.bailleur, r.commune, r.situation
     order by h.bailleur, r.commune, r.situation`,
};

const bailleurRow = z.object({ siren: z.string(), nom: z.string() });

async function bailleurs(sql: Sql, epci: string): ReturnType<CubeQueries["bailleurs"]> {
  return byNom(await rowsOf(sql, bailleurRow, BAILLEURS_NOMMES, [epci]));
}

function byNom(rows: readonly z.infer<typeof bailleurRow>[]): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [row.siren, row.nom]));
}

const cadreRow = z.object({
  seuils: z.array(imbriquee(seuilRow)),
  objectifs: z.array(imbriquee(objectifEcritRow)),
  trimestres: z.array(imbriquee(trimestreRow)),
  bailleurs: z.array(imbriquee(bailleurRow)),
  successions: z.array(imbriquee(successionRow)),
});

async function cadreLu(
  sql: Sql,
  vue: VueBailleurs,
  { epci, annee, jusque }: QuestionObjectifs,
): ReturnType<CubeQueries["cadre"]> {
  const lu = await oneOf(
    sql,
    cadreRow,
    `select ${listOf(SEUIL)} as seuils,
            ${listOf(OBJECTIFS)} as objectifs,
            ${listOf(TRIMESTRES)} as trimestres,
            ${listOf(BAILLEURS_NOMMES)} as bailleurs,
            ${listOf(SUCCESSIONS)} as successions`,
    [epci, annee, jusque],
  );
  return {
    ...lu,
    objectifs: retenusOf(lu.objectifs, { annee, jusque, reprises: { successions: lu.successions, vue } }),
    seuil: lu.seuils[0] ?? null,
    bailleurs: byNom(lu.bailleurs),
  };
}

/** To be followed by a `where`. `lignes`: accepted lines, which figures count. `ecartees`: of the rejected, those put aside with a reason. */
export const SOURCES_PUBLIEES = `
     select p.source, p.periode, p.lot, p.publie_le, l.fichier, l.sha256, l.acceptees as lignes,
            l.lignes_lues as lues, l.rejetees, l.ecartees
       from publication p
       join lot l on l.epci = p.epci and l.id = p.lot and ${FICHIER}`;

/** Without the lists of priority publics, hidden from some readers, and the survey of occupants: no bilan uses them. */
function sources(sql: Sql, epci: string): ReturnType<CubeQueries["sources"]> {
  return rowsOf(
    sql,
    sourcePublieeRow,
    `${SOURCES_PUBLIEES}
      where p.epci = $1
        and p.source not in ('syplo','prioritaires-bailleur','ops')
      order by p.source, p.periode`,
    [epci],
  );
}
