import type { Base } from "#socle/lectures/base.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import {
  compareActions,
  isActionFinie,
  prochaineEcheance,
  retardAction,
  retardJalon,
  statutJalon,
  type TriActions,
} from "../../regles/action/lecture-action.ts";
import { figuresProgramme } from "./figures-programme.ts";
import { sayProgramme } from "./phrases-programme.ts";
import type { ActionProgramme, JalonAction } from "./ports.ts";
import {
  type FiltreActions,
  type JalonLu,
  type LigneProgramme,
  type ProgrammeActions,
  TOUTES_ACTIONS,
} from "./programme.ts";

export type QuestionProgramme = {
  readonly epci: string;
  readonly aujourdhui: string;
  readonly filtre?: FiltreActions;
  readonly tri?: TriActions;
  /** With the facts that the actions follow, for the documents. */
  readonly faits?: true;
};

/** Actions that the actor may read, late ones first by default. Throws `territoire-inconnu`. */
export async function readProgramme(
  base: Pick<Base, "territoires" | "actions">,
  { epci, aujourdhui, filtre = TOUTES_ACTIONS, tri = "retard", faits }: QuestionProgramme,
): Promise<ProgrammeActions> {
  const [territoire, actions, jalons, realisations] = await Promise.all([
    base.territoires.find(epci),
    base.actions.list(epci),
    base.actions.jalons(epci),
    faits ? base.actions.realisations(epci) : [],
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const orientations = rankOrientations(actions);
  const toutes = actions.map((action) => ligneOf(action, jalons, { orientations, aujourdhui }));
  const lignes = toutes.filter((ligne) => isKept(ligne, filtre)).toSorted((a, b) => compareActions(a, b, tri));
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    aujourdhui,
    filtre,
    tri,
    orientations: [...orientations].map(([libelle, rang]) => ({ rang, libelle })),
    lignes,
    total: toutes.length,
    enRetard: toutes.filter(({ enRetard }) => enRetard).length,
    phrases: sayProgramme(toutes, lignes.length),
    realisations,
    figures: figuresProgramme(lignes, realisations),
  };
}

/** An orientation has the rank of its first action, by number. */
function rankOrientations(actions: readonly ActionProgramme[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const { orientation } of actions) {
    if (!ranks.has(orientation)) ranks.set(orientation, ranks.size + 1);
  }
  return ranks;
}

type Contexte = { readonly orientations: ReadonlyMap<string, number>; readonly aujourdhui: string };

function ligneOf(
  action: ActionProgramme,
  jalons: readonly JalonAction[],
  { orientations, aujourdhui }: Contexte,
): LigneProgramme {
  const { etat } = action;
  const own = jalons.filter((jalon) => jalon.action === action.id);
  const retardJours = retardAction({ jalons: own, etat }, aujourdhui);
  const prochaine = prochaineEcheance({ jalons: own, etat }, aujourdhui);
  const due = own.find(({ echeance, atteintLe }) => atteintLe === null && echeance === prochaine);
  return {
    ...action,
    rangOrientation: orientations.get(action.orientation) ?? 0,
    jalonsLus: own.map((jalon): JalonLu => {
      const statut = statutJalon(jalon, aujourdhui, isActionFinie(etat));
      return { ...jalon, statut, retardJours: statut === "en-retard" ? retardJalon(jalon, aujourdhui) : null };
    }),
    enRetard: retardJours !== null,
    retardJours,
    prochaineEcheance: prochaine,
    prochainJalon: prochaine === null ? null : (due?.libelle ?? null),
  };
}

function isKept({ rangOrientation, etat, enRetard }: LigneProgramme, filtre: FiltreActions): boolean {
  if (filtre.retard && !enRetard) return false;
  if (filtre.orientation !== null && filtre.orientation !== rangOrientation) return false;
  return filtre.etat === null || filtre.etat === (etat ?? "sans-suivi");
}
