import { formatEntre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { EngagementLieu } from "../regles/partenaire/engagement.ts";

const NIVEAU = { reservataire: "Ensemble", entreprise: "Entreprise", etablissement: "Établissement" } as const;

function compte(
  code: "prevus" | "tenus" | "attente" | "sortis" | "inconnus",
  titre: string,
  definition: string,
): Colonne<EngagementLieu> {
  return { code, titre, definition, genre: "nombre", valeur: (ligne) => ligne[code] };
}

/** The same columns on the page and in the file. */
export const ENGAGEMENTS = defineTable<EngagementLieu>({
  code: "engagements",
  titre: "Engagements par entreprise et établissement",
  colonnes: [
    {
      code: "niveau",
      titre: "Niveau",
      tri: false,
      valeur: ({ niveau, siren }) =>
        niveau === "etablissement" && siren === null ? "Employeur inconnu" : NIVEAU[niveau],
    },
    {
      code: "siren",
      titre: "SIREN",
      tri: false,
      valeur: ({ siren, niveau }) => (niveau === "reservataire" ? "tous" : siren),
    },
    {
      code: "siret",
      titre: "SIRET",
      tri: false,
      valeur: ({ siret, niveau }) => (niveau === "etablissement" ? siret : "tous"),
    },
    compte("prevus", "Prévus", "Ménages inscrits sur la liste, ceux qui l’ont quittée compris."),
    compte("tenus", "Tenus", "Leur demande a été radiée pour attribution d’un logement."),
    {
      code: "ecart",
      titre: "Écart",
      definition: "Prévus moins tenus ; entre deux bornes quand le sort de certains est inconnu.",
      genre: "nombre",
      tri: false,
      valeur: ({ ecart }) => formatEntre(ecart),
    },
    compte("attente", "Dont en attente", "Sur la liste, demande en cours."),
    compte("sortis", "Dont sortis", "Sortis de la liste ou radiés pour un autre motif."),
    compte("inconnus", "Inconnus", "Demande fermée à votre habilitation, ou radiée sans motif écrit."),
  ],
});
