import { colonne, colonneMoyenne, SANS_OBJET } from "#observatoire/lectures/cellule.ts";
import type {
  CelluleFigure,
  ColonneFigure,
  Figure,
  LigneFigure,
  MethodeFigure,
} from "#socle/lectures/observatoire/figure.ts";
import { labelPeriode } from "../../regles/simulation/periode.ts";
import type { CheminParc, ResultatSimulation, TauxSimule } from "./modele/resultat.ts";
import type { PartBailleur } from "./ports.ts";

const COLONNES_TAUX: readonly ColonneFigure[] = [
  colonneMoyenne(
    "taux",
    [
      "moyenne",
      "Taux moyen",
      "Moyenne des tirages : part des attributions hors QPV au premier quartile ou aux ménages relogés. Entre les bornes, 9 chances sur 10.",
    ],
    { dite: "neuf tirages sur dix sont entre les bornes" },
  ),
  colonne("taux", "cible", "Taux visé", "Objectif de la convention pour l’année, à défaut taux de la loi."),
  colonne("taux", "chances", "Chances d’atteindre", "Part des tirages au taux visé ou au-dessus."),
];

function valeur(value: number | null): CelluleFigure {
  return value === null ? SANS_OBJET : { valeur: value };
}

function cellulesTaux({ eventail, chance }: TauxSimule): LigneFigure["cellules"] {
  return {
    moyenne: eventail === null ? SANS_OBJET : { valeur: eventail.moyenne, bornes: [eventail.q05, eventail.q95] },
    cible: valeur(chance?.cible ?? null),
    chances: valeur(chance?.probabilite ?? null),
  };
}

function methode(definition: readonly string[], reserves: readonly string[] = []): MethodeFigure {
  return {
    definition,
    source: "Simulation de Blaise, hypothèses imprimées avec le résultat",
    confiance: "B",
    reserves,
  };
}

type Trait = Pick<Figure, "code" | "titre" | "lignesDe" | "colonnes" | "lignes" | "methode" | "graphique">;

function figure(trait: Trait): Figure {
  return { ...trait, lecture: null, maille: "epci", carte: null };
}

/** One row a year, then the period: the exported table. */
export function figureAnnees({ annees, periode, tirages }: ResultatSimulation): Figure {
  const { debut, fin } = periode;
  return figure({
    code: "simulation-annees",
    titre: "Taux hors QPV, année par année",
    lignesDe: "Année",
    colonnes: COLONNES_TAUX,
    lignes: [
      ...annees.map(({ annee, taux }) => ({
        cle: String(annee),
        libelle: String(annee),
        cellules: cellulesTaux(taux),
      })),
      { cle: `${debut}-${fin}`, libelle: labelPeriode(periode), cellules: cellulesTaux(periode.taux), total: true },
    ],
    methode: methode([
      `Chaque année est tirée au sort ${tirages} fois ; le taux d’une période est la moyenne de ceux de ses années.`,
      "Entre le plus bas et le plus haut, 9 chances sur 10 d’y être, si les hypothèses sont justes.",
    ]),
    graphique: null,
  });
}

/** Dwellings demolished and rebuilt and households rehoused each year, with their share of the leases. */
export function figureRelogements({ annees }: ResultatSimulation, attributions: number): Figure {
  return figure({
    code: "simulation-relogements",
    titre: "Démolitions, relogements et reconstruction, année par année",
    lignesDe: "Année",
    colonnes: [
      colonne(
        "nombre",
        "demolis",
        "Logements démolis",
        "Logements sortis du parc dans l’année où le relogement commence.",
      ),
      colonne(
        "nombre",
        "relogements",
        "Ménages à reloger",
        "Ménages qui quittent un immeuble à démolir, où qu’ils aillent.",
      ),
      colonne("nombre", "hors", "Dont hors QPV", "Attendus hors des quartiers prioritaires, arrondi."),
      colonne(
        "taux",
        "part",
        "Part des attributions hors QPV",
        "Relogés hors QPV sur les attributions hors QPV de l’année.",
      ),
      colonne("nombre", "neufs", "Logements reconstruits", "Loués pour la première fois dans l’année, hors QPV."),
      colonne("nombre", "plai", "Dont PLAI", "Logements très sociaux parmi eux."),
    ],
    lignes: annees.map(({ annee, demolis, relogements, relogementsHorsQpv, neufs, neufsPlai }) => ({
      cle: String(annee),
      libelle: String(annee),
      cellules: {
        demolis: valeur(demolis),
        relogements: valeur(relogements),
        hors: valeur(Math.round(relogementsHorsQpv)),
        part: valeur(attributions === 0 ? null : relogementsHorsQpv / attributions),
        neufs: valeur(neufs),
        plai: valeur(neufsPlai),
      },
    })),
    methode: methode([
      "Les ménages d’un groupe d’immeubles sont relogés dans son année et les suivantes, selon l’étalement choisi.",
    ]),
    graphique: null,
  });
}

