import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { unknownCas } from "../../actes/cas-bloque/ecrire-cas.ts";
import { canMoveCas } from "../../regles/cas-bloque/transition.ts";
import type { Reunion } from "../ports.ts";
import type { ActeCas, CasLu, DecisionLue, ReunionCas } from "./cas.ts";
import { sayHistorique } from "./cas-phrases.ts";
import { type Annuaire, communeOf, nomOf, readAnnuaire, toLigne } from "./compute-cas.ts";
import type { CasBloque, DecisionCas, PropositionCas } from "./ports.ts";

type Question = { readonly epci: string; readonly cas: number; readonly aujourdhui: string };

/** Throws `cas-inconnu`, the same for a case that the actor may not read. */
export async function readCas(base: Base, { epci, cas: id, aujourdhui }: Question): Promise<CasLu> {
  const cas = await base.casBloques.find(epci, id);
  if (!cas) throw unknownCas();
  const [propositions, decisions, annuaire, reunions, dossier] = await Promise.all([
    base.casBloques.propositions(epci, id),
    base.casBloques.decisions(epci, id),
    readAnnuaire(base, epci),
    readReunions(base, epci),
    readDossier(base, cas),
  ]);
  const reunion = reunionOf(reunions, cas.reunion);
  const suite = {
    propositions: propositions.map((one) => ({
      ...one,
      par: nomOf(annuaire, one.auteur),
      communeNom: communeOf(annuaire, one.commune),
    })),
    decisions: decisions.map((one) => toDecision(one, { annuaire, reunions, propositions })),
  };
  return {
    ...toLigne(cas, annuaire, aujourdhui),
    epci,
    aujourdhui,
    reunion,
    dossier,
    ...suite,
    reservataire: nomOf(annuaire, cas.reservataire),
    historique: sayHistorique(cas, suite),
    droits: droitsOn(base, cas, reunion),
  };
}

/** Meetings whose agenda may still change, the next one first. */
export async function listReunionsOuvertes(base: Base, epci: string): Promise<readonly ReunionCas[]> {
  const reunions = await readReunions(base, epci);
  return reunions
    .filter(({ etat }) => etat === "preparation" || etat === "convoquee" || etat === "ouverte")
    .toSorted((a, b) => a.jour.localeCompare(b.jour));
}

async function readReunions(base: Base, epci: string): Promise<readonly Reunion[]> {
  return peut(base.acteur, "instance", "lire", epci) ? base.reunions.list(epci) : [];
}

function reunionOf(reunions: readonly Reunion[], id: number | null): ReunionCas | null {
  const found = reunions.find((reunion) => reunion.id === id);
  return found ? { id: found.id, titre: found.titre, jour: found.jour, etat: found.etat } : null;
}

/** Read without names; null: none, or closed to the actor. */
async function readDossier(base: Base, { epci, relogement }: CasBloque): Promise<CasLu["dossier"]> {
  if (relogement === null || !peut(base.acteur, "relogement", "lire", epci)) return null;
  const dossier = await base.relogements.find(epci, relogement);
  if (!dossier) return null;
  const signee = dossier.offres.find(({ bailSigneLe }) => bailSigneLe !== null);
  return { id: relogement, reference: dossier.reference, bailLe: signee?.bailSigneLe ?? null };
}

type Contexte = {
  readonly annuaire: Annuaire;
  readonly reunions: readonly Reunion[];
  readonly propositions: readonly PropositionCas[];
};

function toDecision(decision: DecisionCas, { annuaire, reunions, propositions }: Contexte): DecisionLue {
  const rang = propositions.findIndex(({ id }) => id === decision.proposition);
  return {
    ...decision,
    chargeNom: nomOf(annuaire, decision.charge),
    seance: reunionOf(reunions, decision.reunion),
    rangProposition: rang < 0 ? null : rang + 1,
  };
}

/** Acts shown to the actor; the database checks each again. */
function droitsOn(base: Base, { epci, etat }: CasBloque, reunion: ReunionCas | null): CasLu["droits"] {
  const may = (action: "modifier" | "valider") => etat !== "clos" && peut(base.acteur, "cas-bloque", action, epci);
  const tenue = reunion?.etat === "ouverte" || reunion?.etat === "close";
  const droits: Readonly<Record<ActeCas, boolean>> = {
    confier: may("modifier"),
    // Any reader of the case may propose.
    proposer: etat !== "clos",
    inscrire: may("modifier") && canMoveCas(etat, "inscrit"),
    decider: may("valider") && canMoveCas(etat, "decide") && tenue,
    clore: may("valider"),
  };
  return droits;
}
