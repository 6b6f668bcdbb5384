import { z } from "zod";
import { TYPOLOGIES } from "#dossier/regles/reponses.ts";
import { FINANCEMENTS } from "../../regles/liberation/liberation.ts";
import { ACCES_LOGEMENT } from "../../regles/logement/logement-suivi.ts";
import {
  CHANGEMENTS,
  type Examen,
  FAITS_MANQUANTS,
  FILTRES,
  VERDICTS_FILTRE,
} from "../../regles/rapprochement/examen.ts";

const nombre = z.number().nullable();
const reponse = z.enum(["oui", "non", "inconnu"]);
const confiance = z.enum(["R", "M", "S", "B"]);
const bornes = z.object({ min: z.number(), max: z.number() }).nullable();
const filtre = z.enum(FILTRES);
const ecart = { filtre, valeur: nombre, detail: z.string().nullable() };

/** As frozen in `candidature.examen`. Its version gives its format: another version needs another schema. */
export const examenSchema: z.ZodType<Examen> = z.object({
  version: z.literal(1),
  jour: z.string(),
  reference: z.string().nullable(),
  composition: z.object({ personnes: nombre, adultes: nombre, enfants: nombre }),
  ancienneteLe: z.string().nullable(),
  typologies: z.array(z.enum(TYPOLOGIES)),
  piecesMin: nombre,
  nature: z.enum(["acces", "mutation", "inconnue"]),
  memeBailleur: reponse,
  quartile: z.enum(["q1", "q2-4", "inconnu"]),
  plafond: z.object({
    financement: z.enum(FINANCEMENTS),
    plafond: nombre,
    ressources: nombre,
    ecart: nombre,
    position: z.enum(["sous", "au-dessus", "inconnue"]),
    confiance: confiance.nullable(),
  }),
  effort: z.object({
    taux: nombre,
    bornes,
    loyer: nombre,
    charges: nombre,
    forfait: z.number(),
    aide: nombre,
    ressources: nombre,
    seuil: nombre,
  }),
  resteAVivre: z.object({
    valeur: nombre,
    bornes,
    uniteConso: nombre,
    chargesDeclarees: z.number(),
    repere: nombre,
  }),
  occupation: z.object({
    surOccupe: z.boolean().nullable(),
    sousOccupe: z.boolean().nullable(),
    confianceSousOccupe: confiance,
  }),
  priorite: reponse,
  relogement: reponse,
  salarie: reponse,
  actionLogement: reponse,
  urgence: z.enum(["ordinaire", "mobilite"]),
  acces: z.enum(ACCES_LOGEMENT),
  cotation: z.object({ grille: z.number(), points: z.number(), min: z.number(), max: z.number() }).nullable(),
  filtres: z.array(
    z.object({ filtre, verdict: z.enum(VERDICTS_FILTRE), manque: z.array(z.enum(FAITS_MANQUANTS)).readonly() }),
  ),
  motifs: z.array(z.object({ ...ecart, premier: z.boolean() })),
  inconnus: z.array(z.enum(FAITS_MANQUANTS)),
  contrefactuels: z.array(z.object({ ...ecart, changement: z.enum(CHANGEMENTS) })),
});

/** null: the household was not examined at the designation (`{}`). */
export const examenOuRien = z.preprocess(
  (value) => (typeof value === "object" && value !== null && Object.keys(value).length === 0 ? null : value),
  examenSchema.nullable(),
);
