import type { Base } from "#socle/lectures/base.ts";
import type { EtatDecisionInstance } from "#socle/regles/gouvernance/reunion.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { refuseDecision } from "../actes/publier-decision.ts";
import { maySuivre } from "../actes/suivre-decision.ts";
import { isOuverte, readRetard } from "../regles/decision-retard.ts";
import type { DecisionInstance, SuiviDecision } from "./ports.ts";
import { readSuites, saySuite } from "./releve-composer.ts";

/** null: any. */
export type FiltreDecisions = {
  readonly etat: EtatDecisionInstance | null;
  readonly instance: number | null;
  readonly responsable: string | null;
  readonly retard: boolean;
};

export type DecisionLue = DecisionInstance & {
  readonly instanceNom: string;
  /** ISO day of the meeting. */
  readonly jour: string;
  /** Whole days; null: not late. */
  readonly retard: number | null;
  /** Effect of the decision elsewhere, in words; null: none. */
  readonly suite: string | null;
  readonly versionNumero: number | null;
};

/** Data of the page and its files. */
export type DecisionsLues = {
  readonly territoire: string;
  readonly nom: string;
  readonly filtre: FiltreDecisions;
  /** Filtered decisions: late ones first, the longest delay at the top; then open, then closed. */
  readonly lignes: readonly DecisionLue[];
  readonly phrases: readonly string[];
  readonly instances: readonly { readonly id: number; readonly nom: string }[];
  readonly responsables: readonly string[];
  /** false: the reader only reads published decisions, on another page. */
  readonly partenaire: boolean;
  readonly exporter: boolean;
};

type Question = { readonly epci: string; readonly aujourdhui: string };

/** Throws `territoire-inconnu`. */
export async function readDecisions(
  base: Base,
  { epci, aujourdhui, filtre }: Question & { readonly filtre: FiltreDecisions },
): Promise<DecisionsLues> {
  const [territoire, instances, toutes] = await Promise.all([
    base.territoires.find(epci),
    base.instances.list(epci),
    readAll(base, { epci, aujourdhui }),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const lignes = toutes.filter(({ decision, instance }) => isKept(decision, instance, filtre));
  return {
    territoire: epci,
    nom: territoire.nom,
    filtre,
    lignes: lignes.map(({ decision }) => decision),
    phrases: sayCounts(
      toutes.map(({ decision }) => decision),
      lignes.length,
    ),
    instances: instances.map(({ id, nom }) => ({ id, nom })),
    responsables: [...new Set(toutes.map(({ decision }) => decision.responsable))].toSorted((a, b) =>
      a.localeCompare(b, "fr"),
    ),
    partenaire: peutPartout(base.acteur, "instance", "lire", epci),
    exporter: peutPartout(base.acteur, "instance", "exporter", epci),
  };
}

type Rangee = { readonly decision: DecisionLue; readonly instance: number };

async function readAll(base: Base, { epci, aujourdhui }: Question): Promise<readonly Rangee[]> {
  const [decisions, reunions, instances, suites] = await Promise.all([
    base.decisionsInstances.list(epci),
    base.reunions.list(epci),
    base.instances.list(epci),
    readSuites(base, epci),
  ]);
  const byReunion = new Map(reunions.map((reunion) => [reunion.id, reunion]));
  const noms = new Map(instances.map(({ id, nom }) => [id, nom]));
  return decisions
    .flatMap((decision): Rangee[] => {
      const reunion = byReunion.get(decision.reunion);
      if (!reunion) return [];
      const lue = {
        ...decision,
        instanceNom: noms.get(reunion.instance) ?? "",
        jour: reunion.jour,
        retard: readRetard(decision, aujourdhui),
        suite: saySuite(decision, suites),
        versionNumero: decision.version === null ? null : (suites.versions.get(decision.version)?.numero ?? null),
      };
      return [{ decision: lue, instance: reunion.instance }];
    })
    .toSorted((a, b) => compareDecisions(a.decision, b.decision));
}

/** Pure. Late first, the longest delay at the top; then open ones, by deadline, those without any last; then closed ones. */
function compareDecisions(
  a: Pick<DecisionLue, "retard" | "etat" | "echeance" | "id">,
  b: Pick<DecisionLue, "retard" | "etat" | "echeance" | "id">,
): number {
  if (a.retard !== b.retard) return (b.retard ?? -1) - (a.retard ?? -1);
  if (isOuverte(a) !== isOuverte(b)) return isOuverte(a) ? -1 : 1;
  return (a.echeance ?? "9999").localeCompare(b.echeance ?? "9999") || b.id - a.id;
}

function isKept(decision: DecisionLue, instance: number, filtre: FiltreDecisions): boolean {
  if (filtre.retard && decision.retard === null) return false;
  if (filtre.etat !== null && decision.etat !== filtre.etat) return false;
  if (filtre.instance !== null && instance !== filtre.instance) return false;
  return filtre.responsable === null || decision.responsable === filtre.responsable;
}

function sayCounts(toutes: readonly DecisionLue[], gardees: number): readonly string[] {
  if (toutes.length === 0) return ["Aucune décision n’est encore prise."];
  const retards = toutes.filter(({ retard }) => retard !== null).length;
  const ouvertes = toutes.filter(isOuverte).length;
  return [
    `${formatCompte(toutes.length, "décision")} : ${formatCompte(ouvertes, "ouverte")}, dont ${formatCompte(retards, "en retard", "en retard")}.`,
    ...(gardees < toutes.length ? [`Les filtres en gardent ${gardees}.`] : []),
  ];
}

export type FicheDecision = {
  readonly decision: DecisionLue;
  readonly suivis: readonly SuiviDecision[];
  /** true: decided without the quorum, so an opinion. */
  readonly avis: boolean;
  readonly droits: { readonly suivre: boolean; readonly publier: boolean };
};

/** Throws `decision-inconnue`. */
export async function readDecision(
  base: Base,
  { epci, aujourdhui, id }: Question & { readonly id: number },
): Promise<FicheDecision> {
  const found = (await readAll(base, { epci, aujourdhui })).find(({ decision }) => decision.id === id);
  if (!found) refuseDecision();
  const { decision } = found;
  const [suivis, releve] = await Promise.all([
    base.decisionsInstances.suivis(epci, id),
    base.releves.find(epci, decision.reunion),
  ]);
  return {
    decision,
    suivis,
    avis: releve?.contenu.avis ?? false,
    droits: {
      suivre: maySuivre(base.acteur, decision),
      publier: releve !== null && peutPartout(base.acteur, "instance", "valider", epci),
    },
  };
}

/** Decision that each version of the convention carries out, by `id` of the version. */
export async function readDecisionsDeVersions(
  base: Pick<Base, "decisionsInstances">,
  epci: string,
): Promise<ReadonlyMap<number, Pick<DecisionInstance, "id" | "numero">>> {
  const decisions = await base.decisionsInstances.list(epci);
  return new Map(
    decisions.flatMap(({ id, numero, version }) => (version === null ? [] : [[version, { id, numero }] as const])),
  );
}
