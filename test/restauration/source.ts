import { createCipheriv } from "node:crypto";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import { clientConfig } from "#socle/sql/sql.ts";
import { COMMUNES } from "../../demo/communes.ts";
import { generateDemo } from "../../demo/generate-demo.ts";
import type { TestDatabase } from "../database.ts";

export const EPCI = "200068666";
export const CLE_HACHAGE = "clé de hachage de l’essai, assez longue";

/** A territory at work: the demonstration's lots, organisations, accounts, households with their files, a journal of two chains. */
export async function fillSource(
  { base, pool }: Pick<TestDatabase, "base" | "pool">,
  sources: readonly Source[],
): Promise<void> {
  await base.territoires.add(
    { epci: EPCI, nom: "Saint-Dizier, Der & Blaise", demonstration: true },
    COMMUNES.map((row) => ({ commune: row.code, nom: row.nom, population: row.population })),
  );
  const files = generateDemo().filter(({ source }) => sources.includes(source));
  for (const file of files) await publish(base, file);
  await pool.query(HOUSEHOLDS);
}

async function publish(base: Base, file: ReturnType<typeof generateDemo>[number]): Promise<void> {
  const { fini } = await receiveFichier(
    {
      base,
      horloge: { aujourdhui: () => "2018-11-01", maintenant: () => "2018-11-01T09:00:00.000Z" },
      hash: (text) => `h-${text}`,
    },
    {
      fichier: fichierOf(file.nom, file.octets),
      epci: EPCI,
      source: file.source,
      ...(file.source === "sne-attributions" ? { periode: file.periode } : {}),
    },
  );
  await publishLot(base, (await fini).id, { confirme: true });
}

/** Twelve households; texts with all that COPY must escape. */
const HOUSEHOLDS = `
  insert into organisation (type, nom, siren) values ('epci', 'L’EPCI', '${EPCI}'), ('bailleur', 'Un bailleur', '732829320');
  insert into compte (courriel, prenom, nom) values ('a@exemple.fr', 'Ada', E'L\\tx\\\\y\\nz'), ('b@exemple.fr', 'Béa', 'Nom');
  insert into habilitation (compte, organisation, role, epci, debut, fin, motif)
    select c.id, o.id, 'agent-epci', '${EPCI}', '2026-01-01', '2026-12-31', 'essai'
      from compte c, organisation o where c.courriel = 'a@exemple.fr' and o.type = 'epci';
  insert into acces.mot_de_passe (compte, empreinte) select id, '$argon2id$x' from compte;
  insert into acces.session (jeton_hash, compte, moyen, ouverte_le, vue_le, expire_le)
    select '\\x01', id, 'mot-de-passe', now(), now(), now() + interval '1 hour' from compte limit 1;
  insert into nominatif.demandeur (epci, numero_hash, numero_chiffre, nom, prenom, naissance)
    select '${EPCI}', 'n' || i, decode(lpad(to_hex(i), 8, '0'), 'hex'), 'Canari' || i, 'Prénom', date '1980-01-01' + i
      from generate_series(1, 12) i;
  update nominatif.demandeur set nom = null where numero_hash = 'n12';
  insert into nominatif.menage (demandeur, epci, personnes, revenu_mensuel, unite_conso)
    select id, epci, 3, 1234.50, 1.8 from nominatif.demandeur;
  insert into nominatif.piece (demandeur, epci, nature, cle_fichier) select id, epci, 'identite', '\\x00ff' from nominatif.demandeur;
  insert into sensible.situation (demandeur, epci, contenu_chiffre) select id, epci, '\\xdeadbeef' from nominatif.demandeur;
  insert into decision (epci, demandeur, organisation, motif)
    select d.epci, d.id, o.id, 'motif de ' || d.numero_hash from nominatif.demandeur d, organisation o where o.type = 'bailleur';
  update attribution set cle = 'n1' where (lot, ligne) = (select lot, ligne from attribution order by lot, ligne limit 1);
  select journal.ecrire('${EPCI}', 'lecture', 'demande-identite', null, id, 'suivi') from nominatif.demandeur;
  select set_config('blaise.acteur', jsonb_build_object('nom', 'Ada', 'habilitations', jsonb_build_array(jsonb_build_object(
           'id', 1, 'role', 'agent-epci', 'epci', '${EPCI}', 'organisation', (select min(id) from organisation where type = 'epci'),
           'communes', '[]'::jsonb)))::text, true),
         journal.ecrire('${EPCI}', 'lecture', 'demande-identite', null, id, null) from nominatif.demandeur;
`;

/** A person's erasure, as the purge and the command do it, on a database that goes on after its backup. */
export async function erase(url: string, numero: string): Promise<void> {
  await withOwner(url, async (client) => {
    await client.query(
      "insert into registre_effacement (epci, numero_hash, motif) values ($1, $2, 'demande') on conflict do nothing",
      [EPCI, numero],
    );
    await client.query("delete from nominatif.demandeur where epci = $1 and numero_hash = $2", [EPCI, numero]);
  });
}

/** A connection that is not Blaise's: psql, in the place of an operator. */
export async function withOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(url, "essai"));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** All that the database holds, table by table, read without the code under test. */
export async function contentOf(url: string): Promise<Record<string, string>> {
  return withOwner(url, async (client) => {
    const { rows } = await client.query<{ nom: string }>(
      `select format('%I.%I', schemaname, tablename) as nom
         from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')
        order by 1`,
    );
    const content: Record<string, string> = {};
    for (const { nom } of rows) {
      const found = await client.query<{ etat: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as etat from ${nom} t`,
      );
      content[nom] = found.rows[0]?.etat ?? "";
    }
    return content;
  });
}

/** As an encrypted paper is: nothing to compress, hence an archive of several pieces. */
export const PIECE = createCipheriv("aes-256-ctr", Buffer.alloc(32, 3), Buffer.alloc(16)).update(Buffer.alloc(700_000));

/** A data folder: the hashing key, two pieces, a deposit that waits and an embedded cluster that must not be taken. */
export async function makeDossier(): Promise<string> {
  const dossier = await mkdtemp(join(tmpdir(), "blaise-donnees-"));
  await mkdir(join(dossier, "pieces", "ab"), { recursive: true });
  await mkdir(join(dossier, "depots"));
  await mkdir(join(dossier, "postgresql"));
  await writeFile(join(dossier, "cle-hachage"), CLE_HACHAGE);
  await writeFile(join(dossier, "pieces", "ab", "1.bin"), PIECE);
  await writeFile(join(dossier, "pieces", "2.bin"), "");
  await writeFile(join(dossier, "depots", "attente.csv"), "a;b");
  await writeFile(join(dossier, "postgresql", "PG_VERSION"), "18");
  return dossier;
}
