import { z } from "zod";
import { contingent, prioritaireRow, reponse } from "#donnees/formats/ports.ts";
import { oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { CubeFiltre } from "../../lectures/ports.ts";
import { sourcePublieeRow } from "../../lectures/ports.ts";
import type { ListeFiltre, PublicsQueries } from "../../lectures/public-prioritaire/ports.ts";
import { listeRow } from "../../lectures/public-prioritaire/ports.ts";
import { SOURCES_PUBLIEES } from "../lot/cube.queries.ts";
import { cubeFiltre, paramsOf } from "../lot/cube-filtre.ts";
import { categorieQueries } from "./categorie.queries.ts";

export function publicsQueries(sql: Sql): PublicsQueries {
  return {
    comptes: (filtre) => comptes(sql, filtre),
    comptesParMois: (filtre) => comptesParMois(sql, filtre),
    travailleurs: (filtre) => travailleurs(sql, filtre),
    listes: (filtre) => listes(sql, filtre),
    rapproches: (filtre) => rapproches(sql, filtre),
    clesDetruites: (filtre) => clesDetruites(sql, filtre),
    sources: (filtre) => sources(sql, filtre),
    ...categorieQueries(sql),
  };
}

const compteRow = z.object({
  bailleur: z.string(),
  contingent,
  prioritaire: reponse,
  dalo: reponse,
  doublePossible: z.boolean(),
  nombre: z.number(),
});

function comptes(sql: Sql, filtre: CubeFiltre): ReturnType<PublicsQueries["comptes"]> {
  return rowsOf(
    sql,
    compteRow,
    `select c.bailleur, c.contingent, c.prioritaire, c.dalo, c.double_possible, sum(c.nombre) as nombre
       ${cubeFiltre("alors")}
      group by c.bailleur, c.contingent, c.prioritaire, c.dalo, c.double_possible
      order by c.bailleur, c.contingent, c.prioritaire, c.dalo, c.double_possible`,
    paramsOf(filtre),
  );
}

const mensuelRow = compteRow.extend({ mois: z.number(), debut: z.string(), reservataire: z.number().nullable() });

function comptesParMois(sql: Sql, filtre: CubeFiltre): ReturnType<PublicsQueries["comptesParMois"]> {
  return rowsOf(
    sql,
    mensuelRow,
    `select extract(month from c.mois)::integer as mois, coalesce(c.coupe, c.mois) as debut,
            c.bailleur, c.contingent, c.reservataire, c.prioritaire, c.dalo, c.double_possible, sum(c.nombre) as nombre
       ${cubeFiltre("alors")}
      group by c.mois, c.coupe, c.bailleur, c.contingent, c.reservataire, c.prioritaire, c.dalo, c.double_possible
      order by c.mois, c.coupe nulls first, c.bailleur, c.contingent, c.reservataire nulls first, c.prioritaire, c.dalo, c.double_possible`,
    paramsOf(filtre),
  );
}

/** Published leases of the year that bilans count, by line. Parameters: see `paramsOfListe`. */
const BAUX = `
       from publication p
       join attribution a on a.epci = p.epci and a.lot = p.lot
       join fait_attribution f on f.epci = a.epci and f.lot = a.lot and f.ligne = a.ligne and not f.hors_territoire
      where p.epci = $1
        and p.source = 'sne-attributions'
        and a.bail_signe_le between make_date($2::integer, 1, 1) and make_date($2::integer, 12, 31)
        and ($3::text is null or a.bailleur = $3)`;

/** Lines of the lists published for the year: « 2018 », or « 2018-SIREN ». */
const LISTES = `
       from publication pl
       join prioritaire_liste l on l.epci = pl.epci and l.lot = pl.lot
      where pl.epci = $1
        and pl.source in ('syplo','prioritaires-bailleur')
        and left(pl.periode, 4) = $2::integer::text`;

function paramsOfListe({ epci, annee, bailleur }: ListeFiltre): unknown[] {
  return [epci, annee, bailleur];
}

const travailleursRow = z.object({ bailleur: z.string(), travailleurEssentiel: reponse, nombre: z.number() });

function travailleurs(sql: Sql, filtre: ListeFiltre): ReturnType<PublicsQueries["travailleurs"]> {
  return rowsOf(
    sql,
    travailleursRow,
    `select a.bailleur, a.travailleur_essentiel, count(*) as nombre
       ${BAUX}
      group by a.bailleur, a.travailleur_essentiel
      order by a.bailleur, a.travailleur_essentiel`,
    paramsOfListe(filtre),
  );
}

function listes(sql: Sql, { epci, annee }: Omit<ListeFiltre, "bailleur">): ReturnType<PublicsQueries["listes"]> {
  return rowsOf(
    sql,
    listeRow,
    `with baux as materialized (select distinct a.cle ${BAUX}),
     lignes as (select l.lot, l.liste, l.bailleur, l.cle ${LISTES})
     select i.liste, i.bailleur, lot.fichier,
            count(*) as lignes,
            count(distinct i.cle) as menages,
            count(distinct i.cle) filter (where b.cle is null) as sans_attribution
       from lignes i
       join lot on lot.epci = $1 and lot.id = i.lot
       left join baux b on b.cle = i.cle
      group by i.liste, i.bailleur, lot.fichier, i.lot
      order by i.liste desc, i.bailleur`,
    [epci, annee, null],
  );
}

const bailRow = z.object({
  fichier: z.string(),
  ligne: z.number(),
  bailleur: z.string(),
  bailSigneLe: z.string(),
  contingent,
  prioritaire: reponse,
  dalo: reponse,
  labels: z.array(
    prioritaireRow
      .pick({ bailleur: true, labelliseLe: true, sortiLe: true, statut: true, dalo: true })
      .extend({ liste: z.enum(["syplo", "bailleur"]), ligne: z.number() }),
  ),
});

function rapproches(sql: Sql, filtre: ListeFiltre): ReturnType<PublicsQueries["rapproches"]> {
  return rowsOf(
    sql,
    bailRow,
    `with baux as materialized (
       select a.lot, a.ligne, a.cle, a.bailleur, a.bail_signe_le, a.contingent, a.prioritaire, a.dalo ${BAUX}
     ),
     labels as materialized (
       select l.cle,
              jsonb_agg(jsonb_build_object('liste', l.liste, 'bailleur', l.bailleur, 'ligne', l.ligne,
                                           'labelliseLe', l.labellise_le, 'sortiLe', l.sorti_le,
                                           'statut', l.statut, 'dalo', l.dalo)
                        order by l.liste desc, l.bailleur, l.ligne) as labels
         ${LISTES}
        group by l.cle
     )
     select lot.fichier, b.ligne, b.bailleur, b.bail_signe_le, b.contingent, b.prioritaire, b.dalo,
            coalesce(i.labels, '[]') as labels
       from baux b
       join lot on lot.epci = $1 and lot.id = b.lot
       left join labels i on i.cle = b.cle
      where i.cle is not null
         or b.prioritaire <> 'non'
         or b.dalo <> 'non'
      order by b.bailleur, b.bail_signe_le, b.lot, b.ligne`,
    paramsOfListe(filtre),
  );
}

async function clesDetruites(sql: Sql, filtre: ListeFiltre): Promise<number> {
  const { nombre } = await oneOf(
    sql,
    z.object({ nombre: z.number() }),
    `select count(*) filter (where a.empreinte = '') as nombre ${BAUX}`,
    paramsOfListe(filtre),
  );
  return nombre;
}

/** The right depends on a list's lines, not only on its file: a bailleur does not learn that another has deposited its own. */
function sources(sql: Sql, { epci, annee }: Omit<ListeFiltre, "bailleur">): ReturnType<PublicsQueries["sources"]> {
  return rowsOf(
    sql,
    sourcePublieeRow,
    `${SOURCES_PUBLIEES}
      where p.epci = $1
        and left(p.periode, 4) = $2::integer::text
        and (p.source = 'sne-attributions'
             or (p.source in ('syplo','prioritaires-bailleur')
                 and exists (select 1 from prioritaire_liste i where i.epci = p.epci and i.lot = p.lot)))
      order by p.source, p.periode`,
    [epci, annee],
  );
}
