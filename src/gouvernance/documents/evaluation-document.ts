import { cadreTerritoire } from "#socle/documents/demonstration.ts";
import type { Bloc, Cellule, Definition, DocumentMisEnPage } from "#socle/documents/document.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type {
  CelluleEvaluation,
  Evaluation,
  PartieEcrite,
  TableauEvaluation,
} from "../lectures/evaluation/evaluation.ts";
import type { EnteteEvaluation } from "../lectures/evaluation/ports.ts";

/** Mention of the version: frozen, or published in its public form. */
export type VersionEvaluation =
  | ({ readonly publique: false } & Pick<EnteteEvaluation, "numero" | "empreinte" | "figeLe" | "figePar">)
  | { readonly publique: true; readonly numero: string; readonly publieLe: string };

/** Evaluation as its page shows it: the same sentences, in the same order. */
export function composeEvaluation(evaluation: Evaluation, version: VersionEvaluation): DocumentMisEnPage {
  const { titre, parties } = evaluation;
  return {
    titre,
    ...cadreTerritoire(titre, evaluation),
    pied: footOf(version),
    couverture: coverOf(evaluation, version),
    sections: parties.map((partie) => ({ titre: partie.titre, blocs: blocsOf(partie) })),
    date: version.publique ? version.publieLe : version.figeLe,
  };
}

function footOf(version: VersionEvaluation): string {
  return version.publique
    ? `${version.numero}, version publique du ${formatJour(version.publieLe)}`
    : `${version.numero}, figée le ${formatJour(version.figeLe)} par ${version.figePar}`;
}

function coverOf({ nom, territoire, rapports }: Evaluation, version: VersionEvaluation): readonly Definition[] {
  return [
    { terme: "Territoire", valeur: `${nom} (SIREN ${territoire})` },
    { terme: "Version", valeur: footOf(version) },
    { terme: "Bilans figés", valeur: rapports.map(({ annee, numero }) => `${annee} : ${numero}`).join(" ; ") },
    ...(version.publique ? [] : [{ terme: "Empreinte", valeur: version.empreinte }]),
  ];
}

function blocsOf({ code, lue, phrases, tableaux, texte }: PartieEcrite): readonly Bloc[] {
  const said = phrases.map((phrase): Bloc => ({ kind: lue ? "paragraphe" : "note", texte: phrase }));
  const vide = code === "recommandations" && texte === null;
  return [
    ...said,
    ...tableaux.map(tableauOf),
    ...(vide ? [{ kind: "note", texte: "Aucune recommandation n’est écrite." } as const] : []),
    ...(texte === null ? [] : [{ kind: "commentaire", paragraphes: texte.split(/\s*\n\s*/) } as const]),
  ];
}

function tableauOf({ titre, colonnes, lignes, total, note }: TableauEvaluation): Bloc {
  return {
    kind: "tableau",
    titre,
    colonnes: colonnes.map(({ titre: colonne, nombre }, rang) => ({
      titre: colonne,
      droite: nombre,
      part: widthOf([...lignes, ...(total ? [total] : [])].map((cellules) => cellules[rang]?.texte ?? "")),
    })),
    lignes: lignes.map((cellules) => cellules.map(celluleOf)),
    total: total?.map(celluleOf) ?? null,
    note,
  };
}

/** Relative width of a column, from its longest text, between 1.3 and 4. */
function widthOf(textes: readonly string[]): number {
  const longest = Math.max(0, ...textes.map(({ length }) => length));
  return Math.min(4, Math.max(1.3, longest / 10));
}

function celluleOf({ texte, verdict }: CelluleEvaluation): Cellule {
  return verdict === null ? { kind: "texte", texte } : { kind: "verdict", verdict, lignes: [texte] };
}
