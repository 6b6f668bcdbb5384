import type { Context } from "hono";
import { z } from "zod";
import type { Base } from "#application/base.ts";
import {
  localisationHistory,
  previewLocalisation,
  proposeResidences,
  recordLocalisation,
  undoLocalisation,
} from "#application/localisation/localiser.ts";
import { Refus } from "#domain/shared/refus.ts";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { renderLocaliserPage } from "#web/localisation/localiser-page.tsx";
import { keyOf, nomCandidate } from "#web/localisation/proposition.ts";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { parseInput } from "../serveur/input.ts";
import { Routes } from "../serveur/routes.ts";
import { statusOf } from "../serveur/status.ts";
import { openCadre, readFond, type Site } from "../site.ts";

const ANNONCES: Readonly<Record<string, string>> = {
  ecarte: "Déduction écartée. L’adresse est de nouveau à localiser, et les bornes du bilan en tiennent compte.",
  localise: "Adresse localisée. Les bornes du bilan sont à jour.",
  annule: "Localisation annulée.",
};

const decisionSchema = z.object({
  adresse: z.string().min(1).max(500),
  proposition: z.string().max(1000).optional(),
  situation: z.enum(["qpv", "hors-qpv", "inconnue"]).optional(),
  motif: z.string().max(300).optional(),
  relu: z.literal("oui").optional(),
});

/** An address is put on one side for all the bailleurs at once. */
const LOCALISER = garde("lot", "creer", { partout: true });

/** `/t/:epci/donnees/localiser`: the repair queue. */
export function localiserRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/donnees/localiser", LOCALISER, (c) => show(site, c, c.req.query("adresse"), null))
    .post("/t/:epci/donnees/localiser", LOCALISER, (c) => record(site, c))
    .post("/t/:epci/donnees/localiser/:id/annuler", LOCALISER, async (c) => {
      const { epci } = await openCadre(site, c);
      const id = parseInput(z.coerce.number().int().positive(), c.req.param("id"));
      await undoLocalisation(c.var.base, epci, id);
      return c.redirect(hrefTerritoire(epci, "donnees/localiser", { fait: "annule" }), 303);
    });
}

type Refusee = { readonly refus: Refus; readonly motif: string };

async function show(site: Site, c: Context<Env>, cle: string | undefined, refusee: Refusee | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [liste, deduites, historique] = await Promise.all([
    base.localisations.aLocaliser(epci),
    base.localisations.deduites(epci),
    localisationHistory(base, epci),
  ]);
  const courante = liste.find(({ cleAdresse }) => cleAdresse === cle) ?? liste[0] ?? null;
  const annee = courante?.annees.at(-1) ?? null;
  const fond = annee === null ? null : await readFond(site, base, epci, annee);
  const commune = fond?.communes.find(({ code }) => code === courante?.commune) ?? null;
  const page = renderLocaliserPage({
    cadre,
    liste,
    deduites,
    courante,
    propositions: courante ? await proposeResidences(base, epci, courante) : [],
    historique,
    effet:
      courante && annee !== null
        ? { annee, ...(await previewLocalisation(base, { epci, cleAdresse: courante.cleAdresse }, annee)) }
        : null,
    commune,
    qpv: fond?.qpv ?? [],
    annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
    erreur: refusee?.refus.message ?? null,
    saisie: saisieOf(refusee),
  });
  return c.html(page, refusee ? statusOf(refusee.refus.code) : 200);
}

function saisieOf(refusee: Refusee | null) {
  return { motif: refusee?.motif ?? "", aRelire: refusee?.refus.code === "motif-a-relire" };
}

async function record(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = parseInput(decisionSchema, await c.req.parseBody());
  try {
    const choix = saisie.proposition
      ? await findProposition(c.var.base, epci, saisie.adresse, saisie.proposition)
      : readDirecte(saisie);
    await recordLocalisation(c.var.base, { epci, cleAdresse: saisie.adresse, ...choix });
    const fait = choix.situation === "inconnue" ? "ecarte" : "localise";
    return c.redirect(hrefTerritoire(epci, "donnees/localiser", { fait }), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return show(site, c, saisie.adresse, { refus: error, motif: saisie.motif ?? "" });
  }
}

type Choix = Pick<Parameters<typeof recordLocalisation>[1], "situation" | "residence" | "identRep" | "motif" | "relu">;

/** The proposal as it is today: its location is never taken from the form. */
async function findProposition(base: Base, epci: string, cle: string, key: string): Promise<Choix> {
  const adresse = (await base.localisations.aLocaliser(epci)).find(({ cleAdresse }) => cleAdresse === cle);
  const propositions = adresse ? await proposeResidences(base, epci, adresse) : [];
  const proposition = propositions.find(({ candidate }) => keyOf(candidate) === key);
  if (!proposition || proposition.candidate.situation === "inconnue") {
    throw new Refus(
      "proposition-perimee",
      "Cette proposition n’existe plus : le parc a changé. Choisissez de nouveau.",
    );
  }
  const { candidate, score, motifs } = proposition;
  return {
    situation: candidate.situation === "qpv" ? "qpv" : "hors-qpv",
    residence: nomCandidate(candidate),
    identRep: candidate.identRep,
    relu: true,
    motif: `Proposition retenue, ressemblance ${score} sur 100${motifs.length > 0 ? ` : ${motifs.join(", ")}` : ""}`,
  };
}

function readDirecte({ situation, motif, relu }: z.infer<typeof decisionSchema>): Choix {
  if (!situation)
    throw new Refus("saisie-invalide", "Choisissez une résidence, ou dites de quel côté se trouve l’adresse.");
  return { situation, residence: null, identRep: null, motif: motif ?? "", relu: relu === "oui" };
}
