import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import type pg from "pg";
import { demonstrationComptes } from "#acces/actes/connexion/demonstration.ts";
import { createLien } from "#acces/actes/connexion/lien.ts";
import { openConnexion } from "#acces/routes/connexion/deps.ts";
import { connexionQueries } from "#acces/sql/connexion/connexion.queries.ts";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { openDepotPieces } from "#dossier/sql/piece/depot-pieces.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { grouperAdresses } from "#imports/lectures/localisation/grouper.ts";
import { openCoffre } from "#service/commandes/coffre.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import { createApp } from "#service/routes/app.ts";
import { openBases } from "#service/sql/open-base.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import type { Env } from "#socle/routes/deps.ts";
import { createMetriques } from "#socle/routes/serveur/metrics.ts";
import { openServerLog } from "#socle/routes/serveur/server-log.ts";
import { openSql } from "#socle/sql/sql.ts";
import { BAILLEURS } from "../../demo/bailleurs.ts";
import { COMMUNES } from "../../demo/communes.ts";
import { generateDemo } from "../../demo/generate-demo.ts";
import { CODE_OFFICIEL } from "../../src/service/commandes/code-officiel.ts";
import { createHacheurFactice } from "../connexion/hacheur-factice.ts";
import { COURRIER_ESSAI, SMS_ESSAI } from "../fixtures/courrier.ts";
import { CONVENTION, OBJECTIFS } from "./convention-essai.ts";
import { deposit, depositUndated, importRejets } from "./monde-lots.ts";
import { type IdentifiantsUrbains, prepareUrbain } from "./monde-urbain.ts";

export const EPCI = "200068666";

/** Somebody of the demonstration, a person with a password (« titulaire »), a household with its code, or nobody. */
export type Qui = RoleHabilite | "titulaire" | "menage" | "personne";

/** The product in this process, on the real engine, with a territory at work, one account a role, and its log in hand. */
export type Monde = {
  readonly app: Hono<Env>;
  readonly pool: pg.Pool;
  readonly base: Base;
  /** Lines of the log so far. */
  readonly journal: readonly string[];
  readonly identifiants: Identifiants;
  readonly hash: (text: string) => string;
  cookie(qui: Qui): Promise<string>;
  ask(qui: Qui, chemin: string, init?: RequestInit & { headers?: Record<string, string> }): Promise<Response>;
  close(): Promise<void>;
};

export type Identifiants = {
  readonly lot: number;
  readonly rapport: string;
  readonly depot: string;
  readonly bienvenue: string;
  readonly adresses: readonly string[];
  /** Habilitations that may be revoked one after the other. */
  readonly habilitations: readonly number[];
  readonly administrateur: number;
  readonly localisation: number;
  /** The organisation whose bilan is prepared, and that bilan. */
  readonly bailleur: number;
  readonly bilanBailleur: number;
  /** A réservataire, its right and its convention of flux with that bailleur. */
  readonly reservataire: number;
  readonly droit: number;
  readonly conventionFlux: number;
  /** Key of a résidence of the stock. */
  readonly residence: string;
  /** A deposit whose file does not say its year. */
  readonly aDater: string;
  /** A lot, and a group of its lines that are rejected for one reason. */
  readonly rejets: {
    readonly lot: number;
    readonly motif: string;
    readonly colonne: string;
    readonly lignes: readonly number[];
  };
  /** Of one bailleur in one commune, the first of the addresses that are still to be located. */
  readonly groupe: { readonly commune: string; readonly bailleur: string; readonly adresses: string };
  readonly urbain: IdentifiantsUrbains;
};

const SECRET = "v2:l’ancien mot de passe, assez long";
const CIBLES = 80;

type Database = { readonly url: string; readonly pool: pg.Pool; readonly base: Base };

export async function openMonde(database: Database): Promise<Monde> {
  const territoire = await openTerritoire(database);
  const owner = connexionQueries(openSql(database.pool));
  const bienvenue = await createLien(
    { queries: owner, horloge: HORLOGE },
    { usage: "premier-administrateur", compte: null },
  );
  const identifiants = { ...(await prepare(database.pool, database.base, territoire.ask)), bienvenue };
  return { ...territoire, identifiants };
}

