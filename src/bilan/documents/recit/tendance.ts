import type { FigureOuverte } from "#socle/documents/document.ts";
import { renderCourbes } from "#socle/images/graphique-courbes.ts";
import { celluleOf, formatCellule } from "#socle/images/texte-figure.ts";
import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import type { Bilan } from "../../lectures/bilan.ts";
import type { Histoire } from "../../lectures/histoire/histoire.ts";
import { type ConstatPasse, cotesOf } from "../../regles/constat-passe.ts";

const TITRE = "Hors quartier, année par année";

/** A curve takes two known years. `largeur` in pixels of its frame. */
export function drawTendance(bilan: Bilan, histoire: Histoire | undefined, largeur: number): FigureOuverte {
  const figure = figureOf(bilan, histoire);
  const known = figure.lignes.filter(({ cellules }) => cellules.part?.valeur !== null);
  const image =
    known.length < 2
      ? null
      : renderCourbes(
          { figure, comparer: null },
          figure.colonnes.map(({ code }) => code),
        );
  return {
    titre: TITRE,
    svg: image?.draw(largeur) ?? null,
    alternative: `${figure.titre}. ${figure.lignes.map(sayLigne).join(" ; ")}.`,
    legende: image?.legende.map(({ svg, libelle }) => ({ svg, libelle })) ?? [],
    notes: image
      ? ["Chaque année sur son périmètre. Moins de 20 attributions : pas de point."]
      : [sayAbsence(bilan, known)],
  };
}

function sayAbsence({ annee }: Bilan, known: readonly LigneFigure[]): string {
  const [only] = known;
  return only
    ? `Pas de courbe\u00A0: seule l’année ${only.libelle} a une part à montrer.`
    : `Pas de courbe\u00A0: aucune part n’est connue jusqu’en ${annee}.`;
}

function figureOf(bilan: Bilan, histoire: Histoire | undefined): Figure {
  const passees = histoire?.annees ?? [];
  const constats: readonly (readonly [number, ConstatPasse | null])[] = [
    ...passees.map(({ annee, cotes }) => [annee, cotes?.horsQpv ?? null] as const),
    [bilan.annee, cotesOf(bilan).horsQpv],
  ];
  const vote = constats.some(([, constat]) => constat !== null && constat.vise !== null);
  return {
    code: "tendance",
    titre: "Part du 1er quartile ou des relogés dans les attributions hors quartier prioritaire",
    lecture: null,
    maille: "epci",
    lignesDe: "Année",
    colonnes: [colonne("part", "Hors QPV"), colonne("loi", "Plancher"), ...(vote ? [colonne("vote", "Voté")] : [])],
    lignes: constats.map(([annee, constat]) => ({
      cle: String(annee),
      libelle: String(annee),
      cellules: {
        part: partOf(constat),
        loi: constat ? { valeur: constat.plancher } : INCONNU,
        vote: constat?.vise === null || !constat ? INCONNU : { valeur: constat.vise },
      },
    })),
    methode: { definition: [], source: "", reserves: [] },
    carte: null,
    graphique: null,
  };
}

const INCONNU: CelluleFigure = { valeur: null, manque: "inconnu" };

function colonne(code: string, libelle: string): Figure["colonnes"][number] {
  return { code, libelle, genre: "taux", definition: libelle };
}

function partOf(constat: ConstatPasse | null): CelluleFigure {
  if (!constat || constat.taux === null) return INCONNU;
  if (constat.petitEffectif) return { valeur: null, manque: "effectif-faible" };
  return { valeur: constat.taux, sur: constat.assiette, ...(constat.bornes ? { bornes: constat.bornes } : {}) };
}

function sayLigne(ligne: LigneFigure): string {
  return `${ligne.libelle} : ${formatCellule(celluleOf(ligne, "part"), "taux")}`;
}
