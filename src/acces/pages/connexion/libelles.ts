import type { Moyen } from "../../lectures/connexion/ports.ts";

export const LIBELLE_MOYEN: Readonly<Record<Moyen, string>> = {
  "mot-de-passe": "mot de passe",
  "cle-acces": "clé d’accès",
  proconnect: "ProConnect",
  lien: "lien à usage unique",
  demonstration: "compte de démonstration",
};
