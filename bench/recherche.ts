import { readFile } from "node:fs/promises";
import type pg from "pg";
import { deriveResidences } from "#observatoire/sql/parc/derive-residences.ts";
import { openBases } from "#service/sql/open-base.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { openPool, openSql } from "#socle/sql/sql.ts";
import { createTestApp } from "../test/fixtures/http.ts";
import { addOrganisation, addPersonne } from "../test/journal/personnes.ts";
import { elapsed, type Mesure, median, percentile, round } from "./mesure.ts";
import { generateParc } from "./parc.ts";

const EPCI = "200068666";
const RESIDENCES = 5_000;
const TOURS = 20;
const CHAUFFE = 3;

/** Empty: a reference of the desk. */
const QUESTIONS: readonly (readonly [qui: string, role: RoleHabilite, texte: string])[] = [
  ["une résidence", "agent-epci", "résidence 1234"],
  ["deux fautes", "agent-epci", "residance erabels"],
  ["toutes les résidences", "agent-epci", "rés"],
  ["rien", "agent-epci", "zzzzzz"],
  ["une page", "guichet", "demandes"],
  ["une référence", "guichet", ""],
  ["un début de référence", "etat", "D-1A2B"],
  ["huit mots", "etat", "résidence des érables commune bailleur logement rue place"],
];

/**
 * A search among 5 000 résidences and the 50 000 demandes that `benchDemandes` has left, through the whole server, row policies on: the processor's
 * time, ours and the engine's, of the worst question. Beside it, how long one waits, and one plain reading of the same résidences; the first search
 * after a publication, which reads them, is told apart.
 */
export async function benchRecherche(url: string): Promise<Mesure> {
  const pool = openPool(url);
  const lot = await generateParc(pool, { epci: EPCI, logements: RESIDENCES * 20, periode: "2030" });
  await openSql(pool).transaction((tx) => deriveResidences(tx, { epci: EPCI, id: lot }));
  await pool.query("analyze residence_parc");
  const { reference, guichet } = await findReference(pool);
  const bases = openBases(url);
  const details: Record<string, number> = {};
  const attentes: number[] = [];
  const premieres: number[] = [];
  for (const [rang, [qui, role, texte]] of QUESTIONS.entries()) {
    const autre = () => addOrganisation(pool, role === "etat" ? "etat" : "epci", `Banc ${qui}`);
    const organisation = role === "guichet" ? guichet : await autre();
    const acteur = await addPersonne(pool, `banc-recherche-${rang}`, [{ role, epci: EPCI, organisation }]);
    const app = createTestApp(bases, { debit: 1_000_000 }, acteur);
    const ask = async () => {
      const chemin = `/t/${EPCI}/recherche?part=1&q=${encodeURIComponent(texte || reference)}`;
      const response = await app.request(chemin, { headers: { accept: "text/html" } });
      if (response.status !== 200) throw new Error(`${qui}: ${response.status}`);
      await response.text();
    };
    premieres.push(await elapsed(ask));
    for (let tour = 0; tour < CHAUFFE; tour += 1) await ask();
    const avant = await processeur(pool);
    for (let tour = 0; tour < TOURS; tour += 1) attentes.push(await elapsed(ask));
    details[qui] = round(since(avant, await processeur(pool)) / TOURS, 1);
  }
  const lecture = await plainReading(pool, lot);
  await Promise.all([bases.close(), pool.end()]);
  const pire = Math.max(...Object.values(details));
  return {
    id: "recherche",
    libelle: `Recherche parmi ${RESIDENCES} résidences et 50 000 demandes, par l’application et sous les politiques de rangées : processeur, moteur compris, de la pire`,
    valeur: pire,
    unite: "ms",
    objectif: "≤ 50",
    tenu: pire <= 50,
    details: {
      ...details,
      attenteMedianeMs: round(median(attentes), 1),
      attenteP95Ms: round(percentile(attentes, 0.95), 1),
      premiereApresPublicationMs: round(Math.max(...premieres), 1),
      rapportALaLecture: round(median(attentes) / lecture, 1),
    },
  };
}

/** Milliseconds so far: of this process, under 0, and of each of the engine's, of which Linux alone tells by hundredths of a second. */
async function processeur(pool: pg.Pool): Promise<ReadonlyMap<number, number>> {
  const { user, system } = process.cpuUsage();
  const { rows } = await pool.query<{ pid: number }>(
    "select pid from pg_stat_activity where backend_type = 'client backend'",
  );
  const moteur = rows.map(async ({ pid }): Promise<[number, number]> => {
    const ligne = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    const [utilisateur = 0, noyau = 0] = ligne
      .replace(/^.*\) /, "")
      .split(" ")
      .slice(11, 13)
      .map(Number);
    return [pid, 10 * (utilisateur + noyau)];
  });
  return new Map([[0, (user + system) / 1000], ...(await Promise.all(moteur))]);
}

/** A connection that was closed meanwhile tells no more. */
function since(avant: ReadonlyMap<number, number>, apres: ReadonlyMap<number, number>): number {
  return [...apres].reduce((total, [pid, ms]) => total + ms - (avant.get(pid) ?? 0), 0);
}

async function findReference(pool: pg.Pool): Promise<{ readonly reference: string; readonly guichet: number }> {
  const { rows } = await pool.query<{ reference: string; guichet: number }>(
    "select reference, guichet from nominatif.registre where epci = $1 and reference ~ '[0-9]' and onglet = 'active' and guichet is not null offset 500 limit 1",
    [EPCI],
  );
  const [row] = rows;
  if (!row) throw new Error("no demande to look for: benchDemandes comes first");
  return row;
}

async function plainReading(pool: pg.Pool, lot: number): Promise<number> {
  const text = "select nom, commune, logements from residence_parc where epci = $1 and lot = $2";
  const times: number[] = [];
  for (let tour = 0; tour < TOURS; tour += 1) times.push(await elapsed(() => pool.query(text, [EPCI, lot])));
  return median(times);
}