/** Its rows and its accounts alone, where nobody has written anything yet. */
export async function openTerritoire(database: Database): Promise<Omit<Monde, "identifiants">> {
  await fillTerritoire(database.base);
  const territoire = { epci: EPCI, nom: "Saint-Dizier, Der & Blaise", bailleurs: BAILLEURS, commune: SAINT_DIZIER };
  await demonstrationComptes(connexionQueries(openSql(database.pool)), territoire, HORLOGE.aujourdhui());
  await addTitulaire(database.pool);
  return openProduit(database);
}

/** The product on what is there, which remembers nothing of what another one was asked. */
export async function openProduit({ url, pool, base }: Database): Promise<Omit<Monde, "identifiants">> {
  const bases = openBases(url);
  const dossierDepots = await mkdtemp(join(tmpdir(), "blaise-injection-"));
  const journal: string[] = [];
  const log = openServerLog("info", { write: (line) => journal.push(line) });
  const connexion = {
    ...openConnexion({
      queries: bases.connexions,
      horloge: HORLOGE,
      demonstration: true,
      origine: "http://localhost",
      proconnect: null,
      adresse: () => "127.0.0.1",
      log,
    }),
    // Waits and the cost of a hash have their own tests; here each trial must go to the end.
    hacheur: createHacheurFactice(),
    frein: { reserve: async () => ({ accordee: true as const, recordSucces: async () => undefined }) },
  };
  const hash = (text: string) => `h-${text}`;
  const app = createApp({
    codeOfficiel: CODE_OFFICIEL,
    bases,
    connexion,
    horloge: HORLOGE,
    hash,
    coffre: openCoffre("essai"),
    courrier: COURRIER_ESSAI,
    sms: SMS_ESSAI,
    pieces: openDepotPieces(dossierDepots),
    antivirus: null,
    dossierDepots,
    log,
    version: "0.0.0",
    secondEnvoi: null,
    hotes: ["localhost"],
    metriques: createMetriques(),
  });
  const sessions = new Map<Qui, Promise<string>>();
  const cookie = (qui: Qui) => {
    const opened = sessions.get(qui) ?? logIn(app, pool, qui);
    sessions.set(qui, opened);
    return opened;
  };
  const ask: Monde["ask"] = async (qui, chemin, init = {}) =>
    app.request(`http://localhost${chemin}`, {
      ...init,
      headers: { origin: "http://localhost", cookie: await cookie(qui), ...init.headers },
    });
  return {
    app,
    pool,
    base,
    journal,
    hash,
    cookie,
    ask,
    async close() {
      await bases.close();
      await rm(dossierDepots, { recursive: true, force: true });
    },
  };
}

const SAINT_DIZIER = { code: "52448", nom: "Saint-Dizier" };

/**
 * The demonstration's territory with one in twelve of the leases of one year, all those that are not located, and one in sixty of its
 * dwellings: pages have something to show, and answer at once.
 */
async function fillTerritoire(base: Base): Promise<void> {
  await base.territoires.add(
    { epci: EPCI, nom: "Saint-Dizier, Der & Blaise", demonstration: true },
    COMMUNES.map((row) => ({ commune: row.code, nom: row.nom, population: row.population })),
  );
  const wanted = generateDemo().filter(
    ({ source, periode }) =>
      ["communes", "qpv", "seuils", "objectifs", "resultats", "resultats-nationaux", "rpls"].includes(source) ||
      (source === "sne-attributions" && periode === "2017"),
  );
  for (const { source, nom, octets, periode } of wanted) {
    const un = UN_SUR[source];
    const kept = un === undefined ? octets : thin(octets, un);
    const asked = source === "sne-attributions" ? { source, periode } : { source };
    const deps = { base, horloge: HORLOGE, hash: (text: string) => `h-${text}` };
    const { fini } = await receiveFichier(deps, { fichier: fichierOf(nom, kept), epci: EPCI, ...asked });
    await publishLot(base, (await fini).id, { confirme: true });
  }
}

/** Lines of a file of which one is kept. */
const UN_SUR: Readonly<Partial<Record<Source, number>>> = { "sne-attributions": 12, rpls: 60 };

