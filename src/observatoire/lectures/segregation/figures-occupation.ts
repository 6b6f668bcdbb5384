import type { PopulationOccupation } from "#donnees/regles/occupation/indicateur.ts";
import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { figureOf, INCONNUE, SANS_OBJET } from "../cellule.ts";
import type { NiveauOccupation, SegregationOccupation } from "./compter-occupation.ts";
import { COLONNES_INDICE, colonne, indice, METHODE_D, partDuHasard, REFERENCE_D } from "./methode.ts";

const POPULATION: Readonly<Record<PopulationOccupation, string>> = {
  occupants: "Tous les occupants",
  "emmenages-recents": "Emménagés récents",
};

const NIVEAU: Readonly<Record<NiveauOccupation["niveau"], string>> = {
  cote: "entre côtés des quartiers prioritaires",
  bailleur: "entre bailleurs, de chaque côté",
  residence: "entre résidences",
};

/** Households under the PLAI ceiling and the others, over nested levels, for both populations of the survey. */
export function buildOccupation({ enquete, millesime, populations }: SegregationOccupation): Figure {
  const sansCote = populations[0]?.sansCote ?? 0;
  return figureOf({
    code: "segregation-residences",
    maille: "epci",
    lignesDe: "Population et unités",
    titre: `Ménages sous le plafond PLAI et autres ménages, entre résidences, ${enquete}`,
    colonnes: [
      colonne("unites", "Unités", "nombre", "Nombre d’unités comparées."),
      colonne("sous_plai", "Sous PLAI", "nombre", "Ménages dont les ressources sont sous 60 % du plafond PLUS."),
      colonne("repondants", "Répondants", "nombre", "Ménages qui ont répondu."),
      ...COLONNES_INDICE,
      colonne(
        "part",
        "Part de M",
        "taux",
        "De l’information M entre résidences, ce que ce niveau ajoute au précédent.",
      ),
      colonne("part_hasard", "Hasard dans cette part", "taux", "De cette part, ce que le hasard seul donnerait."),
    ],
    lignes: populations.flatMap(({ population, niveaux, sousPlai, repondants }) => {
      const absent = repondants === 0 ? INCONNUE : SANS_OBJET;
      return niveaux.map(
        ({ niveau, unites, indices, information }): LigneFigure => ({
          cle: `${population}-${niveau}`,
          libelle: `${POPULATION[population]}, ${NIVEAU[niveau]}`,
          cellules: {
            unites: { valeur: unites },
            sous_plai: repondants === 0 ? INCONNUE : { valeur: sousPlai },
            repondants: { valeur: repondants },
            dissimilarite: indice(indices?.dissimilarite, absent),
            hasard: indice(indices?.attendue, absent),
            corrigee: indice(indices?.corrigee, absent),
            part: indice(information?.part, absent),
            part_hasard: partDuHasard(information, absent),
          },
        }),
      );
    }),
    methode: {
      definition: [
        "Ménages sous le plafond PLAI et autres ménages, d’après l’enquête d’occupation, agrégée par résidence. Les niveaux sont emboîtés : deux côtés, puis chaque bailleur de chaque côté, puis chaque résidence.",
        ...METHODE_D,
        "L’information mutuelle M s’additionne par niveaux : la part d’un niveau est ce qu’il ajoute au précédent, et « hasard dans cette part » ce que les mêmes ménages, tirés au sort, y ajouteraient.",
      ],
      source: `Enquête d’occupation ${enquete} ; côtés d’après RPLS au 1er janvier ${millesime}`,
      reference: REFERENCE_D,
      reserves: [
        "Les ménages qui n’ont pas répondu ne sont ni d’un groupe ni de l’autre.",
        "Plus les unités sont petites, plus le hasard seul donne un indice élevé : ne comparez deux niveaux que par l’indice corrigé.",
        ...(sansCote > 0
          ? [
              `${sansCote} résidence(s) à cheval sur deux côtés, non localisées ou absentes du parc : elles forment un côté à part.`,
            ]
          : []),
      ],
    },
  });
}
