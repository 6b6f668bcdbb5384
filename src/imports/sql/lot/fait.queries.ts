import { z } from "zod";
import { contingent, origine, qpvRow, quartile, reponse, seuilRow, situation } from "#donnees/formats/ports.ts";
import type {
  AttributionLue,
  CleLot,
  FaitADeposer,
  FaitQueries,
  FaitResitue,
  PointLogement,
  SituationPoint,
} from "#donnees/lectures/lot/ports.ts";
import { faitSitueRow, pointRow, publicationRow } from "#donnees/lectures/lot/ports.ts";
import { lieuxPatrimoine, patrimoineDeduction } from "#donnees/sql/lot/patrimoine.queries.ts";
import { quartiersParCommune } from "#donnees/sql/lot/quartiers.queries.ts";
import { rebuildCubeLoyer } from "#observatoire/sql/loyer/cube-loyer.queries.ts";
import { deriveReserves, deriveResidences } from "#observatoire/sql/parc/derive-residences.ts";
import { type CopyColumns, copyRows } from "#socle/sql/copy.ts";
import { type Lecteur, rowsOf, type Sql } from "#socle/sql/sql.ts";

export function faitQueries(sql: Sql): FaitQueries {
  return {
    attributions: (lot) => attributions(sql, lot),
    desAdresses: (epci, cles) => desAdresses(sql, epci, cles),
    resituer: (epci, faits) => resituer(sql, epci, faits),
    logementsSitues: (epci, identRep) => logementsSitues(sql, epci, identRep),
    localisationsActives: (epci) => localisationsActives(sql, epci),
    seuils: (epci) => seuils(sql, epci),
    perimetres: (epci) => perimetres(sql, epci),
    secteurs: (epci) => secteurs(sql, epci),
    quartiersParCommune: (epci) => quartiersParCommune(sql, epci),
    patrimoine: (epci) => patrimoineDeduction(sql, epci),
    lieux: (epci, communes, bailleurs) => lieuxPatrimoine(sql, epci, communes, bailleurs),
    replaceFaits: (lot, epci, faits) => replaceFaits(sql, { id: lot, epci }, faits),
    rebuildCubeParc: (lot) => rebuildCubeParc(sql, lot),
    points: (epci) => points(sql, epci),
    updateSituations: (epci, situations) => updateSituations(sql, epci, situations),
  };
}

const attributionRow: Lecteur<AttributionLue> = z.object({
  ligne: z.number(),
  cle: z.string(),
  empreinte: z.string(),
  bailleur: z.string(),
  bailSigneLe: z.string().nullable(),
  commune: z.string().nullable(),
  adresse: z.string().nullable(),
  residence: z.string().nullable(),
  numeroRpls: z.string().nullable(),
  typologie: z.string().nullable(),
  surface: z.number().nullable(),
  loyer: z.number().nullable(),
  situationDeclaree: situation,
  quartileDeclare: quartile,
  revenuMensuel: z.number().nullable(),
  uniteConso: z.number().nullable(),
  tailleMenage: z.number().nullable(),
  age: z.number().nullable(),
  contingent,
  origine,
  relogement: reponse,
  prioritaire: reponse,
  dalo: reponse,
  travailleurEssentiel: reponse,
  motifDemande: z.string().nullable(),
  delaiJours: z.number().nullable(),
  salarie: reponse,
});

/** In file order, lines without a signed lease included. */
function attributions(sql: Sql, { epci, id }: CleLot): Promise<AttributionLue[]> {
  return rowsOf(
    sql,
    attributionRow,
    `select ligne, cle, empreinte, bailleur,
            bail_signe_le,
            commune, adresse, residence,
            numero_rpls,
            typologie, surface, loyer,
            situation_declaree,
            quartile_declare,
            revenu_mensuel,
            unite_conso,
            taille_menage,
            age, contingent, origine, relogement, prioritaire, dalo,
            travailleur_essentiel,
            motif_demande,
            delai_jours,
            salarie
       from attribution
      where epci = $1
        and lot = $2
      order by ligne`,
    [epci, id],
  );
}

