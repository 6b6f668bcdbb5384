import type { Context } from "hono";
import { REFUS_GUICHET } from "#donnees/regles/piece/piece.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Lecture } from "#socle/routes/serveur/lecture.ts";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
export const PIECES_DOSSIER = `/t/:epci/demandes/:demandeur{${UUID}}/pieces`;
export const UNE_PIECE = `:piece{${UUID}}`;

export function designation(c: Context<Env>) {
  const param = (nom: string) => c.req.param(nom) ?? "";
  return { epci: param("epci"), demandeur: param("demandeur"), piece: param("piece") };
}

export function readDecision(lecture: Lecture) {
  return {
    decision: lecture.choice("decision", "Décision", ["acceptee", "refusee"]),
    refus: lecture.choiceOrNull("refus", "En cas de refus, pourquoi", REFUS_GUICHET),
    valideJusquAu: lecture.dayOrNull("valide", "Valable jusqu’au"),
  };
}
