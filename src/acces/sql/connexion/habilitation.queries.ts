import { z } from "zod";
import { insert, insertId, pick, touches } from "#socle/sql/ecrire.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type Compte,
  compteRow,
  type Habilitation,
  type HabilitationQueries,
  habilitationRow,
  type NouveauCompte,
  type NouvelleHabilitation,
  type NouvelleOrganisation,
  nouvelleHabilitationRow,
  organisationRow,
  revueRow,
} from "../../lectures/habilitation/ports.ts";
import { EN_ATTENTE } from "./preuve.ts";

/** Habilitations that the actor of `sql` may see and change. */
export function habilitationQueries(sql: Sql): HabilitationQueries {
  return {
    list: (epci) => select(sql, "h.epci = $1 order by o.type, o.nom, c.nom, c.prenom, h.debut desc, h.id desc", [epci]),
    listPlateforme: () => select(sql, "h.epci is null order by c.nom, c.prenom, h.debut desc, h.id desc", []),
    listGestionnaires: () =>
      select(
        sql,
        "h.role in ('administrateur', 'gestionnaire-epci') order by h.epci nulls first, c.nom, c.prenom, h.debut desc, h.id desc",
        [],
      ),
    find: async (id) => (await select(sql, "h.id = $1", [id]))[0] ?? null,
    mine: (jour) =>
      select(sql, `h.compte = contexte.compte() and ${EN_VIGUEUR} and not ${EN_ATTENTE} order by h.id`, [jour]),
    grant: (habilitation) => grant(sql, habilitation),
    renew: (id, dates) => renew(sql, id, dates),
    revoke: (id, par) =>
      touches(
        sql,
        "update habilitation set revoquee_le = now(), revoquee_par = $2 where id = $1 and revoquee_le is null",
        [id, par],
      ),
    dormants: (epci, depuis, jour) => dormants(sql, epci, depuis, jour),
    revues: (epci) =>
      rowsOf(
        sql,
        revueRow,
        `select faite_le, faite_par, comptes, revoquees, motif
           from revue_habilitation
          where epci = $1
          order by faite_le desc, id desc
          limit 10`,
        [epci],
      ),
    addRevue: async (epci, { faitePar, comptes, revoquees, motif }) => {
      await insert(sql, "revue_habilitation", { epci, faitePar, comptes, revoquees, motif });
    },
    lock: async (epci) => {
      await sql.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU_HABILITATION, epci ?? "plateforme"]);
    },
    organisations: (epci) =>
      rowsOf(
        sql,
        organisationRow,
        `select id, type, nom, siren
           from organisation
          where id = any (array(select organisation from habilitation where epci = $1))
          order by type, nom, id`,
        [epci],
      ),
    findOrganisation: (id) =>
      rowOf(sql, organisationRow, "select id, type, nom, siren from organisation where id = $1", [id]),
    addOrganisation: (organisation) => addOrganisation(sql, organisation),
    findCompte: (id) => rowOf(sql, compteRow, `select ${COMPTE} from compte where id = $1`, [id]),
    findCompteByCourriel: (courriel) =>
      rowOf(sql, compteRow, `select ${COMPTE} from compte where courriel = lower($1)`, [courriel]),
    createCompte: (compte) => createCompte(sql, compte),
  };
}

const COMPTE = `id, courriel, prenom, nom, cree_le, vu_le, ferme_le,
  courriel_prouve_le, invite_pour, demonstration`;

/** The row holds the columns of the account and of the organisation too. */
const lueRow = z
  .record(z.string(), z.unknown())
  .transform(({ compteId, compteNom, organisationId, organisationType, organisationNom, ...row }) => ({
    ...row,
    compte: { ...row, id: compteId, nom: compteNom },
    organisation: { ...row, id: organisationId, type: organisationType, nom: organisationNom },
  }))
  .pipe(habilitationRow);

/** In force on the day `$1`. */
const EN_VIGUEUR = "h.revoquee_le is null and $1::date between h.debut and h.fin";