function desAdresses(sql: Sql, epci: string, cles: readonly string[]): ReturnType<FaitQueries["desAdresses"]> {
  return rowsOf(
    sql,
    faitSitueRow,
    `select f.lot, f.ligne, f.cle_adresse, f.commune, f.bail_signe_le, a.numero_rpls,
            f.situation_declaree as declaree,
            f.situation_calculee as calculee,
            case when f.deduction is not null
                 then jsonb_build_object('situation', f.situation_deduite, 'motif', f.deduction, 'sure', f.deduction_sure)
            end                  as deduction
       from publication p
       join fait_attribution f on f.epci = p.epci and f.lot = p.lot
       join attribution a on a.epci = f.epci and a.lot = f.lot and a.ligne = f.ligne
      where p.epci = $1
        and p.source = 'sne-attributions'
        and f.cle_adresse = any ($2::text[])
      order by f.lot, f.ligne`,
    [epci, cles],
  );
}

async function resituer(sql: Sql, epci: string, faits: readonly FaitResitue[]): Promise<void> {
  const of = <T>(read: (fait: FaitResitue) => T) => faits.map(read);
  await sql.query(
    `update fait_attribution f
        set situation_reparee = s.reparee,
            situation = s.retenue,
            situation_origine = s.origine,
            qpv = s.quartier
       from unnest($2::bigint[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[])
            as s (lot, ligne, reparee, retenue, origine, quartier)
      where f.epci = $1
        and f.lot = s.lot
        and f.ligne = s.ligne`,
    [
      epci,
      of(({ lot }) => lot),
      of(({ ligne }) => ligne),
      of(({ reparee }) => reparee),
      of(({ retenue }) => retenue),
      of(({ origine }) => origine),
      of(({ quartier }) => quartier),
    ],
  );
  await sql.query("select compter_lieux($1, $2::bigint[], $3::text[], $4::date[])", [
    epci,
    [...new Set(of(({ lot }) => lot))],
    [...new Set(of(({ commune }) => commune ?? ""))],
    [...new Set(of(({ bailSigneLe }) => `${bailSigneLe.slice(0, 7)}-01`))],
  ]);
}

const logementSitueRow = z.object({
  identRep: z.string(),
  millesime: z.string(),
  situationDeclaree: situation,
  qpv2015: z.string().nullable(),
  qpv2024: z.string().nullable(),
  zus: z.string().nullable(),
});

function logementsSitues(
  sql: Sql,
  epci: string,
  identRep: readonly string[],
): ReturnType<FaitQueries["logementsSitues"]> {
  return rowsOf(
    sql,
    logementSitueRow,
    `select l.ident_rep,
            p.periode            as millesime,
            l.situation_declaree,
            l.qpv_2015           as "qpv2015",
            l.qpv_2024           as "qpv2024",
            l.zus
       from publication p
       join logement l on l.epci = p.epci and l.lot = p.lot
      where p.epci = $1
        and p.source = 'rpls'
        and l.ident_rep = any ($2::text[])
      order by l.ident_rep, p.periode, l.ligne`,
    [epci, [...new Set(identRep)]],
  );
}

const localisationActiveRow = z.object({ cleAdresse: z.string(), situation });

async function localisationsActives(sql: Sql, epci: string): ReturnType<FaitQueries["localisationsActives"]> {
  const rows = await rowsOf(
    sql,
    localisationActiveRow,
    `select cle_adresse, situation
       from localisation
      where epci = $1
        and annulee_le is null`,
    [epci],
  );
  return new Map(rows.map((row) => [row.cleAdresse, row.situation]));
}

