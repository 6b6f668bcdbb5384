import { METHODE_INITIALE } from "#observatoire/regles/desequilibre/methode.ts";
import type { Base } from "#socle/lectures/base.ts";
import { capitalize, formatInstant } from "#socle/regles/shared/format.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import {
  depouillerCandidat,
  findLogement,
  libelleLogement,
  nommerCandidat,
  readSeance,
  requireSecretaire,
  type SeanceLue,
  tousOntVote,
  uneFois,
} from "../../lectures/cal/seance-lue.ts";
import { checkDecisions, type DecisionSaisie } from "../../regles/cal/decider.ts";
import { attendVotes, checkEtat, checkQuorum } from "../../regles/cal/seance.ts";
import type { LogementSeance } from "./ports.ts";

export type DecisionsSaisies = {
  readonly epci: string;
  readonly seance: number;
  readonly liberation: number;
  /** Of the form: sent twice, it decides once. */
  readonly jeton: string;
  readonly decisions: readonly DecisionSaisie[];
  readonly relu: boolean;
  readonly aujourdhui: string;
  readonly maintenant: string;
};

/**
 * Decides all the candidates of a dwelling at once, as if nobody else wrote meanwhile; nothing of it changes afterwards. false: that form had already
 * decided. Refuses `seance-inconnue`, `droit-absent`, `cal-etat`, `cal-quorum`, `cal-deja-decide`, `cal-vote-ouvert`, `cal-jeton`, those of
 * `checkDecisions` and of free texts.
 */
export async function deciderLogement(base: Base, saisies: DecisionsSaisies): Promise<boolean> {
  const { epci, seance: id, liberation, jeton, decisions, maintenant } = saisies;
  for (const { precision } of decisions) {
    if (precision === null) continue;
    relireTexte(precision, "Précision :", {
      relu: saisies.relu,
      aRelire: "cal-a-relire",
      details: { champ: "precision" },
    });
  }
  return base.serialisable(async (tx) => {
    const lue = await readSeance(tx, epci, id);
    const { seance } = lue;
    requireSecretaire(tx, seance);
    const logement = findLogement(lue, liberation);
    // Before anything is refused: what this very form has done is not a mistake.
    return uneFois(tx, seance, { jeton, acte: "decision", maintenant, dit: { liberation, decisions } }, async () => {
      checkDecidable(lue, logement, maintenant);
      await checkLogement(tx, lue, logement, saisies);
      for (const decision of decisions) await write(tx, lue, logement, { saisies, decision });
      const objet = `seance:${id}/liberation:${liberation}`;
      await tx.journal.ecrire({ acte: "cal-decidee", ressource: "decision", epci: logement.epci, objet });
    });
  });
}

function checkDecidable(lue: SeanceLue, logement: LogementSeance, maintenant: string): void {
  checkEtat(lue.seance.etat, ["ouverte"], "décider");
  if (logement.etat === "decide") {
    throw conflit("cal-deja-decide", "La commission a déjà décidé de ce logement : ses décisions ne changent plus.");
  }
  checkQuorum(lue.quorum);
  checkVoteFini(lue, logement, maintenant);
}

/** By writing, one decides once everybody has voted or the time is over. Refuses `cal-vote-ouvert`. */
function checkVoteFini(lue: SeanceLue, logement: LogementSeance, maintenant: string): void {
  const { fenetre } = lue.seance;
  if (!attendVotes(fenetre, maintenant) || tousOntVote(lue, logement)) return;
  throw conflit(
    "cal-vote-ouvert",
    `Le vote est ouvert jusqu’au ${formatInstant(fenetre.au)} : la décision se prend après, ou quand chacun a voté.`,
  );
}

async function checkLogement(
  tx: Base,
  lue: SeanceLue,
  logement: LogementSeance,
  { decisions, aujourdhui }: DecisionsSaisies,
): Promise<void> {
  const methodes = [METHODE_INITIALE, ...(await tx.desequilibres.methodes(logement.epci))];
  const candidats = lue.candidats.filter(
    ({ liberation, etat }) => liberation === logement.liberation && etat === "presentee",
  );
  checkDecisions(
    {
      mode: lue.seance.mode,
      jour: aujourdhui,
      examenDemande: lue.messages.some(
        ({ liberation, nature }) => liberation === logement.liberation && nature === "examen",
      ),
      methodes: methodes.filter(({ depuis }) => depuis <= aujourdhui).map(({ version }) => version),
      candidats: candidats.map((candidat) => ({
        id: candidat.id,
        libelle: capitalize(nommerCandidat(lue.candidats, candidat)),
        vote: depouillerCandidat(lue, logement, candidat.id),
      })),
    },
    decisions,
  );
}

function write(
  tx: Base,
  lue: SeanceLue,
  logement: LogementSeance,
  { saisies, decision }: { readonly saisies: DecisionsSaisies; readonly decision: DecisionSaisie },
): Promise<void> {
  return tx.cal.decider({
    seance: lue.seance,
    logement,
    decision,
    designation: libelleLogement(logement),
    jour: saisies.aujourdhui,
    jeton: saisies.jeton,
    vote: depouillerCandidat(lue, logement, decision.candidature),
  });
}
