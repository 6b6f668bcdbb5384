import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage } from "#socle/documents/document.ts";
import { tableauFigure } from "#socle/documents/figure-document.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { csvOf, tableauOf } from "#socle/documents/table.ts";
import { tableauTextes } from "#socle/documents/tableau-textes.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE, listManques, type Manque, sayManque } from "#socle/regles/shared/manque.ts";
import { COLONNES_COMMUNES } from "../images/communes-plh-table.ts";
import { RESUME_REGLES } from "../images/regles-table.ts";
import type { CommunePlh } from "../lectures/regles/ports.ts";
import type { CommuneLue, RegleLue, ReglesLues } from "../lectures/regles/regles.ts";
import { LIBELLE_ISSUE_REGLE } from "../regles/regle.ts";

export function renderReglesPdf(lues: ReglesLues): Promise<Uint8Array> {
  return renderDocumentPdf(composeRegles(lues));
}

/** The page on paper, with the same sentences and tables. */
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
        blocs: [...phrases.map(paragraphe), tableauOf({ ...RESUME_REGLES, titre: "Verdicts" }, regles)],
      },
      ...regles.map((regle) => ({ titre: regle.libelle, blocs: blocsRegle(regle) })),
      ...figures
        .filter(({ code }) => code === "communes-plh" || code === "production")
        .map((figure) => ({ titre: figure.titre, blocs: blocsFigure(figure, lues.communes) })),
    ],
    date: null,
  };
}

function blocsFigure(figure: Figure, communes: readonly CommuneLue[]): readonly Bloc[] {
  const { lecture, methode } = figure;
  const tableau = figure.code === "communes-plh" ? tableauCommunes(communes) : tableauFigure(figure);
  return [
    ...(lecture ? [paragraphe(lecture)] : []),
    tableau,
    ...[...methode.definition, ...methode.reserves].map(note),
  ];
}

/** The reason takes the room it needs: the other columns of the page are only in the files. */
function tableauCommunes(communes: readonly CommuneLue[]): Bloc {
  const manques = new Set<Manque>();
  const count = (value: number | null | undefined, absent: Manque = "inconnu") => {
    if (value !== null && value !== undefined) return formatNombre(value);
    manques.add(absent);
    return LIBELLE_MANQUE[absent];
  };
  // Without a rule there is no target: the cell is « sans objet », not unknown.
  const ofRule = ({ reponse }: CommuneLue, value: number | null | undefined) =>
    count(value, reponse?.issue === "regle" ? "inconnu" : "sans-objet");
  return tableauTextes(
    "",
    [
      ["Commune", 2],
      ["Verdict", 1.5],
      ["Règle", 4.4],
      ["À réaliser", 1, true],
      ["Réalisés", 1, true],
      ["Reste ensuite", 1, true],
    ],
    communes.map((une) => [
      une.nom,
      LIBELLE_ISSUE_REGLE[une.issue],
      une.raison,
      ofRule(une, une.cible?.aRealiser),
      count(une.realises),
      ofRule(une, une.reste),
    ]),
    { note: listManques(manques).map(sayManque).join(" ") || null },
  );
}

function blocsRegle(regle: RegleLue): Bloc[] {
  return [
    { kind: "commentaire", paragraphes: regle.texte.split("\n").map((phrase) => `«\u00A0${phrase}\u00A0»`) },
    note(`${regle.reference}\u00A0; en vigueur depuis le ${formatJour(regle.depuis)}.`),
    ...regle.reponses.flatMap(({ libelle, issue, phrases }): Bloc[] => [
      { kind: "sous-titre", texte: `${libelle}\u00A0: ${LIBELLE_ISSUE_REGLE[issue].toLowerCase()}` },
      ...phrases.map(paragraphe),
    ]),
    ...regle.precisions.map(note),
  ];
}

/** Figures of the communes in the form that the import reads; an unknown value is an empty cell. */
export function renderCommunesPlhCsv(lignes: readonly CommunePlh[]): string {
  return csvOf({ colonnes: COLONNES_COMMUNES }, lignes, "tableur");
}