function thin(octets: Uint8Array, un: number): Uint8Array {
  const [entete = "", ...lignes] = Buffer.from(octets).toString("latin1").split("\n");
  const inconnue = entete.split(";").indexOf("NB_QPVNA");
  const kept = lignes.filter((ligne, rang) => rang % un === 0 || ligne.split(";")[inconnue] === "1");
  return Buffer.from([entete, ...kept].join("\n"), "latin1");
}

async function logIn(app: Hono<Env>, pool: pg.Pool, qui: Qui): Promise<string> {
  if (qui === "personne") return "";
  if (qui === "menage") return beginDemande(app);
  const courriel = `${qui}@demonstration.invalid`;
  const { rows } = await pool.query<{ id: number }>("select id from compte where courriel = $1", [courriel]);
  const [chemin, champs] =
    qui === "titulaire"
      ? (["/connexion", { courriel: "titulaire@essai.invalid", mot_de_passe: SECRET.slice(3) }] as const)
      : (["/connexion/demonstration", { compte: String(rows[0]?.id) }] as const);
  const answer = await app.request(`http://localhost${chemin}`, {
    method: "POST",
    headers: { origin: "http://localhost" },
    body: new URLSearchParams(champs),
  });
  const line = answer.headers.getSetCookie().find((one) => one.startsWith("blaise="));
  if (!line) throw new Error(`${qui} could not log in: ${answer.status}`);
  return line.split(";")[0] ?? "";
}

/** A household that has just begun its demande. */
async function beginDemande(app: Hono<Env>): Promise<string> {
  const answer = await app.request(`http://localhost/ma-demande/${EPCI}/nouvelle`, {
    method: "POST",
    headers: { origin: "http://localhost" },
    body: new URLSearchParams({ pour: "moi" }),
  });
  const line = answer.headers.getSetCookie().find((one) => one.startsWith("blaise-dossier="));
  if (!line) throw new Error(`no demande begun: ${answer.status}`);
  return line.split(";")[0] ?? "";
}

async function addTitulaire(pool: pg.Pool): Promise<void> {
  await pool.query(
    `with c as (insert into compte (courriel, prenom, nom) values ('titulaire@essai.invalid', 'Tina', 'Titulaire') returning id),
          h as (insert into habilitation (compte, organisation, role, epci, debut, fin, motif)
                select c.id, (select min(id) from organisation where type = 'epci'), 'gestionnaire-epci', $1,
                       contexte.aujourdhui(), contexte.aujourdhui() + 300, 'essai' from c)
     insert into acces.mot_de_passe (compte, empreinte) select id, $2 from c`,
    [EPCI, SECRET],
  );
}

async function prepare(pool: pg.Pool, base: Base, ask: Monde["ask"]): Promise<Omit<Identifiants, "bienvenue">> {
  const one = async (text: string): Promise<never> => {
    const { rows } = await pool.query<{ cle: never }>(text);
    return rows[0]?.cle as never; // each query below has one row, of the type that its place wants
  };
  const { rows } = await pool.query<{ id: number }>(
    `with c as (insert into compte (courriel, prenom, nom)
                select 'cible' || i || '@essai.invalid', 'Cible', 'Cible ' || i from generate_series(1, ${CIBLES}) i returning id)
     insert into habilitation (compte, organisation, role, epci, debut, fin, motif)
     select c.id, (select min(id) from organisation where type = 'commune'), 'commune', '${EPCI}', contexte.aujourdhui(), contexte.aujourdhui() + 30,
            'une habilitation à révoquer'
       from c returning id`,
  );
  const aLocaliser = await base.localisations.aLocaliser(EPCI);
  const adresses = aLocaliser.map(({ cleAdresse }) => cleAdresse);
  const groupe = grouperAdresses(aLocaliser).at(-1);
  await post(ask, `/t/${EPCI}/donnees/localiser`, {
    adresse: adresses[0] ?? "",
    situation: "qpv",
    motif: "vue sur place",
  });
  await post(ask, `/t/${EPCI}/rapport`, { annee: "2017", periode: "annee", sections: "synthese" });
  await post(ask, `/t/${EPCI}/convention/preparer`, CONVENTION);
  await post(ask, `/t/${EPCI}/convention/versions/0/objectifs`, { ...OBJECTIFS, action: "enregistrer" });
  const bailleur: number = await one(`select id as cle from organisation where siren = '${BAILLEURS[1]?.siren}'`);
  const bilan = { organisation: String(bailleur), annee: "2017", periode: "annee" };
  await post(ask, `/t/${EPCI}/bilans-bailleurs`, bilan, "responsable-bailleur");
  const reservataire = await one("select min(id) as cle from organisation where type = 'reservataire'");
  await postContingents(ask, { bailleur: String(bailleur), reservataire: String(reservataire) });
  return {
    lot: await one("select min(id) as cle from lot where source = 'sne-attributions'"),
    rapport: await one("select min(numero) as cle from rapport"),
    depot: await deposit(ask, new File(["alpha;beta\n1;2\n"], "inconnu.csv")),
    aDater: await depositUndated(ask),
    rejets: await importRejets(base),
    groupe: {
      commune: groupe?.commune ?? "",
      bailleur: groupe?.bailleur ?? "",
      adresses: groupe?.adresses[0]?.cleAdresse ?? "",
    },
    adresses: adresses.slice(1),
    habilitations: rows.map(({ id }) => id),
    administrateur: await one("select min(id) as cle from habilitation where role = 'administrateur'"),
    localisation: await one("select min(id) as cle from localisation"),
    bailleur,
    bilanBailleur: await one("select min(id) as cle from bilan_bailleur"),
    reservataire,
    droit: await one("select min(id) as cle from contingent"),
    conventionFlux: await one("select min(id) as cle from convention_flux"),
    residence: await one("select min(courante) as cle from residence"),
    urbain: await prepareUrbain({ pool, ask, post }, { bailleur }),
  };
}

