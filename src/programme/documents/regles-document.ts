import { note, paragraphe, texte } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, Cellule, DocumentMisEnPage, Tableau } from "#socle/documents/document.ts";
import { tableauFigure } from "#socle/documents/figure-document.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { csvOf } from "#socle/documents/table.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE, listManques, type Manque, sayManque } from "#socle/regles/shared/manque.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import type { CommunePlh } from "../lectures/regles/ports.ts";
import type { CommuneLue, RegleLue, ReglesLues } from "../lectures/regles/regles.ts";
import { LIBELLE_ISSUE_REGLE } from "../regles/regle.ts";

export function renderReglesPdf(lues: ReglesLues): Promise<Uint8Array> {
  return renderDocumentPdf(composeRegles(lues));
}

/** What the page says, on paper: the same sentences, the same tables. */
function composeRegles(lues: ReglesLues): DocumentMisEnPage {
  const { nom, territoire, demonstration, etabliLe, regles, phrases, figures } = lues;
  const titre = "Règles PLH et PRU";
  return {
    titre,
    territoire: nom,
    entete: [titre, nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: `Édition de travail du ${formatJour(etabliLe)}, non figée`,
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Territoire", valeur: `${nom} (SIREN ${territoire})` },
      { terme: "Règles en vigueur le", valeur: formatJour(etabliLe) },
    ],
    sections: [
      {
        titre: "Les règles, en une ligne",
        blocs: [...phrases.map(paragraphe), { kind: "tableau", ...resume(regles) }],
      },
      ...regles.map((regle) => ({ titre: regle.libelle, blocs: blocsRegle(regle) })),
      ...figures
        .filter(({ code }) => code === "communes-plh" || code === "production")
        .map((figure) => ({ titre: figure.titre, blocs: blocsFigure(figure, lues.communes) })),
    ],
    fiches: [],
    date: null,
  };
}

function resume(regles: readonly RegleLue[]): Tableau {
  return {
    titre: "Verdicts",
    colonnes: [
      { titre: "Règle", droite: false, part: 2.2 },
      { titre: "Le texte demande", droite: false, part: 1.6 },
      { titre: "Verdict", droite: false, part: 1.4 },
      { titre: "Ce qui est compté", droite: false, part: 3 },
    ],
    lignes: regles.map((regle) => [
      texte(regle.libelle),
      texte(regle.confiance === "B" ? `${regle.seuil} (à confirmer)` : regle.seuil),
      texte(verdictsOf(regle)),
      texte(regle.reponses[0]?.phrases[0] ?? "par commune"),
    ]),
    total: null,
    note: null,
  };
}

function verdictsOf({ reponses, genre }: RegleLue): string {
  const [first, second] = reponses;
  if (!first) return genre === "taux-communes" ? "par commune" : "non jugée";
  if (!second || second.issue === first.issue) return LIBELLE_ISSUE_REGLE[first.issue];
  return [first, second].map(({ issue, libelle }) => `${LIBELLE_ISSUE_REGLE[issue]} (${libelle})`).join("\u00A0; ");
}

function blocsFigure(figure: Figure, communes: readonly CommuneLue[]): readonly Bloc[] {
  const { lecture, methode } = figure;
  const tableau: Bloc =
    figure.code === "communes-plh" ? { kind: "tableau", ...tableauCommunes(communes) } : tableauFigure(figure);
  return [
    ...(lecture ? [paragraphe(lecture)] : []),
    tableau,
    ...[...methode.definition, ...methode.reserves].map(note),
  ];
}

/** The reason has the room that it needs: the other columns of the page are in its files. */
function tableauCommunes(communes: readonly CommuneLue[]): Tableau {
  const manques = new Set<Manque>();
  const count = (value: number | null | undefined, absent: Manque = "inconnu") => {
    if (value !== null && value !== undefined) return formatNombre(value);
    manques.add(absent);
    return LIBELLE_MANQUE[absent];
  };
  // Without a rule there is nothing to reach: an empty target is not an unknown one.
  const ofRule = ({ reponse }: CommuneLue, value: number | null | undefined) =>
    count(value, reponse?.issue === "regle" ? "inconnu" : "sans-objet");
  const lignes = communes.map((une) =>
    [
      une.nom,
      LIBELLE_ISSUE_REGLE[une.issue],
      une.raison,
      ofRule(une, une.cible?.aRealiser),
      count(une.realises),
      ofRule(une, une.reste),
    ].map((texte): Cellule => ({ kind: "texte", texte })),
  );
  return {
    titre: "",
    colonnes: [
      { titre: "Commune", droite: false, part: 2 },
      { titre: "Verdict", droite: false, part: 1.5 },
      { titre: "Règle", droite: false, part: 4.4 },
      { titre: "À réaliser", droite: true, part: 1 },
      { titre: "Réalisés", droite: true, part: 1 },
      { titre: "Reste ensuite", droite: true, part: 1 },
    ],
    lignes,
    total: null,
    note: listManques(manques).map(sayManque).join(" ") || null,
  };
}

function blocsRegle(regle: RegleLue): Bloc[] {
  return [
    { kind: "commentaire", paragraphes: regle.texte.split("\n").map((phrase) => `«\u00A0${phrase}\u00A0»`) },
    { kind: "note", texte: `${regle.reference}\u00A0; en vigueur depuis le ${formatJour(regle.depuis)}.` },
    ...regle.reponses.flatMap(({ libelle, issue, phrases }): Bloc[] => [
      { kind: "sous-titre", texte: `${libelle}\u00A0: ${LIBELLE_ISSUE_REGLE[issue].toLowerCase()}` },
      ...phrases.map(paragraphe),
    ]),
    ...regle.precisions.map(note),
  ];
}

/** The figures of communes in the form that the import reads; what is not known is an empty cell. */
export function renderCommunesPlhCsv(lignes: readonly CommunePlh[]): string {
  return csvOf({ colonnes: COMMUNES_PLH }, lignes, "tableur");
}

const COMMUNES_PLH: readonly Colonne<CommunePlh>[] = [
  { code: "commune", titre: "Commune", valeur: ({ commune }) => commune },
  { code: "annee", titre: "Année", genre: "annee", valeur: ({ annee }) => annee },
  { code: "population", titre: "Population", genre: "nombre", valeur: ({ population }) => population },
  {
    code: "residences_principales",
    titre: "Résidences principales",
    genre: "nombre",
    valeur: ({ residencesPrincipales }) => residencesPrincipales,
  },
  {
    code: "logements_sociaux",
    titre: "Logements sociaux",
    genre: "nombre",
    valeur: ({ logementsSociaux }) => logementsSociaux,
  },
  {
    code: "construction_neuve",
    titre: "Construction neuve",
    genre: "nombre",
    valeur: ({ constructionNeuve }) => constructionNeuve,
  },
  { code: "contrainte", titre: "Contrainte", valeur: ({ contrainte }) => contrainte },
];
