import { randomUUID } from "node:crypto";
import { examinerPiece } from "#donnees/formats/piece/examiner-piece.ts";
import type { VerdictPiece } from "#donnees/formats/piece/verdict.ts";
import { isSensible, type NaturePiece } from "#donnees/regles/piece/nature.ts";
import { type Deposant, nommerPiece, PIECES_MAX, validiteOf } from "#donnees/regles/piece/piece.ts";
import { refuserPiece } from "#donnees/regles/piece/raisons.ts";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Coffre } from "../../lectures/coffre.ts";
import { ecrireEvenement } from "../../lectures/evenement/ecrire-evenement.ts";
import type { DossierPieces, PieceDeps } from "../../lectures/piece/ports.ts";
import { usageCle, usageNom } from "../../lectures/piece/scelle.ts";

export type DepotDeps = PieceDeps & {
  readonly coffre: Coffre;
  readonly horloge: Horloge;
  readonly hash: (text: string) => string;
};

export type Envoyee = {
  readonly dossier: Pick<DossierPieces, "demandeur" | "epci" | "guichet">;
  readonly nature: NaturePiece;
  readonly personne: number | null;
  readonly nom: string;
  readonly octets: Uint8Array;
};

/**
 * Reads the bytes received, has the antivirus scan them, encrypts and keeps them. A piece not scanned stays in quarantine and cannot be opened.
 * The same file sent twice makes one piece. Refuses `piece-…` (see RAISONS_PIECE), "pieces-trop"; the database checks the right itself.
 */
export async function deposerPiece(base: Base, deps: DepotDeps, envoyee: Envoyee): Promise<string> {
  const verdict = await examinerPiece({ octets: envoyee.octets, nom: envoyee.nom });
  if (verdict.etat === "refusee") throw refuserPiece(verdict.raison);
  return garderPiece(base, deps, { ...envoyee, verdict });
}

type Examinee = VerdictPiece & { readonly etat: "saine" };

/** `remplace`: the piece that the new one replaces (a photograph that was turned). */
export async function garderPiece(
  base: Base,
  deps: DepotDeps,
  envoyee: Omit<Envoyee, "octets"> & { readonly verdict: Examinee; readonly remplace?: string },
): Promise<string> {
  const { verdict, dossier } = envoyee;
  const avis = deps.antivirus === null ? "saine" : await deps.antivirus.examiner(verdict.octets);
  if (avis === "infectee") throw refuserPiece("virus");
  const id = randomUUID();
  try {
    return await base.transaction(async (tx) => {
      await tx.pieces.verrouiller(dossier.demandeur);
      return ecrire(tx, deps, { ...envoyee, id, etat: avis === "saine" ? "deposee" : "quarantaine" });
    });
  } catch (error) {
    await deps.pieces.effacer(id);
    throw error;
  }
}

type AGarder = Omit<Envoyee, "octets"> & {
  readonly verdict: Examinee;
  readonly remplace?: string;
  readonly id: string;
  readonly etat: "deposee" | "quarantaine";
};

async function ecrire(tx: Base, deps: DepotDeps, piece: AGarder): Promise<string> {
  const { id, dossier, nature, personne, verdict, etat, remplace } = piece;
  const { demandeur, epci, guichet } = dossier;
  const sensible = isSensible(nature);
  const contenu = deps.hash(`piece:${Buffer.from(verdict.octets).toString("base64")}`);
  const deja = remplace === undefined ? await tx.pieces.trouver(demandeur, sensible, nature, contenu) : null;
  if (deja !== null) return deja;
  if (remplace === undefined && (await tx.pieces.compter(demandeur)) >= PIECES_MAX) throw tropDePieces();
  const maintenant = deps.horloge.maintenant();
  const nom = nommerPiece(piece.nom, verdict.format);
  const { cle, empreinte } = await deps.pieces.ecrire(id, verdict.octets);
  await tx.pieces.ecrire({
    id,
    demandeur,
    epci,
    guichet,
    sensible,
    nature,
    personne,
    etat,
    contenu,
    empreinte,
    format: verdict.format,
    taille: verdict.octets.length,
    pages: verdict.pages,
    refus: null,
    deposeeLe: maintenant,
    deposeePar: deposantOf(tx, demandeur),
    valideJusquAu: validiteOf(nature, deps.horloge.aujourdhui()),
    nom: sensible ? null : nom,
    nomChiffre: sensible ? deps.coffre.sceller(nom, usageNom(id)) : null,
    cle: deps.coffre.sceller(cle, usageCle(id)),
  });
  // The new piece cancels a former « je ne l’ai pas ».
  if (remplace === undefined) await retirerAbsence(tx, demandeur, nature, personne);
  await tx.pieces.clore(demandeur, nature, maintenant);
  await consigner(tx, { epci, demandeur, id, nature, sensible });
  return id;
}

/** A sensitive kind is not named in events, which every body reads. */
async function consigner(
  tx: Base,
  {
    epci,
    demandeur,
    id,
    nature,
    sensible,
  }: { epci: string; demandeur: string; id: string; nature: NaturePiece; sensible: boolean },
): Promise<void> {
  const objet = `piece:${id}`;
  await tx.journal.ecrire({
    acte: "piece-deposee",
    ressource: sensible ? "piece-sensible" : "piece",
    epci,
    objet,
    demandeur,
  });
  await ecrireEvenement(tx, {
    epci,
    demandeur,
    code: "piece-deposee",
    objet,
    precisions: sensible ? {} : { nature },
  });
}

export async function retirerAbsence(
  tx: Base,
  demandeur: string,
  nature: NaturePiece,
  personne: number | null,
): Promise<void> {
  const sensible = isSensible(nature);
  for (const piece of await tx.pieces.lister(demandeur, sensible)) {
    const same = piece.nature === nature && (sensible || (piece.personne ?? 0) === (personne ?? 0));
    if (same && piece.etat === "absente") await tx.pieces.supprimer(piece.id, sensible);
  }
}

export function deposantOf({ acteur }: Base, demandeur: string): Deposant {
  const lien = acteur.demandeurs.find(({ id }) => id === demandeur)?.lien;
  if (lien === undefined) return "guichet";
  return lien === "titulaire" ? "menage" : "mandataire";
}

function tropDePieces(): Refus {
  return new Refus(
    "pieces-trop",
    `Le dossier contient déjà ${PIECES_MAX} documents. Supprimez ceux qui ne servent plus, puis renvoyez celui-ci.`,
  );
}
