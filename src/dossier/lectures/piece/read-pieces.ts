import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import { lecteursDeContenu, mustSayWhy } from "../../actes/piece/lire-piece.ts";
import { type PieceSituee, piecesAttendues, situerPieces } from "../../regles/piece/pieces-attendues.ts";
import type { ReponsesSensibles } from "../../regles/reponses.ts";
import type { DossierPieces, Piece, PieceDemandee } from "./ports.ts";

/** Pieces of a household that the reader may know of. */
export type PiecesLues = {
  readonly dossier: DossierPieces;
  /** Each expected piece with its state. */
  readonly situees: readonly PieceSituee[];
  readonly pieces: readonly Piece[];
  readonly demandees: readonly PieceDemandee[];
  readonly droits: DroitsPieces;
};

export type DroitsPieces = {
  readonly ouvrir: boolean;
  /** true: a purpose is asked at each opening. */
  readonly direPourquoi: boolean;
  readonly deposer: boolean;
  readonly verifier: boolean;
  readonly demander: boolean;
  /** true: the reader may ask to open the sensitive pieces. */
  readonly sensibles: boolean;
};

/** For an agent: the sensitive pieces are neither counted nor listed as expected. Refuses "dossier-inconnu". */
export async function readPiecesDossier(
  base: Base,
  { epci, demandeur, jour }: { readonly epci: string; readonly demandeur: string; readonly jour: string },
): Promise<PiecesLues> {
  const [dossier, pieces, demandees] = await Promise.all([
    base.pieces.dossier(epci, demandeur),
    base.pieces.lister(demandeur, false),
    base.pieces.demandees(demandeur),
  ]);
  if (dossier === null) throw dossierInconnu();
  const { acteur } = base;
  const lecteur = lecteursDeContenu(acteur, epci);
  return {
    dossier,
    pieces,
    demandees,
    situees: situer(dossier, {}, pieces, jour),
    droits: {
      ouvrir: lecteur !== null,
      direPourquoi: lecteur !== null && mustSayWhy(lecteur, epci),
      deposer: peut(acteur, "piece", "creer", epci) && !mustSayWhy(acteur, epci),
      verifier: peut(acteur, "piece", "valider", epci),
      demander: lecteur !== null,
      sensibles: acteur.habilitations.some((habilitation) => habilitation.epci === epci && habilitation.sensible),
    },
  };
}

/** For the household: its sensitive pieces are listed with the others, when it may read them. */
export async function readMesPieces(
  base: Base,
  dossier: DossierPieces,
  { sensibles, jour }: { readonly sensibles: ReponsesSensibles | null; readonly jour: string },
): Promise<Omit<PiecesLues, "droits">> {
  const [ordinaires, siennes, demandees] = await Promise.all([
    base.pieces.lister(dossier.demandeur, false),
    sensibles === null ? [] : base.pieces.lister(dossier.demandeur, true),
    base.pieces.demandees(dossier.demandeur),
  ]);
  const pieces = [...ordinaires, ...siennes];
  return { dossier, pieces, demandees, situees: situer(dossier, sensibles ?? {}, pieces, jour) };
}

function situer(
  { reponses, personnes }: DossierPieces,
  sensibles: ReponsesSensibles,
  pieces: readonly Piece[],
  jour: string,
): readonly PieceSituee[] {
  return situerPieces(piecesAttendues({ reponses, sensibles, personnes }, jour), pieces, jour);
}

export function dossierInconnu(): Refus {
  return introuvable("dossier-inconnu", "Ce dossier n’existe pas, ou il ne vous est pas ouvert.");
}
