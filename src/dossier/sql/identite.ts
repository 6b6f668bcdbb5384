import type { Identite } from "../regles/reponses.ts";

/** Gathers the columns of the identity into one field. */
export function gatherIdentite<Row extends Identite>({
  civilite,
  nom,
  nomUsage,
  prenom,
  naissance,
  courriel,
  telephone,
  adresse,
  adresseCommune,
  accordCourriel,
  accordSms,
  ...reste
}: Row) {
  const etatCivil = { civilite, nom, nomUsage, prenom, naissance };
  const contact = { courriel, telephone, adresse, adresseCommune, accordCourriel, accordSms };
  return { ...reste, identite: { ...etatCivil, ...contact } };
}
