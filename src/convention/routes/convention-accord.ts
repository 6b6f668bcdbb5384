import type { Context } from "hono";
import { recevoirPiece } from "#donnees/routes/piece/envoi.ts";
import { servirPiece } from "#donnees/routes/piece/servir.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, jour, readChamps } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { again } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, Suite } from "#socle/routes/page-actes.ts";
import { refusOf } from "#socle/routes/serveur/refus-formulaire.ts";
import { saisieOf } from "#socle/routes/serveur/saisie.ts";
import { statutOf } from "#socle/routes/serveur/statut.ts";
import { readActeSigne, recordAccord } from "../actes/record-accord.ts";
import { numeroOf, viseeOf } from "./convention-lecture.ts";
import { ENREGISTRER_ETAPE, showVersion } from "./convention-versions.ts";

/** Records the préfet's agreement with its act. The multipart form is parsed once the file is received; a refusal gives the input back. */
export const ENREGISTRER_ACCORD = defineActe({
  chemin: "accord",
  droit: garde("objectif", "modifier", { partout: true }),
  annonce: ENREGISTRER_ETAPE.annonce,
  fichier: true,
  champs: {},
  run: async (lieu) => {
    const { site, c } = lieu;
    let saisie: SaisieFormulaire = {};
    try {
      const { nom, octets, champs } = await recevoirPiece(c.req.raw, site.deps.dossierDepots);
      saisie = saisieOf(champs);
      const lu = readChamps({ date: jour("Date de l’acte"), acte: brut() }, saisie);
      await recordAccord(lieu, { ...viseeOf(lieu), ...lu, signe: { nom, octets } });
      return new Suite({ fait: "etape" });
    } catch (error) {
      return again(error, async (refus) => {
        const etat = { saisie, refus: refusOf(refus), annonce: null, code: refus.code, acte: "accord" };
        return c.html(await showVersion(site, c, etat), statutOf(refus));
      });
    }
  },
});

/** Throws `acte-absent`. */
export async function sendActe(c: Context<Env>): Promise<Response> {
  const visee = { epci: c.req.param("epci") ?? "", numero: numeroOf(c) };
  return servirPiece(c, await readActeSigne({ base: c.var.base }, visee));
}
