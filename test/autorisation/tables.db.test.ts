// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operateur, PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { ROLE_APPLICATION } from "#socle/sql/droits/policies.ts";
import { TABLES_DROITS } from "#socle/sql/droits/tables.ts";
import { openPool } from "#socle/sql/sql.ts";
import { createDatabase, type TestDatabase } from "../database.ts";

/** Closed to the application, and why: the operator's own tables, reached with the owner's rights alone. */
const TABLES_FERMEES: Readonly<Record<string, string>> = {
  migration: "written by the migrations alone",
  "journal.tete": "moved by journal.ecrire alone",
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

async function column(text: string, params: readonly unknown[] = []): Promise<string[]> {
  const { rows } = await database.pool.query<{ v: string }>(text, [...params]);
  return rows.map(({ v }) => v);
}

const NOTRE = "n.nspname in ('public', 'acces', 'nominatif', 'sensible', 'journal', 'contexte')";
const NOM = "case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end";

describe("every table of the schema", () => {
  it("is in the list of rights, or on the list of the closed ones with its reason", async () => {
    const all = await column(
      `select ${NOM} as v from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${NOTRE} and c.relkind in ('r','p') order by 1`,
    );
    const known = [...TABLES_DROITS.map(({ table }) => table), ...Object.keys(TABLES_FERMEES)];
    expect(all).toEqual([...new Set(known)].sort());
    expect(Object.values(TABLES_FERMEES).every((reason) => reason.length > 10)).toBe(true);
  });

  it("has row security, forced, and at least one policy", async () => {
    const lax = await column(
      `select ${NOM} as v
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where ${NOTRE} and c.relkind in ('r','p')
          and not (c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid))`,
    );
    expect(lax).toEqual([]);
  });

  it("the policies compare with a computed array, never row by row", async () => {
    const slow = await column(
      // But for whom the wishes concern: a bailleur is tied to nearly all the files, each then looked up by its key.
      `select tablename || ' ' || policyname as v from pg_policies
        where regexp_replace(qual, 'EXISTS \\( SELECT\\s+FROM nominatif\\.registre', '', 'g') ~* '\\mexists\\M'`,
    );
    expect(slow).toEqual([]);
  });

  it("a view, if there is one, asks with the rights of whoever looks", async () => {
    const views = await column(
      `select ${NOM} as v from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where ${NOTRE} and c.relkind in ('v','m') and not coalesce(c.reloptions @> '{security_invoker=true}', false)`,
    );
    expect(views).toEqual([]);
  });
});

describe("the application's role", () => {
  it("owns nothing, bypasses nothing, is nobody's superior", async () => {
    const { rows } = await database.pool.query(
      "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin from pg_roles where rolname = $1",
      [ROLE_APPLICATION],
    );
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolcanlogin: false },
    ]);
    expect(
      await column("select relname as v from pg_class where pg_get_userbyid(relowner) = $1", [ROLE_APPLICATION]),
    ).toEqual([]);
    expect(
      await column(
        "select r.rolname as v from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = $1::regrole",
        [ROLE_APPLICATION],
      ),
    ).toEqual([]);
  });

  it("is what the server's connections are, even after a RESET", async () => {
    const pool = openPool(database.url, { role: ROLE_APPLICATION, max: 1 });
    try {
      const who = async () => (await pool.query("select current_user as qui")).rows[0];
      expect(await who()).toEqual({ qui: ROLE_APPLICATION });
      await pool.query("reset role");
      expect(await who()).toEqual({ qui: ROLE_APPLICATION });
      await expect(pool.query("alter table lot disable row level security")).rejects.toThrow(/must be owner/);
      await expect(pool.query("create table essai (id integer)")).rejects.toThrow(/permission denied/);
    } finally {
      await pool.end();
    }
  });

  it("runs with its owner's rights the functions of this list only", async () => {
    expect(
      await column(
        `select n.nspname || '.' || p.proname as v from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where ${NOTRE} and p.prosecdef order by 1`,
      ),
    ).toEqual([
      "contexte.attente_cotation",
      // Counts of the examination of occupation, for whoever reads sums: 0012-attributions.sql.
      "contexte.compter_examens",
      // Opens a session of a commission to whoever may sit there, in the hand of its own secretary: 0012-attributions.sql.
      "contexte.convoquer_cal",
      "contexte.etat_territoire",
      // Ids of the desks where somebody accredited comes, to the household that chooses one: 0011-guichet.sql.
      "contexte.guichets_tenus",
      // Sums of the whole territory for its members: 0011-guichet.sql.
      "contexte.parcours_demandes",
      "contexte.place_cotation",
      // One line to send with the address it goes to, to the secretary of that commission: 0012-attributions.sql.
      "contexte.prendre_envoi_cal",
      // Who may sit in a commission, to the secretary who convenes them: 0012-attributions.sql.
      "contexte.sieges_cal",
      "contexte.trimestres_publies",
      "journal.ecrire",
      "journal.organisation_de",
      "journal.plateforme",
      // What each does, and to whom, is in 0010-dossier.sql and 0011-guichet.sql.
      "nominatif.acte_commission",
      // What finds the candidates of a dwelling: 0012-attributions.sql.
      "nominatif.chercher_souhaits",
      // Sums of the shared follow-up, for the EPCI alone: 0010-dossier.sql.
      // What a file owes to the national system, written by its triggers alone.
      "nominatif.clore_sne",
      "nominatif.compter_evenements",
      "nominatif.demandeur_du_sne",
      "nominatif.devoir_sne",
      "nominatif.evenement_du_sne",
      // A réservataire’s list and the files that it opens, on a number and a birth: 0012-attributions.sql.
      "nominatif.inscrire_menages",
      "nominatif.lier_souhaits",
      "nominatif.ouvrir_lieux",
      "nominatif.radier_bail",
      // A demande enters the contingent of the réservataire that is asked for candidates: 0012-attributions.sql.
      "nominatif.rattacher_contingent",
      "nominatif.registre_demandeur",
      "nominatif.registre_liens",
      "nominatif.registre_menage",
      "nominatif.registre_souhaits",
      // The demande that a lease taken back had struck off: 0012-attributions.sql.
      "nominatif.rendre_bail",
      "nominatif.souhaits_du_dossier",
      "nominatif.souhaits_du_menage",
      "nominatif.suivre_guichet",
      // What a signed lease moves besides itself, and the rank that an offer keeps: 0016-comptage.sql.
      "public.a_des_zones",
      "public.bail_compte",
      // The directory of bailleurs, and whether somebody there would read a form: not who.
      "public.bailleurs_joignables",
      // Names of legal persons, and who took over from whom: what every figure is read with, without whoever wrote it. 0004-donnees.sql.
      "public.bailleurs_nommes",
      // A dwelling's candidates follow it on an agenda and off it, and take the state that a decision gives them.
      "public.cal_candidats",
      "public.cal_decide",
      "public.cal_inscrit",
      "public.cal_retire",
      // By writing, to vote is to be there: said on the seat, which whoever reads the quorum reads.
      "public.cal_vote",
      "public.candidature_rang",
      // The side that RPLS writes against the computed one: counts alone. 0016-comptage.sql.
      "public.comparer_zones",
      "public.compter_baux",
      "public.compter_baux_autour",
      "public.compter_baux_tardifs",
      "public.compter_dehors",
      "public.compter_lieux",
      // Counts of offers, without a name, from rows that whoever reads a bilan does not read: 0016-comptage.sql.
      "public.compter_propositions",
      "public.construire_cubes",
      // Which résidence goes on under which owner, and who holds what: 0004-donnees.sql.
      "public.continuer_residences",
      // An avenant that shares its year counts the published leases again: 0016-comptage.sql.
      "public.couper_le_mois",
      // A réservataire asks for a dwelling that has been empty for three months, and is answered: 0012-attributions.sql.
      "public.demande_logement_suite",
      "public.demander_logement",
      // Leases are derived again once the law has changed, whoever asks for them first: 0004-donnees.sql.
      "public.derivation_faite",
      // Samples tables, and gives nothing back.
      // Exchanges of dwellings: a bailleur asks for what it does not read, the other side's dwelling, without a name: 0012-attributions.sql.
      "public.echange_arrivant",
      "public.echange_convient",
      "public.echange_demande_close",
      "public.echange_ensemble",
      "public.echange_familles",
      "public.echange_liberation_close",
      "public.echange_suite",
      "public.echanges_autres",
      "public.echanges_comptes",
      "public.echanges_possibles",
      "public.echantillonner",
      // What is sensitive of an examination goes before the commission with it: 0012-attributions.sql.
      "public.examen_occupation_transmis",
      "public.inscrire_residences",
      // What acts say of a commune's days is theirs to write: 0004-donnees.sql.
      "public.jours_de_commune",
      // Steps of a freed dwelling dated by the acts on its candidates; the answer of a réservataire: 0012-attributions.sql.
      "public.liberation_avance",
      // Dwellings that wait for a tenant, to those who may fill them: 0012-attributions.sql.
      "public.logements_vacants",
      "public.marquer_derivations",
      // Leases are counted again once somebody has settled two of them: 0016-comptage.sql.
      "public.paire_compte",
      "public.predecesseurs_de",
      "public.premiers_entiers",
      "public.proposer_echange",
      "public.proposition_comptee",
      "public.proposition_suit",
      "public.propositions_du_mois",
      "public.remontee_du_jour",
      "public.repondre_designation",
      "public.reservataire_du_bail",
      "public.reservataire_nomme",
      "public.residence_courante",
      "public.residence_du_bail",
      "public.residence_ecrite",
      "public.residences_enquetees",
      "public.residences_lues",
      "public.successions_de",
      "public.suivre_bail",
      "public.suivre_bailleur",
      // Says that the law has moved: 0002-droit.sql.
      "public.suivre_droit",
      // Leases of the dwellings that a right names are counted again: 0016-comptage.sql.
      "public.suivre_droit_nomme",
      "public.suivre_perimetre",
      "public.suivre_succession",
      // Leases signed here count in a lot that nobody deposited, which their signatory may not publish: 0016-comptage.sql.
      "public.tenir_provisoires",
      "public.zone_locale_de",
    ]);
  });

  it("compares days with Paris's, never with those of the engine", async () => {
    expect(
      await column(
        `select policyname as v from pg_policies where concat(qual, with_check) ~* 'current_date'
         union all
         select adrelid::regclass::text from pg_attrdef where pg_get_expr(adbin, adrelid) ~* 'current_date'`,
      ),
    ).toEqual([]);
    expect(await column("select policyname as v from pg_policies where qual ~ 'aujourdhui'")).not.toEqual([]);
  });

  it("writes no line of the journal but by its function, and changes none", async () => {
    const pool = openPool(database.url, { role: ROLE_APPLICATION, max: 1 });
    try {
      for (const text of [
        "insert into journal.entree select * from journal.entree",
        "update journal.entree set acte = 'x'",
        "delete from journal.entree",
        "truncate journal.entree",
        "update journal.tete set numero = 0",
        "select journal.empreinte(null)",
      ]) {
        await expect(pool.query(text), text).rejects.toThrow(/permission denied/);
      }
    } finally {
      await pool.end();
    }
  });
});

