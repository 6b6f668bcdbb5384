/** Résidences of the published stock under their present key, whatever their owner and vintage. A subquery to alias, like a table. */
export const RESIDENCES =
  "(select p.*, i.courante as cle from residence_parc p join residence i on i.epci = p.epci and i.ecriture = p.ecriture)";
