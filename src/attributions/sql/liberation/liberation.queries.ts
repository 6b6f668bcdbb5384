import { z } from "zod";
import { DERNIER_PARC } from "#donnees/sql/parc/dernier-parc.ts";
import { RESIDENCES } from "#donnees/sql/parc/residences.ts";
import { upsert } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type DatesLues,
  datesLuesRow,
  type FiltreLiberations,
  type Liberation,
  type LiberationAModifier,
  type LiberationAOuvrir,
  type LiberationQueries,
  liberationRow,
} from "../../lectures/liberation/ports.ts";

const DATES = `json_build_object('preavis', l.preavis_le, 'etat-des-lieux', l.etat_lieux_le, 'travaux', l.travaux_le, 'disponible', l.disponible_le,
  'proposee', l.proposee_le, 'commission', l.commission_le, 'offre', l.offre_le, 'bail', l.bail_le)`;

const SELECT = `
  select l.id, l.epci, l.numero,
         json_build_object('organisation', o.id, 'nom', o.nom, 'siren', o.siren) as bailleur,
         json_build_object('id', s.id, 'cle', s.cle, 'adresse', s.adresse, 'commune', s.commune, 'nomCommune', c.nom, 'secteur', s.secteur,
                           'situation', s.situation, 'typologie', s.typologie, 'surface', s.surface, 'loyer', s.loyer, 'charges', s.charges,
                           'acces', s.acces, 'financement', l.financement) as logement,
         l.origine, l.filiere, l.meuble, l.cause_vacance, l.etape, ${DATES} as dates,
         l.depart_prevu_le, l.travaux_prevus_le, l.contingent,
         case when r.id is not null then json_build_object('organisation', r.id, 'nom', r.nom) end as reservataire,
         l.droit, l.orientation, l.orientation_motif, l.orientee_le,
         l.exception, l.exception_motif, l.ouverte_le, l.close_le, l.cloture,
         l.cloture_motif, l.revision, l.synthetique
    from liberation l
    join logement_suivi s on s.id = l.logement
    join organisation o on o.id = l.organisation
    left join organisation r on r.id = l.reservataire
    left join territoire_commune c on c.epci = l.epci and c.commune = s.commune
   where l.epci = $1
     -- Said to be somewhere when it was declared.
     and s.adresse is not null
     and s.commune is not null`;

export function liberationQueries(sql: Sql): LiberationQueries {
  const changed = async (text: string, params: readonly unknown[]): Promise<boolean> =>
    (await rowOf(sql, z.object({ id: z.number() }), `${text} returning id`, params)) !== null;
  return {
    list: (epci, filtre) => list(sql, epci, filtre),
    find: (epci, id) => rowOf(sql, liberationRow, `${SELECT} and l.id = $2`, [epci, id]),
    enLice: async (epci, ids) => {
      const rows = await rowsOf(
        sql,
        z.object({ liberation: z.number(), nombre: z.number() }),
        `select liberation, count(*) as nombre from candidature
          where epci = $1 and liberation = any ($2)
            and etat in ('designee','presentee','attribuee','sous-condition','reportee','offerte')
          group by liberation`,
        [epci, ids],
      );
      return new Map(rows.map(({ liberation, nombre }) => [liberation, nombre]));
    },
    add: (liberation) => add(sql, liberation),
    update: (epci, id, revision, valeurs) => changed(UPDATE, [epci, id, revision, ...valuesOf(valeurs)]),
    orienter: (epci, id, { orientation, motif, le }) =>
      changed(
        `update liberation set orientation = $3, orientation_motif = $4, orientee_le = $5, revision = revision + 1
          where epci = $1 and id = $2 and close_le is null`,
        [epci, id, orientation, motif, le],
      ),
    figerEnjeu: async ({ epci, id, bailleur }, { le, ...contenu }) => {
      const fige = { le, contenu: JSON.stringify({ version: 1, ...contenu }) };
      const enjeu = { liberation: id, epci, organisation: bailleur.organisation, ...fige };
      await upsert(sql, "liberation_enjeu", enjeu, ["epci", "liberation"]);
    },
    excepter: (epci, id, { exception, motif }) =>
      changed(
        `update liberation set exception = $3, exception_motif = $4, revision = revision + 1
          where epci = $1 and id = $2 and close_le is null`,
        [epci, id, exception, motif],
      ),
    attribuer: (epci, id, { reservataire, contingent: code, droit }) =>
      changed(
        `update liberation set reservataire = $3, contingent = $4, droit = $5, revision = revision + 1
          where epci = $1 and id = $2 and close_le is null`,
        [epci, id, reservataire, code, droit],
      ),
    retirer: (epci, id, { le, motif }) =>
      changed(
        `update liberation set close_le = $3, cloture = 'retrait', cloture_motif = $4, revision = revision + 1
          where epci = $1 and id = $2 and close_le is null`,
        [epci, id, le, motif],
      ),
    dates: (epci, depuis) => dates(sql, epci, depuis),
    residence: async (epci, cle) =>
      (await rowOf(sql, z.object({ cle: z.string() }), RESIDENCE, [epci, cle]))?.cle ?? null,
    liberables: (epci, organisation) => liberables(sql, epci, organisation),
  };
}