function seuils(sql: Sql, epci: string): ReturnType<FaitQueries["seuils"]> {
  return rowsOf(
    sql,
    seuilRow,
    `select s.epci, s.libelle, s.annee, s.seuil_annuel_uc, s.arrete, s.date_effet
       from publication p
       join seuil s on s.epci = p.epci and s.lot = p.lot
      where p.epci = $1
        and p.source = 'seuils'
      order by s.annee, s.date_effet, p.publie_le, s.ligne`,
    [epci],
  );
}

function perimetres(sql: Sql, epci: string): ReturnType<FaitQueries["perimetres"]> {
  return rowsOf(
    sql,
    qpvRow,
    `select q.code, q.nom, q.generation, q.communes, q.contour, q.fictif
       from publication p
       join qpv q on q.epci = p.epci and q.lot = p.lot
      where p.epci = $1
        and p.source = 'qpv'
      order by q.generation, q.code, q.ligne`,
    [epci],
  );
}

const secteurRow = z.object({ code: z.string(), secteur: z.string().nullable() });

async function secteurs(sql: Sql, epci: string): ReturnType<FaitQueries["secteurs"]> {
  const rows = await rowsOf(
    sql,
    secteurRow,
    `select c.code, c.secteur
       from publication p
       join commune c on c.epci = p.epci and c.lot = p.lot
      where p.epci = $1
        and p.source = 'communes'`,
    [epci],
  );
  return new Map(rows.map((row) => [row.code, row.secteur]));
}

const FAIT: CopyColumns<FaitADeposer> = [
  ["ligne", (fait) => fait.ligne],
  ["bailleur", (fait) => fait.bailleur],
  ["commune", (fait) => fait.commune],
  ["secteur", (fait) => fait.secteur],
  ["bail_signe_le", (fait) => fait.bailSigneLe],
  ["cle_adresse", (fait) => fait.cleAdresse],
  ["situation_declaree", (fait) => fait.situation.declaree],
  ["situation_calculee", (fait) => fait.situation.calculee],
  ["situation_reparee", (fait) => fait.situation.reparee],
  ["situation", (fait) => fait.situation.retenue],
  ["situation_origine", (fait) => fait.situation.origine],
  ["situation_deduite", (fait) => fait.situation.deduction?.situation ?? "inconnue"],
  ["deduction", (fait) => fait.situation.deduction?.motif ?? null],
  ["deduction_sure", (fait) => fait.situation.deduction?.sure ?? false],
  ["hors_territoire", (fait) => fait.horsTerritoire],
  ["generation", (fait) => fait.situation.generation],
  ["qpv", (fait) => fait.situation.quartier],
  ["quartile_declare", (fait) => fait.quartile.declare],
  ["quartile_calcule", (fait) => fait.quartile.calcule],
  ["quartile", (fait) => fait.quartile.retenu],
  ["quartile_origine", (fait) => fait.quartile.origine],
  ["ressources", (fait) => fait.ressources],
  ["relogement", (fait) => fait.relogement],
  ["prioritaire", (fait) => fait.prioritaire],
  ["dalo", (fait) => fait.dalo],
  ["contingent", (fait) => fait.contingent],
  ["origine", (fait) => fait.origine],
  ["menage", (fait) => fait.menage],
  ["age", (fait) => fait.age],
  ["seuil", (fait) => fait.seuil],
];

async function replaceFaits(sql: Sql, cle: CleLot, faits: readonly FaitADeposer[]): Promise<void> {
  const { epci, id: lot } = cle;
  await sql.transaction(async (tx) => {
    await lockLot(tx, cle);
    await tx.query("delete from fait_attribution where epci = $1 and lot = $2", [epci, lot]);
    const columns: CopyColumns<FaitADeposer> = [["lot", () => lot], ["epci", () => epci], ...FAIT];
    await copyRows(tx, "fait_attribution", columns, [faits]);
    // The cubes too: the leases of rehoused households are first found among the facts.
    await tx.query("select compter_baux($1, $2)", [epci, lot]);
    await tx.query("select compter_baux_tardifs($1, $2)", [epci, lot]);
    await tx.query("select compter_dehors($1, $2)", [epci, lot]);
  });
}

