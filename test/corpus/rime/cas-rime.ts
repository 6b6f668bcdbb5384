/** One file of households and offers, wrong in one way. `attendu`: sheet:line column code; `refus`: code of the refusal of the whole file. */
export type CasRime = {
  readonly nom: string;
  readonly menages: readonly string[];
  readonly offres?: readonly string[];
  readonly attendu?: readonly string[];
  readonly refus?: string;
};

const M = "Référence;Opération;Nom;Prénom;État;Loyer avant";
const O =
  "Référence;Numéro;Proposée le;Bailleur;Adresse;Commune;Réponse;Réponse donnée le;Motif du refus;Bail signé le";
const A = "A-1;Orcades;Essai;Alix;;300";
const offre = (numero: number, suite: string, proposee = "04/05/2024") =>
  `A-1;${numero};${proposee};999000029;8 rue des Essais;52448;${suite}`;

// biome-ignore format: a case a line
export const CAS_RIME: readonly CasRime[] = [
  { nom: "nothing wrong", menages: [M, A], offres: [O, offre(1, ";;;")], attendu: [] },

  // The file.
  { nom: "no reference column", menages: ["Opération;Nom;Prénom", "Orcades;Essai;Alix"], refus: "rime-colonne-absente" },
  { nom: "no number of offer", menages: [M, A], offres: [O.replace("Numéro", "Nième"), offre(1, ";;;")], refus: "rime-colonne-absente" },
  { nom: "nothing known", menages: ["Une;Deux;Trois", "1;2;3"], refus: "rime-colonne-absente" },
  { nom: "two sheets of households", menages: [M, A], offres: [M, A], refus: "rime-feuille-en-double" },
  { nom: "the same column twice", menages: [`${M};Nom`, `${A};Essai`], refus: "colonne-en-double" },
  { nom: "no line", menages: [M], refus: "aucune-ligne" },
  { nom: "a column of NIR", menages: [`${M};NIR`, `${A};`], refus: "nir-present" },
  { nom: "a NIR in a note", menages: [`${M};Note`, `${A};185057800608491`], refus: "nir-present" },
  { nom: "a NIR in a name", menages: [M, A.replace("Alix", "1 85 05 78 006 084 91")], refus: "nir-present" },
  { nom: "an identifier lost by a spreadsheet", menages: [`${M};RPLS origine`, `${A};5,24E+14`], refus: "identifiant-perdu" },
  {
    nom: "fifty thousand lines and one",
    menages: [M, ...Array.from({ length: 50_001 }, (_, i) => A.replace("A-1", `A-${i}`))],
    refus: "rime-trop-de-lignes",
  },
  { nom: "a quote never closed", menages: [M, 'A-1;Orcades;"Essai;Alix;;300', A, A], refus: "guillemet-non-ferme" },

  // Cells.
  { nom: "no reference", menages: [M, A.replace("A-1", "")], attendu: ["menages:2 Référence valeur-absente"] },
  { nom: "a sentence as a reference", menages: [M, A.replace("A-1", "Monsieur l’habitant du 3e ?")], attendu: ["menages:2 Référence reference-invalide"] },
  { nom: "a number with a comma and a euro sign", menages: [M, A.replace(";300", ";1 300,50 €")], attendu: [] },
  { nom: "words for a number", menages: [M, A.replace(";300", ";trois cents")], attendu: ["menages:2 Loyer avant nombre-invalide"] },
  { nom: "a rent under zero", menages: [M, A.replace(";300", ";-5")], attendu: ["menages:2 Loyer avant nombre-hors-bornes"] },
  { nom: "a state that is not one", menages: [M, A.replace("Alix;;", "Alix;En vacances;")], attendu: ["menages:2 État valeur-inconnue"] },
  { nom: "a day that does not exist", menages: [`${M};Né le`, `${A};31/02/1980`], attendu: ["menages:2 Né le date-invalide"] },
  { nom: "a day written month first", menages: [`${M};Né le`, `${A};02/25/1980`], attendu: ["menages:2 Né le date-invalide"] },
  { nom: "a day to come", menages: [`${M};État depuis le`, `${A};01/01/2040`], attendu: ["menages:2 État depuis le date-future"] },
  { nom: "a year of two digits", menages: [`${M};Né le`, `${A};14/05/71`], attendu: ["menages:2 Né le date-annee-courte"] },
  { nom: "an address that is none", menages: [`${M};Courriel`, `${A};pas d’adresse`], attendu: ["menages:2 Courriel courriel-invalide"] },
  { nom: "a formula as a name is a name", menages: [M, A.replace("Essai", "=HYPERLINK(1)")], attendu: [] },
  { nom: "a cell too many", menages: [M, `${A};x;y`], attendu: ["menages:2 null nombre-de-champs"] },
  { nom: "a stray quote", menages: [M, 'A-1;Orcades;"Es"sai";Alix;;300'], attendu: ["menages:2 null guillemet-isole"] },

  // The household.
  { nom: "an unknown building", menages: [M, A.replace("Orcades", "La Tour")], attendu: ["menages:2 Opération de démolition operation-inconnue"] },
  { nom: "a building not entrusted", menages: [M, A.replace("Orcades", "Fidji")], attendu: ["menages:2 Opération de démolition operation-inconnue"] },
  { nom: "the same building otherwise written", menages: [M, A.replace("Orcades", "Immeuble ORCADES")], attendu: [] },
  { nom: "no name", menages: [M, A.replace("Essai", "")], attendu: ["menages:2 Nom du titulaire valeur-absente"] },
  {
    nom: "the same reference twice",
    menages: [M, A, A.replace("Alix", "Basile")],
    attendu: ["menages:2 Référence du ménage ligne-en-double", "menages:3 Référence du ménage ligne-en-double"],
  },
  { nom: "people who do not add up", menages: [`${M};Personnes;Adultes;Enfants`, `${A};5;2;1`], attendu: ["menages:2 Taille du ménage composition"] },
  { nom: "blocked without a reason", menages: [M, A.replace("Alix;;", "Alix;Situation bloquée;")], attendu: ["menages:2 Motif du blocage blocage-sans-motif"] },
  { nom: "a reason without a block", menages: [`${M};Motif du blocage`, `${A};Dette de loyer`], attendu: ["menages:2 Motif du blocage motif-sans-blocage"] },
  { nom: "rehoused without a lease", menages: [M, A.replace("Alix;;", "Alix;Relogé;")], attendu: ["menages:2 État du relogement reloge-sans-bail"] },
  { nom: "a step without a name", menages: [`${M};Prochaine étape le`, `${A};01/05/2026`], attendu: ["menages:2 Prochaine étape etape-sans-nom"] },
  { nom: "a décohabitation from nobody", menages: [`${M};Décohabitation`, `${A};B-9`], attendu: ["menages:2 Décohabitation du ménage decohabitation-inconnue"] },
  {
    nom: "a décohabitation from a household that is refused",
    menages: [`${M};Décohabitation`, `${A};B-1`, "B-1;La Tour;Essai;Basile;;;"],
    attendu: [
      "menages:2 Décohabitation du ménage decohabitation-ecartee",
      "menages:3 Opération de démolition operation-inconnue",
    ],
  },

  // The offers.
  { nom: "an offer to nobody", menages: [M, A], offres: [O, offre(1, ";;;").replace("A-1", "Z-9")], attendu: ["offres:2 null menage-inconnu"] },
  { nom: "a bailleur that nobody knows", menages: [M, A], offres: [O, offre(1, ";;;").replace("999000029", "Logis d’ailleurs")], attendu: ["menages:2 null dossier-ecarte", "offres:2 Bailleur du logement proposé (SIREN ou nom) rime-bailleur"] },
  { nom: "an offer without an address", menages: [M, A], offres: [O, offre(1, ";;;").replace("8 rue des Essais", "")], attendu: ["menages:2 null dossier-ecarte", "offres:2 Adresse du logement proposé valeur-absente"] },
  { nom: "a lost zero is put back", menages: [M, A], offres: [O, offre(1, ";;;").replace("52448", "1004")], attendu: [] },
  { nom: "a refusal without its reason", menages: [M, A], offres: [O, offre(1, "Refusée;10/05/2024;;")], attendu: ["menages:2 null dossier-ecarte", "offres:2 Motif du refus refus-sans-motif"] },
  { nom: "a reason without a refusal", menages: [M, A], offres: [O, offre(1, "Acceptée;10/05/2024;Autre motif;")], attendu: ["menages:2 null dossier-ecarte", "offres:2 Motif du refus motif-sans-refus"] },
  { nom: "a reply without its day", menages: [M, A], offres: [O, offre(1, "Acceptée;;;")], attendu: ["menages:2 null dossier-ecarte", "offres:2 Réponse donnée le reponse-sans-date"] },
  { nom: "a reply before the offer", menages: [M, A], offres: [O, offre(1, "Acceptée;10/04/2024;;")], attendu: ["menages:2 null dossier-ecarte", "offres:2 Réponse donnée le jours-inverses"] },
  { nom: "a lease that was not accepted", menages: [M, A], offres: [O, offre(1, "Refusée;10/05/2024;Autre motif;20/05/2024")], attendu: ["menages:2 null dossier-ecarte", "offres:2 Réponse du ménage bail-sans-accord"] },
  { nom: "a lease makes a household rehoused", menages: [M, A], offres: [O, offre(1, "Acceptée;10/05/2024;;20/05/2024")], attendu: [] },
  {
    nom: "a fourth offer without the comité",
    menages: [M, A],
    offres: [O, ...[1, 2, 3].map((n) => offre(n, "Refusée;10/05/2024;Autre motif;")), offre(4, ";;;")],
    attendu: [
      "menages:2 null dossier-ecarte",
      ...["offres:2", "offres:3", "offres:4"].map((place) => `${place} null dossier-ecarte`),
      "offres:5 Numéro de l’offre quatrieme-offre",
    ],
  },
  {
    nom: "an offer withdrawn is not one of the three",
    menages: [M, A],
    offres: [O, offre(1, "Retirée;10/05/2024;;"), ...[2, 3].map((n) => offre(n, "Refusée;10/05/2024;Autre motif;")), offre(4, ";;;")],
    attendu: [],
  },
  {
    nom: "two accepted",
    menages: [M, A],
    offres: [O, offre(1, "Acceptée;10/05/2024;;"), offre(2, "Acceptée;10/05/2024;;")],
    attendu: ["menages:2 null dossier-ecarte", "offres:2 null dossier-ecarte", "offres:3 Réponse du ménage deux-acceptees"],
  },
  {
    nom: "the same number twice",
    menages: [M, A],
    offres: [O, offre(1, ";;;"), offre(1, ";;;")],
    attendu: [
      "menages:2 null dossier-ecarte",
      "offres:2 Numéro de l’offre ligne-en-double",
      "offres:2 Numéro de l’offre numero-d-offre",
      "offres:3 Numéro de l’offre ligne-en-double",
    ],
  },
  { nom: "a number that skips", menages: [M, A], offres: [O, offre(2, ";;;")], attendu: ["menages:2 null dossier-ecarte", "offres:2 Numéro de l’offre numero-d-offre"] },
  { nom: "offers to one who was not met", menages: [M, A.replace("Alix;;", "Alix;À rencontrer;")], offres: [O, offre(1, ";;;")], attendu: ["menages:2 État du relogement offre-sans-rencontre", "offres:2 null dossier-ecarte"] },
  {
    nom: "somebody's health in a refusal",
    menages: [M, A],
    offres: [`${O};Précision`, `${offre(1, "Refusée;10/05/2024;Autre motif;")};Madame est en dépression`],
    attendu: ["menages:2 null dossier-ecarte", "offres:2 Précision sur le refus texte-sante"],
  },
];
