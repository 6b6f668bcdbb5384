import type { ColonneFigure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { classeOf } from "../regles/observatoire/classe-valeur.ts";
import type { Decoupage } from "../regles/observatoire/decoupage.ts";
import { LIBELLE_MANQUE, MANQUES, type Manque } from "../regles/shared/manque.ts";
import { formatValeur, type GenreColonne, isTexte } from "../regles/table/genre.ts";
import { type EntreeLegende, entreeLegende, GRIS, type Remplissage } from "./carte-parts.ts";
import { type Classes, chooseClasses, classesAround, phraseClasses, rampe } from "./classes.ts";
import { celluleOf, manqueOf, nombreOf } from "./texte-figure.ts";

export type Echelle = {
  readonly fill: (ligne: LigneFigure) => Remplissage;
  readonly legende: readonly EntreeLegende[];
  readonly notes: readonly string[];
  /** Null for words. */
  readonly classes: Classes | null;
};

/** How a reader asked for the classes; `reference`: the territory's value, around which « sens » cuts a column without fixed cuts. */
export type ChoixClasses = { readonly decoupage: Decoupage | null; readonly reference: number | null };

const BLANC: Remplissage = { couleur: "#ffffff", motif: "hachures" };
const TU: Remplissage = { couleur: GRIS, motif: "points" };

/** Never the colour of a value: white when unknown, grey when known but hidden. */
const REMPLISSAGE_MANQUE: Readonly<Record<Manque, Remplissage>> = {
  inconnu: BLANC,
  "pas-dans-le-fichier": BLANC,
  "en-cours": BLANC,
  "sans-objet": BLANC,
  secret: TU,
  "effectif-faible": TU,
};

export function chooseEchelle(
  colonne: ColonneFigure,
  lignes: readonly LigneFigure[],
  seuils: readonly number[] | null,
  choix: ChoixClasses = { decoupage: null, reference: null },
): Echelle {
  const echelle = isTexte(colonne)
    ? categories(colonne, lignes)
    : classes(colonne, lignes, (valeurs) => chosenClasses(valeurs, seuils, choix));
  return { ...echelle, legende: [...echelle.legende, ...legendeManques(colonne, lignes)] };
}

/** One line per pattern, with its number of rows: « secret ou effectif trop faible (5) ». */
function legendeManques({ code }: ColonneFigure, lignes: readonly LigneFigure[]): EntreeLegende[] {
  const manques = lignes.map((ligne) => manqueOf(celluleOf(ligne, code)));
  const found = new Set(manques);
  return [TU, BLANC].flatMap((remplissage) => {
    const mots = MANQUES.filter((manque) => found.has(manque) && REMPLISSAGE_MANQUE[manque] === remplissage).map(
      (manque) => LIBELLE_MANQUE[manque],
    );
    const nombre = manques.filter((manque) => manque && REMPLISSAGE_MANQUE[manque] === remplissage).length;
    return mots.length > 0 ? [entreeLegende(remplissage, `${mots.join(" ou ")} (${nombre})`)] : [];
  });
}

function chosenClasses(
  valeurs: readonly number[],
  seuils: readonly number[] | null,
  { decoupage, reference }: ChoixClasses,
): Classes {
  const around = decoupage === "sens" && (seuils ?? []).length === 0 && reference !== null && reference > 0;
  return around ? classesAround(reference) : chooseClasses(valeurs, seuils, decoupage);
}

function classes(
  colonne: ColonneFigure,
  lignes: readonly LigneFigure[],
  choose: (valeurs: readonly number[]) => Classes,
): Echelle {
  const valeurs = lignes.flatMap((ligne) => nombreOf(ligne, colonne.code) ?? []);
  const chosen = choose(valeurs);
  return {
    classes: valeurs.length === 0 ? null : chosen,
    fill: (ligne) => {
      const valeur = nombreOf(ligne, colonne.code);
      if (valeur === null) return REMPLISSAGE_MANQUE[manqueOf(celluleOf(ligne, colonne.code)) ?? "inconnu"];
      return { couleur: chosen.couleurs[classeOf(valeur, chosen.coupes)] ?? GRIS, motif: "aucun" };
    },
    legende:
      valeurs.length === 0
        ? []
        : chosen.couleurs.map((couleur, i) =>
            entreeLegende({ couleur, motif: "aucun" }, libelleClasse(chosen, i, { genre: colonne.genre, valeurs })),
          ),
    notes: valeurs.length === 0 ? [] : [phraseClasses(chosen)],
  };
}

/** Labels of the classes of a column between fixed cuts, from the lowest. */
export function libellesClasses({ genre }: ColonneFigure, seuils: readonly number[]): readonly string[] {
  const classes = chooseClasses([], seuils);
  return classes.couleurs.map((_, i) => libelleClasse(classes, i, { genre, valeurs: [] }));
}

function libelleClasse(
  { coupes }: Classes,
  i: number,
  { genre, valeurs }: { readonly genre: GenreColonne; readonly valeurs: readonly number[] },
): string {
  const [from, to] = [coupes[i - 1], coupes[i]];
  const write = (valeur: number) => formatValeur(valeur, genre);
  if (from === undefined && to === undefined) return write(valeurs[0] ?? 0);
  if (genre === "annee") return libelleAnnees(from, to);
  if (from === undefined) return `moins de ${write(to ?? 0)}`;
  return to === undefined ? `${write(from)} ou plus` : `${write(from)} à moins de ${write(to)}`;
}

function libelleAnnees(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return `avant ${to}`;
  if (to === undefined) return `${from} et après`;
  return to - from > 1 ? `${from} à ${to - 1}` : String(from);
}

/** The most demanding first, which is the darkest. */
const STATUTS = ["écart établi", "à surveiller", "non distinguable"];
/** Verdicts of a rule keep their colour whichever of them a map shows, and differ in grey. */
const VERDICTS: ReadonlyMap<string, string> = new Map([
  ["respectée", "#1e6b3a"],
  ["non respectée", "#b35806"],
  ["indécidable", "#c5dbe6"],
  ["aucune règle", "#5c6670"],
  [LIBELLE_MANQUE["sans-objet"], "#ffffff"],
]);
/** Six colours that differ on white, for unordered words. */
const CATEGORIES = ["#0b4f6c", "#b35806", "#542788", "#1e6b3a", "#9e2a5b", "#5c6670"];

function categories(colonne: ColonneFigure, lignes: readonly LigneFigure[]): Echelle {
  const mots = [...new Set(lignes.flatMap((ligne) => motOf(ligne, colonne.code) ?? []))];
  const couleurs = couleursCategories(mots);
  return {
    fill: (ligne) => {
      const mot = motOf(ligne, colonne.code);
      if (mot === null) return REMPLISSAGE_MANQUE[manqueOf(celluleOf(ligne, colonne.code)) ?? "inconnu"];
      return couleurs.get(mot) ?? { couleur: "#5c6670", motif: "aucun" };
    },
    legende: [...couleurs].map(([mot, remplissage]) => entreeLegende(remplissage, mot)),
    notes: [],
    classes: null,
  };
}

function motOf(ligne: LigneFigure, colonne: string): string | null {
  const cellule = celluleOf(ligne, colonne);
  return manqueOf(cellule) === null ? String(cellule.valeur) : null;
}

function couleursCategories(mots: readonly string[]): ReadonlyMap<string, Remplissage> {
  const rank = (mot: string) => STATUTS.indexOf(mot.toLowerCase());
  const ordered = mots.some((mot) => rank(mot) >= 0);
  const sorted = ordered ? mots.toSorted((a, b) => (rank(a) < 0 ? 9 : rank(a)) - (rank(b) < 0 ? 9 : rank(b))) : mots;
  const shades = rampe(STATUTS.length).toReversed();
  return new Map(
    sorted.map((mot, i): [string, Remplissage] => {
      if (mot.toLowerCase() === LIBELLE_MANQUE["effectif-faible"]) return [mot, TU];
      const couleur = VERDICTS.get(mot.toLowerCase()) ?? (ordered ? shades[rank(mot)] : CATEGORIES[i]);
      return [mot, { couleur: couleur ?? "#5c6670", motif: "aucun" }];
    }),
  );
}
