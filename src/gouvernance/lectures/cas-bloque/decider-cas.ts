import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { ecrireCas, requireRight, updateCas } from "../../actes/cas-bloque/ecrire-cas.ts";
import type { IssueCas } from "../../regles/cas-bloque/cas-bloque.ts";
import { checkClotureCas, checkDecisionCas, checkJourCas } from "../../regles/cas-bloque/check-cas.ts";
import type { SensDecisionCas } from "../../regles/cas-bloque/suite-cas.ts";
import { moveCas } from "../../regles/cas-bloque/transition.ts";
import type { CasBloque, ModificationCas } from "./ports.ts";
import { cleanComplement } from "./prose.ts";

export type CasADecider = {
  readonly epci: string;
  readonly cas: number;
  /** Meeting that decides: the one whose agenda has the case, opened or closed. */
  readonly reunion: number;
  readonly sens: SensDecisionCas;
  /** `id` of one of the case's proposals; required by « retenir-proposition ». */
  readonly proposition: number | null;
  /** Organisation in charge, and its deadline: required unless `sens` is « reexaminer » or « clore ». */
  readonly charge: number | null;
  readonly echeance: string | null;
  readonly complement: string;
  /** true: the person read the warnings on the text, and keeps it. */
  readonly relu: boolean;
  /** Issue, with « clore » only. */
  readonly issue: IssueCas | null;
  /** ISO day of the lease when `issue` is « bail »; null: unknown. */
  readonly bailLe: string | null;
  readonly le: string;
  readonly aujourdhui: string;
};

/**
 * Writes the decision of the meeting; « clore » closes the case, the others leave it decided, with an organisation in charge. Returns the `id` of the
 * decision. Runs in the caller's transaction, which writes the journal after. Refuses `cas-inconnu`, `droit-absent`, `cas-clos`, `cas-transition`,
 * `cas-autre-reunion`, `cas-reunion-non-tenue`, and the refusals of the decision, of a day, of the text.
 */
export function deciderCas(tx: Base, demande: CasADecider): Promise<number> {
  const { epci, cas: id, sens } = demande;
  requireRight(tx, epci, "valider");
  const complement = cleanComplement(demande.complement, "Précision", demande.relu);
  const acte = sens === "clore" ? "cas-bloque-clos" : "cas-bloque-decide";
  return ecrireCas(tx, { epci, cas: id, acte }, async (base, cas) => {
    moveCas(cas.etat, "decide");
    await checkReunion(base, demande, cas);
    const propositions = await base.casBloques.propositions(epci, id);
    checkJourCas("Décision", demande.le, cas.ouvertLe, demande.aujourdhui);
    checkDecisionCas(
      demande,
      propositions.map((proposition) => proposition.id),
    );
    const { reunion, proposition, charge, echeance, le } = demande;
    const decision = { reunion, proposition, sens, charge, echeance, complement, le };
    const next = nextOf(demande, cas);
    const written = await base.casBloques.addDecision(epci, id, decision);
    await updateCas(base, cas, next);
    return written;
  });
}

/** Refuses `cas-autre-reunion`, `cas-reunion-non-tenue`. */
async function checkReunion(base: Base, { epci, reunion }: CasADecider, cas: CasBloque): Promise<void> {
  if (cas.reunion !== reunion) {
    throw conflit(
      "cas-autre-reunion",
      "Ce cas n’est pas à l’ordre du jour de cette réunion. Inscrivez-le d’abord, ou décidez-en à la sienne.",
    );
  }
  const found = await base.reunions.find(epci, reunion);
  if (found?.etat === "ouverte" || found?.etat === "close") return;
  throw new Refus(
    "cas-reunion-non-tenue",
    "La réunion n’est pas encore ouverte : une décision s’écrit pendant la réunion, ou après.",
  );
}

function nextOf(demande: CasADecider, { ouvertLe }: CasBloque): ModificationCas {
  const { sens, charge, echeance, bailLe, le, aujourdhui } = demande;
  if (sens === "clore") {
    const issue = checkClotureCas(demande, ouvertLe, aujourdhui);
    return { etat: "clos", closLe: le, issue, bailLe };
  }
  return { etat: "decide", ...(charge === null ? {} : { assigne: charge, echeance }) };
}
