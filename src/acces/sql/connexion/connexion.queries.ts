import { z } from "zod";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { hexa, insert, insertNew, touches, update } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type CompteQueries,
  type ConnexionQueries,
  compteDemonstrationRow,
  compteRow,
  habilitationMontreeRow,
  type SessionLue,
  type SessionQueries,
  sessionRow,
} from "../../lectures/connexion/ports.ts";
import { accesDossierQueries } from "./acces-dossier.queries.ts";
import { findChangementContact } from "./changement-par-jeton.ts";
import { amorceQueries } from "./connexion-amorce.queries.ts";
import { jetonQueries } from "./connexion-jeton.queries.ts";
import { moyensQueries } from "./connexion-moyens.queries.ts";
import { EN_ATTENTE } from "./preuve.ts";

/** All queries of the login. `sql` acts as the service « connexion », the only one to reach the schema `acces` before the actor is known. */
export function connexionQueries(sql: Sql): ConnexionQueries {
  return {
    ...sessionQueries(sql),
    ...compteQueries(sql),
    ...moyensQueries(sql),
    ...jetonQueries(sql),
    ...amorceQueries(sql),
    ...accesDossierQueries(sql),
    findChangementContact: (empreinte) => findChangementContact(sql, empreinte),
    transaction: (work) => sql.transaction((tx) => work(connexionQueries(tx))),
  };
}

const COMPTE = `c.id, c.courriel, c.prenom, c.nom, c.demonstration, c.ferme_le, c.emetteur, c.sujet,
  c.courriel_prouve_le`;

const SESSION = `encode(s.jeton_hash, 'hex') as empreinte, s.compte, s.moyen, s.ouverte_le, s.vue_le,
  s.expire_le, s.fermee_le, s.id_token`;

const habilitationsActives = z.array(
  z.object({
    id: z.number(),
    role: z.enum(ROLES_HABILITES),
    epci: z.string().nullable(),
    organisation: z.number(),
    siren: z.string().nullable(),
    predecesseurs: z.array(z.string()).optional(),
    nomOrganisation: z.string(),
    communes: z.array(z.string()),
    sensible: z.boolean(),
  }),
);

/** In force on the day `$2`, both bounds included, not revoked, with the proof of the address that the right asks. */
const HABILITATIONS = `coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'role', h.role, 'epci', h.epci, 'organisation', h.organisation,
                     'siren', o.siren, 'nomOrganisation', o.nom, 'communes', h.communes, 'sensible', h.sensible)
                     || case when p.avant = '{}' then '{}' else jsonb_build_object('predecesseurs', p.avant) end order by h.id)
            from habilitation h
            join organisation o on o.id = h.organisation
           cross join lateral (select array(select predecesseurs_de(h.epci, o.siren, $2::date) order by 1)) as p (avant)
           where h.compte = c.id
             and h.revoquee_le is null
             and not ${EN_ATTENTE}
             and $2::date between h.debut and h.fin), '[]') as habilitations`;

const demandeursLies = z.array(z.object({ id: z.string(), lien: z.enum(["titulaire", "mandat"]) }));

/** Files of the household that owns the account, or that gave it a mandate, on the day `$2`. */
const DEMANDEURS = `coalesce((select jsonb_agg(distinct jsonb_build_object('id', l.demandeur, 'lien', l.nature))
            from nominatif.lien l
           where l.compte = c.id
             and l.nature in ('titulaire','mandat')
             and $2::date between l.du and coalesce(l.au, 'infinity')), '[]') as demandeurs`;

function acteurOf(
  compte: { readonly id: number; readonly prenom: string; readonly nom: string },
  { habilitations, demandeurs }: Pick<Acteur, "habilitations" | "demandeurs">,
): Acteur {
  return { nom: `${compte.prenom} ${compte.nom}`, compte: compte.id, demandeurs, habilitations, motif: null };
}

const sessionLueRow = sessionRow
  .extend({ ...compteRow.omit({ id: true }).shape, habilitations: habilitationsActives, demandeurs: demandeursLies })
  .transform(({ habilitations, demandeurs, ...row }): SessionLue => {
    const compte = compteRow.parse({ ...row, id: row.compte });
    return { session: sessionRow.parse(row), compte, acteur: acteurOf(compte, { habilitations, demandeurs }) };
  });

function sessionQueries(sql: Sql): SessionQueries {
  return {
    findSession: (empreinte, aujourdhui) =>
      rowOf(
        sql,
        sessionLueRow,
        `select ${SESSION}, ${COMPTE}, ${HABILITATIONS}, ${DEMANDEURS}
           from acces.session s
           join compte c on c.id = s.compte
          where s.jeton_hash = decode($1, 'hex')`,
        [empreinte, aujourdhui],
      ),
    openSession: async ({ empreinte, compte, moyen, ouverteLe, vueLe, expireLe, idToken }) => {
      const jetonHash = hexa(empreinte);
      await insert(sql, "acces.session", { jetonHash, compte, moyen, ouverteLe, vueLe, expireLe, idToken });
    },
    touchSession: async (empreinte, maintenant) => {
      await sql.query(
        `update acces.session
            set vue_le = $2
          where jeton_hash = decode($1, 'hex')
            and fermee_le is null
            and vue_le < $2`,
        [empreinte, maintenant],
      );
    },
    closeSession: async (empreinte, maintenant) => {
      await sql.query(
        "update acces.session set fermee_le = $2, id_token = null where jeton_hash = decode($1, 'hex') and fermee_le is null",
        [empreinte, maintenant],
      );
    },
    closeSessionsOf: async (compte, maintenant, sauf) => {
      const { rowCount } = await sql.query(
        `update acces.session
            set fermee_le = $2, id_token = null
          where compte = $1
            and fermee_le is null
            and jeton_hash is distinct from decode($3, 'hex')`,
        [compte, maintenant, sauf],
      );
      return rowCount;
    },
    listSessions: (compte, maintenant) =>
      rowsOf(
        sql,
        sessionRow,
        `select ${SESSION}
           from acces.session s
          where s.compte = $1
            and s.fermee_le is null
            and s.expire_le > $2
          order by s.vue_le desc, s.jeton_hash`,
        [compte, maintenant],
      ),
  };
}

