import { z } from "zod";
import { AGENT_ANONYME, SIGNES_PAR_COMPTE } from "#domain/conservation/regle.ts";
import { rowsOf, type Sql } from "../sql.ts";
import { leaveCommission, leaveSeances } from "./conservation-cal.queries.ts";
import { day, due, type Purge } from "./conservation-echeance.ts";

/** By the instant and not by the day: a session of this evening is not closed by the purge of this morning. */
export async function deleteConnexions({ tx, limite, quand }: Purge) {
  const fins = {
    "acces.session": "least(expire_le, fermee_le)",
    "acces.lien": "least(expire_le, servi_le)",
    "acces.defi": "expire_le",
    "acces.code_dossier": "least(expire_le, revoque_le)",
    "acces.session_dossier": "least(expire_le, fermee_le)",
    "nominatif.ouverture": "expire_le",
  };
  const compte: Record<string, number> = {};
  for (const [table, fin] of Object.entries(fins)) {
    const { rowCount } = await tx.query(
      `delete from ${table}
        where ${fin} + make_interval(months => $2::integer, days => $3::integer) <= $1::timestamptz`,
      [quand.maintenant, ...limite.slice(1)],
    );
    compte[table] = rowCount;
  }
  return compte;
}

const ANONYME = "@anonyme.invalid";

/**
 * Accounts that hold nothing any more since long enough; without any habilitation ever, since they were made. A household's own, which never
 * holds one, is kept as long as a file.
 */
const COMPTES_ECHUS = `
  select c.id
    from compte c
    left join lateral (
           select max(least(h.fin, ${day("h.revoquee_le")})) as fin from habilitation h where h.compte = c.id
         ) as derniere on true
   where c.courriel not like '%${ANONYME}'
     and not exists (select from nominatif.lien l where l.compte = c.id and l.nature in ('titulaire', 'mandat'))
     and ${due(`coalesce(derniere.fin, ${day("c.cree_le")})`)}`;

const DU_COMPTE = [
  "acces.mot_de_passe",
  "acces.cle_acces",
  "acces.session",
  "acces.lien",
  "acces.defi",
  "convocation",
  "mission_relogement",
  "reunion_convoque",
  "nominatif.recusation",
  "nominatif.lien",
] as const;

export async function anonymiseComptes({ tx, limite, quand }: Purge) {
  const echus = await rowsOf(
    tx,
    z.object({ id: z.number(), nom: z.string(), courriel: z.string() }),
    `select id, concat_ws(' ', prenom, nom) as nom, courriel from compte where id in (${COMPTES_ECHUS})`,
    limite,
  );
  if (echus.length === 0) return {};
  const ids = echus.map(({ id }) => id);
  const compte: Record<string, number> = {};
  for (const table of DU_COMPTE) {
    compte[table] = (await tx.query(`delete from ${table} where compte = any ($1)`, [ids])).rowCount;
  }
  for (const table of SIGNES_PAR_COMPTE) {
    compte[table] = (await tx.query(`update ${table} set compte = null where compte = any ($1)`, [ids])).rowCount;
  }
  const adresses = echus.map(({ courriel }) => courriel.toLowerCase());
  compte.instance_contact = (
    await tx.query("delete from instance_contact where lower(courriel) = any ($1)", [adresses])
  ).rowCount;
  compte.habilitation = (
    await tx.query("update habilitation set motif = $2 where compte = any ($1)", [ids, "effacé"])
  ).rowCount;
  compte.compte = (
    await tx.query(
      `update compte
          set courriel = 'compte-' || id || '${ANONYME}', prenom = 'Compte', nom = 'anonyme ' || id,
              emetteur = null, sujet = null, vu_le = null, ferme_le = coalesce(ferme_le, $2)
        where id = any ($1)`,
      [ids, quand.maintenant],
    )
  ).rowCount;
  return {
    ...compte,
    ...(await unsign(
      tx,
      echus.map(({ nom }) => nom),
    )),
  };
}

const SIGNATURES = [
  ["lot", "depose_par"],
  ["publication", "publie_par"],
  ["publication_acte", "fait_par"],
  ["localisation", "decidee_par"],
  ["localisation", "annulee_par"],
  ["rattachement", "decide_par"],
  ["rattachement", "annule_par"],
  ["acte_perimetre", "ecrit_par"],
  ["acte_perimetre", "annule_par"],
  ["acte_bailleur", "ecrit_par"],
  ["acte_bailleur", "annule_par"],
  ["bailleur_nomme", "ecrit_par"],
  ["droit_jeu", "importe_par"],
  ["droit_saisie", "saisi_par"],
  ["droit_saisie", "confirme_par"],
  ["droit_saisie", "ecarte_par"],
  ["rapport", "fige_par"],
  ["bilan_bailleur", "signe_par"],
  ["pack_trimestriel", "fige_par"],
  ["scenario_simulation", "fige_par"],
  ["plan", "fige_par"],
  ["releve", "fige_par"],
  ["evaluation", "fige_par"],
  ["revue_habilitation", "faite_par"],
] as const;

/** Traces are signed with a name: one that another account still bears stays until that account goes. */
async function unsign(tx: Sql, noms: readonly string[]): Promise<Record<string, number>> {
  const compte: Record<string, number> = {};
  for (const [table, colonne] of SIGNATURES) {
    // The prose of a review goes with the name under it.
    const prose = table === "revue_habilitation" ? ", motif = 'effacé'" : "";
    const { rowCount } = await tx.query(
      `update ${table}
          set ${colonne} = $2${prose}
        where ${colonne} = any ($1)
          and ${colonne} not in (select concat_ws(' ', prenom, nom) from compte)`,
      [noms, AGENT_ANONYME],
    );
    compte[table] = (compte[table] ?? 0) + rowCount;
  }
  return compte;
}

/** A member who no longer sits is no longer written to; nor is anybody of an instance that was closed. */
export async function deleteContacts(purge: Purge) {
  const { tx, limite } = purge;
  const { rowCount } = await tx.query(
    `delete from instance_contact
      where membre in (select m.id from instance_membre m join instance i on i.id = m.instance
                        where ${due("least(m.jusqua, i.close_le)")})`,
    limite,
  );
  return { instance_contact: rowCount, ...(await leaveCommission(purge)) };
}

/** By the day on which the meeting was to be held, held or not. */
export async function deleteConvocations(purge: Purge) {
  const { tx, limite } = purge;
  const compte: Record<string, number> = {};
  for (const table of ["reunion_envoi", "reunion_convoque"]) {
    const { rowCount } = await tx.query(
      `delete from ${table} where reunion in (select id from reunion where ${due("jour")})`,
      limite,
    );
    compte[table] = rowCount;
  }
  Object.assign(compte, await leaveSeances(purge));
  return compte;
}
