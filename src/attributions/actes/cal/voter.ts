import type { Base } from "#socle/lectures/base.ts";
import { conflit, interdit, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import {
  findLogement,
  isLa,
  maVoix,
  readSeance,
  type SeanceLue,
  uneFois,
  votantsDe,
} from "../../lectures/cal/seance-lue.ts";
import { aRang } from "../../regles/cal/decision.ts";
import { checkEtat, checkFenetre } from "../../regles/cal/seance.ts";
import type { SensVote } from "../../regles/cal/vote.ts";
import type { LogementSeance, MembreConvoque } from "./ports.ts";

type Envoi = {
  readonly epci: string;
  readonly seance: number;
  readonly liberation: number;
  /** Of the form: sent twice, it does its act once. */
  readonly jeton: string;
  readonly maintenant: string;
};

export type VoteSaisi = { readonly candidature: number; readonly sens: SensVote; readonly rang: number | null };

export type BulletinSaisi = Envoi & {
  /** In whose name the secretary writes what was said in the room; null: one's own vote. */
  readonly membre: number | null;
  readonly votes: readonly VoteSaisi[];
};

/**
 * What a member votes on the candidates of a dwelling; voting again replaces it, and the former votes remain in the trace. false: that form had
 * already been counted. Refuses `seance-inconnue`, `cal-etat`, `cal-fenetre`, `logement-hors-seance`, `cal-sans-voix`, `cal-vote-candidat`, `cal-rang`,
 * `cal-jeton`.
 */
export function voter(
  base: Base,
  { epci, seance: id, liberation, jeton, maintenant, membre, votes }: BulletinSaisi,
): Promise<boolean> {
  return base.serialisable(async (tx) => {
    const lue = await readSeance(tx, epci, id);
    const { seance } = lue;
    // Before anything is refused: what this very form has done is not a mistake.
    return uneFois(tx, seance, { jeton, acte: "vote", maintenant, dit: { liberation, membre, votes } }, async () => {
      const logement = checkOuvert(lue, liberation, maintenant);
      const votant = votantOf(lue, logement, membre);
      checkVotes(lue, logement, votes);
      for (const { candidature, sens, rang } of votes) {
        await tx.cal.voter(seance, logement, { membre: votant.id, candidature, sens, rang, le: maintenant });
      }
      const objet = `seance:${id}/liberation:${liberation}/membre:${votant.id}`;
      await tx.journal.ecrire({ acte: "cal-vote", ressource: "decision", epci: logement.epci, objet });
    });
  });
}

/** Refuses `cal-etat`, `cal-fenetre`, `logement-hors-seance`, `cal-deja-decide`. */
function checkOuvert(lue: SeanceLue, liberation: number, maintenant: string): LogementSeance {
  checkEtat(lue.seance.etat, ["ouverte"], "voter");
  checkFenetre(lue.seance.fenetre, maintenant);
  const logement = findLogement(lue, liberation);
  if (logement.etat === "decide") {
    throw conflit(
      "cal-deja-decide",
      "La commission a déjà décidé de ce logement. Rechargez la page pour lire ses décisions.",
    );
  }
  return logement;
}

/** Refuses `cal-sans-voix`. */
function votantOf(lue: SeanceLue, logement: LogementSeance, membre: number | null): MembreConvoque {
  if (membre !== null) {
    const nomme = votantsDe(lue, logement).find(({ id }) => id === membre);
    if (lue.secretaire && lue.seance.mode !== "asynchrone" && nomme && isLa(nomme)) return nomme;
    throw interdit(
      "cal-sans-voix",
      "Le secrétariat écrit le vote d’un membre présent ou représenté, en séance. Dites d’abord sa présence.",
    );
  }
  const moi = maVoix(lue, logement);
  if (moi) return moi;
  throw interdit(
    "cal-sans-voix",
    "Vous n’avez pas de voix sur ce logement : un maire vote pour sa commune, les membres consultatifs sont entendus.",
  );
}

/** Refuses `cal-vote-candidat`, `cal-rang`. */
function checkVotes({ candidats }: SeanceLue, { liberation }: LogementSeance, votes: readonly VoteSaisi[]): void {
  const ouverts = candidats.filter((candidat) => candidat.liberation === liberation && candidat.etat === "presentee");
  const connus = votes.every(({ candidature }) => ouverts.some(({ id }) => id === candidature));
  if (votes.length === 0 || !connus || new Set(votes.map(({ candidature }) => candidature)).size !== votes.length) {
    throw new Refus(
      "cal-vote-candidat",
      "Les candidats de ce logement ont changé. Rechargez la page et votez à nouveau.",
    );
  }
  const faux = votes.find(({ sens, rang }) => rang !== null && (!aRangVote(sens) || rang < 1 || rang > ouverts.length));
  if (faux)
    throw new Refus("cal-rang", `Rang : de 1 à ${ouverts.length}, pour une attribution seulement.`, { champ: "rang" });
}

function aRangVote(sens: SensVote): boolean {
  return sens !== "abstention" && aRang(sens);
}

export type MessageSaisi = Envoi & {
  readonly nature: "message" | "examen";
  readonly texte: string | null;
  readonly relu: boolean;
};

/**
 * A word in the thread of a dwelling, or the request that it be looked at in a session that meets. Those heard may speak as those who vote. false: already
 * written. Refuses `seance-inconnue`, `cal-etat`, `logement-hors-seance`, `cal-deja-decide`, `cal-sans-siege`, `cal-message-vide` and those of free texts.
 */
export async function parler(
  base: Base,
  { epci, seance: id, liberation, jeton, maintenant, nature, texte, relu }: MessageSaisi,
): Promise<boolean> {
  if (nature === "message" && texte === null)
    throw new Refus("cal-message-vide", "Message : écrivez-le.", { champ: "texte" });
  if (texte !== null) relireTexte(texte, "Message :", { relu, aRelire: "cal-a-relire", details: { champ: "texte" } });
  return base.serialisable(async (tx) => {
    const lue = await readSeance(tx, epci, id);
    const { seance, moi } = lue;
    if (moi === null) throw interdit("cal-sans-siege", "Vous ne siégez pas à cette séance.");
    return uneFois(tx, seance, { jeton, acte: nature, maintenant, dit: { liberation, nature, texte } }, async () => {
      const logement = checkOuvert(lue, liberation, maintenant);
      await tx.cal.ecrire(seance, logement, { membre: moi.id, nature, texte, le: maintenant });
      const objet = `seance:${id}/liberation:${liberation}`;
      const acte = nature === "examen" ? "cal-examen-demande" : "cal-message";
      await tx.journal.ecrire({ acte, ressource: "decision", epci: logement.epci, objet });
    });
  });
}
