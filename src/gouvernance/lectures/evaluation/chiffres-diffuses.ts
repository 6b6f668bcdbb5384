import type { DiffusionPublique } from "#observatoire/lectures/diffusion/ports.ts";
import type { CelluleFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatFraction, formatNombre, formatTaux, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { tableau, texte } from "./contenu.ts";
import type { CelluleEvaluation, TableauEvaluation } from "./evaluation.ts";

/**
 * Public evaluation of a year: the numbers of the last public release only. Those of the frozen report count late leases
 * that the release lacks, and the combination of both was not audited.
 */
export type Diffusee = DiffusionPublique | null;

const COTES = [
  { objet: "hors-qpv", titre: "Hors quartier prioritaire" },
  { objet: "qpv", titre: "En quartier prioritaire" },
] as const;

const NON_DIFFUSE = "pas encore diffusé";
const SECRET = "effectif trop faible pour être publié";

/** « Hors quartier prioritaire, 2017 : 66 sur 360 (18,3 %) ; plancher légal de 25 % : objectif non atteint. » */
export function sayObjectifsDiffuses(diffusee: Diffusee, annee: number): readonly string[] {
  return COTES.map(({ objet, titre }) => {
    const cellules = findCellules(diffusee, "objectifs-territoire", `${annee} ${objet}`);
    return `${titre}, ${annee} : ${cellules === null ? `${NON_DIFFUSE}.` : sayObjectif(cellules)}`;
  });
}

function sayObjectif({ assiette, realise, plancher, statut }: Readonly<Record<string, CelluleFigure>>): string {
  const [base, part] = [nombreOf(assiette), nombreOf(realise)];
  const compte =
    base === null || part === null || base === 0
      ? SECRET
      : `${formatFraction(part, base)} (${formatTaux(part / base)})`;
  const taux = nombreOf(plancher);
  const issue = String(statut?.valeur ?? "").toLowerCase();
  if (taux === null || issue === "") return `${compte}.`;
  return `${compte} ; plancher légal de ${formatTauxCourt(taux)} : ${issue}.`;
}

/** One status for each bailleur and objective; null when no release covers the year. */
export function tableauStatutsDiffuses(diffusee: Diffusee, annee: number): TableauEvaluation | null {
  const lignes = diffusee?.jeux.find(({ figure }) => figure.code === "objectifs-bailleurs")?.figure.lignes ?? [];
  const dites = lignes.flatMap(({ libelle, cellules }): (readonly CelluleEvaluation[])[] => {
    const mots = COTES.map(({ objet }) => cellules[`${objet}-${annee}`]);
    if (mots.every((mot) => mot === undefined)) return [];
    return [[texte(libelle), ...mots.map((mot) => texte(String(mot?.valeur ?? "aucune attribution")))]];
  });
  if (dites.length === 0) return null;
  return tableau(`Par bailleur, ${annee}`, ["Bailleur", ...COTES.map(({ titre }) => titre)], dites, {
    note: "Les nombres de chaque bailleur ne sont pas diffusés ; sous 20 attributions, aucun mot n’est donné.",
  });
}

/** Counts of the located leases, and of the others. */
export function sayTotalDiffuse(diffusee: Diffusee, annee: number): string {
  const cellules = (ligne: string) => findCellules(diffusee, `attributions-${annee}`, ligne);
  const total = nombreOf(cellules("total")?.total);
  if (cellules("total") === null) return `${annee} : le nombre de baux signés n’est pas encore diffusé.`;
  if (total === null) return `${annee} : le nombre de baux signés n’est pas publié, il en donnerait un trop petit.`;
  const parts = [
    ["sans ressources connues, hors des deux tests", nombreOf(cellules("inconnu")?.total)],
    ["non localisés", nombreOf(cellules("total")?.inconnue)],
  ] as const;
  const dites = parts.flatMap(([nom, nombre]) => (nombre === null ? [] : [`${formatNombre(nombre)} ${nom}`]));
  const tues = parts.length - dites.length;
  const suite =
    tues === 0
      ? ""
      : ` ; ${tues === 1 ? "un autre compte est trop petit" : "d’autres comptes sont trop petits"} pour être publié${tues === 1 ? "" : "s"}`;
  const dont = dites.length === 0 ? "" : `, dont ${dites.join(", ")}`;
  return `${annee} : ${formatNombre(total)} baux signés${dont}${suite}.`;
}

function findCellules(diffusee: Diffusee, code: string, cle: string): Readonly<Record<string, CelluleFigure>> | null {
  const figure = diffusee?.jeux.find((jeu) => jeu.figure.code === code)?.figure;
  return figure?.lignes.find((ligne) => ligne.cle === cle)?.cellules ?? null;
}

function nombreOf(cellule: CelluleFigure | undefined): number | null {
  return typeof cellule?.valeur === "number" ? cellule.valeur : null;
}