/** The oldest waiting first; among closed ones, the latest. */
function list(sql: Sql, epci: string, { etat, filiere, bailleur }: FiltreLiberations): Promise<Liberation[]> {
  const ouvertes = etat === "ouvertes";
  return rowsOf(
    sql,
    liberationRow,
    `${SELECT}
     and (l.close_le is null) = $2
     and ($3::text is null or l.filiere = $3)
     and ($4::bigint is null or l.organisation = $4)
   order by ${ouvertes ? "l.filiere desc, l.ouverte_le, l.id" : "l.close_le desc, l.id desc"}
   limit 500`,
    [epci, ouvertes, filiere, bailleur],
  );
}

/** In the order of `UPDATE` and of the second half of the insertion. */
function valuesOf(v: LiberationAModifier): readonly unknown[] {
  const { preavis, "etat-des-lieux": lieux, travaux, disponible } = v.dates;
  return [
    v.financement,
    v.filiere,
    v.meuble,
    v.causeVacance,
    preavis,
    lieux,
    travaux,
    disponible,
    v.departPrevuLe,
    v.travauxPrevusLe,
    v.contingent,
  ];
}

/** Furthest typed step, in the order of `valuesOf`. */
const ETAPE_SAISIE = `case when $11::date is not null then 'disponible' when $10::date is not null then 'travaux'
                           when $9::date is not null then 'etat-des-lieux' else 'preavis' end`;

const UPDATE = `
  update liberation
     set financement = $4, filiere = $5, meuble = $6, cause_vacance = $7, preavis_le = $8, etat_lieux_le = $9, travaux_le = $10,
         disponible_le = $11, depart_prevu_le = $12, travaux_prevus_le = $13, contingent = $14, revision = revision + 1,
         etape = case when coalesce(proposee_le, commission_le, offre_le, bail_le) is null then ${ETAPE_SAISIE} else etape end
   where epci = $1 and id = $2 and revision = $3 and close_le is null`;

/** The number is taken under a lock of the bailleur, so that concurrent ones differ. */
async function add(sql: Sql, liberation: LiberationAOuvrir): Promise<number | null> {
  const { epci, organisation, logement, origine, ouverteLe, synthetique } = liberation;
  await sql.query("select pg_advisory_xact_lock(hashtextextended('liberation:' || $1 || ':' || $2::text, 0))", [
    epci,
    organisation,
  ]);
  const row = await rowOf(
    sql,
    z.object({ id: z.number() }),
    `insert into liberation (epci, organisation, logement, financement, filiere, meuble, cause_vacance, preavis_le, etat_lieux_le, travaux_le,
                             disponible_le, depart_prevu_le, travaux_prevus_le, contingent, origine, ouverte_le, synthetique, numero, etape)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
            coalesce((select max(numero) from liberation where epci = $1 and organisation = $2), 0) + 1, ${ETAPE_SAISIE}
     on conflict (epci, logement) where close_le is null do nothing
     returning id`,
    [epci, organisation, logement, ...valuesOf(liberation), origine, ouverteLe, synthetique],
  );
  return row?.id ?? null;
}

/** Résidence in the last published vintage: `ecriture_residence` reads the name of the programme, else the address. */
const RESIDENCE = `
  select r.cle
    from ${DERNIER_PARC} p
    join logement g on g.epci = p.epci and g.lot = p.lot and g.ident_rep = $2
    join ${RESIDENCES} r
      on r.epci = p.epci and r.lot = p.lot
     and r.ecriture = ecriture_residence(g.bailleur, g.commune, g.residence, case when g.residence is null then g.adresse end)
   limit 1`;

function dates(sql: Sql, epci: string, depuis: string): Promise<DatesLues[]> {
  return rowsOf(
    sql,
    datesLuesRow,
    `select l.id, l.organisation, o.nom as bailleur, s.secteur, l.filiere, l.ouverte_le, ${DATES} as dates,
            l.cause_vacance, l.close_le is not null as close
       from liberation l
       join logement_suivi s on s.id = l.logement
       join organisation o on o.id = l.organisation
      where l.epci = $1 and (l.ouverte_le >= $2 or l.close_le is null or l.bail_le >= $2) and l.cloture is distinct from 'retrait'
      order by l.id`,
    [epci, depuis],
  );
}

function liberables(sql: Sql, epci: string, organisation: number): Promise<{ id: number; libelle: string }[]> {
  return rowsOf(
    sql,
    z.object({ id: z.number(), libelle: z.string() }),
    `select s.id, concat_ws(' · ', s.typologie, s.adresse, coalesce(c.nom, s.commune), s.cle) as libelle
       from logement_suivi s
       left join territoire_commune c on c.epci = s.epci and c.commune = s.commune
      where s.epci = $1 and s.organisation = $2 and s.adresse is not null and s.commune is not null and s.etat <> 'retire'
        and not exists (select from liberation l where l.logement = s.id and l.close_le is null)
      order by c.nom, s.adresse, s.id`,
    [epci, organisation],
  );
}
