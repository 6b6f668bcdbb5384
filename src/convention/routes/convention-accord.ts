import type { Context } from "hono";
import { z } from "zod";
import { recevoirPiece } from "#dossier/routes/piece/envoi.ts";
import { servirPiece } from "#dossier/routes/piece/servir.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import type { Site } from "#socle/routes/site.ts";
import { readActeSigne, recordAccord } from "../actes/record-accord.ts";
import { hrefVersion, SAISIE_VIDE } from "../pages/version-formulaires.tsx";
import { numeroOf } from "./convention-lecture.ts";
import { renderVersion } from "./convention-versions.ts";

const champsSchema = z.object({ date: z.string().max(10).default(""), acte: z.string().max(300).default("") });

/** The préfet's agreement with its act: a file, hence a way of its own. */
export async function saveAccord(site: Site, c: Context<Env>): Promise<Response> {
  const visee = { epci: c.req.param("epci") ?? "", numero: numeroOf(c) };
  const deps = { base: c.var.base, horloge: site.deps.horloge };
  let saisie = { date: "", acte: "" };
  try {
    const { nom, octets, champs } = await recevoirPiece(c.req.raw, site.deps.dossierDepots);
    saisie = parseInput(champsSchema, champs);
    if (!z.iso.date().safeParse(saisie.date).success) {
      throw new Refus("saisie-invalide", "Date de l’acte : écrivez-la comme 2018-10-05.");
    }
    await recordAccord(deps, { ...visee, ...saisie, signe: { nom, octets } });
    return c.redirect(`${hrefVersion(visee.epci, visee.numero)}?fait=etape`, 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "version-inconnue") throw error;
    return renderVersion(site, c, { ...SAISIE_VIDE, etape: { ...saisie, dateInconnue: false } }, error);
  }
}

/** Throws `acte-absent`. */
export async function sendActe(c: Context<Env>): Promise<Response> {
  const visee = { epci: c.req.param("epci") ?? "", numero: numeroOf(c) };
  return servirPiece(c, await readActeSigne({ base: c.var.base }, visee));
}
