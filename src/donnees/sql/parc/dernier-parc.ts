/** The last stock that a territory ($1) has published: its lot and its vintage, one row or none. A whole query, which may stand in another. */
export const DERNIER_PARC =
  "(select epci, lot, periode from publication where epci = $1 and source = 'rpls' order by periode desc limit 1)";
