import { z } from "zod";
import type { SortieDemande } from "#observatoire/regles/registre/registre.ts";
import { insert, pick } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { identiteRow, personneRow } from "../../lectures/ports.ts";
import type { FicheRegistre, MenageRegistre, NouvelleFiche } from "../../lectures/registre/ports.ts";
import { ficheRow, menageRow } from "../../lectures/registre/ports.ts";
import { ETATS_DEMANDE, MOTIFS_RADIATION } from "../../regles/etat.ts";
import type { PersonneDossier } from "../../regles/reponses.ts";
import type { VieDemande } from "../../regles/vie.ts";
import { gatherIdentite } from "../identite.ts";

const texte = z.string().nullable();

const vieRow = z.object({
  etat: z.enum(ETATS_DEMANDE),
  enregistreeLe: texte,
  ancienneteLe: texte,
  renouveleeLe: texte,
  echeanceLe: texte,
  preavisLe: texte,
  avertieLe: texte,
  avertiMotif: z.enum(["non-reponse", "irrecevabilite"]).nullable(),
  radieLe: texte,
  radieMotif: z.enum(MOTIFS_RADIATION).nullable(),
}) satisfies z.ZodType<VieDemande>;

/** Columns of the table or of its alias `d`. */
const COLONNES_VIE = `
  d.etat, d.enregistree_le::text as enregistree_le, d.anciennete_le::text as anciennete_le, d.renouvelee_le::text as renouvelee_le,
  d.echeance_le::text as echeance_le, d.preavis_le::text as preavis_le, d.avertie_le::text as avertie_le,
  d.averti_motif, d.radie_le::text as radie_le, d.radie_motif`;

const entiereRow = ficheRow.extend({ ...vieRow.shape, ...identiteRow.shape }).transform(gatherIdentite);

const SELECT = `
  select d.id::text as demandeur, d.epci, d.guichet, o.nom as guichet_nom, d.reference, d.civilite, d.nom, d.nom_usage,
         d.prenom, d.naissance::text as naissance, d.courriel, d.telephone, d.adresse, d.adresse_commune,
         d.accord_courriel, d.accord_sms, d.numero_chiffre, d.numero_declare, d.origine,
         (d.deposee_le at time zone 'Europe/Paris')::date::text as deposee_le, d.attestee_le::text as attestee_le, d.sortie,
         d.limite_le::text as limite_le, d.synthetique, ${COLONNES_VIE}
    from nominatif.demandeur d
    left join organisation o on o.id = d.guichet
   where d.epci = $1 and d.id = $2`;

export function fiche(sql: Sql, epci: string, demandeur: string): Promise<FicheRegistre | null> {
  return rowOf(sql, entiereRow, `${SELECT} and d.etat <> 'brouillon'`, [epci, demandeur]);
}

export function lock(sql: Sql, epci: string, demandeur: string): Promise<FicheRegistre | null> {
  return rowOf(sql, entiereRow, `${SELECT} and d.etat <> 'brouillon' for update of d`, [epci, demandeur]);
}

/** Locks the file until the transaction ends. */
export function lockVie(sql: Sql, epci: string, demandeur: string): Promise<VieDemande | null> {
  return rowOf(
    sql,
    vieRow,
    `select ${COLONNES_VIE} from nominatif.demandeur d where d.epci = $1 and d.id = $2 for update`,
    [epci, demandeur],
  );
}

export function menage(sql: Sql, epci: string, demandeur: string): Promise<MenageRegistre | null> {
  return rowOf(
    sql,
    menageRow,
    `select personnes, revenu_mensuel::double precision as revenu_mensuel, typologie, pieces_min, motif_demande as motif,
            nature, logement_actuel, commune_actuelle, rfr, position_plafond,
            quartile, action_logement, urgence, elargir, priorite
       from nominatif.menage where epci = $1 and demandeur = $2`,
    [epci, demandeur],
  );
}

export function personnes(sql: Sql, epci: string, demandeur: string): Promise<PersonneDossier[]> {
  return rowsOf(
    sql,
    personneRow,
    `select rang, qualite, lien, nom, prenom, naissance::text as naissance
       from nominatif.personne where epci = $1 and demandeur = $2 order by rang`,
    [epci, demandeur],
  );
}

/** `sortie` undefined: unchanged. */
export async function ecrireVie(
  sql: Sql,
  epci: string,
  demandeur: string,
  vie: VieDemande,
  sortie?: SortieDemande,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update nominatif.demandeur
        set (etat, enregistree_le, anciennete_le, renouvelee_le, echeance_le, preavis_le, avertie_le, averti_motif, radie_le, radie_motif,
             sortie, modifie_le) =
            ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, case when $14::boolean then $13 else sortie end, now())
      where epci = $1 and id = $2`,
    [
      epci,
      demandeur,
      vie.etat,
      vie.enregistreeLe,
      vie.ancienneteLe,
      vie.renouveleeLe,
      vie.echeanceLe,
      vie.preavisLe,
      vie.avertieLe,
      vie.avertiMotif,
      vie.radieLe,
      vie.radieMotif,
      sortie ?? null,
      sortie !== undefined,
    ],
  );
  return rowCount === 1;
}

export async function attester(sql: Sql, epci: string, demandeur: string, le: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    "update nominatif.demandeur set attestee_le = $3, modifie_le = now() where epci = $1 and id = $2 and attestee_le is null",
    [epci, demandeur, le],
  );
  return rowCount === 1;
}

/** Creates the file that a desk opens for a person present: it waits to be registered. */
export async function add(sql: Sql, nouvelle: NouvelleFiche): Promise<void> {
  const { demandeur, epci, guichet, reference, deposeeLe, identite, synthetique } = nouvelle;
  await insert(sql, "nominatif.demandeur", {
    id: demandeur,
    epci,
    guichet,
    reference,
    etat: "a-enregistrer",
    origine: "guichet",
    deposeeLe,
    ...pick(identiteRow, identite),
    synthetique,
  });
  await insert(sql, "nominatif.menage", { demandeur, epci, guichet });
}