/** Outer joins: readers see the granter's name only if they may see that account. */
function select(sql: Sql, condition: string, params: readonly unknown[]): Promise<Habilitation[]> {
  return rowsOf(
    sql,
    lueRow,
    `select h.id, h.role, h.epci, h.communes, h.sensible, h.debut, h.fin, h.motif,
            h.accordee_par, h.accordee_le, h.accordee_le = c.cree_le as avec_le_compte,
            nullif(concat_ws(' ', a.prenom, a.nom), '') as nom_accordee_par,
            h.revoquee_le, nullif(concat_ws(' ', r.prenom, r.nom), '') as nom_revoquee_par,
            c.id as compte_id, c.courriel, c.prenom, c.nom as compte_nom, c.cree_le, c.vu_le,
            c.ferme_le, c.courriel_prouve_le, c.invite_pour, c.demonstration,
            ${EN_ATTENTE} as en_attente,
            o.id as organisation_id, o.type as organisation_type, o.nom as organisation_nom, o.siren
       from habilitation h
       join compte c on c.id = h.compte
       join organisation o on o.id = h.organisation
       left join compte a on a.id = h.accordee_par
       left join compte r on r.id = h.revoquee_par
      where ${condition}`,
    params,
  );
}

const idRow = z.object({ id: z.number() });

/** Read back in the same transaction: the page shows what was written. */
async function readBack(sql: Sql, id: number): Promise<Habilitation> {
  const [habilitation] = await select(sql, "h.id = $1", [id]);
  if (!habilitation) throw new Error(`Habilitation ${id} was written and cannot be read back.`);
  return habilitation;
}

function grant(sql: Sql, habilitation: NouvelleHabilitation): Promise<Habilitation> {
  return sql.transaction(async (tx) =>
    readBack(tx, await insertId(tx, "habilitation", pick(nouvelleHabilitationRow, habilitation))),
  );
}

function renew(sql: Sql, id: number, dates: Parameters<HabilitationQueries["renew"]>[1]): Promise<Habilitation> {
  return sql.transaction(async (tx) => {
    const copy = await oneOf(
      tx,
      idRow,
      `insert into habilitation (compte, organisation, role, epci, communes, sensible, debut, fin, accordee_par, motif, preuve_apres)
       select compte, organisation, role, epci, communes, sensible, $2, $3, $4, $5, coalesce($6::timestamptz, preuve_apres)
         from habilitation
        where id = $1
       returning id`,
      [id, dates.debut, dates.fin, dates.accordeePar, dates.motif, dates.preuveApres],
    );
    return readBack(tx, copy.id);
  });
}

function dormants(sql: Sql, epci: string, depuis: string, jour: string): Promise<Habilitation[]> {
  return select(
    sql,
    `${EN_VIGUEUR}
        and h.epci = $2
        and c.ferme_le is null
        and (c.vu_le is null or c.vu_le < $3::timestamptz)
      order by coalesce(c.vu_le, c.cree_le), c.nom, c.prenom, h.id`,
    [jour, epci, depuis],
  );
}

/** First half of the advisory lock's key, beside those of verrous.ts: two revocations must not each assume that the other manager stays. */
const VERROU_HABILITATION = 4_411_006;

async function addOrganisation(
  sql: Sql,
  organisation: NouvelleOrganisation,
): ReturnType<HabilitationQueries["addOrganisation"]> {
  const { type, nom, siren } = organisation;
  return sql.transaction(async (tx) => {
    const added = await rowOf(
      tx,
      organisationRow,
      `insert into organisation (type, nom, siren)
       select $1, $2, $3
        where not exists (select 1 from organisation where type = $1 and siren = $3)
       on conflict do nothing
       returning id, type, nom, siren`,
      [type, nom, siren],
    );
    if (added) return { ...added, ajoutee: true };
    const found = await oneOf(
      tx,
      organisationRow,
      `select id, type, nom, siren
         from organisation
        where type = $1
          and siren is not distinct from $3
          and ($3::text is not null or nom = $2)
        order by id
        limit 1`,
      [type, nom, siren],
    );
    return { ...found, ajoutee: false };
  });
}

function createCompte(sql: Sql, { courriel, prenom, nom, invitePour }: NouveauCompte): Promise<Compte | null> {
  return rowOf(
    sql,
    compteRow,
    `insert into compte (courriel, prenom, nom, invite_pour)
     values (lower($1), $2, $3, $4)
     on conflict (courriel) do nothing
     returning ${COMPTE}`,
    [courriel, prenom, nom, invitePour],
  );
}
