import { z } from "zod";
import type { ActionEcrite, ConventionQueries } from "#application/convention/ports.ts";
import { CONTINGENTS } from "#domain/attribution/attribution.ts";
import type { Engagement, Porteur } from "#domain/convention/engagement.ts";
import { ETAPES, type Etape } from "#domain/convention/etape.ts";
import { OBJETS } from "#domain/convention/objet.ts";
import type { Signataire } from "#domain/convention/signataire.ts";
import type { Version } from "#domain/convention/version.ts";
import { Refus } from "#domain/shared/refus.ts";
import type { ObjectifRow } from "#import/rows.ts";
import { type Lecteur, oneOf, rowOf, rowsOf, type Sql } from "../sql.ts";
import { VERROU } from "../verrous.ts";

/** The convention of a territory as the actor to whom `sql` is bound may see and change it. */
export function conventionQueries(sql: Sql): ConventionQueries {
  return {
    lock: (epci) => lock(sql, epci),
    versions: (epci) => versions(sql, epci),
    actions: (epci) => actions(sql, epci),
    nomsBailleurs: (epci) => nomsBailleurs(sql, epci),
    objectifsDeposes: (epci) => objectifsDeposes(sql, epci),
    addVersion: (epci, version) => addVersion(sql, epci, version),
    removeVersion: (epci, id) => removeVersion(sql, epci, id),
    replaceEngagements: (epci, version, engagements) => replaceEngagements(sql, epci, version, engagements),
    addEtape: (epci, version, etape) => addEtape(sql, epci, version, etape),
    enterVigueur: (epci, version, jours) => enterVigueur(sql, epci, version, jours),
    addSignataire: (epci, version, signataire) => addSignataire(sql, epci, version, signataire),
    removeSignataire: (epci, id) => removeSignataire(sql, epci, id),
    sign: (epci, signataire, le) => sign(sql, epci, signataire, le),
    replaceActions: (epci, list, publieLe) => replaceActions(sql, epci, list, publieLe),
  };
}

const versionRow = z.object({
  id: z.number(),
  numero: z.number(),
  parent: z.number().nullable(),
  titre: z.string(),
  objet: z.string(),
  reprise: z.boolean(),
  depuis: z.string().nullable(),
  dureeAns: z.number(),
});

const etapeRow = z.object({
  version: z.number(),
  nature: z.enum([...ETAPES, "bilan-annuel"]),
  date: z.string().nullable(),
  acte: z.string(),
});

const signataireRow = z.object({
  version: z.number(),
  id: z.number(),
  organisation: z.number().nullable(),
  nom: z.string(),
  qualite: z.string(),
  siren: z.string().nullable(),
  signeLe: z.string().nullable(),
});

const engagementRow = z
  .object({
    version: z.number(),
    annee: z.number(),
    objet: z.enum(OBJETS),
    porteur: z.enum(["epci", "bailleur", "reservataire"]),
    siren: z.string().nullable(),
    contingent: z.enum(CONTINGENTS).nullable(),
    taux: z.number().nullable(),
    nombre: z.number().nullable(),
    referenceAnnee: z.number().nullable(),
    referenceAssiette: z.number().nullable(),
  })
  .transform(({ version, porteur, siren, contingent, referenceAnnee, referenceAssiette, ...written }) => ({
    version,
    engagement: {
      ...written,
      porteur: porteurOf(porteur, siren, contingent),
      reference:
        referenceAnnee === null || referenceAssiette === null
          ? null
          : { annee: referenceAnnee, assiette: referenceAssiette },
    } satisfies Engagement,
  }));

function porteurOf(
  type: Porteur["type"],
  siren: string | null,
  contingent: (typeof CONTINGENTS)[number] | null,
): Porteur {
  if (type === "bailleur" && siren !== null) return { type, siren };
  if (type === "reservataire" && contingent !== null) return { type, contingent };
  if (type === "epci") return { type };
  throw new Error(`engagement of a ${type} that it does not name`);
}

