import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import type { OccupationRow } from "#donnees/formats/rows.ts";
import { publishLot, undoLot } from "#imports/actes/lot/publish-lot.ts";
import { Depots } from "#imports/routes/depot/depots.ts";
import { type OpenBases, openBases } from "#service/sql/open-base.ts";
import type { Base } from "#socle/lectures/base.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import type { AppDeps } from "#socle/routes/deps.ts";
import { openPool } from "#socle/sql/sql.ts";
import { makeDemande } from "../fixtures/lignes.ts";
import { attribution, BAILLEUR, EPCI, openTerritoireEssai, stageRows } from "../fixtures/lots.ts";
import { rplsLine, rplsText } from "../fixtures/rpls-lines.ts";
import type { Scenario } from "./fault-sweep.ts";
import { OBSERVER } from "./inject-fault.ts";

export type Terrain = {
  readonly url: string;
  /** A migrated database to copy, where the run has one. */
  readonly modele: string | null;
  readonly dossier: string;
  /** Looks on: never counted, never hurt. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
};

export async function openTerrain(url: string, dossier: string, modele: string | null = null): Promise<Terrain> {
  const pool = openPool(url, { nom: OBSERVER });
  const bases = openBases(url);
  await openTerritoireEssai(bases.pour(operateur("essai", [])));
  await bases.close();
  return { url, modele, dossier, pool, close: () => pool.end() };
}

/** Lines of the file; one more is a copy, and another is rejected. */
const LOGEMENTS = 12;

/** A file is deposited through HTTP's own reception, read, staged, then published. */
export function importScenario(terrain: Terrain): Scenario {
  const connections = makeConnections(terrain);
  const dossierDepots = join(terrain.dossier, "depots");
  const fichier = `${rplsText(LOGEMENTS)}${rplsLine(0)}\n${rplsLine(99).replace(";52448;", ";XXXXX;")}\n`;
  let depots: Depots;
  return {
    nom: "import et publication",
    dossier: terrain.dossier,
    async reset(fresh) {
      if (fresh) await connections.renew();
      await clearLots(terrain.pool);
      await rm(dossierDepots, { recursive: true, force: true });
      await mkdir(dossierDepots, { recursive: true });
      depots = makeDepots(dossierDepots);
    },
    async run() {
      const base = connections.base();
      const { depot, premier } = await depots.receive(base, EPCI, requestOf(fichier), () => ({ periode: "2017" }));
      await premier;
      const [deposited] = depot.fichiers;
      const lot = deposited?.lot;
      if (lot === undefined) throw new Error(deposited?.message ?? "no file in the deposit");
      while (depots.avancement(lot) !== null) await new Promise((resolve) => setTimeout(resolve, 1));
      const statut = (await readLots(terrain.pool)).find(({ id }) => id === lot)?.statut;
      if (statut !== "publie") await publishLot(base, lot, { confirme: true });
    },
    async check(fini) {
      const broken = await commonBreaches(terrain, fini);
      const lots = await readLots(terrain.pool);
      broken.push(...lots.flatMap(lotBreaches));
      const published = lots.filter(({ statut }) => statut === "publie");
      if (fini && published.length !== 1) broken.push(`come to its end with ${published.length} lots published`);
      const left = (await readdir(dossierDepots, { recursive: true })).filter((name) => /[/\\]\d+$/.test(name));
      if (fini && left.length > 1) broken.push(`${left.length} deposited files are kept`);
      return broken;
    },
    close: connections.close,
  };
}

/** B replaced A; B is taken back: leases, with their facts and their two cubes. */
export function undoScenario(terrain: Terrain): Scenario {
  return undoOf(terrain, {
    nom: "annulation",
    stage: (base, rows, fichier) =>
      stageRows(
        base,
        "sne-attributions",
        listOf(rows, (i) => attribution({}, i)),
        { fichier, periode: "2017" },
      ),
    compte: `(select count(*)::int from fait_attribution f where f.lot = $1) as rows,
             (select coalesce(sum(nombre), 0)::int from cube_attribution c where c.lot = $1) as cube,
             (select coalesce(sum(nombre), 0)::int from cube_bail c where c.lot = $1) as autre`,
  });
}

/** The same of a stock of demandes and its cube. */
export function undoStockScenario(terrain: Terrain): Scenario {
  return undoOf(terrain, {
    nom: "annulation d’un stock",
    stage: (base, rows, fichier) => {
      const stock = listOf(rows, (i) => makeDemande({ cle: `cle-${i}`, empreinte: `e-${i}` }));
      return stageRows(base, "sne-demandes", stock, { fichier, periode: "2017" });
    },
    compte: `(select count(*)::int from demande d where d.lot = $1) as rows,
             (select coalesce(sum(nombre), 0)::int from cube_demande c where c.lot = $1) as cube,
             (select coalesce(sum(nombre), 0)::int from cube_demande c where c.lot = $1) as autre`,
  });
}

/** The same of a survey of occupants: nothing derives from it, it is read by the lot that is shown. */
export function undoEnqueteScenario(terrain: Terrain): Scenario {
  return undoOf(terrain, {
    nom: "annulation d’une enquête",
    stage: (base, rows, fichier) => stageRows(base, "ops", listOf(rows, occupation), { fichier, periode: "2018" }),
    compte: `(select count(*)::int from occupation o where o.lot = $1) as rows,
             (select coalesce(sum(effectif), 0)::int from occupation o where o.lot = $1) as cube,
             (select coalesce(sum(effectif), 0)::int from occupation o where o.lot = $1) as autre`,
  });
}

type Annulation = {
  readonly nom: string;
  stage(base: Base, rows: number, fichier: string): Promise<number>;
  /** Rows of a lot, and what its two derived tables sum to, as `rows`, `cube` and `autre`. */
  readonly compte: string;
};

type Etat = { a: number; b: number };

function undoOf(terrain: Terrain, annulation: Annulation): Scenario {
  const connections = makeConnections(terrain);
  const state: Etat = { a: 0, b: 0 };
  return {
    nom: annulation.nom,
    dossier: terrain.dossier,
    async reset(fresh) {
      await showB(terrain, state, annulation);
      if (fresh) await connections.renew();
    },
    async run() {
      if ((await statutOf(terrain.pool, state.b)) === "publie") await undoLot(connections.base(), state.b);
    },
    check: async (fini) => [
      ...(await commonBreaches(terrain, fini)),
      ...(await undoBreaches(terrain.pool, state, annulation, fini)),
    ],
    close: connections.close,
  };
}

async function showB({ url, pool }: Terrain, state: Etat, { stage }: Annulation): Promise<void> {
  if (state.b !== 0 && (await statutOf(pool, state.b)) === "publie") return;
  const bases = openBases(url);
  const base = bases.pour(operateur("essai", [EPCI]));
  if (state.b === 0) {
    await clearLots(pool);
    state.a = await stage(base, 3, "a.csv");
    state.b = await stage(base, 5, "b.csv");
    await publishLot(base, state.a, { confirme: true });
  }
  await publishLot(base, state.b, { confirme: true });
  await bases.close();
}

/** Either of the two is shown, with all that derives from it. */
async function undoBreaches(pool: pg.Pool, { a, b }: Etat, annulation: Annulation, fini: boolean): Promise<string[]> {
  const { rows: shown } = await pool.query<{ lot: number }>("select lot::int from publication");
  const lot = shown[0]?.lot ?? 0;
  const { rows } = await pool.query<{ rows: number; cube: number; autre: number }>(`select ${annulation.compte}`, [
    lot,
  ]);
  const undone = lot === a;
  const found = [
    shown.length,
    await statutOf(pool, a),
    await statutOf(pool, b),
    ...Object.values(rows[0] ?? {}),
  ].join();
  const expected = undone ? "1,publie,pret,3,3,3" : "1,remplace,publie,5,5,5";
  const broken = found === expected ? [] : [`lot ${lot} is shown with ${found}`];
  return fini && !undone ? [...broken, "come to its end, and nothing is undone"] : broken;
}

function listOf<T>(length: number, make: (i: number) => T): readonly T[] {
  return Array.from({ length }, (_, i) => make(i));
}

/** One household counted in each of as many résidences. */
function occupation(i: number): OccupationRow {
  return {
    enquete: 2018,
    bailleur: BAILLEUR,
    commune: "52448",
    residence: `Résidence ${i}`,
    population: "occupants",
    indicateur: "apl",
    effectif: 1,
    repondants: 12,
  };
}

/** The connections of the work, and of what is done again after it. */
function makeConnections({ url }: Terrain) {
  let bases: OpenBases | undefined;
  return {
    async renew() {
      await bases?.close();
      bases = openBases(url);
    },
    base: (): Base => {
      if (!bases) throw new Error("no connection: the scenario is not at its start");
      return bases.pour(operateur("essai", [EPCI]));
    },
    close: async (): Promise<void> => bases?.close(),
  };
}

function makeDepots(dossierDepots: string): Depots {
  const deps = {
    horloge: { aujourdhui: () => "2018-01-15", maintenant: () => "2018-01-15T00:00:00Z" },
    hash: (text: string) => text,
    dossierDepots,
    log: { info: () => undefined, error: () => undefined },
  };
  return new Depots(deps as unknown as AppDeps); // nothing else is asked of them
}

function requestOf(text: string): Request {
  const body = new FormData();
  body.append("fichiers", new File([text], "rpls-2017.csv", { type: "text/csv" }));
  return new Request("http://localhost/", { method: "POST", body });
}

type LotVu = {
  readonly id: number;
  readonly statut: string;
  readonly rows: number;
  readonly rejets: number;
  readonly cube: number;
  /** Dwellings of the résidences, of the cells of rents, of those of reservations. */
  readonly residences: number;
  readonly loyers: number;
  readonly reserves: number;
  /** Lines « lot-depose » of the journal. */
  readonly deposes: number;
};

async function readLots(pool: pg.Pool): Promise<readonly LotVu[]> {
  const { rows } = await pool.query<LotVu>(
    `select l.id::int, l.statut,
            (select count(*)::int from logement  where lot = l.id) as rows,
            (select count(*)::int from lot_rejet where lot = l.id) as rejets,
            (select coalesce(sum(nombre), 0)::int from cube_parc where lot = l.id) as cube,
            (select coalesce(sum(logements), 0)::int from residence_parc where lot = l.id) as residences,
            (select coalesce(sum(n), 0)::int from cube_loyer, unnest(nombres) as n where lot = l.id) as loyers,
            (select coalesce(sum(logements), 0)::int from cube_reserve where lot = l.id) as reserves,
            (select count(*)::int from journal.entree where acte = 'lot-depose' and objet = 'lot:' || l.id) as deposes
       from lot l
      order by l.id`,
  );
  return rows;
}

/** All of a lot or nothing of it; published with what derives from it, or not at all. */
function lotBreaches({ id, statut, rows, rejets, cube, residences, loyers, reserves, deposes }: LotVu): string[] {
  const whole = statut === "pret" || statut === "publie" || statut === "remplace";
  const derived = statut === "publie" ? LOGEMENTS : 0;
  const found = [rows, rejets, deposes, cube, residences, loyers, reserves].join();
  const expected = [...(whole ? [LOGEMENTS, 1, 1] : [0, 0, 0]), derived, derived, derived, derived].join();
  return found === expected
    ? []
    : [`lot ${id}, ${statut}: ${found} rows, rejected, in the journal, in the cube, in the résidences, in the rents`];
}

async function statutOf(pool: pg.Pool, lot: number): Promise<string> {
  const { rows } = await pool.query<{ statut: string }>("select statut from lot where id = $1", [lot]);
  return rows[0]?.statut ?? "absent";
}

/** What must hold whatever was being done: pointers, their trace, the journal, the connections. */
async function commonBreaches({ pool }: Terrain, fini: boolean): Promise<string[]> {
  const quiet = await untilQuiet(pool);
  const { rows } = await pool.query<{ motif: string; nombre: number }>(
    `select 'lots left in « lecture »' as motif, count(*)::int as nombre from lot where statut = 'lecture' and $1
     union all
     select 'pointers to a lot that is not « publie », or the other way round', count(*)::int
       from lot l full join publication p on p.lot = l.id
      where (p.lot is not null) <> (l.statut is not distinct from 'publie')
     union all
     select 'pointers that the last act does not say', count(*)::int
       from publication p
      where p.lot is distinct from (select a.lot_apres from publication_acte a
                                     where (a.epci, a.source, a.periode) = (p.epci, p.source, p.periode)
                                     order by a.id desc limit 1)
     union all
     select 'acts that the journal does not say, or the other way round', abs(
       (select count(*) from publication_acte) - (select count(*) from journal.entree where acte in ('lot-publie', 'lot-annule')))::int
     union all
     select 'lines of the journal that do not follow one another', count(*)::int
       from (select e, lag(e.empreinte) over chaine as avant, row_number() over chaine as rang
               from journal.entree e
             window chaine as (partition by e.organisation order by e.numero)) as ligne
      where (ligne.e).numero <> rang
         or (ligne.e).empreinte <> journal.empreinte(ligne.e)
         or (ligne.e).precedent <> coalesce(avant, sha256(convert_to('blaise:' || (ligne.e).organisation, 'UTF8')))
     union all
     select 'heads of the journal that are not at its last line', count(*)::int
       from journal.tete t
       full join (select organisation, max(numero) as numero from journal.entree group by organisation) as fin using (organisation)
      where coalesce(t.numero, 0) <> coalesce(fin.numero, 0)`,
    [fini],
  );
  const broken = rows.filter(({ nombre }) => nombre !== 0).map(({ motif, nombre }) => `${nombre} ${motif}`);
  return quiet ? broken : [...broken, "a connection is left in a transaction"];
}

/** The server takes a moment to see that a client is gone. false: after ten seconds there is still a transaction open. */
export async function untilQuiet(pool: pg.Pool): Promise<boolean> {
  for (let tries = 0; tries < 2000; tries++) {
    const { rows } = await pool.query(
      `select 1 from pg_stat_activity
        where datname = current_database() and application_name <> $1 and xact_start is not null`,
      [OBSERVER],
    );
    if (rows.length === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return false;
}

async function clearLots(pool: pg.Pool): Promise<void> {
  await pool.query(
    "delete from journal.entree; delete from journal.tete; delete from publication; delete from publication_acte; delete from lot",
  );
}
