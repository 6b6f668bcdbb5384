import type { Diapositive, Diapositives } from "#socle/documents/diapositives.ts";
import { formatCompte, formatRealise } from "#socle/regles/shared/format.ts";
import type { Bilan, LigneBailleur } from "../../lectures/bilan.ts";
import { composeActions } from "./actions.ts";
import { sayChangements } from "./changements.ts";
import { composeMesuresOuvertes, figureCarte, histoireOf, type RecitDemande, regleOf } from "./ouverture.ts";
import { bailleursSous, sayBailleurs, sayCommunes, sayInconnues } from "./pourquoi.ts";
import { sayChapo, sayReponseBilan } from "./reponse.ts";
import { drawTendance } from "./tendance.ts";

/** Two thirds of a slide, in pixels of the drawing's frame. */
const LARGEUR_COURBE = 620;

/** A slide holds this many rules. */
const BAILLEURS_MAX = 7;

/** The opening page of a bilan, told to an assembly: one message a slide, eight at most. `version`: which edition it is, in words. */
export function composeDiapositives(demande: RecitDemande, version: string): Diapositives {
  const { bilan } = demande;
  return {
    titre: `Bilan des attributions, ${bilan.libellePeriode}`,
    territoire: bilan.nom,
    pied: bilan.demonstration ? `${version} · données de démonstration` : version,
    diapositives: [
      {
        genre: "mesures",
        titre: sayReponseBilan(bilan),
        mesures: composeMesuresOuvertes(bilan),
        phrases: [sayChapo(bilan), ...sayInconnues(bilan)],
      },
      ...composePreuves(demande),
      { genre: "actions", ...composeActions(bilan) },
    ],
    date: demande.rapport?.figeLe ?? null,
  };
}

/** Only those that have something to show. */
function composePreuves(demande: RecitDemande): readonly Diapositive[] {
  const { bilan, carte } = demande;
  const histoire = histoireOf(demande);
  const tendance = drawTendance(bilan, histoire, LARGEUR_COURBE);
  const [commune, ...loin] = sayCommunes(bilan);
  return [
    ...(bilan.bailleurs.some(isJuge) && bilan.bailleur === null ? [diapositiveBailleurs(bilan)] : []),
    ...(carte && commune
      ? [{ genre: "figure" as const, titre: commune, figure: figureCarte(carte), phrases: loin }]
      : []),
    { genre: "figure", titre: "Ce qui a changé", figure: tendance, phrases: sayChangements(bilan, histoire) },
  ];
}

function isJuge({ horsQpv }: LigneBailleur): boolean {
  return horsQpv.assiette > 0;
}

function diapositiveBailleurs(bilan: Bilan): Diapositive {
  const juges = bilan.bailleurs.filter(isJuge);
  const shown = juges.slice(0, BAILLEURS_MAX);
  const [loin] = bailleursSous(bilan);
  return {
    genre: "lignes",
    titre: loin
      ? `${loin.nom} est le plus loin ${deVise(loin.vise)}, hors quartier`
      : "Aucun bailleur n’est sous son objectif hors quartier, dans ce qui est compté",
    lignes: shown.flatMap(({ nom, horsQpv }) => {
      const regle = regleOf(nom, horsQpv);
      return regle ? [{ nom, valeur: formatRealise(horsQpv), regle }] : [];
    }),
    phrases: [
      ...sayBailleurs(bilan),
      ...(juges.length > shown.length
        ? [
            `${formatCompte(juges.length - shown.length, "autre bailleur est", "autres bailleurs sont")} dans le rapport.`,
          ]
        : []),
    ],
  };
}

/** « du plancher de 25 % », « de l’objectif voté de 13 % ». */
function deVise(vise: string): string {
  return vise.startsWith("le ") ? `du ${vise.slice(3)}` : `de ${vise}`;
}
