import { z } from "zod";
import type {
  ColonneClassee,
  ComptePurge,
  Consultation,
  PartDossier,
  PersonneTrouvee,
} from "#application/conservation/ports.ts";
import { CLASSES_DEMANDEUR, type Classe } from "#domain/conservation/classe.ts";
import type { ProceduresOuvertes } from "#domain/conservation/retenue.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "../sql.ts";
import {
  eraseExamens,
  separateBauxSignes,
  separateCandidatures,
  separatePaires,
} from "./conservation-attribution.queries.ts";
import { separateDecisions } from "./conservation-cal.queries.ts";
import { separateCas } from "./conservation-cas.queries.ts";
import { listColonnes } from "./conservation-classes.queries.ts";
import { listReloges, separateBaux, separateReloges } from "./conservation-relogement.queries.ts";

/** Facts without a name that the key of the number unique still ties to a person. */
const FAITS = ["attribution", "demande", "prioritaire_liste"] as const;

const RELOGES = [
  { table: "public.relogement", colonne: "id" },
  ...[
    "nominatif.menage_reloge",
    "public.relogement_entretien",
    "public.relogement_comite",
    "public.relogement_offre",
    "public.cas_bloque",
    "public.bail_relogement",
  ].map((table) => ({ table, colonne: "relogement" })),
];

/** What was proposed and decided of their blocked cases. */
const DE_CAS = ["public.cas_proposition", "public.cas_decision"] as const;

/** Whoever was sent on to a bailleur before they had a demande. */
const FICHE = "nominatif.fiche_contact";
const FICHES_SIENNES = "id in (select fiche from nominatif.fiche_suite where demandeur = $1::uuid)";

/** Keys are not data on the person: they open the papers, which are handed over as papers. */
const CLES: readonly string[] = ["nominatif.piece.cle_fichier", "sensible.piece.cle_fichier"];

export async function findPersonne(
  sql: Sql,
  epci: string,
  numeros: readonly string[],
): Promise<PersonneTrouvee | null> {
  const known = await rowOf(
    sql,
    z.object({ demandeur: z.string(), numeroHash: z.string() }),
    `select id as demandeur, numero_hash as "numeroHash"
       from nominatif.demandeur
      where epci = $1
        and numero_hash = any ($2)
      limit 1`,
    [epci, numeros],
  );
  if (known) return known;
  const facts = await rowOf(
    sql,
    z.object({ cle: z.string() }),
    `${FAITS.map((table) => `select cle from ${table} where epci = $1 and cle = any ($2)`).join(" union ")}
      union select numero_hash from nominatif.menage_reloge where epci = $1 and numero_hash = any ($2)
      union select cle from bail_relogement where epci = $1 and cle = any ($2)
      union select cle from bail where epci = $1 and cle = any ($2)
      limit 1`,
    [epci, numeros],
  );
  return facts ? { demandeur: null, numeroHash: facts.cle } : null;
}

export async function findProcedures(sql: Sql, epci: string, personne: PersonneTrouvee): Promise<ProceduresOuvertes> {
  const reloges = await listReloges(sql, epci, personne);
  return oneOf(
    sql,
    z.object({
      propositions: z.number(),
      relogements: z.number(),
      casBloques: z.number(),
      decisionsSansDate: z.number(),
      derniereDecision: z.string().nullable(),
    }),
    `select (select count(*) from proposition where demandeur = $1 and close_le is null)
            + (select count(*) from candidature
                where demandeur = $1
                  and etat in ('presentee','attribuee','sous-condition','reportee','offerte'))  as propositions,
            (select count(*) from relogement where id = any ($2) and clos_le is null)     as relogements,
            (select count(*) from cas_bloque where (demandeur = $1 or relogement = any ($2)) and clos_le is null) as "casBloques",
            (select count(*) from decision where demandeur = $1 and decidee_le is null)   as "decisionsSansDate",
            (select max(decidee_le) from decision where demandeur = $1)                   as "derniereDecision"`,
    [personne.demandeur, reloges],
  );
}

/** What the key and the fingerprint of a fact `f` become, once it is nobody's. */
const SEPARE = "set cle = f.lot || '-' || f.ligne, empreinte = ''";

