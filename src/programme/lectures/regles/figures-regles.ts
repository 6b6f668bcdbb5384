import type { Operation } from "#donnees/regles/programme/operation.ts";
import { colonne, INCONNUE, nombre, SANS_OBJET, sumLogements } from "#observatoire/lectures/cellule.ts";
import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { LIBELLE_ISSUE_REGLE, type ParametresRegle } from "../../regles/regle.ts";
import { countOperations, deliveryYear } from "../../regles/regle-operations.ts";
import { METHODE_COMMUNES, METHODE_PRODUCTION, METHODE_REGLES } from "./methodes.ts";
import type { CommuneLue, RegleLue, ReponseRegle } from "./regles.ts";

const COLONNES_REGLES: readonly ColonneFigure[] = [
  colonne("texte", "seuil", "Le texte demande", "Seuil de la règle, tel qu’il est saisi."),
  colonne("texte", "lecture", "Lecture", "Opérations ou parc comptés."),
  colonne("statut", "verdict", "Verdict", "Respectée, non respectée, indécidable, aucune règle ou sans objet."),
  colonne("nombre", "part", "Compté", "Ce que la règle compte."),
  colonne("nombre", "total", "Sur", "Ce sur quoi elle le compte, ou ce qui est attendu."),
  colonne("taux", "taux", "Part", "Compté divisé par le total."),
  colonne("nombre", "manque", "Manque", "Ce qu’il faut ajouter pour que la règle soit respectée."),
  colonne("nombre", "surplus", "De trop", "Ce qu’il faut retirer pour qu’elle le soit."),
  colonne("nombre", "inconnus", "Inconnus", "Opérations ou communes dont quelque chose n’est pas connu."),
  colonne("texte", "source", "Source", "Texte dont la règle vient."),
];

/** One row a rule and a reading. */
export function figureRegles(regles: readonly RegleLue[]): Figure {
  return {
    code: "regles",
    titre: "Règles du programme",
    lecture: null,
    maille: "epci",
    lignesDe: "Règle",
    colonnes: COLONNES_REGLES,
    lignes: regles.flatMap((regle) => regle.reponses.map((reponse) => ligneRegle(regle, reponse))),
    methode: METHODE_REGLES,
    carte: null,
    graphique: null,
  };
}

function ligneRegle(regle: RegleLue, reponse: ReponseRegle): LigneFigure {
  const absent = reponse.issue === "sans-objet" ? SANS_OBJET : INCONNUE;
  // A rule without a count has no shortfall and no excess: the cell is empty, not 0.
  const juge = reponse.issue !== "sans-objet" && reponse.part !== null;
  return {
    cle: `${regle.code}-${reponse.lecture}`,
    libelle: regle.libelle,
    cellules: {
      seuil: { valeur: regle.seuil },
      lecture: { valeur: reponse.libelle },
      verdict: { valeur: LIBELLE_ISSUE_REGLE[reponse.issue] },
      part: reponse.part === null ? absent : nombre(reponse.part),
      total: reponse.total === null ? absent : nombre(reponse.total),
      taux: tauxOf(reponse),
      manque: juge ? nombre(reponse.manque) : absent,
      surplus: juge ? nombre(reponse.surplus) : absent,
      inconnus: nombre(reponse.inconnus),
      source: { valeur: regle.reference },
    },
  };
}

function tauxOf({ taux, bornes, total, issue }: ReponseRegle): CelluleFigure {
  if (issue === "sans-objet") return SANS_OBJET;
  const range = bornes && bornes[1] !== null ? { bornes: [bornes[0], bornes[1]] as const } : {};
  if (taux === null) return { ...INCONNUE, ...range };
  return { valeur: taux, ...range, ...(total === null ? {} : { sur: total }) };
}

/** One row an operation and a rule, in the reading of the programme. */
export function figureComptees(regles: readonly RegleLue[]): Figure {
  const rows = regles.flatMap(({ code, libelle, reponses }) =>
    (reponses[0]?.operations ?? []).map(
      (operation): LigneFigure => ({
        cle: `${code}-${operation.id}`,
        libelle: operation.nom,
        chemin: `programme/operations/${operation.id}`,
        cellules: { regle: { valeur: libelle }, compte: { valeur: operation.compte } },
      }),
    ),
  );
  return {
    code: "operations-comptees",
    titre: "Opérations que chaque règle compte",
    lecture: null,
    maille: "epci",
    lignesDe: "Opération",
    colonnes: [
      colonne("texte", "regle", "Règle", "Règle qui la compte."),
      colonne("texte", "compte", "Compte", "Ce qu’elle ajoute\u00A0: au compté, pour le total."),
    ],
    lignes: rows,
    methode: METHODE_REGLES,
    carte: null,
    graphique: null,
  };
}

