/** The two organisations of a row, joined as `b` (bailleur) and `r` (réservataire). */
export const PARTIES = `b.id as bailleur, b.nom as nom_bailleur, b.siren, r.id as reservataire, r.nom as nom_reservataire`;
