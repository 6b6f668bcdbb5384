import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { annulerSuccession, ecrireSuccession, nommerBailleur } from "../../actes/bailleur/ecrire-succession.ts";
import { voirSuccession } from "../../lectures/bailleur/voir-succession.ts";
import { type BailleursProps, renderBailleursPage } from "../../pages/bailleur/bailleurs-page.tsx";
import { PAGE_BAILLEURS } from "../../pages/bailleur/libelles.ts";
import { readSuccession } from "./succession-saisie.ts";

const ANNONCES: Readonly<Record<string, string>> = {
  ecrit: "L’acte est écrit. Les baux, les objectifs et les résidences sont comptés de nouveau.",
  annule: "L’acte est annulé. Les baux, les objectifs et les résidences sont comptés de nouveau.",
  nomme: "Le nom est enregistré.",
};

/** Who holds what is for all the bailleurs at once. */
const CHANGER = garde("lot", "creer", { partout: true });

/** `/t/:epci/donnees/bailleurs`: the bailleurs of the territory, their names, and the acts by which one takes over from another. */
export function bailleursRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${PAGE_BAILLEURS}`, CHANGER, (c) => show(site, c))
    .post(`/t/:epci/${PAGE_BAILLEURS}`, CHANGER, (c) => record(site, c))
    .post(`/t/:epci/${PAGE_BAILLEURS}/noms`, CHANGER, (c) => name(site, c))
    .post(`/t/:epci/${PAGE_BAILLEURS}/:id/annuler`, CHANGER, async (c) => {
      const { epci } = await openCadre(site, c);
      const id = parseInput(z.coerce.number().int().positive(), c.req.param("id"));
      await annulerSuccession(c.var.base, { epci, id });
      return c.redirect(hrefTerritoire(epci, PAGE_BAILLEURS, { fait: "annule" }), 303);
    });
}

type Montre = Partial<Pick<BailleursProps, "saisie" | "refus" | "effet" | "residences">> & {
  readonly statut?: ReturnType<typeof statusOf>;
};

async function show(site: Site, c: Context<Env>, montre: Montre = {}): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { bailleurs, territoires } = c.var.base;
  const [connus, actes, communes] = await Promise.all([
    bailleurs.connus(epci),
    bailleurs.actes(epci),
    territoires.perimetre(epci),
  ]);
  const page = renderBailleursPage({
    cadre,
    connus,
    actes,
    noms: new Map(communes.map(({ commune, nom }) => [commune, nom])),
    aujourdhui: site.deps.horloge.aujourdhui(),
    annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
    saisie: montre.saisie ?? {},
    refus: montre.refus ?? SANS_REFUS,
    effet: montre.effet ?? null,
    residences: montre.residences ?? [],
  });
  return c.html(page, montre.statut ?? 200);
}

/** Shown before it is written: the first sending keeps nothing. */
async function record(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const geste = valeurDe(saisie, "geste");
  const residences = await readResidences(c, epci, saisie);
  // Which résidences: asked before anything else is complete.
  if (geste === "residences") return show(site, c, { saisie, residences });
  const lu = new Lecture(saisie);
  const saisi = readSuccession(lu, epci, site.deps.horloge.aujourdhui());
  if (lu.erreurs.length > 0) {
    return show(site, c, { saisie, residences, refus: { message: null, erreurs: lu.erreurs }, statut: 422 });
  }
  try {
    if (geste !== "ecrire")
      return await show(site, c, { saisie, residences, effet: await voirSuccession(c.var.base, saisi) });
    await ecrireSuccession(c.var.base, saisi);
    return c.redirect(hrefTerritoire(epci, PAGE_BAILLEURS, { fait: "ecrit" }), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return show(site, c, { saisie, residences, refus: refusOf(error), statut: statusOf(error.code) });
  }
}

/** The field that each refusal is about. */
const CHAMPS: Readonly<Record<string, string>> = {
  "succession-acte": "acte",
  "motif-a-relire": "acte",
  "succession-a-venir": "jour",
  "texte-longueur": "acte",
  "texte-nir": "acte",
  "texte-sante": "acte",
};

function refusOf({ code, message }: Refus): RefusFormulaire {
  const champ = CHAMPS[code];
  return champ ? { message: null, erreurs: [{ champ, message }] } : { message, erreurs: [] };
}

async function readResidences(c: Context<Env>, epci: string, saisie: SaisieFormulaire) {
  const asked = valeurDe(saisie, "geste") === "residences" || Object.keys(saisie).some((nom) => nom.startsWith("r."));
  const siren = valeurDe(saisie, "siren");
  return asked && /^\d{9}$/.test(siren) ? c.var.base.bailleurs.residences(epci, siren) : [];
}

async function name(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  try {
    await nommerBailleur(c.var.base, { epci, siren: valeurDe(saisie, "siren"), nom: valeurDe(saisie, "nom") });
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return show(site, c, { refus: { message: error.message, erreurs: [] }, statut: statusOf(error.code) });
  }
  return c.redirect(hrefTerritoire(epci, PAGE_BAILLEURS, { fait: "nomme" }), 303);
}