/** A right, a convention of 2017 and a line of its base, through the forms. */
async function postContingents(ask: Monde["ask"], parties: Record<string, string>): Promise<void> {
  const t = `/t/${EPCI}/contingents`;
  const droit = { contingent: "COLACT", mode: "flux", nombre: "7", depuis: "2017-01-01" };
  await post(ask, `${t}/ajouter`, { ...parties, ...droit }, "responsable-bailleur");
  const convention = { contingent: "COLACT", departement: "52", annee_debut: "2016", annee_fin: "2018", part: "15" };
  await post(ask, `${t}/conventions/ajouter`, { ...parties, ...convention }, "responsable-bailleur");
}

async function post(
  ask: Monde["ask"],
  chemin: string,
  champs: Record<string, string>,
  qui: Qui = "agent-epci",
): Promise<string> {
  const answer = await ask(qui, chemin, { method: "POST", body: new URLSearchParams(champs) });
  if (answer.status !== 303)
    throw new Error(
      `${chemin}: ${answer.status} ${(await answer.text())
        .replace(/[\s\S]*<main/, "")
        .replaceAll(/<[^>]*>/g, " ")
        .slice(0, 1500)}`,
    );
  return answer.headers.get("location") ?? "";
}

/** Rows of each table, read by the owner. */
export async function countRows(pool: pg.Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ nom: string }>(
    `select format('%I.%I', schemaname, tablename) as nom from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const counts = new Map<string, number>();
  for (const { nom } of rows) {
    const found = await pool.query<{ n: number }>(`select count(*)::integer as n from ${nom}`);
    counts.set(nom, found.rows[0]?.n ?? 0);
  }
  return counts;
}

/** Tables, functions, roles, extensions, rights: all that a payload taken for SQL could add or remove. */
/** Roles are the whole server’s: those that another test makes meanwhile (proprietaire.db.test.ts) are left out. */
export async function describeSchema(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ etat: string }>(
    `select md5(concat_ws('|',
       (select string_agg(concat(oid, relname, relkind, relacl), ',' order by oid) from pg_class where relname !~ '^pg_toast'),
       (select string_agg(concat(oid, proname), ',' order by oid) from pg_proc),
       (select string_agg(concat(rolname, rolsuper), ',' order by rolname) from pg_roles where rolname !~ '^blaise_(essai|acces)_' or rolsuper),
       (select string_agg(extname::text, ',' order by extname) from pg_extension),
       (select string_agg(concat(polname, polrelid), ',' order by oid) from pg_policy))) as etat`,
  );
  return rows[0]?.etat ?? "";
}