/**
 * Cuts again the keys that erasures on request had cut, and that an older backup has brought back. Facts of a file deposited after the
 * erasure are of a person who came back.
 */
export async function separateEffaces(tx: Sql): Promise<void> {
  for (const table of FAITS) {
    await tx.query(
      `update ${table} f ${SEPARE}
         from registre_effacement r, lot l
        where r.motif = 'demande'
          and f.epci = r.epci
          and f.cle = r.numero_hash
          and l.id = f.lot
          and l.depose_le <= r.efface_le`,
    );
  }
}

export async function erasePersonne(
  tx: Sql,
  epci: string,
  { demandeur, numeroHash }: PersonneTrouvee,
  maintenant: string,
): Promise<ComptePurge> {
  const compte: Record<string, number> = {};
  for (const table of FAITS) {
    const { rowCount } = await tx.query(`update ${table} f ${SEPARE} where f.epci = $1 and f.cle = $2`, [
      epci,
      numeroHash,
    ]);
    compte[table] = rowCount;
  }
  compte.paire_decision = await separatePaires(tx, "epci = $1 and cle = $2", [epci, numeroHash]);
  const reloges = await listReloges(tx, epci, { demandeur, numeroHash });
  compte.bail_relogement = await separateBaux(tx, "epci = $1 and (cle = $2 or relogement = any ($3))", [
    epci,
    numeroHash,
    reloges,
  ]);
  Object.assign(compte, await separateReloges(tx, reloges));
  const baux = ["epci = $1 and (cle = $2 or demandeur = $3::uuid)", [epci, numeroHash, demandeur]] as const;
  Object.assign(compte, await eraseExamens(tx, ...baux));
  compte.bail = await separateBauxSignes(tx, ...baux);
  if (demandeur !== null) {
    const siennes = "demandeur = $1::uuid or candidature in (select id from candidature where demandeur = $1::uuid)";
    addTo(compte, { decision: await separateDecisions(tx, siennes, [demandeur]) });
    addTo(compte, { candidature: await separateCandidatures(tx, "demandeur = $1::uuid", [demandeur]) });
    addTo(compte, await separateCas(tx, "demandeur = $1::uuid", [demandeur]));
    compte[FICHE] = (await tx.query(`delete from ${FICHE} where ${FICHES_SIENNES}`, [demandeur])).rowCount;
    const tables = (await tablesOfDemandeur(tx)).filter(({ efface }) => efface);
    for (const { table, colonne } of tables) {
      compte[table] = (await tx.query(`delete from ${table} where ${colonne} = $1`, [demandeur])).rowCount;
    }
    compte["nominatif.demandeur"] = (
      await tx.query("delete from nominatif.demandeur where id = $1", [demandeur])
    ).rowCount;
  }
  await tx.query(
    `insert into registre_effacement (epci, numero_hash, efface_le, motif)
     values ($1, $2, $3, 'demande')
     on conflict (epci, numero_hash) do update set efface_le = excluded.efface_le, motif = excluded.motif`,
    [epci, numeroHash, maintenant],
  );
  await tx.query("select journal.ecrire($1, 'effacement', 'demande-identite', null, $2, null)", [epci, demandeur]);
  return Object.fromEntries(Object.entries(compte).filter(([, nombre]) => nombre > 0));
}

function addTo(compte: Record<string, number>, more: ComptePurge): void {
  for (const [table, nombre] of Object.entries(more)) compte[table] = (compte[table] ?? 0) + nombre;
}

