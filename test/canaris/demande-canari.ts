import type pg from "pg";
import type { Canari } from "../fixtures/canaris.ts";
import { EPCI } from "../fixtures/pages.ts";

/** The household of the demonstration whose rows take the canaries, and what its pages are asked by. */
export type DemandeCanari = {
  readonly demandeur: string;
  readonly reference: string;
  readonly canaris: readonly Canari[];
  readonly piece: string;
  readonly proposition: number;
  readonly fiche: number;
  readonly entretien: number;
};

type Colonne = readonly [table: string, colonne: string];

/** Every text of a household that no closed list holds: what it typed, and what is written about it. */
const TEXTES: readonly Colonne[] = [
  ...colonnesOf("nominatif.demandeur", ["nom", "nom_usage", "prenom", "telephone", "courriel", "adresse"]),
  ...colonnesOf("nominatif.personne", ["nom", "prenom"]),
  ...colonnesOf("nominatif.mandat", ["nom", "structure", "telephone", "courriel"]),
  ...colonnesOf("nominatif.message", ["texte"]),
  ...colonnesOf("nominatif.piece", ["nom_fichier"]),
  ...colonnesOf("nominatif.changement_contact", ["nouveau", "ancien"]),
  ...colonnesOf("nominatif.envoi", ["adresse", "motif"]),
  ...colonnesOf("nominatif.entretien", ["nom", "prenom", "telephone", "courriel"]),
  ...colonnesOf("nominatif.fiche_contact", ["nom", "prenom", "telephone", "courriel", "precisions"]),
  ...colonnesOf("public.proposition", ["logement"]),
];

function colonnesOf(table: string, colonnes: readonly string[]): readonly Colonne[] {
  return colonnes.map((colonne) => [table, colonne]);
}

/** Rows that this household of the demonstration does not have. */
const LIGNES: readonly string[] = [
  `insert into nominatif.mandat (demandeur, epci, nom, qualite, signe_le, au)
   values ($1, '${EPCI}', 'Proche', 'proche', contexte.aujourdhui() - 10, contexte.aujourdhui() + 300)`,
  `insert into nominatif.changement_contact (demandeur, epci, canal, nouveau, ancien, demande_le, expire_le)
   values ($1, '${EPCI}', 'courriel', 'x', 'y', now(), now() + interval '2 days')`,
  `insert into nominatif.envoi (demandeur, epci, canal, modele, cle, adresse, demande_le, etat, motif)
   values ($1, '${EPCI}', 'courriel', 'message-recu', 'canari', 'x', now(), 'echec', 'x')`,
  `insert into nominatif.entretien (demandeur, epci, guichet, organisation, le)
   select id, epci, guichet, guichet, contexte.aujourdhui() from nominatif.demandeur where id = $1`,
];

/**
 * Puts a canary in every text of one registered household of the demonstration, with an income and a day of birth that nobody else has. With
 * the owner's rights: no form would take such texts for a telephone number or an address.
 */
export async function seedDemande(pool: pg.Pool): Promise<DemandeCanari> {
  const one = async (text: string): Promise<never> => {
    const { rows } = await pool.query<{ cle: never }>(text, text.includes("$1") ? [demandeur] : []);
    if (rows[0]?.cle === undefined) throw new Error(`no row: ${text}`);
    return rows[0].cle;
  };
  let demandeur = "";
  demandeur = await one(
    "select demandeur as cle from nominatif.piece group by demandeur order by count(*) desc limit 1",
  );
  for (const ligne of LIGNES) await pool.query(ligne, [demandeur]);
  await pool.query(
    "update nominatif.fiche_suite set demandeur = $1 where fiche = (select min(fiche) from nominatif.fiche_suite)",
    [demandeur],
  );
  await pool.query("update nominatif.demandeur set naissance = '1931-07-29' where id = $1", [demandeur]);
  await pool.query(
    `update nominatif.menage set revenu_mensuel = 3987.65, reponses = jsonb_set(reponses, '{revenus,mensuel}', '3987.65')
      where demandeur = $1`,
    [demandeur],
  );
  const canaris: Canari[] = [];
  for (const [rang, [table, colonne]] of TEXTES.entries()) {
    const canari = `canari${(0xd0551e000000 + rang * 7919).toString(16)}`;
    const texte = /courriel|^(nouveau|ancien)$/.test(colonne) ? `${canari}@exemple.invalid` : canari;
    const siennes =
      table === "nominatif.fiche_contact"
        ? "id in (select fiche from nominatif.fiche_suite where demandeur = $1)"
        : `${table === "nominatif.demandeur" ? "id" : "demandeur"} = $1`;
    const { rowCount } = await pool.query(`update ${table} set ${colonne} = $2 where ${siennes}`, [demandeur, texte]);
    if (!rowCount) throw new Error(`no ${table} for the household`);
    canaris.push({ canari, colonne, classe: "C2", epci: EPCI, demandeur, table });
  }
  return {
    demandeur,
    canaris,
    reference: await one("select reference as cle from nominatif.demandeur where id = $1"),
    piece: await one("select min(id::text) as cle from nominatif.piece where demandeur = $1"),
    proposition: await one("select min(id) as cle from proposition where demandeur = $1"),
    fiche: await one("select min(fiche) as cle from nominatif.fiche_suite where demandeur = $1"),
    entretien: await one("select min(id) as cle from nominatif.entretien where demandeur = $1"),
  };
}