/** Four questions whatever the number of versions; one snapshot is enough for each, what is signed does not move. */
async function versions(sql: Sql, epci: string): Promise<Version[]> {
  const [rows, etapes, signataires, engagements] = await Promise.all([
    rowsOf(
      sql,
      versionRow,
      `select id, numero, parent, titre, objet, reprise, depuis, duree_ans as "dureeAns"
         from convention_version
        where epci = $1
        order by numero`,
      [epci],
    ),
    rowsOf(
      sql,
      etapeRow,
      "select version, nature, date_acte as date, acte from convention_etape where epci = $1 order by id",
      [epci],
    ),
    rowsOf(
      sql,
      signataireRow,
      `select version, id, organisation, nom, qualite, siren, signe_le as "signeLe"
         from convention_signataire
        where epci = $1
        order by id`,
      [epci],
    ),
    rowsOf(
      sql,
      engagementRow,
      `select version, annee, objet, porteur, siren, contingent, taux, nombre,
              reference_annee as "referenceAnnee", reference_assiette as "referenceAssiette"
         from engagement
        where epci = $1
        order by id`,
      [epci],
    ),
  ]);
  return rows.map((row) => ({
    ...row,
    etapes: etapes.flatMap(({ version, ...etape }) => (version === row.id ? [etape] : [])),
    signataires: signataires.flatMap(({ version, ...signataire }) => (version === row.id ? [signataire] : [])),
    engagements: engagements.flatMap(({ version, engagement }) => (version === row.id ? [engagement] : [])),
  }));
}

const actionRow: Lecteur<ActionEcrite> = z.object({
  numero: z.number(),
  orientation: z.string(),
  titre: z.string(),
  jalons: z.string().nullable(),
  acteurs: z.string().nullable(),
});

/** Those of the convention's text; rows of an organisation are its own follow-up. */
function actions(sql: Sql, epci: string): Promise<ActionEcrite[]> {
  return rowsOf(
    sql,
    actionRow,
    `select numero, orientation, titre, jalons, acteurs
       from action_convention
      where epci = $1
        and organisation is null
        and titre is not null
      order by numero`,
    [epci],
  );
}

async function nomsBailleurs(sql: Sql, epci: string): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf(
    sql,
    z.object({ siren: z.string(), nom: z.string() }),
    `select distinct on (o.siren) o.siren, o.nom
       from organisation o
      where o.type = 'bailleur'
        and o.siren in (select siren from engagement where epci = $1)
      order by o.siren, o.id`,
    [epci],
  );
  return new Map(rows.map(({ siren, nom }) => [siren, nom]));
}

const deposeRow: Lecteur<ObjectifRow> = z.object({
  epci: z.string(),
  annee: z.number(),
  bailleur: z.string().nullable(),
  objet: z.enum(["hors-qpv", "qpv"]),
  taux: z.number().nullable(),
  nombre: z.number().nullable(),
  acte: z.string(),
  depuis: z.string(),
});

function objectifsDeposes(sql: Sql, epci: string): Promise<ObjectifRow[]> {
  return rowsOf(
    sql,
    deposeRow,
    `select o.epci, o.annee, o.bailleur, o.objet, o.taux, o.nombre, o.acte, o.depuis
       from publication p
       join objectif o on o.lot = p.lot
      where p.epci = $1
        and p.source = 'objectifs'
      order by o.depuis, p.publie_le, o.ligne`,
    [epci],
  );
}

async function lock(sql: Sql, epci: string): Promise<void> {
  await sql.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.convention, epci]);
}

const idRow = z.object({ id: z.number() });

function addVersion(
  sql: Sql,
  epci: string,
  { parent, titre, objet, reprise, dureeAns }: Parameters<ConventionQueries["addVersion"]>[1],
): Promise<number> {
  return sql.transaction(async (tx) => {
    await lock(tx, epci);
    const { id } = await oneOf(
      tx,
      idRow,
      `insert into convention_version (epci, numero, parent, titre, objet, reprise, duree_ans)
       select $1, coalesce(max(numero) + 1, 0), $2, $3, $4, $5, $6
         from convention_version
        where epci = $1
       returning id`,
      [epci, parent, titre, objet, reprise, dureeAns],
    );
    return id;
  });
}

/**
 * Takes the row of a draft until the transaction ends, so that nothing of it changes while it enters into force.
 * Refuses `version-en-vigueur`: a version in force is never updated nor deleted, whoever asks.
 */
