import { randomUUID } from "node:crypto";
import { examinerPiece } from "#donnees/formats/piece/examiner-piece.ts";
import type { NaturePiece } from "#donnees/regles/piece/nature.ts";
import { isSensible } from "#donnees/regles/piece/nature.ts";
import type { AbsencePiece } from "#donnees/regles/piece/piece.ts";
import { refuserPiece } from "#donnees/regles/piece/raisons.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { ecrireEvenement } from "../../lectures/evenement/ecrire-evenement.ts";
import type { DossierPieces, PieceDeps, PieceOuvrable } from "../../lectures/piece/ports.ts";
import { nomDe } from "../../lectures/piece/scelle.ts";
import { type DepotDeps, deposantOf, garderPiece, retirerAbsence } from "./deposer-piece.ts";
import { type Designation, ouvrir, pieceInconnue } from "./lire-piece.ts";

/** Finds a piece of the actor's own household, in the ordinary store or the sensitive one. */
export async function trouverSaPiece(base: Base, { epci, demandeur, piece }: Designation): Promise<PieceOuvrable> {
  for (const sensible of [false, true]) {
    const lue = await base.pieces.lire(piece, sensible);
    if (lue?.demandeur === demandeur && lue.epci === epci) return lue;
  }
  throw pieceInconnue();
}

/**
 * Removes a piece: the row and its key go first, then the file, which nothing can decrypt any more. A piece that a desk accepted stays, since
 * the demande rests on it. Refuses "piece-inconnue", "piece-acceptee".
 */
export async function retirerPiece(base: Base, { pieces }: PieceDeps, designation: Designation): Promise<NaturePiece> {
  const piece = await trouverSaPiece(base, designation);
  const { epci, demandeur } = designation;
  if (piece.etat === "acceptee") throw dejaAcceptee();
  const sensible = isSensible(piece.nature);
  await base.transaction(async (tx) => {
    if (!(await tx.pieces.supprimer(piece.id, sensible))) throw pieceInconnue();
    const objet = `piece:${piece.id}`;
    await tx.journal.ecrire({
      acte: "piece-retiree",
      ressource: sensible ? "piece-sensible" : "piece",
      epci,
      objet,
      demandeur,
    });
    const precisions = sensible ? {} : { nature: piece.nature };
    await ecrireEvenement(tx, { epci, demandeur, code: "piece-retiree", objet, precisions });
  });
  await pieces.effacer(piece.id);
  return piece.nature;
}

/** Turns a photograph a quarter to the right: encoded again, under a new key. Refuses "piece-inconnue", "piece-acceptee", "piece-sans-image". */
export async function tournerPiece(
  base: Base,
  deps: DepotDeps,
  dossier: DossierPieces,
  piece: string,
): Promise<string> {
  const ancienne = await trouverSaPiece(base, { ...dossier, piece });
  if (ancienne.etat === "acceptee") throw dejaAcceptee();
  if (ancienne.format !== "image") {
    throw new Refus("piece-sans-image", "Un PDF ne se tourne pas ici. Envoyez plutôt une photo de la page.");
  }
  const { octets } = await ouvrir(deps, ancienne);
  const verdict = await examinerPiece({ octets, nom: "photo.jpg", tourner: 1 });
  if (verdict.etat === "refusee") throw refuserPiece(verdict.raison);
  const { nature, personne } = ancienne;
  const nom = nomDe(deps.coffre, ancienne);
  const id = await base.transaction(async (tx) => {
    const neuve = await garderPiece(tx, deps, { dossier, nature, personne, nom, verdict, remplace: ancienne.id });
    if (!(await tx.pieces.supprimer(ancienne.id, isSensible(nature)))) throw pieceInconnue();
    return neuve;
  });
  await deps.pieces.effacer(ancienne.id);
  return id;
}

/** Answers « Je ne l’ai pas » with a reason; the last answer holds. */
export async function direAbsente(
  base: Base,
  { horloge }: Pick<DepotDeps, "horloge">,
  absence: {
    readonly dossier: Pick<DossierPieces, "demandeur" | "epci" | "guichet">;
    readonly nature: NaturePiece;
    readonly personne: number | null;
    readonly raison: AbsencePiece;
  },
): Promise<void> {
  const { dossier, nature, personne, raison } = absence;
  const { demandeur, epci, guichet } = dossier;
  const sensible = isSensible(nature);
  await base.transaction(async (tx) => {
    await tx.pieces.verrouiller(demandeur);
    await retirerAbsence(tx, demandeur, nature, personne);
    const rien = { nom: null, nomChiffre: null, format: null, taille: null, pages: null, cle: null, empreinte: null };
    const id = randomUUID();
    await tx.pieces.ecrire({
      ...rien,
      id,
      demandeur,
      epci,
      guichet,
      sensible,
      nature,
      personne,
      contenu: null,
      valideJusquAu: null,
      etat: "absente",
      refus: raison,
      deposeeLe: horloge.maintenant(),
      deposeePar: deposantOf(tx, demandeur),
    });
    const precisions = sensible ? {} : { nature, raison };
    await ecrireEvenement(tx, { epci, demandeur, code: "piece-absente", objet: `piece:${id}`, precisions });
  });
}

function dejaAcceptee(): Refus {
  return conflit(
    "piece-acceptee",
    "Le guichet a accepté ce document : il reste au dossier. Envoyez-en un plus récent si besoin.",
  );
}
