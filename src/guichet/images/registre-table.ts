import { LIBELLE_ETAT_DEMANDE } from "#dossier/regles/etat.ts";
import { LIBELLE_NATURE_DEMANDE, LIBELLE_QUARTILE_DEMANDE } from "#observatoire/regles/registre/registre.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { LigneLue } from "../actes/registre/lister.ts";

/** Demandes of a desk; in the files, names come first for an agent who may have them. The page is paged and cannot be sorted. */
export const REGISTRE = defineTable<LigneLue>({
  code: "demandes",
  titre: "Demandes de logement",
  colonnes: [
    {
      code: "nom",
      titre: "Nom",
      definition: "Nom du demandeur.",
      secret: "nominatif",
      valeur: ({ nom }) => nom?.nom ?? null,
    },
    {
      code: "prenom",
      titre: "Prénom",
      definition: "Prénom du demandeur.",
      secret: "nominatif",
      valeur: ({ nom }) => nom?.prenom ?? null,
    },
    {
      code: "naissance",
      titre: "Naissance",
      definition: "Jour de naissance du demandeur.",
      genre: "jour",
      secret: "nominatif",
      valeur: ({ nom }) => nom?.naissance ?? null,
    },
    { code: "reference", titre: "Référence", valeur: ({ reference }) => reference, ecran: false },
    {
      code: "etat",
      titre: "État",
      definition: "État de la demande : active, radiée ou expirée.",
      valeur: ({ etat }) => LIBELLE_ETAT_DEMANDE[etat],
    },
    {
      code: "deposee_le",
      titre: "Déposée le",
      definition: "Jour du dépôt de la demande.",
      genre: "jour",
      valeur: ({ deposeeLe }) => deposeeLe,
      ecran: false,
    },
    {
      code: "attente",
      titre: "Jours d’attente",
      definition: "Jours écoulés depuis le dépôt.",
      genre: "entier",
      valeur: ({ attente }) => attente,
      ecran: false,
    },
    {
      code: "anciennete",
      titre: "Ancienneté",
      definition: "Jour depuis lequel la demande compte son ancienneté.",
      genre: "jour",
      valeur: ({ ancienneteLe }) => ancienneteLe,
    },
    {
      code: "echeance",
      titre: "Valable jusqu’au",
      definition: "Dernier jour de validité de la demande.",
      genre: "jour",
      valeur: ({ echeanceLe }) => echeanceLe,
      ecran: false,
    },
    {
      code: "radiee_le",
      titre: "Radiée le",
      definition: "Jour de la radiation de la demande.",
      genre: "jour",
      valeur: ({ radieLe }) => radieLe,
      ecran: false,
    },
    {
      code: "personnes",
      titre: "Personnes",
      definition: "Nombre de personnes du ménage.",
      genre: "entier",
      valeur: ({ personnes }) => personnes,
    },
    { code: "typologie", titre: "Cherche", definition: "Typologie demandée.", valeur: ({ typologie }) => typologie },
    {
      code: "communes",
      titre: "Communes souhaitées",
      definition: "Communes demandées par le ménage.",
      valeur: ({ communesNoms }) => communesNoms.join(", ") || null,
    },
    {
      code: "nature",
      titre: "Nature",
      definition: "Nouvelle demande ou mutation.",
      valeur: ({ nature }) => LIBELLE_NATURE_DEMANDE[nature],
    },
    {
      code: "quartile",
      titre: "Ressources",
      definition: "Classe de ressources du ménage, sans montant.",
      valeur: ({ quartile }) => LIBELLE_QUARTILE_DEMANDE[quartile],
    },
    {
      code: "guichet",
      titre: "Guichet",
      definition: "Lieu qui enregistre la demande.",
      valeur: ({ guichetNom }) => guichetNom,
      ecran: false,
    },
    {
      code: "demonstration",
      titre: "Donnée de démonstration",
      valeur: ({ synthetique }) => (synthetique ? "oui" : "non"),
      ecran: false,
    },
  ],
});
