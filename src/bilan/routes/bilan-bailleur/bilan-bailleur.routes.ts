import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { habilitationsFor, peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  commenterBilanBailleur,
  findVersion,
  preparerBilanBailleur,
  signerBilanBailleur,
} from "../../actes/bilan-bailleur/actes.ts";
import { renderBilanBailleurPdf, renderBilanBailleurXlsx } from "../../documents/bilan-bailleur-document.ts";
import { comparerBilanBailleur } from "../../lectures/bilan-bailleur/comparer.ts";
import { type FicheBilanBailleur, presentBilanBailleur } from "../../lectures/bilan-bailleur/fiche.ts";
import { listerBilansBailleurs } from "../../lectures/bilan-bailleur/lister.ts";
import { renderBilanBailleurPage } from "../../pages/bilan-bailleur/bilan-bailleur-page.tsx";
import { renderBilansPage } from "../../pages/bilan-bailleur/bilans-page.tsx";
import type { SaisieBilan } from "../../pages/bilan-bailleur/formulaires.tsx";
import { readChoix } from "../question.ts";
import { readPrecisions, readSaisie } from "./saisie.ts";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  prepare: "Le bilan est préparé : vérifiez les chiffres, commentez-les si besoin, puis signez.",
  commente: "Le commentaire est enregistré.",
  signe: "Le bilan est signé : cette version ne change plus.",
};

const LIRE = garde("bilan", "lire");

/** `/t/:epci/bilans-bailleurs`: the quarterly bilans of bailleurs, one version, its acts and its documents. */
export function bilanBailleurRoutes(site: Site): Routes {
  const { horloge } = site.deps;
  return new Routes()
    .get("/t/:epci/bilans-bailleurs", LIRE, (c) => showListe(site, c, c.req.query(), null))
    .post("/t/:epci/bilans-bailleurs", garde("bilan", "creer"), (c) => prepare(site, c))
    .get("/t/:epci/bilans-bailleurs/:fichier{.+\\.(pdf|xlsx|json)}", garde("bilan", "exporter"), (c) => send(c))
    .get("/t/:epci/bilans-bailleurs/:id", LIRE, (c) => showVersion(site, c, {}))
    .post("/t/:epci/bilans-bailleurs/:id/commentaire", garde("bilan", "modifier"), async (c) => {
      const saisie = readSaisie(await c.req.parseBody());
      return act(site, c, { fait: "commente", saisie }, (id, epci) =>
        commenterBilanBailleur(c.var, { epci, id, ...saisie, precisions: readPrecisions(saisie) }),
      );
    })
    .post("/t/:epci/bilans-bailleurs/:id/signature", garde("bilan", "valider"), async (c) => {
      const { verifie, empreinte } = await c.req.parseBody();
      return act(site, c, { fait: "signe", saisie: null }, (id, epci) =>
        signerBilanBailleur(
          { base: c.var.base, horloge },
          { epci, id, empreinte: z.string().catch("").parse(empreinte), verifie: verifie === "oui" },
        ),
      );
    });
}

const anneeSchema = z.object({ annee: z.literal("").or(z.coerce.number().int().min(1990).max(2100)).optional() });

