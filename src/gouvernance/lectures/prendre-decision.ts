import { deciderMesure } from "#bilan/actes/mesure-corrective/decider-mesure.ts";
import { proposerMesure } from "#bilan/actes/mesure-corrective/proposer-mesure.ts";
import type { CodeMesure } from "#bilan/regles/mesure-corrective/echelle.ts";
import type { DecisionMesure } from "#bilan/regles/mesure-corrective/proposition.ts";
import { prepareAvenant } from "#engagements/actes/convention/prepare-avenant.ts";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import { cleanLigne } from "#socle/regles/gouvernance/reunion-texte.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { refusePoint } from "../actes/inscrire-points.ts";
import { ecrireTenue, type TenueVisee } from "../actes/tenue-ecrire.ts";
import { type CasADecider, deciderCas } from "./cas-bloque/decider-cas.ts";
import type { NouvelleDecision } from "./ports.ts";
import type { PointTenu, Tenue } from "./tenue.ts";
import { DECISION_MAX, requireTenue } from "./tenue-texte.ts";

/** Effect of the decision elsewhere, in the same transaction. */
export type SuiteDemandee =
  | { readonly genre: "aucune" }
  /** On the measure of the point. */
  | { readonly genre: "mesure-decidee"; readonly decision: DecisionMesure }
  /** A new measure. */
  | { readonly genre: "mesure-proposee"; readonly annee: number; readonly code: CodeMesure }
  | { readonly genre: "avenant"; readonly titre: string };

export type DecisionDemandee = TenueVisee & {
  readonly point: number;
  readonly texte: string;
  /** Member whose organisation carries it out; null: `responsable` names an organisation. */
  readonly membre: number | null;
  readonly responsable: string;
  readonly echeance: string | null;
  readonly suite: SuiteDemandee;
  readonly relu: boolean;
  readonly horloge: Horloge;
};

/**
 * Writes the decision on a point, which is then dealt with, and its effect elsewhere: a measure decided or proposed, an avenant
 * prepared. The same decision sent twice is written once. Refuses `reunion-inconnue`, `reunion-non-ouverte`, `point-inconnu`, `decision-point-cas`,
 * `decision-responsable`,
 * `decision-echeance`, and the refusals of the text, of the measure, of the avenant.
 */
export async function prendreDecision(base: Base, demande: DecisionDemandee): Promise<void> {
  const { reunion: id, point, echeance, suite, relu } = demande;
  const texte = requireTenue(demande.texte, "Décision", relu, DECISION_MAX);
  await ecrireTenue(base, demande, async (tx, tenue) => {
    const found = findPoint(tenue, point);
    if (found.nature === "cas-bloque") {
      throw new Refus(
        "decision-point-cas",
        "Un cas bloqué se décide par son propre formulaire : rien n’en est écrit ici.",
      );
    }
    checkEcheance(echeance, tenue.reunion.jour);
    const qui = readResponsable(tenue, demande);
    const deja = found.decisions.some(
      (decision) => decision.texte === texte && decision.responsable === qui.responsable,
    );
    if (deja) return "decision-prise";
    const effet = await carryOut(tx, tenue, found, { ...demande, texte, suite });
    await addDecision(tx, tenue, { reunion: id, point, texte, ...qui, echeance, cas: null, ...effet });
    await tx.tenues.notePoint(demande.epci, id, point, { notes: found.notes, etat: "traite" });
    return "decision-prise";
  });
}

function findPoint({ points }: Tenue, id: number): PointTenu {
  return points.find((point) => point.id === id) ?? refusePoint();
}

/** Refuses `decision-echeance`. */
function checkEcheance(echeance: string | null, jour: string): void {
  if (echeance === null || echeance >= jour) return;
  throw new Refus("decision-echeance", `L’échéance précède la réunion du ${formatJour(jour)}. Donnez un jour à venir.`);
}

