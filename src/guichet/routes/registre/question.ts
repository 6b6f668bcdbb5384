import { z } from "zod";
import { TYPOLOGIES } from "#dossier/regles/reponses.ts";
import { NATURES_DEMANDE, ONGLETS } from "#observatoire/regles/registre/registre.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import type { FiltreRegistre } from "../../actes/registre/lister.ts";

/** Cursor of a page: « 2024-03-01~uuid ». */
const curseur = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d~[0-9a-f-]{36}$/)
  .transform((texte) => {
    const [ordre = "", demandeur = ""] = texte.split("~");
    return { ordre, demandeur };
  })
  .pipe(z.object({ ordre: z.iso.date(), demandeur: z.uuid() }));

const questionSchema = z.object({
  liste: ouRien(z.enum(ONGLETS)),
  commune: ouRien(z.string().regex(/^[0-9AB]{5}$/)),
  typologie: ouRien(z.enum(TYPOLOGIES)),
  nature: ouRien(z.enum(NATURES_DEMANDE)),
  mois: ouRien(z.coerce.number().int().min(1).max(600)),
  apres: ouRien(curseur),
  vue: ouRien(z.enum(["delais"])),
});

export type QuestionPage = FiltreRegistre & { readonly vue: "delais" | null };

/** Parses the query of the list. An actor without a desk begins with the living demandes. */
export function readQuestion(query: Readonly<Record<string, unknown>>, guichet: boolean): QuestionPage {
  const { liste, ...filtre } = parseInput(questionSchema, query);
  return { ...filtre, onglet: liste ?? (guichet ? "a-enregistrer" : "active"), cherche: null };
}
