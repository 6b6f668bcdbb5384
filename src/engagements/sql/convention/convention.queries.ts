import { z } from "zod";
import { conflit, introuvable } from "#socle/regles/shared/refus.ts";
import { insert, insertId } from "#socle/sql/ecrire.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import type { ConventionQueries } from "../../lectures/convention/ports.ts";
import { actionRow } from "../../lectures/convention/ports.ts";
import { APPLICATIONS } from "../../regles/convention/application-avenant.ts";
import { ETAPES } from "../../regles/convention/etape.ts";
import type { Version } from "../../regles/convention/version.ts";
import { deposeRow, engagementRow, insertEngagement, LUES } from "./engagement-row.ts";

/** The convention as the actor of `sql` may see and change it. */
export function conventionQueries(sql: Sql): ConventionQueries {
  return {
    lock: (epci) => lock(sql, epci),
    versions: (epci) => versions(sql, epci),
    /** Actions of the convention's text; rows of an organisation are its follow-up. */
    actions: (epci) =>
      rowsOf(
        sql,
        actionRow,
        `select ${colonnesOf(actionRow)}
           from action_convention
          where epci = $1
            and organisation is null
            and titre is not null
          order by numero`,
        [epci],
      ),
    nomsBailleurs: async (epci) => {
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
    },
    /** Includes lines of a part of the territory or of the year: each says which. */
    objectifsDeposes: (epci) =>
      rowsOf(
        sql,
        deposeRow,
        `select o.epci, o.annee, o.bailleur, o.contingent, o.objet, o.lieu_genre, o.lieu, o.du, o.au,
                o.taux, o.nombre, o.acte, o.depuis
           from publication p
           join objectif o on o.epci = p.epci and o.lot = p.lot
          where p.epci = $1
            and p.source = 'objectifs'
          order by o.depuis, p.publie_le, o.ligne`,
        [epci],
      ),
    addVersion: (epci, { parent, application, titre, objet, reprise, dureeAns }) =>
      sql.transaction(async (tx) => {
        await lock(tx, epci);
        const { id } = await oneOf(
          tx,
          idRow,
          `insert into convention_version (epci, numero, parent, titre, objet, reprise, duree_ans, application)
           select $1, coalesce(max(numero) + 1, 0), $2, $3, $4, $5, $6, $7
             from convention_version
            where epci = $1
           returning id`,
          [epci, parent, titre, objet, reprise, dureeAns, application],
        );
        return id;
      }),
    removeVersion: (epci, id) =>
      sql.transaction(async (tx) => {
        await lockDraft(tx, epci, id);
        await tx.query("delete from convention_version where epci = $1 and id = $2 and depuis is null", [epci, id]);
      }),
    replaceEngagements: (epci, version, engagements) =>
      replaceLignes(sql, { epci, version, which: "du is null" }, engagements, (tx, engagement) =>
        insertEngagement(tx, { epci, version }, { ...engagement, lieu: null, du: null, au: null }),
      ),
    replaceTerritorialises: (epci, version, objectifs) =>
      replaceLignes(sql, { epci, version, which: "du is not null" }, objectifs, (tx, objectif) =>
        insertEngagement(tx, { epci, version }, { ...objectif, annee: Number(objectif.du.slice(0, 4)) }),
      ),
    setApplication: (epci, version, application) =>
      sql.transaction(async (tx) => {
        await lockDraft(tx, epci, version);
        await tx.query("update convention_version set application = $3 where epci = $1 and id = $2", [
          epci,
          version,
          application,
        ]);
      }),
    addEtape: async (epci, version, { nature, date, acte, fichier }) => {
      const joint = fichier && {
        fichierNom: fichier.nom,
        fichierFormat: fichier.format,
        fichierEmpreinte: fichier.empreinte,
        fichier: Buffer.from(fichier.octets),
      };
      await insert(sql, "convention_etape", { epci, version, nature, dateActe: date, acte, ...joint });
    },
    acteSigne: (epci, numero) =>
      rowOf(
        sql,
        acteRow,
        `select e.fichier_nom as nom, e.fichier_format as format, e.fichier as octets
           from convention_version v
           join convention_etape e on e.version = v.id
          where v.epci = $1
            and v.numero = $2
            and e.nature = 'accord-prefet'
            and e.fichier is not null`,
        [epci, numero],
      ),
    enterVigueur: (epci, version, { depuis, publieLe }) =>
      sql.transaction(async (tx) => {
        await lockDraft(tx, epci, version);
        await tx.query("update convention_version set depuis = $3, publie_le = $4 where epci = $1 and id = $2", [
          epci,
          version,
          depuis,
          publieLe,
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
      }),
    addSignataire: (epci, version, { organisation, nom, qualite, siren }) =>
      sql.transaction(async (tx) => {
        await lockDraft(tx, epci, version);
        return insertId(tx, "convention_signataire", { epci, version, organisation, nom, qualite, siren });
      }),
    removeSignataire: (epci, id) =>
      sql.transaction(async (tx) => {
        const row = await rowOf(
          tx,
          z.object({ version: z.number() }),
          "select version from convention_signataire where epci = $1 and id = $2",
          [epci, id],
        );
        if (!row) return;
        await lockDraft(tx, epci, row.version);
        await tx.query("delete from convention_signataire where epci = $1 and id = $2", [epci, id]);
      }),
    /** A signature never moves. */
    sign: async (epci, signataire, le) => {
      const { rowCount } = await sql.query(
        "update convention_signataire set signe_le = $3 where epci = $1 and id = $2 and signe_le is null",
        [epci, signataire, le],
      );
      return rowCount === 1;
    },
    replaceActions: (epci, list, publieLe) =>
      sql.transaction(async (tx) => {
        for (const { numero, orientation, titre, jalons, acteurs } of list) {
          await tx.query(
            `insert into action_convention (epci, numero, orientation, titre, jalons, acteurs, publie_le)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (epci, numero) where organisation is null
             do update set orientation = $3, titre = $4, jalons = $5, acteurs = $6`,
            [epci, numero, orientation, titre, jalons, acteurs, publieLe],
          );
        }
      }),
  };
}

const versionRow = z.object({
  id: z.number(),
  numero: z.number(),
  parent: z.number().nullable(),
  application: z.enum(APPLICATIONS).nullable(),
  titre: z.string(),
  objet: z.string(),
  reprise: z.boolean(),
  depuis: z.string().nullable(),
  dureeAns: z.number(),
});

const etapeRow = z
  .object({
    version: z.number(),
    nature: z.enum([...ETAPES, "bilan-annuel", "accord-confirme"]),
    date: z.string().nullable(),
    acte: z.string(),
    nom: z.string().nullable(),
    format: z.enum(["pdf", "image"]).nullable(),
    empreinte: z.string().nullable(),
  })
  .transform(({ nom, format, empreinte, ...etape }) =>
    nom === null || format === null || empreinte === null ? etape : { ...etape, fichier: { nom, format, empreinte } },
  );

const signataireRow = z.object({
  version: z.number(),
  id: z.number(),
  organisation: z.number().nullable(),
  nom: z.string(),
  qualite: z.string(),
  siren: z.string().nullable(),
  signeLe: z.string().nullable(),
});

/** Four queries whatever the number of versions, without a common snapshot: signed versions never change. */
async function versions(sql: Sql, epci: string): Promise<Version[]> {
  const [rows, etapes, signataires, engagements] = await Promise.all([
    rowsOf(
      sql,
      versionRow,
      `select ${colonnesOf(versionRow)}
         from convention_version
        where epci = $1
        order by numero`,
      [epci],
    ),
    rowsOf(
      sql,
      etapeRow,
      `select version, nature, date_acte as date, acte, fichier_nom as nom, fichier_format as format, fichier_empreinte as empreinte
         from convention_etape
        where epci = $1
        order by id`,
      [epci],
    ),
    rowsOf(
      sql,
      signataireRow,
      `select ${colonnesOf(signataireRow)}
         from convention_signataire
        where epci = $1
        order by id`,
      [epci],
    ),
    rowsOf(
      sql,
      engagementRow,
      `select version, ${LUES}
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
    engagements: engagements.flatMap((one) => (one.version === row.id ? (one.engagement ?? []) : [])),
    territorialises: engagements.flatMap((one) => (one.version === row.id ? (one.territorialise ?? []) : [])),
  }));
}

async function lock(sql: Sql, epci: string): Promise<void> {
  await sql.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.convention, epci]);
}

const idRow = z.object({ id: z.number() });

/**
 * Locks the row of a draft until the end of the transaction: nothing changes while it enters into force. Refuses `version-en-vigueur`: a version in
 * force is never updated nor deleted.
 */
async function lockDraft(tx: Sql, epci: string, id: number): Promise<void> {
  const row = await rowOf(
    tx,
    z.object({ titre: z.string(), depuis: z.string().nullable() }),
    "select titre, depuis from convention_version where epci = $1 and id = $2 for update",
    [epci, id],
  );
  if (!row) throw introuvable("version-inconnue", "Cette version de la convention n’existe pas, ou plus.", { epci });
  if (row.depuis === null) return;
  throw conflit(
    "version-en-vigueur",
    `« ${row.titre} » est en vigueur : une version signée ne se modifie pas. Préparez un avenant.`,
  );
}

/** Only replaces lines of one kind: each kind has its page. */
function replaceLignes<L>(
  sql: Sql,
  {
    epci,
    version,
    which,
  }: { readonly epci: string; readonly version: number; readonly which: "du is null" | "du is not null" },
  lignes: readonly L[],
  insert: (tx: Sql, ligne: L) => Promise<void>,
): Promise<void> {
  return sql.transaction(async (tx) => {
    await lockDraft(tx, epci, version);
    await tx.query(`delete from engagement where epci = $1 and version = $2 and ${which}`, [epci, version]);
    for (const ligne of lignes) await insert(tx, ligne);
  });
}

const acteRow = z.object({ nom: z.string(), format: z.enum(["pdf", "image"]), octets: z.instanceof(Uint8Array) });