describe("a connection that says nothing of who acts", () => {
  it("sees what is public and nothing else, before any transaction as after one has ended", async () => {
    await database.base.territoires.add({ epci: "200000000", nom: "Essai", demonstration: true }, []);
    await database.pool.query(
      "insert into lot (epci, source, profil, fichier, sha256, taille, statut, depose_par) values ('200000000', 'rpls', 'x', 'x', 'x', 1, 'publie', 'x')",
    );
    const pool = openPool(database.url, { role: ROLE_APPLICATION, max: 1 });
    const count = async () =>
      (await pool.query("select (select count(*) from lot) as lots, (select count(*) from compte) as comptes")).rows[0];
    try {
      expect(await count()).toEqual({ lots: 0, comptes: 0 });
      await pool.query("begin");
      await pool.query("select set_config('blaise.acteur', $1, true)", [
        JSON.stringify(operateur("essai", ["200000000"])),
      ]);
      expect(await count()).toMatchObject({ lots: 1 });
      await pool.query("commit");
      // After a commit the setting is the empty text, not null: it must still be nobody.
      expect(await count()).toEqual({ lots: 0, comptes: 0 });
    } finally {
      await pool.end();
    }
    expect(await database.bases.pour(PUBLIC).lots.list("200000000")).toEqual([]);
  });
});
