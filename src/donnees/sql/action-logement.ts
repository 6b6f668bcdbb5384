/** Action Logement, as a subquery of one identifier at most: one organisation in the whole country bears that name; with a SIREN, if two do. */
export const ACTION_LOGEMENT =
  "(select id from organisation where type = 'reservataire' and nom ilike 'action logement%' order by siren nulls last, id limit 1)";
