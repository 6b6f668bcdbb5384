import { defineTable } from "#socle/regles/table/table.ts";
import type { DelaisLus } from "../lectures/registre/delais.ts";

/** From the deposit to the registration, desk by desk: the page, the CSV and the workbook. */
export const DELAIS = defineTable<DelaisLus["guichets"][number]>({
  code: "delais",
  titre: "Délais par guichet",
  colonnes: [
    { code: "guichet", titre: "Guichet", valeur: ({ nom }) => nom, tri: true },
    {
      code: "enregistrees",
      titre: "Enregistrées",
      genre: "entier",
      valeur: ({ enregistrees }) => enregistrees,
      tri: true,
    },
    {
      code: "mediane_jours",
      titre: "Délai médian, jours",
      genre: "decimal",
      valeur: ({ mediane }) => mediane,
      tri: true,
    },
    {
      code: "apres_quinzaine",
      titre: "Après 15 jours",
      genre: "entier",
      valeur: ({ apresQuinzaine }) => apresQuinzaine,
      tri: true,
    },
    { code: "apres_mois", titre: "Après un mois", genre: "entier", valeur: ({ horsDelai }) => horsDelai, tri: true },
    {
      code: "part_apres_mois",
      titre: "Part après un mois",
      genre: "taux",
      valeur: ({ partHorsDelai }) => partHorsDelai,
      tri: true,
    },
    { code: "depot_inconnu", titre: "Dépôt inconnu", genre: "entier", valeur: ({ inconnues }) => inconnues, tri: true },
    { code: "attendent", titre: "Attendent", genre: "entier", valeur: ({ attendent }) => attendent, tri: true },
    {
      code: "attendent_mois",
      titre: "Attendent depuis plus d’un mois",
      genre: "entier",
      valeur: ({ attendentHorsDelai }) => attendentHorsDelai,
      tri: true,
    },
  ],
});
