import { z } from "zod";
import {
  type DroitQueries,
  ETATS_SAISIE,
  type JeuImporte,
  jeuRow,
  type SaisieAEcrire,
} from "#donnees/lectures/droit/ports.ts";
import { CONFIANCES } from "#socle/regles/shared/confiance.ts";
import { insert, insertId } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";

const versionRow = z.object({ version: z.number() });
const saisieRow = z.object({
  id: z.number(),
  code: z.string(),
  territoire: z.string().nullable(),
  depuis: z.string(),
  jusque: z.string().nullable(),
  valeur: z.unknown(),
  article: z.string().nullable(),
  texte: z.string().nullable(),
  source: z.string(),
  confiance: z.enum(CONFIANCES),
  etat: z.enum(ETATS_SAISIE),
  compte: z.number().nullable(),
  auteur: z.string(),
  saisiLe: z.string(),
  confirmePar: z.string().nullable(),
  confirmeLe: z.string().nullable(),
  ecartePar: z.string().nullable(),
  ecarteLe: z.string().nullable(),
  motif: z.string().nullable(),
});
const idRow = z.object({ id: z.number() });

export function droitQueries(sql: Sql): DroitQueries {
  return {
    version: async () => (await rowOf(sql, versionRow, "select version from droit_etat", []))?.version ?? 0,
    lock: async () => {
      await sql.query("select pg_advisory_xact_lock($1, 0)", [VERROU.droit]);
    },
    aRederiver: async () =>
      (
        await rowsOf(
          sql,
          z.object({ epci: z.string() }),
          "select epci from territoire where a_rederiver order by epci",
          [],
        )
      ).map(({ epci }) => epci),
    marquerDerivations: async () => {
      await sql.query("select marquer_derivations()", []);
    },
    derivationFaite: async (epci) => {
      await sql.query("select derivation_faite($1)", [epci]);
    },
    jeux: () => listJeux(sql),
    saisies: () => rowsOf(sql, saisieRow, SAISIES, []),
    addJeu: async ({ jeu, empreinte, cle, importePar }) => {
      const { editeur, nom, version } = jeu;
      const signe = { contenu: JSON.stringify(jeu), empreinte, cle };
      await insert(sql, "droit_jeu", { editeur, nom, version, ...signe, importePar });
    },
    addSaisie: (saisie) => addSaisie(sql, saisie),
    confirmer: async (id, { compte, nom }) => {
      const row = await rowOf(
        sql,
        idRow,
        `update droit_saisie
            set confirme_le = now(), confirme_compte = $2, confirme_par = $3
          where id = $1
            and confirme_le is null
            and ecarte_le is null
          returning id`,
        [id, compte, nom],
      );
      return row !== undefined;
    },
    ecarter: async (id, par, motif) => {
      const row = await rowOf(
        sql,
        idRow,
        `update droit_saisie
            set ecarte_le = now(), ecarte_par = $2, motif = $3
          where id = $1
            and ecarte_le is null
          returning id`,
        [id, par, motif],
      );
      return row !== undefined;
    },
  };
}

function addSaisie(sql: Sql, saisie: SaisieAEcrire): Promise<number> {
  const { code, territoire: epci, depuis, jusque, article, texte, source, confiance } = saisie;
  const dite = { valeur: JSON.stringify(saisie.valeur), article, texte, source, confiance };
  const par = { saisiCompte: saisie.compte, saisiPar: saisie.auteur };
  return insertId(sql, "droit_saisie", { code, epci, depuis, jusque, ...dite, ...par });
}

function listJeux(sql: Sql): Promise<readonly JeuImporte[]> {
  return rowsOf(
    sql,
    jeuRow,
    `select contenu as jeu, empreinte, cle, importe_par, importe_le
       from droit_jeu
      order by importe_le, editeur, nom`,
    [],
  );
}

const SAISIES = `
  select id, code, epci as territoire, depuis::text as depuis, jusque::text as jusque, valeur, article, texte, source, confiance,
         case when ecarte_le is not null then 'ecartee' when confirme_le is not null then 'confirmee' else 'a-confirmer' end as etat,
         saisi_compte as compte, saisi_par as auteur, saisi_le,
         confirme_par, confirme_le,
         ecarte_par, ecarte_le, motif
    from droit_saisie
   order by droit_saisie.id`;