const COLONNES_COMMUNES: readonly ColonneFigure[] = [
  colonne("statut", "verdict", "Verdict", "Ce que la règle dit de la commune."),
  colonne("texte", "raison", "Règle", "Règle de la commune, ou pourquoi il n’y en a pas."),
  colonne("nombre", "population", "Habitants", "Population de l’année de référence."),
  colonne(
    "taux",
    "taux_reference",
    "Taux de référence",
    "Logements sociaux sur résidences principales, l’année de référence.",
  ),
  colonne("taux", "taux_vise", "Taux visé", "Taux de référence plus les points de la règle."),
  colonne(
    "nombre",
    "a_realiser",
    "À réaliser",
    "Logements que la règle demande depuis l’année de référence, écrêtement compris.",
  ),
  colonne("nombre", "realises", "Réalisés", "Logements sociaux du parc publié moins ceux de l’année de référence."),
  colonne("nombre", "programme", "Au programme", "Constructions moins démolitions qui ne sont pas dans ce parc."),
  colonne("nombre", "reste", "Reste ensuite", "Ce qu’il manque encore une fois le programme réalisé."),
];

/** One row a commune, in the order asked. */
export function figureCommunes(communes: readonly CommuneLue[], lecture: string | null): Figure {
  return {
    code: "communes-plh",
    titre: "Logements sociaux par commune\u00A0: ce que le PLH demande",
    lecture,
    maille: "commune",
    colonnes: COLONNES_COMMUNES,
    lignes: communes.map(ligneCommune),
    methode: METHODE_COMMUNES,
    carte: { colonne: "verdict", genre: "aplats", seuils: null },
    graphique: null,
  };
}

function ligneCommune(une: CommuneLue): LigneFigure {
  const { reference, cible, solde } = une;
  const orUnknown = (value: number | null | undefined): CelluleFigure =>
    value === null || value === undefined ? INCONNUE : nombre(value);
  // Without a rule there is no target: the cell is « sans objet », not unknown.
  const ofRule = (value: number | null | undefined): CelluleFigure =>
    une.reponse?.issue === "regle" ? orUnknown(value) : SANS_OBJET;
  return {
    cle: une.commune,
    libelle: une.nom,
    cellules: {
      verdict: { valeur: LIBELLE_ISSUE_REGLE[une.issue] },
      raison: { valeur: une.raison },
      population: orUnknown(reference.population),
      taux_reference: orUnknown(une.tauxReference),
      taux_vise: ofRule(cible?.taux),
      a_realiser:
        cible && cible.aRealiser === null ? { ...INCONNUE, bornes: [0, cible.besoin] } : ofRule(cible?.aRealiser),
      realises: orUnknown(une.realises),
      programme:
        solde && solde.construitsInconnus + solde.demolisInconnus === 0
          ? nombre(solde.construits - solde.demolis)
          : INCONNUE,
      reste: ofRule(une.reste),
    },
  };
}

type Production = Extract<ParametresRegle, { readonly genre: "production-annuelle" }>;

/** One row a year of the period, with a bar. */
export function figureProduction(regle: Production, operations: readonly Operation[]): Figure {
  const comptees = countOperations(regle, operations, "programme").map(({ operation }) => operation);
  const annees = Array.from({ length: regle.fin - regle.debut + 1 }, (_, i) => regle.debut + i);
  const rows = annees.map((annee) =>
    ligneAnnee(
      String(annee),
      comptees.filter((one) => deliveryYear(one, "programme") === annee),
      regle.parAn,
    ),
  );
  const lost = comptees.filter((one) => deliveryYear(one, "programme") === null);
  return {
    code: "production",
    titre: `Logements sociaux livrés par an, de ${regle.debut} à ${regle.fin}`,
    lecture: null,
    maille: "epci",
    lignesDe: "Année",
    colonnes: [
      colonne("nombre", "logements", "Logements", "Livrés et encore prévus."),
      colonne("nombre", "livres", "Livrés", "Logements des opérations terminées."),
      colonne("nombre", "prevus", "Encore prévus", "Logements des opérations qui ne sont pas terminées."),
      colonne("nombre", "attendus", "Attendus", "Ce que la règle demande par an."),
      colonne("nombre", "inconnues", "Taille inconnue", "Opérations dont le nombre de logements n’est pas connu."),
    ],
    lignes: [...rows, ...(lost.length > 0 ? [ligneAnnee("Année inconnue", lost, null)] : [])],
    methode: METHODE_PRODUCTION,
    carte: null,
    graphique: { genre: "barres", colonne: "logements" },
  };
}

function ligneAnnee(libelle: string, operations: readonly Operation[], parAn: number | null): LigneFigure {
  return {
    cle: libelle,
    libelle,
    cellules: {
      logements: sumLogements(operations),
      livres: sumLogements(operations.filter(({ etat }) => etat === "terminee")),
      prevus: sumLogements(operations.filter(({ etat }) => etat !== "terminee")),
      attendus: parAn === null ? SANS_OBJET : nombre(parAn),
      inconnues: nombre(operations.filter(({ logements }) => logements === null).length),
    },
  };
}