async function lockDraft(tx: Sql, epci: string, id: number): Promise<void> {
  const row = await rowOf(
    tx,
    z.object({ titre: z.string(), depuis: z.string().nullable() }),
    "select titre, depuis from convention_version where epci = $1 and id = $2 for update",
    [epci, id],
  );
  if (!row) throw new Refus("version-inconnue", "Cette version de la convention n’existe pas, ou plus.", { epci });
  if (row.depuis === null) return;
  throw new Refus(
    "version-en-vigueur",
    `« ${row.titre} » est en vigueur : une version signée ne se modifie pas. Préparez un avenant.`,
  );
}

function removeVersion(sql: Sql, epci: string, id: number): Promise<void> {
  return sql.transaction(async (tx) => {
    await lockDraft(tx, epci, id);
    await tx.query("delete from convention_version where epci = $1 and id = $2 and depuis is null", [epci, id]);
  });
}

function replaceEngagements(
  sql: Sql,
  epci: string,
  version: number,
  engagements: readonly Engagement[],
): Promise<void> {
  return sql.transaction(async (tx) => {
    await lockDraft(tx, epci, version);
    await tx.query("delete from engagement where epci = $1 and version = $2", [epci, version]);
    for (const { annee, objet, porteur, taux, nombre, reference } of engagements) {
      await tx.query(
        `insert into engagement (epci, version, annee, objet, porteur, siren, contingent, taux, nombre, reference_annee, reference_assiette)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          ...[epci, version, annee, objet, porteur.type],
          porteur.type === "bailleur" ? porteur.siren : null,
          porteur.type === "reservataire" ? porteur.contingent : null,
          ...[taux, nombre, reference?.annee ?? null, reference?.assiette ?? null],
        ],
      );
    }
  });
}

async function addEtape(sql: Sql, epci: string, version: number, { nature, date, acte }: Etape): Promise<void> {
  await sql.query("insert into convention_etape (epci, version, nature, date_acte, acte) values ($1, $2, $3, $4, $5)", [
    ...[epci, version, nature, date, acte],
  ]);
}

function enterVigueur(
  sql: Sql,
  epci: string,
  version: number,
  { depuis, publieLe }: Parameters<ConventionQueries["enterVigueur"]>[2],
): Promise<void> {
  return sql.transaction(async (tx) => {
    await lockDraft(tx, epci, version);
    await tx.query("update convention_version set depuis = $3, publie_le = $4 where epci = $1 and id = $2", [
      ...[epci, version, depuis, publieLe],
    ]);
    await tx.query(
      `update action_convention
          set publie_le = $2
        where epci = $1
          and organisation is null
          and titre is not null
          and publie_le is null`,
      [epci, publieLe],
    );
  });
}

function addSignataire(
  sql: Sql,
  epci: string,
  version: number,
  { organisation, nom, qualite, siren }: Omit<Signataire, "id" | "signeLe">,
): Promise<number> {
  return sql.transaction(async (tx) => {
    await lockDraft(tx, epci, version);
    const { id } = await oneOf(
      tx,
      idRow,
      `insert into convention_signataire (epci, version, organisation, nom, qualite, siren)
       values ($1, $2, $3, $4, $5, $6)
       returning id`,
      [epci, version, organisation, nom, qualite, siren],
    );
    return id;
  });
}

function removeSignataire(sql: Sql, epci: string, id: number): Promise<void> {
  return sql.transaction(async (tx) => {
    const row = await rowOf(
      tx,
      z.object({ version: z.number() }),
      "select version from convention_signataire where epci = $1 and id = $2",
      [epci, id],
    );
    if (!row) return;
    await lockDraft(tx, epci, row.version);
    await tx.query("delete from convention_signataire where epci = $1 and id = $2", [epci, id]);
  });
}

/** Signed once: a signature is not moved. */
async function sign(sql: Sql, epci: string, signataire: number, le: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    "update convention_signataire set signe_le = $3 where epci = $1 and id = $2 and signe_le is null",
    [epci, signataire, le],
  );
  return rowCount === 1;
}

function replaceActions(sql: Sql, epci: string, list: readonly ActionEcrite[], publieLe: string | null): Promise<void> {
  return sql.transaction(async (tx) => {
    for (const { numero, orientation, titre, jalons, acteurs } of list) {
      await tx.query(
        `insert into action_convention (epci, numero, orientation, titre, jalons, acteurs, publie_le)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (epci, numero) where organisation is null
         do update set orientation = $3, titre = $4, jalons = $5, acteurs = $6`,
        [epci, numero, orientation, titre, jalons, acteurs, publieLe],
      );
    }
  });
}
