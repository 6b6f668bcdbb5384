import type { Base } from "#socle/lectures/base.ts";
import { LIBELLE_ETAT_DECISION_INSTANCE, LIBELLE_ETAT_REUNION } from "#socle/regles/gouvernance/reunion.ts";
import { formatCompte, formatJour, formatJourCourt, joinFrench } from "#socle/regles/shared/format.ts";
import type { DecisionInstance, Instance, Reunion } from "../ports.ts";
import { absente, contenu, type Lecteur, tableau, texte } from "./contenu.ts";
import type { TableauEvaluation } from "./evaluation.ts";

/** Meetings of the years and their decisions, with their follow-up to this day. */
export const lireGouvernance: Lecteur = async (base, { epci, annees, aujourdhui }) => {
  const [instances, toutes, decisions] = await Promise.all([
    base.instances.list(epci),
    base.reunions.list(epci),
    base.decisionsInstances.list(epci),
  ]);
  const inside = ({ jour, etat }: Reunion) => etat !== "annulee" && annees.includes(Number(jour.slice(0, 4)));
  const reunions = toutes.filter(inside).toSorted((a, b) => (a.jour < b.jour ? -1 : 1));
  const releves = await readReleves(base, epci, reunions);
  const ids = new Set(reunions.map(({ id }) => id));
  const prises = decisions.filter(({ reunion }) => ids.has(reunion));
  const publiees = prises.filter(({ publieLe }) => publieLe !== null);
  const phrases = sayReunions(reunions, instances, annees);
  return {
    interne: contenu(
      [...phrases, ...(reunions.length === 0 ? [] : sayDecisions(prises, aujourdhui))],
      [...tableauReunions(reunions, instances, releves), ...tableauDecisions(prises)],
    ),
    publique:
      publiees.length === 0
        ? absente([...phrases, "Aucune décision de ces réunions n’est publiée."].join(" "))
        : contenu([...phrases, ...sayDecisions(publiees, aujourdhui)], tableauDecisions(publiees)),
  };
};

function sayReunions(
  reunions: readonly Reunion[],
  instances: readonly Instance[],
  annees: readonly number[],
): readonly string[] {
  if (reunions.length === 0) return [`Aucune réunion n’est écrite ici pour ${joinFrench(annees.map(String))}.`];
  const parInstance = instances.flatMap(({ id, nom }) => {
    const count = reunions.filter(({ instance }) => instance === id).length;
    return count === 0 ? [] : [`${nom}, ${count}`];
  });
  return [`${formatCompte(reunions.length, "réunion")} : ${parInstance.join(" ; ")}.`];
}

const SUIVIES = ["a-faire", "en-cours"] as const;

function sayDecisions(decisions: readonly DecisionInstance[], aujourdhui: string): readonly string[] {
  if (decisions.length === 0) return ["Aucune décision n’est écrite pour ces réunions."];
  const ouvertes = decisions.filter(({ etat }) => SUIVIES.some((suivie) => suivie === etat));
  const late = ouvertes.filter(({ echeance }) => echeance !== null && echeance < aujourdhui).length;
  return [
    `${formatCompte(decisions.length, "décision")}, dont ${formatCompte(ouvertes.length, "restait ouverte", "restaient ouvertes")} le ${formatJour(aujourdhui)}${late > 0 ? ` (dont ${late} en retard)` : ""}.`,
  ];
}

/** Number of the frozen minutes, by meeting. */
async function readReleves(
  base: Base,
  epci: string,
  reunions: readonly Reunion[],
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  for (const { id, etat } of reunions) {
    const releve = etat === "close" ? await base.releves.find(epci, id) : null;
    if (releve) found.set(id, releve.numero);
  }
  return found;
}

function tableauReunions(
  reunions: readonly Reunion[],
  instances: readonly Instance[],
  releves: ReadonlyMap<number, string>,
): readonly TableauEvaluation[] {
  if (reunions.length === 0) return [];
  const nomOf = (id: number) => instances.find((instance) => instance.id === id)?.nom ?? "";
  return [
    tableau(
      "Réunions",
      ["Jour", "Instance", "Objet", "État", "Relevé"],
      reunions.map(({ id, jour, instance, titre, etat }) =>
        [formatJourCourt(jour), nomOf(instance), titre, LIBELLE_ETAT_REUNION[etat], releves.get(id) ?? "aucun"].map(
          texte,
        ),
      ),
    ),
  ];
}

function tableauDecisions(decisions: readonly DecisionInstance[]): readonly TableauEvaluation[] {
  if (decisions.length === 0) return [];
  return [
    tableau(
      "Décisions",
      ["Numéro", "Décision", "Responsable", "Échéance", "État"],
      decisions
        .toReversed()
        .map(({ numero, texte: decision, responsable, echeance, etat }) =>
          [
            numero,
            decision,
            responsable,
            echeance === null ? "sans échéance" : formatJourCourt(echeance),
            LIBELLE_ETAT_DECISION_INSTANCE[etat],
          ].map(texte),
        ),
    ),
  ];
}
