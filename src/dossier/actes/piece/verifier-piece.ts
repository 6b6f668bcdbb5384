import { isSensible, type NaturePiece, PIECES } from "#donnees/regles/piece/nature.ts";
import type { RefusPiece } from "#donnees/regles/piece/piece.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor } from "#socle/regles/habilitation/peut.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { ecrireEvenement } from "../../lectures/evenement/ecrire-evenement.ts";
import type { Piece } from "../../lectures/piece/ports.ts";
import { type EnvoiDeps, envoyerAuMenage } from "../courrier/envoyer-au-menage.ts";
import { pieceInconnue } from "./lire-piece.ts";

export type AVerifier = {
  readonly epci: string;
  readonly demandeur: string;
  readonly piece: string;
  readonly sensible: boolean;
  readonly decision: "acceptee" | "refusee";
  readonly refus: RefusPiece | null;
  readonly valideJusquAu: string | null;
};

/**
 * A desk accepts or refuses a piece, for all bodies. An accepted piece replaces the former one of its kind; after a refusal the household is told why
 * and what to do. `base`: under the right to validate. Refuses "piece-inconnue", "piece-refus-absent", "piece-perimee", "piece-en-controle".
 */
export async function verifierPiece(base: Base, deps: EnvoiDeps, a: AVerifier): Promise<void> {
  checkDecision(a, deps.horloge.aujourdhui());
  const verification = {
    etat: a.decision,
    le: deps.horloge.maintenant(),
    par: base.acteur.compte,
    valideJusquAu: a.valideJusquAu,
    refus: a.decision === "refusee" ? a.refus : null,
  };
  await base.transaction(async (tx) => {
    const piece = await findVerifiable(tx, a);
    if (!(await tx.pieces.verifier(piece.id, a.sensible, verification))) throw pieceInconnue();
    const seule = !PIECES[piece.nature].plusieurs && !a.sensible;
    if (a.decision === "acceptee" && seule) await tx.pieces.remplacer(piece, deps.horloge.aujourdhui());
    await consigner(tx, a, piece);
    if (a.decision === "acceptee") return;
    await envoyerAuMenage(tx, deps, { ...vers(a), modele: "piece-refusee", lien: lienDocuments(a.epci) });
  });
}

function checkDecision({ decision, refus, valideJusquAu }: AVerifier, jour: string): void {
  if (decision === "refusee" && refus === null) {
    throw new Refus("piece-refus-absent", "Choisissez pourquoi le document est refusé : le demandeur le lira.");
  }
  if (decision === "acceptee" && valideJusquAu !== null && valideJusquAu < jour) {
    throw new Refus(
      "piece-perimee",
      "La date de fin de validité est passée. Refusez le document : il est trop ancien.",
    );
  }
}

async function findVerifiable(tx: Base, { epci, demandeur, piece: id, sensible }: AVerifier): Promise<Piece> {
  const piece = await tx.pieces.lire(id, sensible);
  if (piece?.demandeur !== demandeur || piece.epci !== epci || piece.etat === "absente") throw pieceInconnue();
  if (piece.etat !== "quarantaine") return piece;
  throw conflit("piece-en-controle", "Ce document attend le contrôle de l’antivirus : vérifiez-le ensuite.");
}

async function consigner(tx: Base, a: AVerifier, { id, nature }: Piece): Promise<void> {
  const objet = `piece:${id}`;
  const ressource = a.sensible ? "piece-sensible" : "piece";
  await tx.journal.ecrire({ ...vers(a), acte: "piece-verifiee", ressource, objet });
  await ecrireEvenement(tx, {
    ...vers(a),
    objet,
    code: a.decision === "acceptee" ? "piece-acceptee" : "piece-refusee",
    precisions: a.sensible ? {} : { nature, ...(a.decision === "refusee" ? { motif: a.refus } : {}) },
  });
}

function vers({ epci, demandeur }: AVerifier) {
  return { epci, demandeur };
}

function lienDocuments(epci: string): string {
  return `/ma-demande/${epci}/etapes/documents`;
}

export type ADemander = {
  readonly epci: string;
  readonly demandeur: string;
  readonly nature: NaturePiece;
  readonly avant: string | null;
};

/**
 * Asks the household for a piece, once for all bodies. Returns true when it was not asked for already. A sensitive piece cannot be asked for, because
 * readers of the list would see it. Refuses "piece-sensible-demandee", "piece-avant-passe", "piece-inconnue".
 */
export async function demanderPiece(
  base: Base,
  deps: EnvoiDeps,
  { epci, demandeur, nature, avant }: ADemander,
): Promise<boolean> {
  if (isSensible(nature)) {
    throw new Refus(
      "piece-sensible-demandee",
      "Ce document touche à la vie privée : le demandeur l’envoie s’il le veut.",
    );
  }
  if (avant !== null && avant <= deps.horloge.aujourdhui()) {
    throw new Refus("piece-avant-passe", "À fournir avant le : choisissez un jour à venir.");
  }
  const organisation = habilitationFor(base.acteur, "piece", "lire", epci)?.organisation;
  if (organisation === undefined) throw pieceInconnue();
  return base.transaction(async (tx) => {
    const demande = { demandeur, epci, organisation, nature, le: deps.horloge.maintenant(), avant };
    if (!(await tx.pieces.demander(demande))) return false;
    await tx.journal.ecrire({ acte: "piece-demandee", ressource: "piece", epci, objet: `nature:${nature}`, demandeur });
    await ecrireEvenement(tx, { epci, demandeur, code: "piece-demandee", precisions: { nature } });
    await envoyerAuMenage(tx, deps, { demandeur, epci, modele: "piece-demandee", lien: lienDocuments(epci) });
    return true;
  });
}
