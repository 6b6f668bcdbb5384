import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  isRelu,
  type RefusFormulaire,
  SANS_REFUS,
  type SaisieFormulaire,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { type ActeSaisi, annulerActe, ecrireActe, previewActe } from "../../actes/territoire/changer-perimetre.ts";
import { type EtatPerimetre, PAGE_PERIMETRE, renderPerimetrePage } from "../../pages/territoire/perimetre-page.tsx";

const ANNONCES: Readonly<Record<string, string>> = {
  ecrit: "L’acte est écrit. Les bilans comptent chaque bail dans le périmètre de son jour.",
  annule: "L’acte est annulé. Les bilans sont comptés de nouveau.",
};

/** What a territory is made of is for all the bailleurs at once. */
const CHANGER = garde("lot", "creer", { partout: true });

/** `/t/:epci/donnees/perimetre`: the communes of the territory, day by day, and the acts that say so. */
export function perimetreRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${PAGE_PERIMETRE}`, CHANGER, (c) => show(site, c))
    .post(`/t/:epci/${PAGE_PERIMETRE}`, CHANGER, (c) => record(site, c))
    .post(`/t/:epci/${PAGE_PERIMETRE}/:id/annuler`, CHANGER, async (c) => {
      const { epci } = await openCadre(site, c);
      const id = parseInput(z.coerce.number().int().positive(), c.req.param("id"));
      try {
        await annulerActe(c.var.base, site.deps.codeOfficiel, { epci, id });
      } catch (error) {
        // What is left would contradict itself: said on the page of the acts.
        if (!(error instanceof Refus) || error.code === "acte-inconnu") throw error;
        return show(site, c, { refus: { message: error.message, erreurs: [] }, statut: statusOf(error.code) });
      }
      return c.redirect(hrefTerritoire(epci, PAGE_PERIMETRE, { fait: "annule" }), 303);
    });
}

type Montre = {
  readonly saisie?: SaisieFormulaire;
  readonly refus?: RefusFormulaire;
  readonly effet?: EtatPerimetre["effet"];
  readonly statut?: ReturnType<typeof statusOf>;
};

async function show(site: Site, c: Context<Env>, montre: Montre = {}): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { territoires, perimetres } = c.var.base;
  const [perimetre, actes] = await Promise.all([territoires.perimetre(epci), perimetres.actes(epci)]);
  const page = renderPerimetrePage({
    cadre,
    perimetre,
    actes,
    mouvements: site.deps.codeOfficiel.mouvements,
    aujourdhui: site.deps.horloge.aujourdhui(),
    annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
    saisie: montre.saisie ?? {},
    refus: montre.refus ?? SANS_REFUS,
    effet: montre.effet ?? null,
  });
  return c.html(page, montre.statut ?? 200);
}

/** Shown before it is written: the first sending keeps nothing. */
async function record(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lu = new Lecture(saisie);
  const saisi = readActe(lu, epci);
  if (lu.erreurs.length > 0)
    return show(site, c, { saisie, refus: { message: null, erreurs: lu.erreurs }, statut: 422 });
  const { codeOfficiel } = site.deps;
  try {
    if (valeurDe(saisie, "geste") !== "ecrire") {
      const effet = await previewActe(c.var.base, codeOfficiel, saisi, site.deps.horloge.aujourdhui());
      return await show(site, c, { saisie, effet });
    }
    await ecrireActe(c.var.base, codeOfficiel, saisi);
    return c.redirect(hrefTerritoire(epci, PAGE_PERIMETRE, { fait: "ecrit" }), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const champ = CHAMPS[error.code];
    const refus = champ
      ? { message: null, erreurs: [{ champ, message: error.message }] }
      : { message: error.message, erreurs: [] };
    return show(site, c, { saisie, refus, statut: statusOf(error.code) });
  }
}

/** The field that each refusal is about. */
const CHAMPS: Readonly<Record<string, string>> = {
  "commune-inconnue": "communes",
  "commune-disparue": "communes",
  "acte-absent": "acte",
  "motif-a-relire": "acte",
  "texte-longueur": "acte",
  "texte-nir": "acte",
  "texte-sante": "acte",
};

function readActe(lu: Lecture, epci: string): ActeSaisi {
  const genre = lu.choice("genre", "Que se passe-t-il", ["entree", "sortie"]);
  const jour = lu.dayOrNull("jour", "Jour");
  if (jour === null && valeurDe(lu.saisie, "jour") === "")
    lu.fail("jour", "Jour : donnez la date, jour, mois et année.");
  const communes = lu
    .text("communes", "Communes")
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  const acte = lu.textOrNull("acte", 300) ?? "";
  return { epci, genre, jour: jour ?? "", communes, acte, relu: isRelu(lu.saisie) };
}
