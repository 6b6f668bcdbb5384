import { findValeur, hasValeur } from "#droit/regles/parametre.ts";
import { referenceOf } from "#engagements/regles/convention/references.ts";
import { EFFECTIF_FAIBLE, INCONNUE, SANS_OBJET } from "#observatoire/lectures/cellule.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { DELAI_FILIERE_RAPIDE, mesurerDelais } from "../../regles/liberation/delais.ts";
import { LIBELLE_FILIERE } from "../../regles/liberation/liberation.ts";
import type { DatesLues } from "./ports.ts";

export type QuestionDelais = { readonly epci: string; readonly depuis: string; readonly aujourdhui: string };

export type DelaisLus = {
  readonly logements: number;
  readonly figures: readonly Figure[];
};

const COLONNES: readonly ColonneFigure[] = [
  { code: "mesures", libelle: "Logements", genre: "nombre", definition: "Logements dont les deux jours sont écrits" },
  {
    code: "mediane",
    libelle: "Délai médian (jours)",
    genre: "nombre",
    definition: "La moitié des logements attend moins",
  },
  {
    code: "quartile1",
    libelle: "1er quartile (jours)",
    genre: "nombre",
    definition: "Un quart des logements attend moins",
  },
  {
    code: "quartile3",
    libelle: "3e quartile (jours)",
    genre: "nombre",
    definition: "Trois quarts des logements attendent moins",
  },
  { code: "maximum", libelle: "Le plus long (jours)", genre: "nombre", definition: "Délai le plus long" },
  {
    code: "inconnus",
    libelle: "Sans les deux jours",
    genre: "nombre",
    definition:
      "Logements arrivés au terme de l’étape, dont l’un des deux jours n’est pas écrit : ils ne sont pas mesurés",
  },
];

/** Delays by step, by bailleur, by secteur and by lane, over the dwellings that the actor reads. */
export async function computeDelais(base: Base, { epci, depuis, aujourdhui }: QuestionDelais): Promise<DelaisLus> {
  const lues = await base.liberations.dates(epci, depuis);
  const quand = `du ${formatJour(depuis)} au ${formatJour(aujourdhui)}`;
  const sansMethode = [
    parEtape(lues, quand),
    parGroupe(
      lues,
      { code: "delais-par-bailleur", titre: `Relocation par bailleur, ${quand}`, de: "Bailleur" },
      bailleurOf,
    ),
    parGroupe(
      lues,
      { code: "delais-par-secteur", titre: `Relocation par secteur, ${quand}`, de: "Secteur" },
      secteurOf,
    ),
    parGroupe(
      lues,
      { code: "delais-par-filiere", titre: `Relocation par filière, ${quand}`, de: "Filière" },
      filiereOf,
    ),
  ];
  const methode = methodeDelais(aujourdhui);
  return { logements: lues.length, figures: sansMethode.map((figure) => ({ ...figure, methode })) };
}

type SansMethode = Omit<Figure, "methode">;

const bailleurOf = ({ organisation, bailleur }: DatesLues) => ({ cle: String(organisation), libelle: bailleur });
const secteurOf = ({ secteur }: DatesLues) => ({ cle: secteur ?? "inconnu", libelle: secteur ?? "Secteur inconnu" });
const filiereOf = ({ filiere }: DatesLues) => ({ cle: filiere, libelle: LIBELLE_FILIERE[filiere] });

function parEtape(lues: readonly DatesLues[], quand: string): SansMethode {
  const lignes = mesurerDelais(lues).map(
    (delai): LigneFigure => ({ cle: `${delai.de}-${delai.vers}`, libelle: delai.libelle, cellules: cellulesOf(delai) }),
  );
  return {
    code: "delais-par-etape",
    titre: `Délais par étape, ${quand}`,
    lignesDe: "Étape",
    maille: "epci" as const,
    lecture: sayRelocation(lues),
    colonnes: COLONNES,
    lignes,
    carte: null,
    graphique: null,
  };
}

