/** The résidences of the published stock, each under its key of today: whoever owns it, and whatever the vintage writes. To be named, like a table. */
export const RESIDENCES =
  "(select p.*, i.courante as cle from residence_parc p join residence i on i.epci = p.epci and i.ecriture = p.ecriture)";
