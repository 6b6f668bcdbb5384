import { z } from "zod";
import { verifyJournal } from "#acces/lectures/journal/verify-journal.ts";
import { withChaines } from "#acces/sql/journal/chaine.queries.ts";
import { effacerDemandeur } from "#exploitation/actes/conservation/effacer.ts";
import { purger } from "#exploitation/actes/conservation/purger.ts";
import type { ConservationQueries } from "#exploitation/lectures/conservation/ports.ts";
import { conservationQueries } from "#exploitation/sql/conservation/conservation.queries.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { openPool, openSql, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { semer } from "../conservation/douze-ans.ts";
import type { Attendu } from "../conservation/graine.ts";
import { readSurvivors } from "../conservation/juger.ts";
import type { Scenario } from "./fault-sweep.ts";
import { type Terrain, untilQuiet } from "./lot-scenarios.ts";
import { makeRemise, type Remise } from "./remise.ts";

const GRAINE = 20_221_001;
const PERSONNES = 4;
const EPCI = "200068666";

/** Behind us on any machine: the lines that the purges write in the journal are dated by its clock, and never due on that day. */
const JOUR = "2026-03-01";
const QUAND = { jour: JOUR, maintenant: `${JOUR}T03:00:00.000Z` };

/** What the rows left say, and the rows that a purge or an erasure writes. */
type Vu = {
  readonly survivants: ReadonlySet<string>;
  readonly purges: readonly { readonly id: number; readonly comptes: string; readonly auJour: string }[];
  /** `objet` of the lines « purge » of the journal, `motif` of the lines « effacement ». */
  readonly actes: readonly string[];
  readonly registre: readonly string[];
  readonly ruptures: number;
};

/** The purge of a day: all of it or nothing, said by one line of the journal. Done again, it finds nothing more. */
export function purgeScenario(terrain: Terrain): Scenario {
  let attendus: readonly Attendu[] = [];
  /** What a purge that nothing troubles counts; the others must say the same. */
  let comptes: string | null = null;
  const seed = async (sql: Sql) => {
    attendus = await semer(sql, GRAINE, PERSONNES);
  };
  return makeScenario(terrain, "purge", seed, {
    async run(conservation) {
      await purger(conservation, { ...QUAND, aujourdhui: JOUR, essai: false });
    },
    check(vu, fini) {
      const done = vu.purges.filter((purge) => purge.comptes !== "{}");
      comptes ??= done[0]?.comptes ?? null;
      return purgeBreaches(vu, attendus, comptes, fini);
    },
  });
}

function purgeBreaches(vu: Vu, attendus: readonly Attendu[], comptes: string | null, fini: boolean): string[] {
  // The register is written by the purge itself, and judged apart.
  const rows = attendus.filter(({ sonde }) => sonde !== "public.registre_effacement");
  const isLeft = ({ sonde, cle }: Attendu) => vu.survivants.has(`${sonde} ${cle}`);
  const dus = rows.filter(({ disparait }) => disparait <= JOUR);
  const left = dus.filter(isLeft);
  const broken = rows
    .filter((row) => row.disparait > JOUR && !isLeft(row))
    .map(({ sonde, cle, disparait }) => `${sonde} ${cle} is gone early: due ${disparait}`);
  const nothing = left.length === dus.length;
  if (dus.length < 20) broken.push(`only ${dus.length} rows are due: nothing is proved`);
  if (fini ? left.length > 0 : left.length > 0 && !nothing) {
    const noms = left.slice(0, 3).map(({ sonde, cle, disparait }) => `${sonde} ${cle} of ${disparait}`);
    broken.push(`${left.length} of the ${dus.length} due rows are left: ${noms.join(", ")}`);
  }
  const done = vu.purges.filter((purge) => purge.comptes !== "{}");
  if (done.length !== (nothing ? 0 : 1)) broken.push(`${done.length} purges say that they took something`);
  if (done.some((purge) => purge.comptes !== comptes)) broken.push("the purge does not count what it took");
  if (vu.purges.some(({ auJour }) => auJour !== JOUR)) broken.push("a purge of another day is recorded");
  const said = vu.purges.map(({ id }) => `purge purge:${id}`);
  if (said.join() !== vu.actes.join()) broken.push(`the journal says ${vu.actes.join()}, and not ${said.join()}`);
  const partis = dus.filter((row) => row.sonde === "nominatif.demandeur" && !isLeft(row));
  if (vu.registre.length !== partis.length) {
    broken.push(`${vu.registre.length} persons in the register, ${partis.length} erased`);
  }
  return broken;
}