/** Everything held on one person: whatever table has a column of theirs and points at them, and the facts that their key still ties. */
export async function readDossier(
  sql: Sql,
  epci: string,
  { demandeur, numeroHash }: PersonneTrouvee,
): Promise<readonly PartDossier[]> {
  const colonnes = await listColonnes(sql);
  const parts: PartDossier[] = [];
  if (demandeur !== null) {
    const tables = [{ table: "nominatif.demandeur", colonne: "id" }, ...(await tablesOfDemandeur(sql))];
    for (const { table, colonne } of tables) {
      const own = ofTable(colonnes, table, CLASSES_DEMANDEUR);
      if (own.length > 0) parts.push(await readPart(sql, table, own, `${colonne} = $1::uuid`, [demandeur]));
    }
  }
  // Files that the number ties to the person without a demande: the others are in the tables above.
  const reloges = await listReloges(sql, epci, { demandeur, numeroHash });
  for (const { table, colonne } of RELOGES) {
    const own = ofTable(colonnes, table, CLASSES_DEMANDEUR);
    parts.push(await readPart(sql, table, own, `demandeur is null and ${colonne} = any ($1)`, [reloges]));
  }
  for (const table of DE_CAS) {
    const own = ofTable(colonnes, table, CLASSES_DEMANDEUR);
    const siens = "cas in (select id from cas_bloque where demandeur = $1::uuid or relogement = any ($2))";
    parts.push(await readPart(sql, table, own, siens, [demandeur, reloges]));
  }
  parts.push(await readPart(sql, FICHE, ofTable(colonnes, FICHE, CLASSES_DEMANDEUR), FICHES_SIENNES, [demandeur]));
  for (const table of [...FAITS, "bail_relogement", "bail", "paire_decision"]) {
    const own = ofTable(colonnes, `public.${table}`, ["C6"]);
    parts.push(await readPart(sql, `public.${table}`, own, "epci = $1 and cle = $2", [epci, numeroHash]));
  }
  return parts.filter(({ lignes }) => lignes.length > 0);
}

const lienRow = z.object({ table: z.string(), colonne: z.string(), efface: z.boolean() });

/** Tables that point at a demandeur, found by their foreign keys; `efface`: their rows go with the demandeur, others are detached. */
function tablesOfDemandeur(sql: Sql): Promise<z.output<typeof lienRow>[]> {
  return rowsOf(
    sql,
    lienRow,
    `select n.nspname || '.' || c.relname as "table", a.attname as colonne, k.confdeltype = 'c' as efface
       from pg_constraint k
       join pg_class c on c.oid = k.conrelid
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.contype = 'f'
        and k.confrelid = 'nominatif.demandeur'::regclass
        and array_length(k.conkey, 1) = 1
      order by 1, 2`,
  );
}

function ofTable(
  colonnes: readonly ColonneClassee[],
  table: string,
  classes: readonly Classe[],
): readonly (ColonneClassee & { readonly classe: Classe })[] {
  return colonnes.flatMap((colonne) => {
    const { classe } = colonne;
    const nom = `${colonne.schema}.${colonne.table}`;
    if (nom !== table || classe === null || !classes.includes(classe)) return [];
    return CLES.includes(`${nom}.${colonne.colonne}`) ? [] : [{ ...colonne, classe }];
  });
}

async function readPart(
  sql: Sql,
  table: string,
  colonnes: readonly (ColonneClassee & { readonly classe: Classe })[],
  condition: string,
  params: readonly unknown[],
): Promise<PartDossier> {
  const rows = await rowsOf(
    sql,
    z.record(z.string(), z.string().nullable()),
    `select ${colonnes.map(textOf).join(", ")} from ${table} where ${condition}`,
    params,
  );
  return {
    table,
    libelle: colonnes[0]?.libelle ?? "",
    lignes: rows.map((row) =>
      colonnes.map(({ colonne, classe }) => ({ colonne, classe, valeur: row[colonne] ?? null })),
    ),
  };
}

function textOf({ colonne, type }: ColonneClassee): string {
  const nom = `"${colonne}"`;
  return type === "bytea" ? `encode(${nom}, 'hex') as ${nom}` : `${nom}::text as ${nom}`;
}

export function listConsultations(sql: Sql, demandeur: string): Promise<readonly Consultation[]> {
  return rowsOf(
    sql,
    z.object({
      le: z.string(),
      organisation: z.string(),
      acte: z.string(),
      ressource: z.string(),
      motif: z.string().nullable(),
    }),
    `select e.le, o.nom as organisation, e.acte, e.ressource, e.motif
       from journal.entree e
       join organisation o on o.id = e.organisation
      where e.demandeur = $1
      order by e.le desc, e.organisation, e.numero desc`,
    [demandeur],
  );
}
