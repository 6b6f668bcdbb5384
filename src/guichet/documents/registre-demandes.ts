import { LIBELLE_ETAT_DEMANDE } from "#dossier/regles/etat.ts";
import { LIBELLE_NATURE_DEMANDE, LIBELLE_QUARTILE_DEMANDE } from "#observatoire/regles/registre/registre.ts";
import type { Feuille } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import type { Valeur } from "#socle/documents/valeur.ts";
import type { ExportRegistre } from "../actes/registre/exporter.ts";
import type { LigneLue } from "../actes/registre/lister.ts";
import type { DelaisLus } from "../lectures/registre/delais.ts";

type Champ<T> = {
  readonly cle: string;
  readonly titre: string;
  readonly format: "texte" | "entier" | "decimal" | "taux";
  readonly read: (ligne: T) => Valeur;
};

const NOMS: readonly Champ<LigneLue>[] = [
  { cle: "nom", titre: "Nom", format: "texte", read: ({ nom }) => nom?.nom ?? null },
  { cle: "prenom", titre: "Prénom", format: "texte", read: ({ nom }) => nom?.prenom ?? null },
  { cle: "naissance", titre: "Naissance", format: "texte", read: ({ nom }) => nom?.naissance ?? null },
];

const CHAMPS: readonly Champ<LigneLue>[] = [
  { cle: "reference", titre: "Référence", format: "texte", read: ({ reference }) => reference },
  { cle: "etat", titre: "État", format: "texte", read: ({ etat }) => LIBELLE_ETAT_DEMANDE[etat] },
  { cle: "deposee_le", titre: "Déposée le", format: "texte", read: ({ deposeeLe }) => deposeeLe },
  { cle: "attente", titre: "Jours d’attente", format: "entier", read: ({ attente }) => attente },
  { cle: "anciennete", titre: "Ancienneté", format: "texte", read: ({ ancienneteLe }) => ancienneteLe },
  { cle: "echeance", titre: "Valable jusqu’au", format: "texte", read: ({ echeanceLe }) => echeanceLe },
  { cle: "radiee_le", titre: "Radiée le", format: "texte", read: ({ radieLe }) => radieLe },
  { cle: "personnes", titre: "Personnes", format: "entier", read: ({ personnes }) => personnes },
  { cle: "typologie", titre: "Cherche", format: "texte", read: ({ typologie }) => typologie },
  {
    cle: "communes",
    titre: "Communes souhaitées",
    format: "texte",
    read: ({ communesNoms }) => communesNoms.join(", ") || null,
  },
  { cle: "nature", titre: "Nature", format: "texte", read: ({ nature }) => LIBELLE_NATURE_DEMANDE[nature] },
  { cle: "quartile", titre: "Ressources", format: "texte", read: ({ quartile }) => LIBELLE_QUARTILE_DEMANDE[quartile] },
  { cle: "guichet", titre: "Guichet", format: "texte", read: ({ guichetNom }) => guichetNom },
  {
    cle: "demonstration",
    titre: "Donnée de démonstration",
    format: "texte",
    read: ({ synthetique }) => (synthetique ? "oui" : "non"),
  },
];

function champsOf({ nominatif }: ExportRegistre): readonly Champ<LigneLue>[] {
  return nominatif ? [...NOMS, ...CHAMPS] : CHAMPS;
}

/** The watermark is a last column: a line taken out of the file still says whose it was. */
export function renderRegistreCsv(liste: ExportRegistre): string {
  const champs = champsOf(liste);
  const marque = liste.nominatif ? ["filigrane"] : [];
  const rows = liste.lignes.map((ligne) => [
    ...champs.map(({ read }) => read(ligne)),
    ...(liste.nominatif ? [liste.filigrane] : []),
  ]);
  return renderTableCsv([[...champs.map(({ cle }) => cle), ...marque], ...rows], "tableur");
}

export function renderRegistreXlsx(liste: ExportRegistre): Promise<Uint8Array> {
  const champs = champsOf(liste);
  const feuille: Feuille = {
    avant: [liste.filigrane],
    colonnes: champs.map(({ titre, format }) => ({ titre, format })),
    lignes: liste.lignes.map((ligne) => champs.map(({ read }) => read(ligne))),
  };
  return renderClasseur("Demandes de logement", [["Demandes", feuille]]);
}

type LigneDelais = DelaisLus["guichets"][number];

const DELAIS: readonly Champ<LigneDelais>[] = [
  { cle: "guichet", titre: "Guichet", format: "texte", read: ({ nom }) => nom },
  { cle: "enregistrees", titre: "Enregistrées", format: "entier", read: ({ enregistrees }) => enregistrees },
  { cle: "mediane_jours", titre: "Délai médian, jours", format: "decimal", read: ({ mediane }) => mediane },
  { cle: "apres_quinzaine", titre: "Après 15 jours", format: "entier", read: ({ apresQuinzaine }) => apresQuinzaine },
  { cle: "apres_mois", titre: "Après un mois", format: "entier", read: ({ horsDelai }) => horsDelai },
  { cle: "part_apres_mois", titre: "Part après un mois", format: "taux", read: ({ partHorsDelai }) => partHorsDelai },
  { cle: "depot_inconnu", titre: "Dépôt inconnu", format: "entier", read: ({ inconnues }) => inconnues },
  { cle: "attendent", titre: "Attendent", format: "entier", read: ({ attendent }) => attendent },
  {
    cle: "attendent_mois",
    titre: "Attendent depuis plus d’un mois",
    format: "entier",
    read: ({ attendentHorsDelai }) => attendentHorsDelai,
  },
];

export function renderDelaisCsv({ guichets }: DelaisLus): string {
  return renderTableCsv(
    [DELAIS.map(({ cle }) => cle), ...guichets.map((one) => DELAIS.map(({ read }) => read(one)))],
    "tableur",
  );
}

export function renderDelaisXlsx({ guichets, du, au }: DelaisLus): Promise<Uint8Array> {
  const feuille: Feuille = {
    avant: [`Du ${du} au ${au}`],
    colonnes: DELAIS.map(({ titre, format }) => ({ titre, format })),
    lignes: guichets.map((one) => DELAIS.map(({ read }) => read(one))),
  };
  return renderClasseur("Délais d’enregistrement", [["Délais", feuille]]);
}