type Groupe = { readonly cle: string; readonly libelle: string };

/** From the day a dwelling is available to its lease: the usual delay to compare. */
function parGroupe(
  lues: readonly DatesLues[],
  { code, titre, de }: { readonly code: string; readonly titre: string; readonly de: string },
  groupOf: (lue: DatesLues) => Groupe,
): SansMethode {
  const groupes = new Map<string, { readonly libelle: string; readonly lues: DatesLues[] }>();
  for (const lue of lues) {
    const { cle, libelle } = groupOf(lue);
    const known = groupes.get(cle);
    if (known) known.lues.push(lue);
    else groupes.set(cle, { libelle, lues: [lue] });
  }
  const lignes = [...groupes].map(
    ([cle, groupe]): LigneFigure => ({
      cle,
      libelle: groupe.libelle,
      cellules: relocationOf(groupe.lues),
    }),
  );
  lignes.sort((a, b) => a.libelle.localeCompare(b.libelle, "fr"));
  const total: LigneFigure = { cle: "total", libelle: "Ensemble", cellules: relocationOf(lues), total: true };
  return {
    code,
    titre,
    lignesDe: de,
    maille: "epci" as const,
    lecture: null,
    colonnes: COLONNES,
    lignes: lignes.length > 1 ? [...lignes, total] : lignes,
    carte: null,
    graphique: null,
  };
}

function relocation(lues: readonly DatesLues[]) {
  return mesurerDelais(lues).find(({ de, vers }) => de === "disponible" && vers === "bail");
}

function relocationOf(lues: readonly DatesLues[]): LigneFigure["cellules"] {
  const delai = relocation(lues);
  return delai ? cellulesOf(delai) : {};
}

function cellulesOf(delai: ReturnType<typeof mesurerDelais>[number]): LigneFigure["cellules"] {
  const cellule = (valeur: number | null): CelluleFigure => (valeur === null ? absentOf(delai) : { valeur });
  return {
    mesures: { valeur: delai.mesures },
    mediane: cellule(delai.mediane),
    quartile1: cellule(delai.quartiles?.[0] ?? null),
    quartile3: cellule(delai.quartiles?.[1] ?? null),
    maximum: cellule(delai.maximum),
    inconnus: { valeur: delai.inconnus },
  };
}

/** Quartiles need four values. Without any: no dwelling has both days, or none came that far. */
function absentOf({ mesures, inconnus }: ReturnType<typeof mesurerDelais>[number]): CelluleFigure {
  if (mesures > 0) return EFFECTIF_FAIBLE;
  return inconnus > 0 ? INCONNUE : SANS_OBJET;
}

function sayRelocation(lues: readonly DatesLues[]): string | null {
  const delai = relocation(lues);
  if (!delai || delai.mediane === null) return null;
  return `La moitié des logements loués l’ont été en ${delai.mediane} jours ou moins après leur disponibilité (${delai.mesures} mesurés, ${delai.inconnus} sans les deux jours).`;
}

function methodeDelais(jour: string): Figure["methode"] {
  const rapide = hasValeur(DELAI_FILIERE_RAPIDE, jour) ? findValeur(DELAI_FILIERE_RAPIDE, jour) : null;
  return {
    definition: [
      "Jours entiers entre deux étapes d’un même logement, écrits par le bailleur ou par l’acte qui les date (désignation, décision, offre, bail).",
      "Un logement dont l’étape finie précède le début (candidat désigné pendant le préavis) compte pour 0 jour. Quartiles à partir de quatre logements.",
      ...(rapide
        ? [`Filière rapide : ${rapide.valeur} jours de l’ouverture au bail, délai à confirmer localement.`]
        : []),
    ],
    source: "Logements à attribuer suivis dans Blaise",
    ...referenceOf("delais"),
    reserves: [
      "Les logements que leurs bailleurs n’ont pas déclarés n’y sont pas.",
      "Chacun ne lit que les logements ouverts à son habilitation.",
    ],
  } as const;
}
