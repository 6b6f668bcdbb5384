import { ETATS_ACTION, LIBELLE_ETAT_ACTION } from "#domain/action/etat-action.ts";
import { formatCompte, formatJour, formatNombre, joinFrench } from "#domain/shared/format.ts";
import type { ActionProgramme, JalonAction } from "../action/ports.ts";
import { absente, contenu, type Lecteur, type PartieLue, tableau, texte } from "./contenu.ts";

const RIEN_ECRIT = "Aucun avancement écrit";

/** The actions of the convention on the day: told by their pilots, late by their milestones. */
export const lireActions: Lecteur = async (base, { epci, aujourdhui }) => {
  const [actions, jalons] = await Promise.all([base.actions.list(epci), base.actions.jalons(epci)]);
  const publiees = actions.filter(({ publieLe }) => publieLe !== null);
  return {
    interne: partieOf(actions, jalons, aujourdhui),
    publique:
      publiees.length > 0 || actions.length === 0
        ? partieOf(publiees, jalons, aujourdhui)
        : absente("Aucune action n’est publiée."),
  };
};

function partieOf(
  actions: readonly ActionProgramme[],
  jalons: readonly JalonAction[],
  aujourdhui: string,
): PartieLue["interne"] {
  if (actions.length === 0) return absente("Aucun programme d’actions n’est écrit pour ce territoire.");
  const retardOf = ({ id }: ActionProgramme) =>
    jalons.filter((jalon) => jalon.action === id && isLate(jalon, aujourdhui));
  const late = actions.filter((action) => retardOf(action).length > 0).length;
  return contenu(
    [
      `Au ${formatJour(aujourdhui)}, ${formatCompte(actions.length, "action")} : ${joinFrench(sayEtats(actions))}.`,
      late === 0
        ? "Aucune n’a de jalon en retard."
        : `${formatCompte(late, "action a", "actions ont")} un jalon au moins en retard.`,
    ],
    [
      tableau(
        "Les actions",
        [{ nombre: "N°" }, "Action", "Pilote", "État", "En retard"],
        actions.map((action) =>
          [
            String(action.numero),
            action.titre,
            action.pilote ?? "non désigné",
            action.etat === null ? RIEN_ECRIT : LIBELLE_ETAT_ACTION[action.etat],
            retardOf(action).map(sayJalon).join(" ; ") || "non",
          ].map(texte),
        ),
      ),
    ],
  );
}

function isLate({ echeance, atteintLe }: JalonAction, aujourdhui: string): boolean {
  return echeance !== null && atteintLe === null && echeance < aujourdhui;
}

function sayJalon({ libelle, echeance }: JalonAction): string {
  return echeance === null ? libelle : `${libelle} (attendu le ${formatJour(echeance)})`;
}

function sayEtats(actions: readonly ActionProgramme[]): readonly string[] {
  const count = (etat: ActionProgramme["etat"]) => actions.filter((action) => action.etat === etat).length;
  return [
    ...ETATS_ACTION.map((etat) => ({ nom: LIBELLE_ETAT_ACTION[etat].toLowerCase(), nombre: count(etat) })),
    { nom: "sans avancement écrit", nombre: count(null) },
  ].flatMap(({ nom, nombre }) => (nombre === 0 ? [] : [`${formatNombre(nombre)} ${nom}`]));
}
