import { findBarreau } from "#bilan/regles/mesure-corrective/echelle.ts";
import type { Base } from "#socle/lectures/base.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import type { DecisionInstance } from "./ports.ts";
import type { ContenuReleve, DecisionReleve } from "./releve.ts";
import type { MembrePresent, Tenue } from "./tenue.ts";

/** Minutes of the current state; frozen when the meeting closes. */
export async function composeReleve(
  base: Pick<Base, "territoires" | "mesures" | "conventions">,
  { reunion, instance, numero, membres, quorum, points }: Tenue,
): Promise<ContenuReleve> {
  const { epci, titre, jour, heure, dureeMinutes, lieu } = reunion;
  const [territoire, suites] = await Promise.all([base.territoires.find(epci), readSuites(base, epci)]);
  if (!territoire) throw unknownTerritoire(epci);
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    numero,
    instance: instance.nom,
    titre,
    jour,
    heure,
    dureeMinutes,
    lieu,
    quorum,
    presences: membres.map((membre) => presenceOf(membre, membres)),
    avis: quorum.etat === "non-atteint" || quorum.etat === "inconnu",
    points: points.map(({ rang, nature, titre: dit, constat, chemin, etat, notes, decisions }) => ({
      rang,
      nature,
      titre: dit,
      constat,
      chemin,
      etat,
      notes,
      decisions: decisions.map((decision) => decisionOf(decision, suites)),
    })),
  };
}

function presenceOf({ nom, college, fonction, voix, etat, mandataire }: MembrePresent, all: readonly MembrePresent[]) {
  const porteur = all.find(({ id }) => id === mandataire)?.nom ?? null;
  return { nom, college, fonction, voix, etat, mandataire: porteur };
}

/** Effects of the decisions elsewhere, in words, by `id` of the measure or version. */
export type SuitesDecisions = {
  readonly mesures: ReadonlyMap<number, string>;
  readonly versions: ReadonlyMap<number, { readonly phrase: string; readonly numero: number }>;
};

/** A measure or version that is gone (an abandoned draft) has no words: the decision says so. */
export async function readSuites(base: Pick<Base, "mesures" | "conventions">, epci: string): Promise<SuitesDecisions> {
  const [mesures, versions] = await Promise.all([base.mesures.list(epci), base.conventions.versions(epci)]);
  return {
    mesures: new Map(
      mesures.map(({ id, annee, code, decision }) => [
        id,
        `Mesure corrective pour ${annee}, « ${findBarreau(code).titre} » : ${MOT_MESURE[decision ?? "proposee"]}`,
      ]),
    ),
    versions: new Map(
      versions.map(({ id, numero, titre, depuis }) => [
        id,
        { numero, phrase: `${depuis === null ? "Projet d’avenant" : "Avenant"} n° ${numero} : ${titre}` },
      ]),
    ),
  };
}

const MOT_MESURE = { retenue: "retenue", ecartee: "écartée", proposee: "proposée" } as const;

/** null: no effect elsewhere. */
export function saySuite(
  { mesure, version }: Pick<DecisionInstance, "mesure" | "version">,
  { mesures, versions }: SuitesDecisions,
): string | null {
  const suites = [
    ...(mesure === null ? [] : [mesures.get(mesure) ?? "Mesure corrective retirée depuis"]),
    ...(version === null ? [] : [versions.get(version)?.phrase ?? "Projet d’avenant abandonné depuis"]),
  ];
  return suites.length === 0 ? null : suites.join(" ; ");
}

function decisionOf(decision: DecisionInstance, suites: SuitesDecisions): DecisionReleve {
  const { numero, texte, responsable, echeance } = decision;
  return { numero, texte, responsable, echeance, suite: saySuite(decision, suites) };
}
