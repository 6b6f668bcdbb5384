/** Action Logement's identifier, as a scalar subquery: one organisation in the country has that name; with a SIREN, if two do. */
export const ACTION_LOGEMENT =
  "(select id from organisation where type = 'reservataire' and nom ilike 'action logement%' order by siren nulls last, id limit 1)";
