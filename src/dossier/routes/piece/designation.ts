import type { Context } from "hono";
import { REFUS_GUICHET } from "#donnees/regles/piece/piece.ts";
import { choix, choixOuVide, jourOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
/** Paths under the territory. */
export const PIECES_DOSSIER = `demandes/:demandeur{${UUID}}/pieces`;
export const UNE_PIECE = `:piece{${UUID}}`;

export function designation(c: Context<Env>) {
  const param = (nom: string) => c.req.param(nom) ?? "";
  return { epci: param("epci"), demandeur: param("demandeur"), piece: param("piece") };
}

export const DECISION = {
  decision: choix("Décision", ["acceptee", "refusee"]),
  refus: choixOuVide("En cas de refus, pourquoi", REFUS_GUICHET),
  valide: jourOuVide("Valable jusqu’au"),
};
