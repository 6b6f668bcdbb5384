import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { seedRandom } from "#socle/calculs/synthese/mulberry32.ts";
import { COMMUNES } from "../../demo/communes.ts";
import { generateDemo } from "../../demo/generate-demo.ts";
import { type OwnDatabase, withOwnDatabase } from "./own-database.ts";

const ORDRES = 40;
const PAR_ORDRE = 25;
const GRAINE = 5_122_026;
const EPCI = "200068666";
const ZONES = ["Europe/Paris", "UTC", "Pacific/Tahiti"];
const LANGUES = ["fr_FR.UTF-8", "C"];
const SOURCES = ["communes", "qpv", "seuils", "objectifs", "resultats", "rpls"];

/** A bilan computed 1 000 times: forty orders of the lines of its file, three time zones, two languages. One fingerprint. */
export function proveRecalcul(): Promise<Record<string, unknown>> {
  return withOwnDatabase(async (database) => {
    const attributions = await loadSources(database);
    const random = seedRandom(GRAINE);
    const empreintes = new Set<string>();
    for (let i = 0; i < ORDRES; i++) {
      const octets = shuffle(Buffer.from(attributions.octets), random);
      await load(database, attributions.nom, octets, attributions.periode ?? "2017");
      const env = { TZ: ZONES[i % ZONES.length] ?? "UTC", LC_ALL: LANGUES[i % LANGUES.length] ?? "C" };
      for (const empreinte of await recompute(database.url, env)) empreintes.add(empreinte);
    }
    if (empreintes.size !== 1) throw new Error(`${empreintes.size} different bilans`);
    return {
      graine: GRAINE,
      recalculs: ORDRES * PAR_ORDRE,
      ordres: ORDRES,
      zones: ZONES,
      langues: LANGUES,
      empreintes: 1,
    };
  });
}

/** Everything but the leases; gives the file of these. */
async function loadSources(database: OwnDatabase) {
  await database.pool.query("delete from territoire_commune");
  for (const { code, nom } of COMMUNES)
    await database.pool.query("insert into territoire_commune (epci, commune, nom) values ($1, $2, $3)", [
      EPCI,
      code,
      nom,
    ]);
  const files = generateDemo();
  for (const file of files.filter(({ source }) => SOURCES.includes(source)))
    await load(database, file.nom, file.octets, null);
  const attributions = files.find(({ nom }) => nom === "sne-attributions-2017.csv");
  if (!attributions) throw new Error("the demonstration has no attributions of 2017");
  return attributions;
}

async function load({ base }: OwnDatabase, nom: string, octets: Uint8Array, periode: string | null): Promise<void> {
  const { fini } = await receiveFichier(
    {
      base,
      horloge: { aujourdhui: () => "2018-11-01", maintenant: () => "2018-11-01T09:00:00.000Z" },
      hash: (text) => `h-${text}`,
    },
    { fichier: fichierOf(nom, Buffer.from(octets)), epci: EPCI, ...(periode === null ? {} : { periode }) },
  );
  await publishLot(base, (await fini).id, { confirme: true });
}

/** The header stays first. */
function shuffle(octets: Buffer, random: () => number): Buffer {
  const fin = octets.includes("\r\n") ? "\r\n" : "\n";
  const [entete = "", ...lignes] = octets.toString("utf8").trimEnd().split(fin);
  for (let i = lignes.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [lignes[i], lignes[j]] = [lignes[j] ?? "", lignes[i] ?? ""];
  }
  return Buffer.from(`${[entete, ...lignes].join(fin)}${fin}`);
}

async function recompute(url: string, env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "./test/loader.mjs", "test/fixtures/recalcul-process.ts", url, String(PAR_ORDRE)],
    { env: { ...process.env, ...env } },
  );
  return stdout.split(",");
}
