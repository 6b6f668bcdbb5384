import { numeroPack } from "#observatoire/lectures/demande/pack.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { GenrePieceReunion } from "#socle/regles/gouvernance/reunion.ts";
import { conflit, introuvable } from "#socle/regles/shared/refus.ts";
import type { NouvellePiece, PieceReunion } from "../lectures/ports.ts";
import { lockReunion } from "./reunion-ecrire.ts";

export type DocumentFige = NouvellePiece;

/** Count of years whose bilans may be attached. */
const ANNEES_BILANS = 3;

/** Frozen versions that the actor may attach, by kind, without those already attached. */
export async function listDocuments(base: Base, epci: string, reunion: number): Promise<readonly DocumentFige[]> {
  const [jointes, ...listes] = await Promise.all([
    base.reunions.pieces(epci, reunion),
    rapports(base, epci),
    packs(base, epci),
    evaluations(base, epci),
    bilans(base, epci),
    conventions(base, epci),
    releves(base, epci, reunion),
  ]);
  const known = new Set(jointes.map(keyOf));
  return listes.flat().filter((one) => !known.has(keyOf(one)));
}

/** `genre:reference`, the value of the form. */
function keyOf({ genre, reference }: Pick<PieceReunion, "genre" | "reference">): string {
  return `${genre}:${reference}`;
}

/**
 * Attaches a frozen version with its hash: a later version is another document. Returns its id, undefined when somebody has attached it meanwhile. Refuses
 * `reunion-inconnue`, `reunion-etat`, `document-joint-inconnu`.
 */
export async function joindrePiece(
  base: Base,
  { epci, reunion, cle }: { readonly epci: string; readonly reunion: number; readonly cle: string },
): Promise<number | undefined> {
  const document = (await listDocuments(base, epci, reunion)).find((one) => keyOf(one) === cle);
  if (!document)
    throw introuvable(
      "document-joint-inconnu",
      "Document\u00A0: choisissez-le dans la liste. Il est peut-être déjà joint.",
    );
  return base.transaction(async (tx) => {
    await lockVivante(tx, epci, reunion);
    const added = await tx.reunions.addPiece(epci, reunion, document);
    await tx.journal.ecrire({ acte: "reunion-piece", ressource: "instance", epci, objet: `reunion:${reunion}` });
    const jointe = (await tx.reunions.pieces(epci, reunion)).find((une) => keyOf(une) === cle);
    return added ? jointe?.id : undefined;
  });
}

/** Returns the key of what was attached. Refuses as `joindrePiece`. */
export async function retirerPiece(
  base: Base,
  { epci, reunion, piece }: { readonly epci: string; readonly reunion: number; readonly piece: number },
): Promise<string | null> {
  return base.transaction(async (tx) => {
    await lockVivante(tx, epci, reunion);
    const jointe = (await tx.reunions.pieces(epci, reunion)).find(({ id }) => id === piece);
    if (!(await tx.reunions.removePiece(epci, reunion, piece))) {
      throw introuvable("document-joint-inconnu", "Ce document n’est plus joint. Rechargez la page.");
    }
    await tx.journal.ecrire({ acte: "reunion-piece", ressource: "instance", epci, objet: `reunion:${reunion}` });
    return jointe ? keyOf(jointe) : null;
  });
}

async function lockVivante(tx: Base, epci: string, id: number): Promise<void> {
  const { etat } = await lockReunion(tx, epci, id);
  if (etat !== "close" && etat !== "annulee") return;
  throw conflit("reunion-etat", "Cette réunion est terminée\u00A0: ses pièces jointes ne changent plus.", { etat });
}

const piece = (
  genre: GenrePieceReunion,
  reference: string | number,
  suite: Pick<DocumentFige, "titre" | "empreinte" | "chemin">,
): DocumentFige => ({
  genre,
  reference: String(reference),
  ...suite,
});

async function rapports(base: Base, epci: string): Promise<readonly DocumentFige[]> {
  const found = await base.rapports.list(epci);
  return found.map(({ numero, empreinte }) =>
    piece("rapport", numero, { titre: `Rapport ${numero}`, empreinte, chemin: `rapport/${numero}` }),
  );
}

async function packs(base: Base, epci: string): Promise<readonly DocumentFige[]> {
  const found = await base.demandes.packs(epci);
  return found.map((pack) =>
    piece("pack", pack.id, {
      titre: `Pack trimestriel ${numeroPack(pack)}`,
      empreinte: pack.empreinte,
      chemin: `observatoire/packs/${pack.id}`,
    }),
  );
}

async function evaluations(base: Base, epci: string): Promise<readonly DocumentFige[]> {
  const found = await base.evaluations.list(epci);
  return found.map(({ numero, empreinte }) =>
    piece("evaluation", numero, {
      titre: `Évaluation ${numero}`,
      empreinte,
      chemin: `commission/evaluations/${numero}`,
    }),
  );
}

async function bilans(base: Base, epci: string): Promise<readonly DocumentFige[]> {
  const annees = (await base.cubes.annees(epci)).toSorted((a, b) => b - a).slice(0, ANNEES_BILANS);
  const found = (await Promise.all(annees.map((annee) => base.bilansBailleurs.list(epci, annee)))).flat();
  return found
    .filter(({ etat }) => etat === "signe")
    .map(({ id, nomOrganisation, annee, periode, empreinte }) =>
      piece("bilan-bailleur", id, {
        titre: `Bilan signé, ${nomOrganisation}, ${periode === "annee" ? "" : `${periode} `}${annee}`,
        empreinte,
        chemin: `bilans-bailleurs/${id}`,
      }),
    );
}

async function conventions(base: Base, epci: string): Promise<readonly DocumentFige[]> {
  const found = await base.conventionsObjectifs.list(epci);
  return found.map(({ id, bailleur, anneeDebut, anneeFin, numero, empreinte }) =>
    piece("convention-objectif", id, {
      titre: `Convention d’objectifs ${anneeDebut}-${anneeFin}, ${bailleur.nom}, n° ${numero}`,
      empreinte,
      chemin: `programme/conventions/${id}`,
    }),
  );
}

/** Minutes of the other meetings: its own do not exist before it is closed. */
async function releves(base: Base, epci: string, reunion: number): Promise<readonly DocumentFige[]> {
  const found = await base.reunions.releves(epci);
  return found
    .filter((releve) => releve.reunion !== reunion)
    .map(({ reunion: autre, numero, empreinte }) =>
      piece("releve", numero, {
        titre: `Relevé de décisions ${numero}`,
        empreinte,
        chemin: `commission/reunions/${autre}/releve`,
      }),
    );
}
