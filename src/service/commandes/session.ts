import { createHmac, randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rederiver } from "#donnees/actes/lot/rederiver.ts";
import type { CodeOfficiel } from "#donnees/actes/territoire/open-territoire.ts";
import { LectureDroit } from "#donnees/lectures/droit/lecture.ts";
import type { Coffre } from "#dossier/lectures/coffre.ts";
import type { DepotPieces } from "#dossier/lectures/piece/ports.ts";
import { openDepotPieces } from "#dossier/sql/piece/depot-pieces.ts";
import { openServeur } from "#exploitation/sql/embedded/serveur.ts";
import type { ImportDeps } from "#imports/actes/lot/import-lot.ts";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { openAcces } from "#socle/sql/acces-application.ts";
import { type CleDuDossier, verifyCle } from "#socle/sql/cle-temoin.ts";
import { migrate } from "#socle/sql/migrate.ts";
import { openPool, openSql, type Sql } from "#socle/sql/sql.ts";
import { type OpenBases, openBases } from "../sql/open-base.ts";
import { CODE_OFFICIEL, MOUVEMENTS } from "./code-officiel.ts";
import { openCoffre } from "./coffre.ts";
import { type Configuration, readConfiguration } from "./configuration.ts";

/** Context of a command; `close` closes the connections, and stops the embedded database when this process started it. */
export type Session = ImportDeps & {
  readonly configuration: Configuration;
  readonly bases: OpenBases;
  readonly codeOfficiel: CodeOfficiel;
  readonly coffre: Coffre;
  readonly pieces: DepotPieces;
  /** URL of the database's owner: for the migrations, the purge, the verification, the backups. */
  readonly url: string;
  /** Folder of the embedded cluster; null on an external server. */
  readonly racine: string | null;
  /** Restarts the embedded database when it dies; does nothing for an external server. */
  surveiller(dire: (ligne: string) => void): void;
  /** Reopens the operator's queries, as an officer of the territories open now. */
  reload(): Promise<Base>;
  close(): Promise<void>;
};

/** Opens the database of the configuration, migrated, with the dependencies of the acts. */
export async function openSession(configuration: Configuration = readConfiguration(process.env)): Promise<Session> {
  const serveur = configuration.databaseUrl === null ? await openServeur({ dossier: configuration.donnees }) : null;
  const url = serveur?.url ?? configuration.databaseUrl ?? "";
  try {
    const cle = await readKey(configuration);
    const hash = (text: string) => createHmac("sha256", cle.valeur).update(text).digest("base64url");
    await openWithKey(url, { ...cle, hash });
    const bases = openBases(await openAcces(url, (nom) => hash(`accès de l’application : ${nom}`)));
    const reload = () => openAsOperateur(bases, configuration.agent);
    const base = await reload();
    const droit = new LectureDroit(
      () => base.droit,
      (epci) => rederiver(base, epci),
    );
    await droit.read();
    for (const epci of await base.droit.aRederiver()) await droit.run(epci, async () => undefined);
    const close = async () => {
      await bases.close();
      await serveur?.stop();
    };
    return {
      configuration,
      bases,
      url,
      reload,
      base,
      horloge: HORLOGE,
      mouvements: MOUVEMENTS,
      codeOfficiel: CODE_OFFICIEL,
      hash,
      coffre: openCoffre(cle.valeur),
      pieces: openDepotPieces(configuration.donnees),
      racine: serveur?.racine ?? null,
      surveiller: (dire) => serveur?.surveiller(dire),
      close,
    };
  } catch (error) {
    await serveur?.stop();
    throw error;
  }
}

/** Removes a key made by this start and refused, which the next start would take for the right one. */
async function openWithKey(url: string, cle: CleDuDossier): Promise<void> {
  try {
    await verifyCle(url, cle);
    await migrate(url);
    await verifyCle(url, cle);
  } catch (error) {
    if (cle.neuve && error instanceof Refus && error.code === "cle-autre-base") await rm(cle.lieu, { force: true });
    throw error;
  }
}

async function openAsOperateur(bases: OpenBases, nom: string): Promise<Base> {
  const territoires = await bases.pour(operateur(nom, [])).territoires.list();
  return bases.pour(
    operateur(
      nom,
      territoires.map(({ epci }) => epci),
    ),
  );
}

/** Runs work that crosses every organisation, on one connection of the database's owner, without row policies. */
export async function withOwner<T>({ url }: Pick<Session, "url">, work: (sql: Sql) => Promise<T>): Promise<T> {
  const pool = openPool(url, { max: 1, nom: "blaise-exploitation" });
  try {
    return await work(openSql(pool));
  } finally {
    await pool.end();
  }
}

/** Runs a command's work in a session, and closes it in all cases. */
export async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession();
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** The Swedish format of a day is ISO 8601. Made once: making it takes longer than a query. */
const JOUR_DE_PARIS = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" });

/** The only clock of the product. Days are those of Paris, wherever the machine is. */
export const HORLOGE: Horloge = {
  aujourdhui: () => JOUR_DE_PARIS.format(new Date()),
  maintenant: () => new Date().toISOString(),
};

type Cle = { readonly valeur: string; readonly neuve: boolean; readonly lieu: string };

/** One key per data folder, readable by its owner alone: with another key, a known demande would look new. */
async function readKey(configuration: Configuration): Promise<Cle> {
  if (configuration.cleHachage !== null) {
    return { valeur: configuration.cleHachage, neuve: false, lieu: "BLAISE_CLE_HACHAGE" };
  }
  await mkdir(configuration.donnees, { recursive: true });
  const lieu = join(configuration.donnees, "cle-hachage");
  let neuve = true;
  try {
    await writeFile(lieu, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 });
    await chmod(lieu, 0o600);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    neuve = false;
  }
  return { valeur: (await readFile(lieu, "utf8")).trim(), neuve, lieu };
}