/** Refuses `decision-responsable`, those of its name. */
function readResponsable(
  { membres }: Tenue,
  { membre, responsable, relu }: DecisionDemandee,
): Pick<NouvelleDecision, "organisation" | "responsable"> {
  if (membre !== null) {
    const found = membres.find(({ id }) => id === membre);
    if (found) return { organisation: found.organisation, responsable: found.nom };
  }
  const nom = cleanLigne(responsable, "Autre organisme", relu);
  if (nom !== null) return { organisation: null, responsable: nom };
  throw new Refus(
    "decision-responsable",
    "Dites qui porte la décision : un membre de l’instance, ou le nom d’un organisme. Sans cela personne ne la suivra.",
  );
}

type Effet = Pick<NouvelleDecision, "mesure" | "version">;

async function carryOut(tx: Base, { reunion }: Tenue, point: PointTenu, demande: DecisionDemandee): Promise<Effet> {
  const { epci, texte, suite, relu, horloge } = demande;
  const aujourdhui = horloge.aujourdhui();
  switch (suite.genre) {
    case "aucune":
      return { mesure: null, version: null };
    case "mesure-decidee": {
      const mesure = measureOf(point);
      const { decision } = suite;
      await deciderMesure(tx, { epci, id: mesure, decision, decideeLe: reunion.jour, motif: texte, relu, aujourdhui });
      return { mesure, version: null };
    }
    case "mesure-proposee": {
      const { annee, code } = suite;
      const proposition = { epci, annee, code, proposeeLe: reunion.jour, motif: texte, relu, aujourdhui };
      return { mesure: await proposerMesure(tx, proposition), version: null };
    }
    case "avenant": {
      const { id } = await prepareAvenant(
        { base: tx, horloge },
        {
          epci,
          titre: suite.titre,
          objet: texte,
          application: null,
        },
      );
      return { mesure: null, version: id };
    }
  }
}

/** Refuses `decision-sans-mesure`. */
function measureOf({ nature, reference }: PointTenu): number {
  const id = nature === "mesure-corrective" && reference !== null ? Number(reference) : Number.NaN;
  if (Number.isInteger(id)) return id;
  throw new Refus(
    "decision-sans-mesure",
    "Ce point ne porte sur aucune mesure proposée : il n’y a pas de mesure à décider.",
  );
}

type DecisionCasDemandee = Omit<CasADecider, "cas" | "le" | "reunion"> & TenueVisee & { readonly point: number };

/**
 * Decides a blocked case of the agenda; the organisation in charge gets a line among the decisions, with the reference alone. Refuses
 * `point-inconnu`, `decision-sans-cas`, and the refusals of `deciderCas`.
 */
export async function prendreDecisionCas(base: Base, demande: DecisionCasDemandee): Promise<void> {
  const { epci, reunion: id, point, charge, echeance } = demande;
  await ecrireTenue(base, demande, async (tx, tenue) => {
    const found = findPoint(tenue, point);
    const cas = found.nature === "cas-bloque" ? Number(found.reference) : Number.NaN;
    if (!Number.isInteger(cas)) throw new Refus("decision-sans-cas", "Ce point ne porte sur aucun cas bloqué.");
    await deciderCas(tx, { ...demande, cas, le: tenue.reunion.jour });
    if (charge !== null) {
      const noms = new Map((await tx.casBloques.organisations()).map((one) => [one.id, one.nom]));
      const reference = (await tx.casBloques.find(epci, cas))?.reference ?? `n° ${cas}`;
      await addDecision(tx, tenue, {
        reunion: id,
        point,
        organisation: charge,
        responsable: noms.get(charge) ?? "Organisme chargé",
        texte: `Suite à donner au cas bloqué ${reference}, dite dans son dossier.`,
        echeance,
        cas,
        mesure: null,
        version: null,
      });
    }
    await tx.tenues.notePoint(epci, id, point, { notes: null, etat: "traite" });
    return "decision-prise";
  });
}

/** Adds a decision with the next number of the meeting, « 2018-CC-02/3 »; the caller holds the lock of the meeting. */
async function addDecision(tx: Base, { reunion, numero }: Tenue, decision: Omit<NouvelleDecision, "numero">) {
  const own = (await tx.decisionsInstances.list(reunion.epci)).filter((other) => other.reunion === reunion.id);
  await tx.decisionsInstances.add(reunion.epci, { ...decision, numero: `${numero}/${own.length + 1}` });
}
