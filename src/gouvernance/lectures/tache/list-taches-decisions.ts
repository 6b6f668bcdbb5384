import type { Base } from "#socle/lectures/base.ts";
import { abreger, cheminOf, firstJour, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { habilitationsFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { isOuverte, readRetard } from "../../regles/decision-retard.ts";
import type { DecisionInstance } from "../ports.ts";

/** Tasks: the decisions that the actor's organisation carries out; for those who follow all, the count of the other late ones. */
export async function listTachesDecisions(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  const { acteur } = base;
  if (!peutPartout(acteur, "instance", "lire", epci)) return [];
  const ouvertes = (await base.decisionsInstances.list(epci)).filter(isOuverte);
  const own = new Set(habilitationsFor(acteur, "instance", "modifier", epci).map(({ organisation }) => organisation));
  const isOwn = ({ organisation }: DecisionInstance) => organisation !== null && own.has(organisation);
  const autres = peutPartout(acteur, "instance", "modifier", epci)
    ? ouvertes.filter((decision) => !isOwn(decision) && readRetard(decision, aujourdhui) !== null)
    : [];
  return [...ouvertes.filter(isOwn).map(sayDecision), ...sayRetards(autres)];
}

function sayDecision({ id, numero, texte, etat, echeance }: DecisionInstance): Tache {
  return {
    code: "decision-a-faire",
    titre: `Décision ${numero} ${etat === "en-cours" ? "en cours" : "à faire"}, pour votre organisation`,
    pourquoi: abreger(texte),
    action: "Dire où elle en est",
    chemin: `commission/decisions/${id}`,
    echeance,
  };
}

function sayRetards(decisions: readonly DecisionInstance[]): Tache[] {
  if (decisions.length === 0) return [];
  const responsables = new Set(decisions.map(({ responsable }) => responsable)).size;
  return [
    {
      code: "decisions-en-retard",
      titre: formatCompte(decisions.length, "décision en retard", "décisions en retard"),
      pourquoi: `L’échéance est passée ; elles sont confiées à ${formatCompte(responsables, "autre organisation", "autres organisations")}.`,
      action: "Relancer",
      chemin: cheminOf("commission/decisions", { retard: "oui" }),
      echeance: firstJour(decisions.map((decision) => decision.echeance)),
    },
  ];
}
