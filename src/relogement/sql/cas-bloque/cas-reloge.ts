/** Columns that a case copies from its rehousing file: the household, then its facts in the codes of any case. */
export const COLONNES_CAS_RELOGE =
  "epci, relogement, operation, demandeur, organisation, reservataire, seance, synthetique, nature, voie, personnes, typologie, commune, quartile, besoin";

/**
 * SQL expressions of the same columns, from a row of `relogement`. A wish for several kinds or places has no code, so it is null; between the
 * second and the fourth quartile, the file knows no more; a need that was not evaluated is unknown.
 */
export function valeursCasReloge(alias: string): string {
  const only = (colonne: string) => `case when cardinality(${alias}.${colonne}) = 1 then ${alias}.${colonne}[1] end`;
  const meme = ["epci", "id", "operation", "demandeur", "organisation", "reservataire", "seance", "synthetique"];
  return [
    ...meme.map((colonne) => `${alias}.${colonne}`),
    "'mutation'",
    "'urgent'",
    `${alias}.personnes`,
    only("souhait_typologies"),
    only("souhait_communes"),
    `nullif(${alias}.quartile, 'inconnu')`,
    besoin(alias),
  ].join(", ");
}

function besoin(alias: string): string {
  return `case
         when ${alias}.besoin_acces = 'logement-adapte' then 'adapte'
         when ${alias}.besoin_acces in ('accessible-fauteuil','rez-de-chaussee-ou-ascenseur') then 'accessible'
         when ${alias}.accompagnement in ('service-social','asll','cil-pass','autre') then 'accompagnement'
         when ${alias}.besoin_acces = 'aucun' and ${alias}.accompagnement = 'aucun' then 'aucun'
       end`;
}
