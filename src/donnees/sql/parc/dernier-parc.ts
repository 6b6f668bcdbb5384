/** Lot and vintage of the last stock that a territory ($1) has published, one row or none. A subquery in parentheses. */
export const DERNIER_PARC =
  "(select epci, lot, periode from publication where epci = $1 and source = 'rpls' order by periode desc limit 1)";
