import type { FichierLu, MotifLecture } from "#donnees/regles/piece/piece.ts";
import { LIBELLE_MOTIF_LECTURE } from "#donnees/regles/piece/piece.ts";
import type { Base, Bases } from "#socle/lectures/base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { habilitationsFor } from "#socle/regles/habilitation/peut.ts";
import { conflit, interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { Coffre } from "../../lectures/coffre.ts";
import type { PieceDeps, PieceOuvrable } from "../../lectures/piece/ports.ts";
import { nomDe, usageCle } from "../../lectures/piece/scelle.ts";

export type LectureDeps = PieceDeps & { readonly coffre: Coffre };

export type Designation = { readonly epci: string; readonly demandeur: string; readonly piece: string };

/** A commune may list the pieces and open none (« consultant simple »). */
export function lecteursDeContenu(acteur: Acteur, epci: string): Acteur | null {
  const habilitations = acteur.habilitations.filter(({ role }) => role !== "commune");
  const own = { ...acteur, habilitations };
  const opens = habilitationsFor(own, "piece", "lire", epci).length > 0;
  return opens ? own : null;
}

/** Must the actor give a purpose at each opening? Everybody must but the desk of the file. */
export function mustSayWhy(acteur: Acteur, epci: string): boolean {
  return !habilitationsFor(acteur, "piece", "lire", epci).some(({ role }) => role === "guichet");
}

/** The household reads its own piece. Refuses "piece-inconnue", "piece-en-controle". */
export async function lireSaPiece(
  base: Base,
  deps: LectureDeps,
  { epci, demandeur, piece }: Designation,
): Promise<FichierLu> {
  for (const sensible of [false, true]) {
    const lue = await base.pieces.lire(piece, sensible);
    if (lue?.demandeur === demandeur && lue.epci === epci) return ouvrir(deps, lue);
  }
  throw pieceInconnue();
}

/**
 * An agent reads an ordinary piece: the journal is written before the file is opened, with the household's identifier, so that the household sees it.
 * Refuses
 * "piece-liste-seule" to a commune, "piece-motif" without a purpose, "piece-inconnue", "piece-en-controle".
 */
export async function lirePiece(
  bases: Bases,
  acteur: Acteur,
  deps: LectureDeps,
  { epci, demandeur, piece, motif }: Designation & { readonly motif: MotifLecture | null },
): Promise<FichierLu> {
  const lecteur = lecteursDeContenu(acteur, epci);
  if (lecteur === null) {
    throw interdit(
      "piece-liste-seule",
      "Une commune voit la liste des documents, sans les ouvrir. Demandez au guichet ce que vous cherchez.",
    );
  }
  if (motif === null && mustSayWhy(lecteur, epci)) {
    throw new Refus("piece-motif", "Dites d’abord pourquoi vous ouvrez ce document : le demandeur le lira.");
  }
  const base = bases.pour(lecteur, { ressource: "piece", action: "lire" });
  const lue = await base.pieces.lire(piece, false);
  if (lue?.demandeur !== demandeur || lue.epci !== epci) throw pieceInconnue();
  const objet = `piece:${piece}`;
  const dit = motif === null ? {} : { motif: LIBELLE_MOTIF_LECTURE[motif] };
  await base.journal.ecrire({ acte: "piece-lue", ressource: "piece", epci, objet, demandeur, ...dit });
  return ouvrir(deps, lue);
}

/** Minimum characters of a reason; same bound as in the row policies. */
const MOTIF_SENSIBLE_MIN = 10;

/** Database of an actor who has the right to sensitive pieces and typed a reason; null without a reason. */
export function baseSensible(
  bases: Bases,
  acteur: Acteur,
  motif: string,
  action: "lire" | "creer" | "valider",
): Base | null {
  const dit = motif.trim();
  if (dit.length < MOTIF_SENSIBLE_MIN) return null;
  return bases.pour({ ...acteur, motif: dit }, { ressource: "piece-sensible", action });
}

/** `base`: from `baseSensible`. Refuses "piece-inconnue" to an actor without that right, as if the piece did not exist. */
export async function lirePieceSensible(
  base: Base,
  deps: LectureDeps,
  { epci, demandeur, piece }: Designation,
): Promise<FichierLu> {
  const lue = await base.pieces.lire(piece, true);
  if (lue?.demandeur !== demandeur || lue.epci !== epci) throw pieceInconnue();
  await base.journal.ecrire({
    acte: "piece-sensible-lue",
    ressource: "piece-sensible",
    epci,
    objet: `piece:${piece}`,
    demandeur,
    ...(base.acteur.motif === null ? {} : { motif: base.acteur.motif }),
  });
  return ouvrir(deps, lue);
}

/** Decrypts a piece. Refuses "piece-en-controle" for a quarantine, "piece-detruite" when its key or its file is gone. */
export async function ouvrir({ pieces, coffre }: LectureDeps, piece: PieceOuvrable): Promise<FichierLu> {
  if (piece.etat === "quarantaine") {
    throw conflit(
      "piece-en-controle",
      "Ce document attend le contrôle de l’antivirus. Il ne s’ouvre pas avant. Revenez plus tard.",
    );
  }
  const octets = await dechiffrer({ pieces, coffre }, piece);
  return { nom: nomDe(coffre, piece), format: piece.format ?? "image", octets };
}

export async function dechiffrer(
  { pieces, coffre }: Pick<LectureDeps, "pieces" | "coffre">,
  { id, cle, empreinte }: PieceOuvrable,
): Promise<Uint8Array> {
  const octets = cle === null ? null : await pieces.lire(id, coffre.ouvrir(cle, usageCle(id)), empreinte);
  if (octets === null) throw introuvable("piece-detruite", "Ce document n’est plus gardé. Demandez-le de nouveau.");
  return octets;
}

export function pieceInconnue(): Refus {
  return introuvable("piece-inconnue", "Ce document n’existe pas, ou n’existe plus.");
}
