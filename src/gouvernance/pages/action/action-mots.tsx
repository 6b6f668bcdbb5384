import { type Gantt, type LigneGantt, renderFrise, renderGantt } from "#socle/images/gantt.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { JalonLu, LigneProgramme, ProgrammeActions } from "../../lectures/action/programme.ts";
import type { EtatAction } from "../../regles/action/etat-action.ts";
import { sayEtat, sayStatutJalon, shortOrientation } from "../../regles/action/format-action.ts";
import type { GenreRealisation } from "../../regles/action/realisation.ts";

export const CHEMIN_ACTIONS = "actions";

export function cheminAction(numero: number, suite = ""): string {
  return `${CHEMIN_ACTIONS}/${numero}${suite}`;
}

/** Form of a fact that the action follows; null: a new one. */
export function cheminFait(numero: number, genre: GenreRealisation, id: number | null): string {
  return cheminAction(numero, `/faits/${genre}/${id === null ? "nouveau" : `${id}/modifier`}`);
}

const TON_ETAT: Readonly<Record<EtatAction, "ok" | "alerte" | "neutre">> = {
  "a-engager": "neutre",
  engagee: "neutre",
  "en-cours": "neutre",
  realisee: "ok",
  suspendue: "alerte",
  abandonnee: "neutre",
};

export function TagEtatAction({ etat }: { etat: EtatAction | null }) {
  return <Tag ton={etat === null ? "neutre" : TON_ETAT[etat]}>{sayEtat({ etat })}</Tag>;
}

const TON_JALON = { "en-retard": "alerte", "a-venir": "neutre", "sans-date": "neutre", atteint: "ok" } as const;

export function TagJalon({ jalon }: { jalon: JalonLu }) {
  return <Tag ton={TON_JALON[jalon.statut]}>{sayStatutJalon(jalon)}</Tag>;
}

/** SVG of the programme on the years; null: nothing is dated. */
export function drawActions(programme: ProgrammeActions): string | null {
  return renderGantt(ganttOf(programme));
}

/** The same for a page, then for a phone. */
export function drawFrise(programme: ProgrammeActions): string | null {
  return renderFrise(ganttOf(programme));
}

/** Late ones first, in a group of their own, then by orientation and number. */
function ganttOf({ nom, aujourdhui, lignes, orientations }: ProgrammeActions): Gantt {
  const dated = lignes.toSorted((a, b) => a.numero - b.numero).filter((ligne) => barresOf(ligne).length > 0);
  const on = dated.filter(({ enRetard }) => !enRetard);
  return {
    titre: `Programme d’actions, ${nom}`,
    aujourdhui,
    groupes: [
      { titre: "En retard", lignes: dated.filter(({ enRetard }) => enRetard).map(ligneGantt) },
      ...orientations.map(({ rang, libelle }) => ({
        titre: shortOrientation(libelle),
        lignes: on.filter(({ rangOrientation }) => rangOrientation === rang).map(ligneGantt),
      })),
    ],
  };
}

function ligneGantt(ligne: LigneProgramme): LigneGantt {
  const { numero, titre, retardJours } = ligne;
  return {
    nom: `${numero}. ${titre}`,
    alerte: retardJours === null ? null : `${formatCompte(retardJours, "jour")} de retard`,
    barres: barresOf(ligne),
  };
}

/** A milestone is a planned day; the action runs from the first follow-up that says it started. */
function barresOf({ jalonsLus, engageeLe, etat, etatLe }: LigneProgramme): LigneGantt["barres"] {
  const fini = etat === "realisee" || etat === "abandonnee" ? etatLe : null;
  return [
    ...jalonsLus.flatMap(({ libelle, echeance }) =>
      echeance === null ? [] : [{ libelle, reel: false, debut: echeance, fin: echeance }],
    ),
    ...(engageeLe === null ? [] : [{ libelle: "Action", reel: true, debut: engageeLe, fin: fini }]),
  ];
}