/** Two that rebuild the lot together: the second waits. Foreign keys to the lot do not. */
async function lockLot(sql: Sql, { epci, id }: CleLot): Promise<void> {
  await sql.query("select 1 from lot where epci = $1 and id = $2 for no key update", [epci, id]);
}

/** To be called once the lot has its vintage (after `markPret`), which chooses the generation of the perimeters. */
async function rebuildCubeParc(sql: Sql, lot: CleLot): Promise<void> {
  await sql.transaction(async (tx) => {
    const cle = [lot.epci, lot.id];
    await lockLot(tx, lot);
    await tx.query("delete from cube_parc where epci = $1 and lot = $2", cle);
    await tx.query(
      `insert into cube_parc (lot, epci, bailleur, bailleur_nom, commune, situation, type_construction, pieces, mode, nombre)
       select g.lot, g.epci, g.bailleur, g.bailleur_nom, g.commune, s.situation, g.type_construction, g.pieces, g.mode, count(*)
         from logement g
         join lot l on l.epci = g.epci and l.id = g.lot
        cross join lateral (
              select situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, l.periode)
              ) as s (situation)
        where g.epci = $1
          and g.lot = $2
          and (g.sortie is null or g.sortie not in ('1','2','3','4','5'))
        group by g.lot, g.epci, g.bailleur, g.bailleur_nom, g.commune, s.situation, g.type_construction, g.pieces, g.mode`,
      cle,
    );
    await deriveResidences(tx, lot);
    await deriveReserves(tx, lot);
    await rebuildCubeLoyer(tx, lot);
  });
}

const POINTS_PAR_PAGE = 20_000;

/** By pages in file order, so that the rows given may be updated meanwhile. Replaced lots are included, since they may come back. */
async function* points(sql: Sql, epci: string): AsyncGenerator<readonly PointLogement[]> {
  const lots = await rowsOf(
    sql,
    publicationRow.pick({ lot: true }),
    `select id as lot
       from lot
      where epci = $1
        and source = 'rpls'
        and statut in ('lecture','pret','publie','remplace')
      order by id`,
    [epci],
  );
  for (const { lot } of lots) yield* pointsOfLot(sql, { epci, id: lot });
}

async function* pointsOfLot(sql: Sql, { epci, id }: CleLot): AsyncGenerator<readonly PointLogement[]> {
  let after = -1;
  for (;;) {
    const page = await rowsOf(
      sql,
      pointRow,
      `select lot, ligne, longitude, latitude
         from logement
        where epci = $1
          and lot = $2
          and ligne > $3
          and longitude is not null
          and latitude is not null
        order by ligne
        limit $4`,
      [epci, id, after, POINTS_PAR_PAGE],
    );
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < POINTS_PAR_PAGE) return;
    after = last.ligne;
  }
}

async function updateSituations(sql: Sql, epci: string, situations: readonly SituationPoint[]): Promise<void> {
  await sql.query(
    `update logement l
        set qpv_2015 = s.qpv_2015,
            qpv_2024 = s.qpv_2024,
            zus = s.zus
       from unnest($2::bigint[], $3::integer[], $4::text[], $5::text[], $6::text[]) as s (lot, ligne, qpv_2015, qpv_2024, zus)
      where l.epci = $1
        and l.lot = s.lot
        and l.ligne = s.ligne
        and (l.qpv_2015, l.qpv_2024, l.zus) is distinct from (s.qpv_2015, s.qpv_2024, s.zus)`,
    [
      epci,
      situations.map((row) => row.lot),
      situations.map((row) => row.ligne),
      situations.map((row) => row.qpv2015),
      situations.map((row) => row.qpv2024),
      situations.map((row) => row.zus),
    ],
  );
}
