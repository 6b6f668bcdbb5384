import { LOYERS_MIN } from "#donnees/regles/loyer/prix.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import { remarqueOf } from "#engagements/regles/convention/references.ts";
import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import { MIXITES_LOYERS, type MixiteLoyers, readMixiteLoyers } from "../../regles/loyer/mixite-loyers.ts";
import { colonne, figureOf, nombre, taux, withoutSur } from "../cellule.ts";
import { cleZone } from "../zones.ts";
import { jourMillesime } from "./methodes.ts";
import type { ClassesLoyerResidence } from "./ports.ts";
import { groupParc, type VueParc } from "./sommes.ts";

/** « Mixité des loyers : part des logements avec une forte / faible mixité », the last line of the three zones of the signed diagnosis. */
export function figureMixiteLoyers(vue: VueParc, residences: readonly ClassesLoyerResidence[]): Figure {
  const minimum = findValeur(LOYERS_MIN, `${vue.millesime.slice(0, 4)}-01-01`).valeur;
  const mixites = readMixites(residences, minimum);
  const ligne = (cle: string, libelle: string, own: readonly ClassesLoyerResidence[]): LigneFigure => ({
    cle,
    libelle,
    cellules: cellulesOf(own, mixites),
  });
  return figureOf({
    code: "mixite-des-loyers",
    titre: `Mixité des loyers par grand territoire au ${jourMillesime(vue.millesime)}`,
    maille: "grand-territoire",
    colonnes: [
      colonne("nombre", "logements", "Logements", "Logements sociaux du parc."),
      colonne(
        "nombre",
        "mixite_inconnue",
        "Mixité inconnue",
        "Logements d’une résidence où trop peu de loyers sont connus.",
      ),
      colonne(
        "taux",
        "part_forte",
        "Forte mixité",
        "Logements des résidences où aucune classe d’un euro ne tient la moitié des loyers connus.",
      ),
      colonne(
        "taux",
        "part_faible",
        "Faible mixité",
        "Logements des résidences où une classe d’un euro tient neuf dixièmes des loyers connus.",
      ),
    ],
    lignes: [
      ...groupParc(vue, "grand-territoire").map(({ cle, libelle }) =>
        ligne(
          cle,
          libelle,
          residences.filter((one) => cleZone(vue.zones, "grand-territoire", { ...one, bailleurNom: null }) === cle),
        ),
      ),
      { ...ligne(vue.zones.epci, "Territoire", residences), total: true },
    ],
    methode: {
      definition: [
        "Chaque résidence est d’abord lue seule : ses logements au loyer connu sont rangés par classe d’un euro le m², celles de l’offre à bas loyers. Forte mixité : aucune classe n’en tient la moitié. Faible : une seule en tient au moins neuf dixièmes. Une résidence compte pour tous ses logements.",
      ],
      source: vue.source,
      reference:
        "Les coupures (moitié, neuf dixièmes) sont de Blaise : aucun texte lu ne définit une forte et une faible mixité",
      confiance: "B",
      reserves: [
        `Sous ${minimum} loyers connus, une résidence est de mixité inconnue : elle n’est d’aucune part, et les élargit.`,
        ...remarqueOf("remarqueMixite"),
      ],
    },
    graphique: null,
  });
}

/** By key of résidence, both sides of a perimeter together. */
function readMixites(residences: readonly ClassesLoyerResidence[], minimum: number): ReadonlyMap<string, MixiteLoyers> {
  return new Map(
    [...groupBy(residences, ({ cle }) => cle)].map(([cle, cotes]) => [
      cle,
      readMixiteLoyers(
        (cotes[0]?.classes ?? []).map((_, rang) => cotes.reduce((sum, { classes }) => sum + (classes[rang] ?? 0), 0)),
        minimum,
      ),
    ]),
  );
}

function cellulesOf(
  own: readonly ClassesLoyerResidence[],
  mixites: ReadonlyMap<string, MixiteLoyers>,
): LigneFigure["cellules"] {
  const [forte = 0, moyenne = 0, faible = 0, inconnue = 0] = MIXITES_LOYERS.map((mixite) =>
    own.reduce((sum, { cle, logements }) => sum + (mixites.get(cle) === mixite ? logements : 0), 0),
  );
  const connus = forte + moyenne + faible;
  return {
    logements: nombre(connus + inconnue),
    mixite_inconnue: nombre(inconnue),
    part_forte: withoutSur(taux(forte, connus, inconnue)),
    part_faible: withoutSur(taux(faible, connus, inconnue)),
  };
}
