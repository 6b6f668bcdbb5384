import type { Context } from "hono";
import type { Ressource } from "../regles/habilitation/ressource.ts";
import type { Env } from "./deps.ts";
import { type DocumentEnvoye, sendDocument } from "./serveur/send-document.ts";

type Export = { readonly ressource: Ressource; readonly epci: string; readonly objet: string };

/** Sends a file, after the journal has recorded the export. */
export async function sendExport(c: Context<Env>, sortie: Export, document: DocumentEnvoye): Promise<Response> {
  await c.var.base.journal.ecrire({ acte: "document-exporte", ...sortie });
  return sendDocument(c, document);
}