/** Of the year asked for, else of the last one published. */
async function showListe(
  site: Site,
  c: Context<Env>,
  parametres: Readonly<Record<string, unknown>>,
  refus: Refus | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const asked = parseInput(anneeSchema, { annee: parametres.annee }).annee;
  const choix = await readChoix(base, epci, base.cubes.annees(epci));
  const aujourdhui = site.deps.horloge.aujourdhui();
  const annee = asked || (choix.annees.at(-1) ?? Number(aujourdhui.slice(0, 4)));
  const liste = await listerBilansBailleurs(base, { epci, annee, aujourdhui });
  const page = renderBilansPage({ cadre, liste, choix, erreur: refus?.message ?? null });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

const preparationSchema = z.object({
  organisation: z.coerce.number().int().positive(),
  annee: z.coerce.number().int().min(1990).max(2100),
  periode: z.string().max(20),
});

async function prepare(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const body = await c.req.parseBody();
  const asked = parseInput(preparationSchema, body);
  try {
    const { id } = await preparerBilanBailleur(c.var, { epci, ...asked });
    return c.redirect(hrefTerritoire(epci, `bilans-bailleurs/${id}`, { fait: "prepare" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return showListe(site, c, { annee: asked.annee }, error);
  }
}

function readId(c: Context<Env>, parametre: "id" | "fichier"): number {
  const texte = (c.req.param(parametre) ?? "").replace(/\.[a-z]+$/, "");
  const id = z.coerce.number().int().positive().safeParse(texte);
  // As one that does not exist: an address that nobody wrote tells nothing.
  if (!/^[1-9]\d{0,14}$/.test(texte) || !id.success) throw unknownVersion();
  return id.data;
}

function unknownVersion(): Refus {
  return new Refus("bilan-bailleur-inconnu", "Ce bilan de bailleur n’existe pas. Choisissez-le dans la liste.");
}

async function openFiche(c: Context<Env>, epci: string, parametre: "id" | "fichier"): Promise<FicheBilanBailleur> {
  const version = await findVersion(c.var.base, epci, readId(c, parametre));
  return presentBilanBailleur(version, await comparerBilanBailleur(c.var.base, version));
}

type Retour = { readonly saisie?: SaisieBilan | null; readonly refus?: Refus };

async function showVersion(site: Site, c: Context<Env>, { saisie = null, refus }: Retour): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { acteur } = c.var;
  const fiche = await openFiche(c, epci, "id");
  const own = habilitationsFor(acteur, "bilan", "valider", epci);
  const page = renderBilanBailleurPage({
    cadre,
    fiche,
    responsable: own.some(({ organisation }) => organisation === fiche.version.organisation),
    exporter: peut(acteur, "bilan", "exporter", epci),
    saisie,
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    erreur: refus?.message ?? null,
    aRelire: refus?.code === "commentaire-a-relire",
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

type Acte = { readonly fait: string; readonly saisie: SaisieBilan | null };

/** A refused act comes back on the page of the version, with its reason and with what was typed. */
async function act(
  site: Site,
  c: Context<Env>,
  { fait, saisie }: Acte,
  run: (id: number, epci: string) => Promise<unknown>,
): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = readId(c, "id");
  try {
    await run(id, epci);
  } catch (error) {
    if (!(error instanceof Refus) || PAS_DE_PAGE.includes(error.code)) throw error;
    return showVersion(site, c, { saisie, refus: error });
  }
  return c.redirect(hrefTerritoire(epci, `bilans-bailleurs/${id}`, { fait }), 303);
}

/** Refusals after which there is no page of the version to come back on. */
const PAS_DE_PAGE: readonly string[] = ["bilan-bailleur-inconnu", "droit-absent", "saisie-invalide"];

/** The same object as the page, to keep. */
async function send(c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const fiche = await openFiche(c, epci, "fichier");
  const { figures, numero } = fiche.version;
  const extension = (c.req.param("fichier") ?? "").split(".").at(-1);
  const nom = ["bilan-bailleur", epci, figures.siren, figures.annee, figures.periode, `v${numero}`].join("-");
  const answer = (type: string, content: string | Uint8Array<ArrayBuffer>) =>
    c.body(content, 200, {
      "content-type": type,
      "content-disposition": `attachment; filename="${nom}.${extension}"`,
    });
  if (extension === "pdf") return answer("application/pdf", new Uint8Array(await renderBilanBailleurPdf(fiche)));
  if (extension === "xlsx") return answer(XLSX, new Uint8Array(await renderBilanBailleurXlsx(fiche)));
  return answer("application/json; charset=utf-8", `${JSON.stringify(fiche.version, null, 2)}\n`);
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
