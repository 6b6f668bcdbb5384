import { donneesFigure, renderFigureCsv } from "#bilan/documents/figure.ts";
import { type APropos, PARTENAIRES } from "#socle/documents/a-propos.ts";
import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { type Feuille, textes } from "#socle/documents/feuille.ts";
import { renderClasseur, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { feuilleOf } from "#socle/documents/table.ts";
import type { ProfilCsv } from "#socle/documents/table-csv.ts";
import { type ColonneTexte, tableauTextes } from "#socle/documents/tableau-textes.ts";
import { renderBoitesAnnees } from "#socle/images/boites-annees.ts";
import { formatJour, formatTaux, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { HYPOTHESES } from "../images/hypotheses-table.ts";
import type { ComparaisonScenarios, LigneComparee } from "../lectures/simulation/comparaison.ts";
import type { TauxSimule } from "../lectures/simulation/modele/resultat.ts";
import type { TornadeDite, VueSimulation } from "../lectures/simulation/vue.ts";
import { formatChances } from "../regles/simulation/chances.ts";
import { labelPeriode } from "../regles/simulation/periode.ts";

/** One sheet with the sentences and figures of the page, in the same order. */
export function renderSimulationPdf(vue: VueSimulation): Promise<Uint8Array> {
  return renderDocumentPdf(composeSimulation(vue));
}

/** Table of the years, as a CSV for a spreadsheet or an open data portal. */
export function renderSimulationCsv(vue: VueSimulation, profil: ProfilCsv): string {
  return renderFigureCsv(vue.figures.annees, profil);
}

function composeSimulation(vue: VueSimulation): DocumentMisEnPage {
  const { titre, territoire, demonstration, epci, scenario, resultat } = vue;
  return {
    titre,
    territoire,
    entete: [titre, territoire, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: scenario ? `scénario ${scenario.id}, empreinte ${scenario.empreinte.slice(0, 12)}` : "édition de travail",
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      // The territory is already written under the title.
      scenario
        ? { terme: "Scénario", valeur: describeScenario(scenario) }
        : { terme: "Territoire", valeur: `${territoire} (SIREN ${epci})` },
    ],
    sections: [
      { titre: "La réponse", large: true, blocs: reponse(vue) },
      { titre: "Taux hors QPV possible, année par année", large: true, blocs: dessin(vue) },
      { titre: "Les chiffres", blocs: [tableauAnnees(vue)] },
      {
        titre: "Ce qu’il faudrait, levier par levier",
        blocs: resultat.equilibres.map(({ phrase }) => paragraphe(phrase)),
      },
      { titre: "Relogements et vacance", blocs: [...vue.calendrier, ...phrasesVacance(vue)].map(paragraphe) },
      ...(vue.tornade ? [{ titre: "Ce qui compte le plus", blocs: [tableauTornade(vue.tornade)] }] : []),
      { titre: "Les hypothèses", large: true, blocs: hypotheses(vue) },
    ],
    date: scenario?.figeLe ?? null,
    dense: true,
  };
}

function describeScenario({ nom, figeLe, synthetique }: NonNullable<VueSimulation["scenario"]>): string {
  return `${nom}, enregistré le ${formatJour(figeLe)}${synthetique ? " (hypothèses de démonstration)" : ""}`;
}

function reponse({ reponse: [verdict, chiffres], depart, resultat }: VueSimulation): readonly Bloc[] {
  return [
    { kind: "sous-titre", texte: verdict },
    paragraphe(chiffres),
    paragraphe(`${depart.phrase} ${resultat.falaise.phrase}`),
  ];
}

/** Full width, and the height of a dense drawing, so that its letters have the size of the text. */
function dessin({ boites, depart }: VueSimulation): readonly Bloc[] {
  if (boites.length === 0) return [];
  const svg = renderBoitesAnnees({
    titre: "Taux hors QPV possible, année par année",
    depart: { libelle: String(depart.annee), taux: depart.taux },
    boites,
    largeur: 700,
    hauteur: 165,
  });
  const alternative = "Les mêmes taux que dans le tableau des chiffres.";
  return [{ kind: "image", image: { svg, titre: "", alternative, note: null } }];
}

function phrasesVacance({ resultat }: VueSimulation): readonly string[] {
  return resultat.parcs.flatMap(({ bailleur, phrase }) => (bailleur === null ? [phrase] : []));
}

/** Count of the widest factors printed; the page and the workbook hold all of them. */
const FACTEURS_IMPRIMES = 5;

function tableauTornade({ barres }: TornadeDite): Bloc {
  return tableauTextes(
    "",
    [
      ["Facteur déplacé seul", 2.6],
      ["Plus bas", 1.7, true],
      ["Plus haut", 1.7, true],
    ],
    barres
      .slice(0, FACTEURS_IMPRIMES)
      .map(({ libelle, bas, haut }) => [
        libelle,
        `${bas.texte} : ${formatTaux(bas.taux)}`,
        `${haut.texte} : ${formatTaux(haut.taux)}`,
      ]),
  );
}

/** One line a year; the table of the page also has the intervals. */
function tableauAnnees({ resultat: { annees, periode } }: VueSimulation): Bloc {
  const row = (libelle: string, { eventail, chance }: TauxSimule): readonly string[] => [
    libelle,
    eventail ? formatTaux(eventail.moyenne) : LIBELLE_MANQUE["sans-objet"],
    eventail ? `${formatTaux(eventail.q05)} à ${formatTaux(eventail.q95)}` : "",
    chance ? formatTauxCourt(chance.cible) : "",
    chance ? formatChances(chance.probabilite) : "",
  ];
  return tableauTextes(
    "",
    [
      ["Année", 1.2],
      ["Moyenne", 1, true],
      ["9 chances sur 10", 2, true],
      ["Visé", 0.8, true],
      ["Chances", 1.7, true],
    ],
    annees.map(({ annee, taux }) => row(String(annee), taux)),
    { total: row(labelPeriode(periode), periode.taux) },
  );
}

/** Cuts a long value, such as the buildings of a large programme: the page lists them. */
function shorten(valeur: string): string {
  if (valeur.length <= VALEUR_MAX) return valeur;
  const [whole = valeur] = valeur.split(" : ");
  return `${whole.slice(0, VALEUR_MAX)} (détail à l’écran)`;
}

const VALEUR_MAX = 400;

/** Assumptions of one paragraph: one line each would exceed the sheet. */
const PAR_PARAGRAPHE = 4;

/** Assumptions in small print: the levers together, without those of the model itself, which are the same for every scenario and on the page. */
function hypotheses({ hypotheses: all }: VueSimulation): readonly Bloc[] {
  const leviers = all.filter(({ levier }) => levier).map(({ libelle, valeur }) => `${libelle} : ${valeur}`);
  const others = all
    .filter(({ levier, modele }) => !levier && !modele)
    .map(
      ({ libelle, valeur, source, surete }) =>
        `${libelle} – ${shorten(valeur)}. ${source}${source.toLowerCase() === surete ? "" : ` (${surete})`}.`,
    );
  const paragraphes = [0, 1, 2].map((rang) =>
    others.slice(rang * PAR_PARAGRAPHE, rang === 2 ? undefined : (rang + 1) * PAR_PARAGRAPHE),
  );
  return [`Leviers choisis – ${leviers.join(" ; ")}.`, ...paragraphes.map((notes) => notes.join(" "))]
    .filter((note) => note !== "")
    .map(note);
}

/** The figures as numbers, one sheet a subject. */
export function renderSimulationXlsx(vue: VueSimulation): Promise<Uint8Array> {
  const { figures } = vue;
  const { territoire: nom, demonstration, scenario } = vue;
  const aPropos: APropos = {
    titre: vue.titre,
    territoire: { nom, demonstration },
    jour: null,
    pour: PARTENAIRES,
    sources: [vue.depart.phrase],
    methode: vue.resultat.limites,
    autres: scenario
      ? [
          ["Scénario", describeScenario(scenario)],
          ["Empreinte", scenario.empreinte],
        ]
      : [],
  };
  return renderClasseur(aPropos, [
    ["Réponse", reponseFeuille(vue)],
    ["Années", donneesFigure(figures.annees)],
    ["Relogements", donneesFigure(figures.relogements)],
    ...(figures.vacance ? [["Vacance", donneesFigure(figures.vacance)] as const] : []),
    ...(figures.bailleurs ? [["Bailleurs", donneesFigure(figures.bailleurs)] as const] : []),
    ...(vue.tornade ? [["Facteurs", tornadeFeuille(vue.tornade)] as const] : []),
    ["Hypothèses", feuilleOf(HYPOTHESES, vue.hypotheses)],
  ]);
}

function reponseFeuille(vue: VueSimulation): Feuille {
  const { scenario, resultat, demonstration } = vue;
  return {
    colonnes: textes(["Sujet", 26], ["Texte", 110]),
    lignes: [
      ["Territoire", `${vue.territoire} (SIREN ${vue.epci})`],
      ...(scenario
        ? [
            ["Scénario", describeScenario(scenario)],
            ["Empreinte", scenario.empreinte],
          ]
        : []),
      ...vue.reponse.map((phrase) => ["Réponse", phrase]),
      ["Départ", vue.depart.phrase],
      ...vue.calendrier.map((phrase) => ["Relogements", phrase]),
      ["Fin du programme", resultat.falaise.phrase],
      ...resultat.equilibres.map(({ phrase }) => ["Ce qu’il faudrait", phrase]),
      ...phrasesVacance(vue).map((phrase) => ["Vacance", phrase]),
      ...resultat.limites.map((limite) => ["Limite", limite]),
      ...(demonstration ? [["Avertissement", BANDEAU_DEMONSTRATION]] : []),
    ],
  };
}

function tornadeFeuille({ barres }: TornadeDite): Feuille {
  return {
    colonnes: [
      ...textes(["Facteur", 44], ["Valeur basse", 18]),
      { titre: "Taux moyen (basse)", format: "taux" },
      { titre: "Chances (basse)", format: "taux" },
      ...textes(["Valeur haute", 18]),
      { titre: "Taux moyen (haute)", format: "taux" },
      { titre: "Chances (haute)", format: "taux" },
    ],
    lignes: barres.map(({ libelle, bas, haut }) => [
      libelle,
      bas.texte,
      bas.taux,
      bas.probabilite,
      haut.texte,
      haut.taux,
      haut.probabilite,
    ]),
  };
}

const TITRE_COMPARAISON = "Comparaison de scénarios";

export function renderComparaisonPdf(comparaison: ComparaisonScenarios): Promise<Uint8Array> {
  return renderDocumentPdf(composeComparaison(comparaison));
}

function composeComparaison(comparaison: ComparaisonScenarios): DocumentMisEnPage {
  const { territoire, epci, demonstration, scenarios, differences, resultats, communes } = comparaison;
  const section = (titre: string, lignes: readonly LigneComparee[], droite: boolean): SectionDocument => ({
    titre,
    blocs: [tableauCompare(comparaison, lignes, droite)],
  });
  return {
    titre: TITRE_COMPARAISON,
    territoire,
    entete: [TITRE_COMPARAISON, territoire, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: "édition de travail",
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Territoire", valeur: `${territoire} (SIREN ${epci})` },
      { terme: "Scénarios", valeur: scenarios.map(({ nom }) => nom).join(" ; ") },
    ],
    sections: [
      { titre: "Les réponses", blocs: scenarios.map(({ nom, reponse }) => paragraphe(`${nom}. ${reponse}`)) },
      section("Ce qui les distingue", differences, false),
      section("Ce qu’ils donnent", resultats, true),
      {
        titre: "Ce qu’ils ont en commun",
        blocs: [
          {
            kind: "definitions",
            definitions: communes.map(({ libelle, valeurs }) => ({ terme: libelle, valeur: valeurs[0] ?? "" })),
          },
        ],
      },
    ],
    date: null,
  };
}

function tableauCompare({ scenarios }: ComparaisonScenarios, lignes: readonly LigneComparee[], droite: boolean): Bloc {
  return tableauTextes(
    "",
    [["", 1.6], ...scenarios.map(({ nom }): ColonneTexte => [nom, 2, droite])],
    lignes.map(({ libelle, valeurs }) => [libelle, ...valeurs]),
  );
}

export function renderComparaisonXlsx({
  territoire: nom,
  demonstration,
  scenarios,
  differences,
  resultats,
  communes,
}: ComparaisonScenarios): Promise<Uint8Array> {
  const colonnes = textes(["Sujet", 44], ...scenarios.map(({ nom }) => [nom, 40] as const));
  const feuille = (lignes: readonly LigneComparee[]): Feuille => ({
    colonnes,
    lignes: lignes.map(({ libelle, valeurs, taux }) => [
      libelle,
      ...(taux ? taux.map((valeur) => ({ valeur, format: "taux" as const })) : valeurs),
    ]),
  });
  const aPropos: APropos = {
    titre: TITRE_COMPARAISON,
    territoire: { nom, demonstration },
    jour: null,
    pour: PARTENAIRES,
    sources: scenarios.map((one) => `${one.nom}, figé le ${formatJour(one.figeLe)}.`),
    methode: scenarios.map((one) => `${one.nom}. ${one.reponse}`),
  };
  return renderClasseur(aPropos, [
    ["Différences", feuille(differences)],
    ["Résultats", feuille(resultats)],
    ["En commun", feuille(communes)],
  ]);
}
