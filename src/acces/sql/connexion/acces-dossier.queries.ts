import { z } from "zod";
import { hexa, insert, touches } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type AccesDossierQueries,
  codeDossierRow,
  dossierLieRow,
  sessionDossierRow,
} from "../../lectures/menage/ports.ts";

export function accesDossierQueries(sql: Sql): AccesDossierQueries {
  return { ...codeQueries(sql), ...visiteQueries(sql), ...sujetQueries(sql) };
}

function codeQueries(sql: Sql): Pick<AccesDossierQueries, "ajouterCode" | "trouverCode" | "servirCode"> {
  return {
    ajouterCode: async ({ empreinte, demandeur, epci, lien, mandat, creeLe, expireLe, usageUnique }) => {
      const code = { codeHash: hexa(empreinte), lien, mandat, creeLe, expireLe, aUsageUnique: usageUnique };
      await insert(sql, "acces.code_dossier", { demandeur, epci, ...code });
    },
    trouverCode: (empreinte) =>
      rowOf(
        sql,
        codeDossierRow,
        `select encode(code_hash, 'hex') as empreinte, demandeur, epci, lien, mandat, cree_le, expire_le,
                revoque_le, a_usage_unique as usage_unique, servi_le
           from acces.code_dossier
          where code_hash = decode($1, 'hex')`,
        [empreinte],
      ),
    servirCode: (empreinte, maintenant, expireLe) =>
      touches(
        sql,
        `update acces.code_dossier
            set servi_le = coalesce(servi_le, $2), expire_le = case when a_usage_unique then expire_le else greatest(expire_le, $3) end
          where code_hash = decode($1, 'hex')
            and revoque_le is null
            and expire_le > $2
            and (not a_usage_unique or servi_le is null)`,
        [empreinte, maintenant, expireLe],
      ),
  };
}

function sujetQueries(sql: Sql): Pick<AccesDossierQueries, "dossiersDuSujet" | "lierSujet"> {
  return {
    dossiersDuSujet: (sujet) =>
      rowsOf(
        sql,
        dossierLieRow,
        "select demandeur, epci from acces.franceconnect_dossier where sujet_hash = $1 order by lie_le desc, demandeur",
        [sujet],
      ),
    lierSujet: async ({ demandeur, epci }, sujet, maintenant) => {
      await insert(
        sql,
        "acces.franceconnect_dossier",
        { demandeur, epci, sujetHash: sujet, lieLe: maintenant },
        "on conflict (epci, demandeur) do nothing",
      );
      const row = await rowOf(
        sql,
        z.object({ lie: z.boolean() }),
        "select sujet_hash = $2 as lie from acces.franceconnect_dossier where demandeur = $1",
        [demandeur, sujet],
      );
      return row?.lie ?? false;
    },
  };
}

type VisiteQueries = Pick<
  AccesDossierQueries,
  "ouvrirSessionDossier" | "trouverSessionDossier" | "toucherSessionDossier" | "fermerSessionDossier" | "revoquerAcces"
>;

function visiteQueries(sql: Sql): VisiteQueries {
  return {
    ouvrirSessionDossier: async ({ empreinte, demandeur, epci, lien, moyen, ouverteLe, vueLe, expireLe, sujet }) => {
      const ouverte = { jetonHash: hexa(empreinte), lien, moyen, ouverteLe, vueLe, expireLe, sujetHash: sujet };
      await insert(sql, "acces.session_dossier", { demandeur, epci, ...ouverte });
    },
    trouverSessionDossier: (empreinte) =>
      rowOf(
        sql,
        sessionDossierRow,
        `select encode(jeton_hash, 'hex') as empreinte, demandeur, epci, lien, moyen, ouverte_le, vue_le,
                expire_le, fermee_le, sujet_hash as sujet
           from acces.session_dossier
          where jeton_hash = decode($1, 'hex')`,
        [empreinte],
      ),
    toucherSessionDossier: async (empreinte, maintenant) => {
      await sql.query(
        `update acces.session_dossier
            set vue_le = $2
          where jeton_hash = decode($1, 'hex')
            and fermee_le is null
            and vue_le < $2`,
        [empreinte, maintenant],
      );
    },
    fermerSessionDossier: async (empreinte, maintenant) => {
      await sql.query(
        "update acces.session_dossier set fermee_le = $2 where jeton_hash = decode($1, 'hex') and fermee_le is null",
        [empreinte, maintenant],
      );
    },
    revoquerAcces: async (demandeur, asked, maintenant) => {
      await sql.query(
        "update acces.code_dossier set revoque_le = $3 where demandeur = $1 and lien = $2 and revoque_le is null",
        [demandeur, asked, maintenant],
      );
      await sql.query(
        "update acces.session_dossier set fermee_le = $3 where demandeur = $1 and lien = $2 and fermee_le is null",
        [demandeur, asked, maintenant],
      );
    },
  };
}
