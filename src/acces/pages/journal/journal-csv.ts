import type { EntreeLue } from "#socle/lectures/journal/ports.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { formatInstant, libelleActe, libelleRessource } from "./libelles.ts";

/** The lines of the journal as a file: what the page shows in words is there as it is written too. */
export const JOURNAL = defineTable<EntreeLue>({
  code: "journal",
  titre: "Journal",
  colonnes: [
    { code: "date_heure_paris", titre: "Date et heure à Paris", valeur: ({ le }) => formatInstant(le) },
    { code: "instant_utc", titre: "Instant UTC", valeur: ({ le }) => le },
    { code: "organisation", titre: "Organisation", valeur: ({ nomOrganisation }) => nomOrganisation },
    { code: "numero", titre: "Numéro", genre: "entier", valeur: ({ numero }) => numero },
    { code: "auteur", titre: "Qui", valeur: ({ auteur }) => auteur },
    { code: "compte", titre: "Compte", genre: "entier", valeur: ({ compte }) => compte },
    { code: "acte", titre: "Code de l’acte", valeur: ({ acte }) => acte },
    { code: "acte_libelle", titre: "Acte", valeur: ({ acte }) => libelleActe(acte) },
    { code: "ressource", titre: "Ressource", valeur: ({ ressource }) => libelleRessource(ressource) },
    { code: "objet", titre: "Objet", valeur: ({ objet }) => objet },
    { code: "dossier", titre: "Dossier", valeur: ({ demandeur }) => demandeur },
    { code: "motif", titre: "Motif", valeur: ({ motif }) => motif },
  ],
});
