import { z } from "zod";
import { TYPOLOGIES } from "#dossier/regles/reponses.ts";
import { NATURES_DEMANDE, ONGLETS } from "#observatoire/regles/registre/registre.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import type { FiltreRegistre } from "../../actes/registre/lister.ts";

const vide = z.literal("").transform(() => null);
const ou = <T extends z.ZodType>(schema: T) =>
  vide
    .or(schema)
    .nullish()
    .transform((value) => value ?? null);

/** « 2024-03-01~uuid »: the place after which a page goes on. */
const curseur = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d~[0-9a-f-]{36}$/)
  .transform((texte) => {
    const [ordre = "", demandeur = ""] = texte.split("~");
    return { ordre, demandeur };
  })
  .pipe(z.object({ ordre: z.iso.date(), demandeur: z.uuid() }));

const questionSchema = z.object({
  liste: ou(z.enum(ONGLETS)),
  commune: ou(z.string().regex(/^[0-9AB]{5}$/)),
  typologie: ou(z.enum(TYPOLOGIES)),
  nature: ou(z.enum(NATURES_DEMANDE)),
  mois: ou(z.coerce.number().int().min(1).max(600)),
  apres: ou(curseur),
  vue: ou(z.enum(["delais"])),
});

export type QuestionPage = FiltreRegistre & { readonly vue: "delais" | null };

/** Reads the address. Whoever has no desk begins with the living demandes. */
export function readQuestion(query: Readonly<Record<string, unknown>>, guichet: boolean): QuestionPage {
  const { liste, ...filtre } = parseInput(questionSchema, query);
  return { ...filtre, onglet: liste ?? (guichet ? "a-enregistrer" : "active"), cherche: null };
}
