import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, firstJour, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { habilitationsFor, peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { LigneProgramme } from "../action/programme.ts";
import { readProgramme } from "../action/read-programme.ts";

/** Days before its deadline when a milestone makes a task. */
const HORIZON_JOURS = 30;

/**
 * Tasks: the milestones late or due within thirty days, all of them for the editor of the programme, those of its own
 * actions for an organisation.
 */
export async function listTachesActions(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  const { acteur } = base;
  if (!peut(acteur, "action", "modifier", epci)) return [];
  const { lignes } = await readProgramme(base, { epci, aujourdhui });
  const ouvertes = lignes.filter(({ closeLe }) => closeLe === null);
  if (!peutPartout(acteur, "action", "modifier", epci)) {
    const noms = habilitationsFor(acteur, "action", "modifier", epci).map(({ nomOrganisation }) => nomOrganisation);
    const pilotees = ouvertes.filter(({ pilote }) => pilote !== null && noms.some((nom) => isSame(nom, pilote)));
    return pilotees.flatMap((ligne) => [...sayRetard(ligne), ...sayProchaine(ligne, aujourdhui)]);
  }
  return [
    ...sayRetards(ouvertes.filter(({ enRetard }) => enRetard)),
    ...ouvertes.flatMap((ligne) => sayProchaine(ligne, aujourdhui)),
  ];
}

/** The text and the directory may write a pilot's name with different capitals. */
function isSame(nom: string, pilote: string): boolean {
  return nom.localeCompare(pilote.trim(), "fr", { sensitivity: "base" }) === 0;
}

function echeanceDepassee({ jalonsLus }: LigneProgramme): string | null {
  return firstJour(jalonsLus.filter(({ statut }) => statut === "en-retard").map(({ echeance }) => echeance));
}

function sayRetards(lignes: readonly LigneProgramme[]): Tache[] {
  const [premiere] = lignes;
  if (!premiere) return [];
  if (lignes.length === 1) return sayRetard(premiere);
  return [
    {
      code: "actions-en-retard",
      titre: `${formatCompte(lignes.length, "action")} de la convention en retard`,
      pourquoi: `La plus en retard : action ${premiere.numero}, « ${premiere.titre} », depuis ${formatCompte(premiere.retardJours ?? 0, "jour")}.`,
      action: "Voir les actions en retard",
      chemin: cheminOf("actions", { retard: "oui" }),
      echeance: firstJour(lignes.map(echeanceDepassee)),
    },
  ];
}

function sayRetard(ligne: LigneProgramme): Tache[] {
  if (!ligne.enRetard) return [];
  return [
    {
      code: "action-en-retard",
      titre: `Action ${ligne.numero} en retard : ${ligne.titre}`,
      pourquoi: "Un jalon est passé sans être atteint : écrivez ce qui est fait, ou ce qui l’empêche.",
      action: "Écrire l’avancement",
      chemin: `actions/${ligne.numero}/suivi`,
      echeance: echeanceDepassee(ligne),
    },
  ];
}

function sayProchaine(
  { numero, titre, prochaineEcheance, prochainJalon }: LigneProgramme,
  aujourdhui: string,
): Tache[] {
  if (prochaineEcheance === null || prochaineEcheance > addDays(aujourdhui, HORIZON_JOURS)) return [];
  return [
    {
      code: "jalon-proche",
      titre: `Jalon de l’action ${numero}${prochainJalon === null ? "" : ` : ${prochainJalon}`}`,
      pourquoi: titre,
      action: "Écrire l’avancement",
      chemin: `actions/${numero}/suivi`,
      echeance: prochaineEcheance,
    },
  ];
}
