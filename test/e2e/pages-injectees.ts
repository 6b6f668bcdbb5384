import { EPCI } from "./produit.ts";

const T = `/t/${EPCI}`;

/** Each page of the product, states included; who may not see one gets a page too. */
export const PAGES: readonly string[] = [
  "/",
  "/territoires",
  "/mon-compte",
  "/connexion",
  "/deconnexion",
  "/methode",
  "/accessibilite",
  "/securite",
  "/nulle-part",
  ...["", "/a-faire", "/methode", "/bilan?annee=2017&periode=annee", "/bilan?annee=2019&periode=annee", "/rapport"].map(
    (p) => T + p,
  ),
  ...["/bilan?annee=2017&periode=annee&bailleur=999000029", "/donnees", "/donnees/deposer", "/donnees/localiser"].map(
    (p) => T + p,
  ),
  ...[
    "/habilitations",
    "/habilitations?vue=toutes",
    "/habilitations/accorder",
    "/habilitations/dormants",
    "/droits",
  ].map((p) => T + p),
  ...["/journal", "/donnees-personnelles", "/rapport/2017-annee-01", "/bilan?annee=x"].map((p) => T + p),
  "/plateforme/habilitations",
  "/plateforme/habilitations/accorder",
  "/droit",
  "/plateforme/droit",
  "/plateforme/droit/taux-minimal-hors-qpv",
];
