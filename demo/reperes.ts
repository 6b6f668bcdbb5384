import type { DocumentDemarche } from "#bilan/regles/repere/demarche.ts";

const SOURCE = "Document-cadre valant convention du 5 octobre 2018, § 1.3";

type DemarcheDemo = {
  readonly titre: string;
  readonly quand: string;
  readonly document: DocumentDemarche;
  readonly source: string;
};

const step = (titre: string, quand: string, document: DocumentDemarche = "autre"): DemarcheDemo => ({
  titre,
  quand,
  document,
  source: SOURCE,
});

/** In the order of the signed document; those that it does not date have none. */
export const DEMARCHES: readonly DemarcheDemo[] = [
  step("Élaboration du schéma directeur pour le quartier du Vert-Bois", "2002"),
  step("Signature de la convention initiale ANRU", "2004-11"),
  step("Approbation du programme local de l’habitat", "2012-12", "plh"),
  step("Élaboration du plan stratégique local du projet de renouvellement urbain", ""),
  step("Mise à jour du PLH 2012-2018 après l’extension du périmètre", "", "plh"),
  step("Signature du contrat de ville", "2015-06", "contrat-de-ville"),
  step("Lancement du plan de déplacement urbain", ""),
  step("Arrêt du périmètre du SCOT", "2015-09"),
  step("Prescription du SCOT et du PLUI intégrateur", "2016-03"),
  step("Protocole de préfiguration du NPNRU", "2016-04"),
  step("Création de la conférence intercommunale du logement", "2016-04", "orientations"),
  step("Approbation du plan de déplacement urbain", "2016-12"),
];

/** The document says no year for them: none is given. */
export const POPULATION_TERRITOIRE = { habitants: 60_000, source: SOURCE } as const;

/** Of the neighbourhood of Vert-Bois. */
export const POPULATION_VERT_BOIS = { habitants: 7_629, source: SOURCE } as const;

/** « Plus de 25 000 »: a least, of which the document tells the neighbourhood’s 30 %. */
export const POPULATION_SAINT_DIZIER = { habitants: 25_000, source: SOURCE } as const;
