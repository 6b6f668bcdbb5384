import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, firstJour, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { habilitationsFor, peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { CasBloque } from "../cas-bloque/ports.ts";

const LISTE = "commission/cas";

/** Tasks on blocked cases: those that stand still for their editor; those entrusted to their organisation for a partner. */
export async function listTachesCas(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  const { acteur } = base;
  if (!peut(acteur, "cas-bloque", "lire", epci)) return [];
  const ouverts = (await base.casBloques.list(epci)).filter(({ etat }) => etat !== "clos");
  const own = new Set(habilitationsFor(acteur, "cas-bloque", "lire", epci).map(({ organisation }) => organisation));
  const confies = [...own].flatMap((assigne) => sayConfies(ouverts, assigne));
  if (!peutPartout(acteur, "cas-bloque", "modifier", epci)) return confies;
  const inscrits = ouverts.filter(({ etat }) => etat === "inscrit");
  const propositions = await Promise.all(inscrits.map(({ id }) => base.casBloques.propositions(epci, id)));
  return [
    ...confies,
    ...sayAConfier(ouverts.filter(({ assigne, etat }) => assigne === null && etat === "signale")),
    ...saySansProposition(inscrits.filter((_, rang) => propositions[rang]?.length === 0)),
    ...sayEnRetard(
      ouverts.filter(({ etat, echeance }) => etat === "decide" && echeance !== null && echeance < aujourdhui),
    ),
  ];
}

/** One case: its page or the form of the act; several: their list. */
function whereOf(cas: readonly CasBloque[], filtre: Readonly<Record<string, string | number>>, acte = ""): string {
  const [seul] = cas;
  return seul && cas.length === 1 ? `${LISTE}/${seul.id}${acte}` : cheminOf(LISTE, filtre);
}

function sayConfies(ouverts: readonly CasBloque[], assigne: number): Tache[] {
  const cas = ouverts.filter((one) => one.assigne === assigne);
  if (cas.length === 0) return [];
  return [
    {
      code: "cas-confies",
      titre: `${formatCompte(cas.length, "cas bloqué confié", "cas bloqués confiés")} à votre organisation`,
      pourquoi: "La commission vous a confié la suite : proposez une solution, ou dites ce qui a été fait.",
      action: "Voir",
      chemin: whereOf(cas, { assigne }),
      echeance: firstJour(cas.map(({ echeance }) => echeance)),
    },
  ];
}

function sayAConfier(cas: readonly CasBloque[]): Tache[] {
  if (cas.length === 0) return [];
  return [
    {
      code: "cas-a-confier",
      titre: `${formatCompte(cas.length, "cas bloqué", "cas bloqués")} à confier`,
      pourquoi: "Aucune organisation n’en est chargée : confiez-les, ou inscrivez-les à une réunion.",
      action: "Confier",
      chemin: whereOf(cas, { etat: "signale" }, "/confier"),
      echeance: null,
    },
  ];
}

function saySansProposition(cas: readonly CasBloque[]): Tache[] {
  if (cas.length === 0) return [];
  return [
    {
      code: "cas-sans-proposition",
      titre: `${formatCompte(cas.length, "cas bloqué", "cas bloqués")} à l’ordre du jour, sans proposition`,
      pourquoi: "La commission aura à décider sans qu’aucun partenaire ait proposé de solution : demandez-leur.",
      action: "Voir",
      chemin: whereOf(cas, { etat: "inscrit" }),
      echeance: null,
    },
  ];
}

function sayEnRetard(cas: readonly CasBloque[]): Tache[] {
  if (cas.length === 0) return [];
  return [
    {
      code: "cas-en-retard",
      titre: `${formatCompte(cas.length, "cas bloqué décidé", "cas bloqués décidés")}, échéance dépassée`,
      pourquoi: "La décision est prise, le jour fixé est passé, et l’issue n’est pas écrite.",
      action: "Suivre",
      chemin: whereOf(cas, { etat: "decide" }),
      echeance: firstJour(cas.map(({ echeance }) => echeance)),
    },
  ];
}
