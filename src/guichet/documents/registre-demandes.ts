import { LIBELLE_ETAT_DEMANDE } from "#dossier/regles/etat.ts";
import { LIBELLE_NATURE_DEMANDE, LIBELLE_QUARTILE_DEMANDE } from "#observatoire/regles/registre/registre.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import type { Colonne, Secret } from "#socle/regles/table/table.ts";
import type { ExportRegistre } from "../actes/registre/exporter.ts";
import type { LigneLue } from "../actes/registre/lister.ts";
import { DELAIS } from "../images/delais-table.ts";
import type { DelaisLus } from "../lectures/registre/delais.ts";

/** Names come first, for whoever may have them. */
const CHAMPS: readonly Colonne<LigneLue>[] = [
  { code: "nom", titre: "Nom", secret: "nominatif", valeur: ({ nom }) => nom?.nom ?? null },
  { code: "prenom", titre: "Prénom", secret: "nominatif", valeur: ({ nom }) => nom?.prenom ?? null },
  { code: "naissance", titre: "Naissance", secret: "nominatif", valeur: ({ nom }) => nom?.naissance ?? null },
  { code: "reference", titre: "Référence", valeur: ({ reference }) => reference },
  { code: "etat", titre: "État", valeur: ({ etat }) => LIBELLE_ETAT_DEMANDE[etat] },
  { code: "deposee_le", titre: "Déposée le", valeur: ({ deposeeLe }) => deposeeLe },
  { code: "attente", titre: "Jours d’attente", genre: "entier", valeur: ({ attente }) => attente },
  { code: "anciennete", titre: "Ancienneté", valeur: ({ ancienneteLe }) => ancienneteLe },
  { code: "echeance", titre: "Valable jusqu’au", valeur: ({ echeanceLe }) => echeanceLe },
  { code: "radiee_le", titre: "Radiée le", valeur: ({ radieLe }) => radieLe },
  { code: "personnes", titre: "Personnes", genre: "entier", valeur: ({ personnes }) => personnes },
  { code: "typologie", titre: "Cherche", valeur: ({ typologie }) => typologie },
  {
    code: "communes",
    titre: "Communes souhaitées",
    valeur: ({ communesNoms }) => communesNoms.join(", ") || null,
  },
  { code: "nature", titre: "Nature", valeur: ({ nature }) => LIBELLE_NATURE_DEMANDE[nature] },
  { code: "quartile", titre: "Ressources", valeur: ({ quartile }) => LIBELLE_QUARTILE_DEMANDE[quartile] },
  { code: "guichet", titre: "Guichet", valeur: ({ guichetNom }) => guichetNom },
  {
    code: "demonstration",
    titre: "Donnée de démonstration",
    valeur: ({ synthetique }) => (synthetique ? "oui" : "non"),
  },
];

function ouvertsOf({ nominatif }: ExportRegistre): readonly Secret[] {
  return nominatif ? ["nominatif"] : [];
}

/** The watermark is a last column: a line taken out of the file still says whose it was. */
export function renderRegistreCsv(liste: ExportRegistre): string {
  const filigrane: Colonne<LigneLue> = {
    code: "filigrane",
    titre: "Filigrane",
    secret: "nominatif",
    valeur: () => liste.filigrane,
  };
  return csvOf({ colonnes: [...CHAMPS, filigrane] }, liste.lignes, "tableur", ouvertsOf(liste));
}

export function renderRegistreXlsx(liste: ExportRegistre): Promise<Uint8Array> {
  const feuille = { ...feuilleOf({ colonnes: CHAMPS }, liste.lignes, ouvertsOf(liste)), avant: [liste.filigrane] };
  return renderClasseur("Demandes de logement", [["Demandes", feuille]]);
}

export function renderDelaisCsv({ guichets }: DelaisLus): string {
  return csvOf(DELAIS, guichets, "tableur");
}

export function renderDelaisXlsx({ guichets, du, au }: DelaisLus): Promise<Uint8Array> {
  const feuille = { ...feuilleOf(DELAIS, guichets), avant: [`Du ${du} au ${au}`] };
  return renderClasseur("Délais d’enregistrement", [["Délais", feuille]]);
}
