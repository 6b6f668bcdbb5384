import type { Canari } from "../fixtures/canaris.ts";
import { EPCI, type Monde } from "../injection/monde.ts";

/** Texts of a household that is being rehoused: what its file, its interviews, its offers and the comité say. */
const TEXTES: readonly (readonly [table: string, colonne: string])[] = [
  ...["nom", "prenom", "telephone", "courriel", "porte"].map(
    (colonne) => ["nominatif.menage_reloge", colonne] as const,
  ),
  ["relogement_entretien", "texte"],
  ["relogement_comite", "motif"],
  ...["ident_rpls", "adresse", "precision", "raison_rang"].map((colonne) => ["relogement_offre", colonne] as const),
];

/** An income and a day of birth that nobody else here has, as any output could write them. */
export const CHIFFRES = {
  revenu: /(?<!\d)3[\s\u00A0\u202F]?987[.,]65(?!\d)|(?<!\d)3[\s\u00A0\u202F]?988(?=[\s\u00A0\u202F]€)/,
  naissance: /1931-07-29|29\/07\/1931|29 juillet 1931/,
} as const;

/**
 * Puts a canary in every text of the household whose pages are crawled, a refused offer and a decision of the comité among them, and returns
 * them. With the owner's rights: no form would take such texts for an address or a telephone number.
 */
export async function seedMenage({ pool, identifiants }: Monde): Promise<readonly Canari[]> {
  const [menage = 0] = identifiants.urbain.menages.reponse;
  await pool.query(
    `insert into relogement_comite (epci, relogement, operation, organisation, objet, le, motif)
     select epci, id, operation, organisation, 'poursuite', '2026-02-20', 'x' from relogement where id = $1`,
    [menage],
  );
  await pool.query(
    `update relogement_offre set reponse = 'refusee', repondu_le = '2026-02-20', motif_refus = 'autre' where relogement = $1`,
    [menage],
  );
  await pool.query(
    "update nominatif.menage_reloge set revenu_mensuel = 3987.65, naissance = '1931-07-29' where relogement = $1",
    [menage],
  );
  const canaris: Canari[] = [];
  for (const [rang, [table, colonne]] of TEXTES.entries()) {
    const canari = `canari${(0xa5ed00000000 + rang * 7919).toString(16)}`;
    const nom = table.includes(".") ? table : `public.${table}`;
    const texte = colonne === "courriel" ? `${canari}@exemple.invalid` : canari;
    const { rowCount } = await pool.query(`update ${nom} set ${colonne} = $2 where relogement = $1`, [menage, texte]);
    if (!rowCount) throw new Error(`no ${nom} for the household`);
    const classe = table.startsWith("nominatif") ? "C2" : "C5";
    canaris.push({ canari, colonne, classe, epci: EPCI, demandeur: null, table: nom });
  }
  return canaris;
}