const ZONES = [
  ["qpv", "Vacance en QPV"],
  ["horsQpv", "Vacance hors QPV"],
] as const;

/** Vacancy in QPV and hors QPV, at the end of each year. */
export function figureVacance(parcs: readonly CheminParc[]): Figure | null {
  const shown = ZONES.flatMap(([zone, libelle]) => {
    const chemin = parcs.find((parc) => parc.zone === zone && parc.bailleur === null);
    return chemin && chemin.annees.length > 0 ? [{ zone, libelle, chemin }] : [];
  });
  const [first] = shown;
  if (!first) return null;
  const annees = first.chemin.annees.map(({ annee }) => annee);
  const row = (libelle: string, read: (chemin: CheminParc) => number | null): LigneFigure => ({
    cle: libelle,
    libelle,
    cellules: Object.fromEntries(shown.map(({ zone, chemin }) => [zone, valeur(read(chemin))])),
  });
  return figure({
    code: "simulation-vacance",
    titre: "Part de logements vacants en fin d’année",
    lignesDe: "Année",
    colonnes: shown.map(({ zone, libelle }) =>
      colonne("taux", zone, libelle, "Logements vacants sur logements du parc, à la fin de l’année."),
    ),
    lignes: [
      row("Départ", ({ vacanceDepart }) => vacanceDepart),
      ...annees.map((annee) =>
        row(String(annee), (chemin) => chemin.annees.find((one) => one.annee === annee)?.vacance ?? null),
      ),
    ],
    methode: methode([
      "Sans tirage : logements occupés moins départs et démolitions, plus entrées, année après année.",
    ]),
    graphique: { genre: "courbes", colonnes: shown.map(({ zone }) => zone) },
  });
}

/** Rates of the period, each bailleur drawn on its own. */
export function figureBailleurs({ periode }: ResultatSimulation, parts: readonly PartBailleur[]): Figure | null {
  const lignes = parts.flatMap(({ hypothese, resultat }): LigneFigure[] => {
    if (resultat === null) return [];
    const { attributions, q1, siren, libelle } = hypothese;
    const depart = attributions === 0 ? null : q1 / attributions;
    const { cible: _, ...cellules } = cellulesTaux(resultat.periode.taux);
    return [{ cle: siren, libelle, cellules: { depart: { ...valeur(depart), sur: attributions }, ...cellules } }];
  });
  if (lignes.length === 0) return null;
  return figure({
    code: "simulation-bailleurs",
    titre: `Par bailleur, ${labelPeriode(periode)}`,
    lignesDe: "Bailleur",
    colonnes: [
      colonne(
        "taux",
        "depart",
        "Année de référence",
        "Premier quartile parmi les attributions hors QPV de l’année de référence.",
      ),
      ...COLONNES_TAUX.filter(({ code }) => code !== "cible"),
    ],
    lignes,
    methode: methode(
      ["Chaque bailleur est tiré à part : le territoire n’est pas la somme de ces tirages."],
      [
        "Les relogements et les logements reconstruits sont répartis selon le parc hors QPV : c’est une hypothèse, pas un engagement.",
      ],
    ),
    graphique: null,
  });
}