function compteQueries(sql: Sql): CompteQueries {
  const find = (condition: string, params: readonly unknown[]) =>
    rowOf(sql, compteRow, `select ${COMPTE} from compte c where ${condition}`, params);
  const set = async (id: number, valeurs: Readonly<Record<string, string | null>>) => {
    await update(sql, "compte", valeurs, "id = $1", [id]);
  };
  return {
    findCompte: (id) => find("c.id = $1", [id]),
    findCompteByCourriel: (courriel) => find("c.courriel = $1", [courriel]),
    findCompteBySujet: (emetteur, sujet) => find("c.emetteur = $1 and c.sujet = $2", [emetteur, sujet]),
    createCompte: async ({ courriel, prenom, nom, demonstration, invitePour }) => {
      const compte = { courriel, prenom, nom, demonstration, invitePour };
      const id = await insertNew(sql, "compte", compte, "on conflict (courriel) do nothing");
      if (id !== null) return id;
      throw new Refus("compte-existant", "Un compte existe déjà pour cette adresse de courriel.");
    },
    renameCompte: (id, { prenom, nom }) => set(id, { prenom, nom }),
    prouverCourriel: (id, courrielProuveLe) => set(id, { courrielProuveLe }),
    removeMoyens: async (id) => {
      await sql.query("delete from acces.cle_acces where compte = $1", [id]);
      await sql.query("delete from acces.mot_de_passe where compte = $1", [id]);
      await set(id, { emetteur: null, sujet: null });
    },
    linkProConnect: (id, { emetteur, sujet }) =>
      touches(
        sql,
        `update compte
            set emetteur = $2, sujet = $3
          where id = $1
            and emetteur is null
            and not exists (select from compte where emetteur = $2 and sujet = $3)`,
        [id, emetteur, sujet],
      ),
    setFermeture: (id, fermeLe) => set(id, { fermeLe }),
    recordPassage: (id, vuLe) => set(id, { vuLe }),
    readActeur: async (compte, aujourdhui) => {
      const row = await rowOf(
        sql,
        compteRow.extend({ habilitations: habilitationsActives, demandeurs: demandeursLies }),
        `select ${COMPTE}, ${HABILITATIONS}, ${DEMANDEURS} from compte c where c.id = $1 and c.ferme_le is null`,
        [compte, aujourdhui],
      );
      return row && acteurOf(row, row);
    },
    ...listsOf(sql),
  };
}

type ListesDeComptes = Pick<
  CompteQueries,
  | "listHabilitations"
  | "worksFor"
  | "holdsElsewhere"
  | "holdsAnything"
  | "hasAdministrateur"
  | "listComptesDemonstration"
>;

function listsOf(sql: Sql): ListesDeComptes {
  return {
    listHabilitations: (compte, aujourdhui) =>
      rowsOf(
        sql,
        habilitationMontreeRow,
        `select h.id, h.role, h.epci, t.nom as nom_territoire, o.nom as nom_organisation, h.communes, h.sensible, h.debut, h.fin,
                ${EN_ATTENTE} as en_attente
           from habilitation h
           join compte c on c.id = h.compte
           join organisation o on o.id = h.organisation
           left join territoire t on t.epci = h.epci
          where h.compte = $1
            and h.revoquee_le is null
            and $2::date between h.debut and h.fin
          order by h.fin, h.id`,
        [compte, aujourdhui],
      ),
    worksFor: (compte, siren, aujourdhui) =>
      exists(
        sql,
        `select 1
           from habilitation h
           join organisation o on o.id = h.organisation
          where h.compte = $1
            and o.siren = $2
            and h.revoquee_le is null
            and $3::date between h.debut and h.fin`,
        [compte, siren, aujourdhui],
      ),
    holdsElsewhere: (compte, epci, aujourdhui) =>
      exists(
        sql,
        `select 1
           from habilitation
          where compte = $1
            and epci is distinct from $2
            and revoquee_le is null
            and fin >= $3::date`,
        [compte, epci, aujourdhui],
      ),
    holdsAnything: (compte, aujourdhui) =>
      exists(sql, "select 1 from habilitation where compte = $1 and revoquee_le is null and fin >= $2::date", [
        compte,
        aujourdhui,
      ]),
    hasAdministrateur: (aujourdhui) =>
      exists(
        sql,
        `select 1
           from habilitation h
           join compte c on c.id = h.compte
          where h.role = 'administrateur'
            and h.revoquee_le is null
            and $1::date between h.debut and h.fin
            and c.ferme_le is null
            and not c.demonstration`,
        [aujourdhui],
      ),
    listComptesDemonstration: (aujourdhui) =>
      rowsOf(
        sql,
        compteDemonstrationRow,
        `select distinct on (c.id) c.id as compte, c.prenom, c.nom, h.role, o.nom as nom_organisation
           from compte c
           join habilitation h on h.compte = c.id
           join organisation o on o.id = h.organisation
          where c.demonstration
            and c.ferme_le is null
            and h.revoquee_le is null
            and $1::date between h.debut and h.fin
          order by c.id, h.id`,
        [aujourdhui],
      ),
  };
}

async function exists(sql: Sql, text: string, params: readonly unknown[]): Promise<boolean> {
  const { rows } = await sql.query(`${text} limit 1`, params);
  return rows.length > 0;
}
