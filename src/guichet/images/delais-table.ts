import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { DelaisLus } from "../lectures/registre/delais.ts";

type Ligne = DelaisLus["guichets"][number];

/** Delays from the deposit to the registration, by desk: for the page, the CSV and the workbook. */
export const DELAIS = defineTable<Ligne>({
  code: "delais",
  titre: "Délais par guichet",
  colonnes: [
    {
      code: "guichet",
      titre: "Guichet",
      definition: "Lieu qui enregistre la demande.",
      valeur: ({ nom }) => nom,
      tri: true,
    },
    entier(
      "enregistrees",
      "Enregistrées",
      "Demandes enregistrées pendant la période.",
      ({ enregistrees }) => enregistrees,
    ),
    {
      code: "mediane_jours",
      titre: "Délai médian, jours",
      definition: "La moitié des demandes ont attendu au plus ce nombre de jours.",
      genre: "decimal",
      valeur: ({ mediane }) => mediane,
      tri: true,
    },
    entier(
      "apres_quinzaine",
      "Après 15 jours",
      "Demandes enregistrées plus de quinze jours après leur dépôt.",
      ({ apresQuinzaine }) => apresQuinzaine,
    ),
    entier(
      "apres_mois",
      "Après un mois",
      "Demandes enregistrées plus d’un mois après leur dépôt.",
      ({ horsDelai }) => horsDelai,
    ),
    {
      code: "part_apres_mois",
      titre: "Part après un mois",
      definition: "Part des demandes enregistrées plus d’un mois après leur dépôt.",
      genre: "taux",
      valeur: ({ partHorsDelai }) => partHorsDelai,
      tri: true,
    },
    entier(
      "depot_inconnu",
      "Dépôt inconnu",
      "Demandes enregistrées dont le jour du dépôt n’est pas connu.",
      ({ inconnues }) => inconnues,
    ),
    entier("attendent", "Attendent", "Demandes déposées et pas encore enregistrées.", ({ attendent }) => attendent),
    entier(
      "attendent_mois",
      "Attendent depuis plus d’un mois",
      "Parmi elles, celles déposées depuis plus d’un mois.",
      ({ attendentHorsDelai }) => attendentHorsDelai,
    ),
  ],
});

function entier(code: string, titre: string, definition: string, valeur: (ligne: Ligne) => number): Colonne<Ligne> {
  return { code, titre, definition, genre: "entier", valeur, tri: true };
}