const NUMERO = "canari-numero-0";

/** A person erased on their request: their file, the keys of their facts, the register and the journal, together or not at all. */
export function effacementScenario(terrain: Terrain): Scenario {
  const seed = async (sql: Sql) => {
    await semer(sql, GRAINE, 1);
    // Of others: a draft, and whoever was received without a demande.
    await sql.query("delete from nominatif.demandeur where etat = 'brouillon'");
    await sql.query("delete from nominatif.entretien where demandeur is null");
    await sql.query("delete from nominatif.fiche_contact");
    await sql.query("update attribution set cle = $1", [NUMERO]);
    await sql.query("update bail b set demandeur = k.demandeur from candidature k where k.id = b.candidature");
    await sql.query(
      `insert into demande select (jsonb_populate_record(d, jsonb_build_object('cle', $1::text, 'ligne', 2))).* from demande d limit 1`,
      [NUMERO],
    );
  };
  return makeScenario(terrain, "effacement sur demande", seed, {
    async run(conservation) {
      try {
        // Late enough for every case to be closed.
        const quand = { jour: "2035-01-01", maintenant: "2035-01-01T10:00:00.000Z" };
        await effacerDemandeur(conservation, { epci: EPCI, numeros: [NUMERO], ...quand });
      } catch (error) {
        // What is told to whoever asks again for what was done already.
        if (!(error instanceof Refus && error.code === "personne-inconnue")) throw error;
      }
    },
    check({ survivants, registre, actes }, fini) {
      const held = [...survivants].filter((nom) => /^(nominatif|sensible)\./.test(nom)).length;
      const keys = [...survivants].filter((nom) => nom.startsWith("public.attribution (clé)")).length;
      const found = [held > 0, keys > 0, registre.includes(NUMERO), actes.join()].join();
      const before = "true,true,false,";
      const after = "false,false,true,effacement";
      const allowed = fini ? [after] : [before, after];
      return allowed.includes(found) ? [] : [`file held, keys of facts, register, journal: ${found}`];
    },
  });
}

type Travail = {
  run(conservation: ConservationQueries): Promise<void>;
  check(vu: Vu, fini: boolean): readonly string[];
};

/** With the owner's rights on one connection, as the operator's commands do it, on a database of its own. */
function makeScenario(
  { url, modele, dossier }: Terrain,
  nom: string,
  seed: (sql: Sql) => Promise<void>,
  { run, check }: Travail,
): Scenario {
  let remise: Remise | undefined;
  let pool: ReturnType<typeof openPool> | undefined;
  return {
    nom,
    dossier,
    async reset(fresh) {
      remise ??= await makeRemise(url, modele, seed);
      await remise.restore();
      if (!fresh && pool) return;
      await pool?.end();
      pool = openPool(remise.url, { max: 1 });
    },
    async run() {
      if (!pool) throw new Error("no connection: the scenario is not at its start");
      await run(conservationQueries(openSql(pool)));
    },
    async check(fini) {
      if (!remise) throw new Error("the scenario is not at its start");
      const quiet = await untilQuiet(remise.pool);
      const vu = await look(openSql(remise.pool));
      const broken = [...check(vu, fini)];
      if (vu.ruptures > 0) broken.push(`the journal is broken at ${vu.ruptures} places`);
      return quiet ? broken : [...broken, "a connection is left in a transaction"];
    },
    async close() {
      await pool?.end();
      await remise?.drop();
    },
  };
}

const texteRow = z.object({ texte: z.string() });

async function look(sql: Sql): Promise<Vu> {
  const textes = async (query: string) => (await rowsOf(sql, texteRow, query)).map(({ texte }) => texte);
  return {
    survivants: await readSurvivors(sql),
    purges: await rowsOf(
      sql,
      z.object({ id: z.number(), comptes: z.string(), auJour: z.string() }),
      `select id, comptes::text as comptes, au_jour as "auJour" from purge order by id`,
    ),
    actes: await textes(
      `select concat_ws(' ', acte, objet) as texte from journal.entree
        where acte in ('purge', 'effacement') order by organisation, numero`,
    ),
    registre: await textes("select numero_hash as texte from registre_effacement order by 1"),
    ruptures: (await withChaines(sql, verifyJournal)).ruptures.length,
  };
}
