import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { RESSOURCES } from "#socle/regles/habilitation/ressource.ts";
import { ROLES, ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { fermerSessions } from "../../actes/habilitation/fermer.ts";
import { isInvitable, type Remise, redemanderPreuve, reinviter, sayAuteur } from "../../actes/habilitation/inviter.ts";
import { renouvelerHabilitation } from "../../actes/habilitation/renouveler.ts";
import { revoquerHabilitation } from "../../actes/habilitation/revoquer.ts";
import { faireRevue, readRevue } from "../../actes/habilitation/revue.ts";
import { renderHabilitationsCsv, renderMatriceCsv } from "../../documents/habilitations.ts";
import { findHabilitation, type InvitationDeps, tenueOf } from "../../lectures/habilitation/circonstances.ts";
import { listHabilitations, VUES_HABILITATIONS } from "../../lectures/habilitation/liste.ts";
import { renderDormantsPage } from "../../pages/habilitation/dormants-page.tsx";
import { renderDroitsPage } from "../../pages/habilitation/droits-page.tsx";
import { renderHabilitationPage, renderNouveauLienPage } from "../../pages/habilitation/habilitation-page.tsx";
import { type GestionHabilitations, renderHabilitationsPage } from "../../pages/habilitation/habilitations-page.tsx";
import { invitationDeps, remiseSchema, saveAccord, showAccorder } from "./habilitation-accord.ts";
import { plateformeRoutes } from "./plateforme.routes.ts";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  revoquee: "L’habilitation est révoquée. La personne n’a plus ce droit.",
  renouvelee: "L’habilitation est renouvelée : voici la nouvelle.",
  sessions: "Toutes les sessions de cette personne sont fermées.",
  revue: "La revue est enregistrée.",
};

/** `/t/:epci/habilitations` and `/t/:epci/droits`: who may do what, and the acts by which it changes. */
export function habilitationRoutes(site: Site): Routes {
  return new Routes()
    .route("/", plateformeRoutes(site))
    .get("/t/:epci/habilitations", garde("habilitation", "lire"), (c) => showHabilitations(site, c))
    .get("/t/:epci/habilitations.csv", garde("habilitation", "exporter"), (c) => sendHabilitations(site, c))
    .get("/t/:epci/habilitations/accorder", garde("habilitation", "creer"), (c) => showAccorder(site, c))
    .post("/t/:epci/habilitations/accorder", garde("habilitation", "creer"), (c) => saveAccord(site, c))
    .get("/t/:epci/habilitations/dormants", garde("habilitation", "lire", { partout: true }), (c) =>
      showDormants(site, c, null),
    )
    .post("/t/:epci/habilitations/dormants", garde("habilitation", "supprimer"), (c) => saveRevue(site, c))
    .get("/t/:epci/habilitations/:id{[0-9]+}", garde("habilitation", "lire"), (c) => showHabilitation(site, c, null))
    .post("/t/:epci/habilitations/:id{[0-9]+}/renouveler", garde("habilitation", "creer"), (c) =>
      act(site, c, async (deps, { epci, id, motif, fin }) => {
        const renewed = await renouvelerHabilitation(deps, { epci, id, motif, fin });
        return hrefTerritoire(epci, `habilitations/${renewed.id}`, { fait: "renouvelee" });
      }),
    )
    .post("/t/:epci/habilitations/:id{[0-9]+}/revoquer", garde("habilitation", "supprimer"), (c) =>
      act(site, c, async (deps, { epci, id, motif }) => {
        await revoquerHabilitation(deps, { epci, id, motif });
        return hrefTerritoire(epci, `habilitations/${id}`, { fait: "revoquee" });
      }),
    )
    .post("/t/:epci/habilitations/:id{[0-9]+}/sessions", garde("habilitation", "supprimer"), (c) =>
      act(site, c, async (deps, { epci, id }) => {
        await fermerSessions(deps, { epci, id });
        return hrefTerritoire(epci, `habilitations/${id}`, { fait: "sessions" });
      }),
    )
    .post("/t/:epci/habilitations/:id{[0-9]+}/lien", garde("habilitation", "modifier"), (c) =>
      renewLien(site, c, (question) => reinviter(invitationDeps(site, c), question)),
    )
    .post("/t/:epci/habilitations/:id{[0-9]+}/preuve", garde("habilitation", "modifier"), (c) =>
      renewLien(site, c, (question) => redemanderPreuve(invitationDeps(site, c), question)),
    )
    .get("/t/:epci/droits", garde("habilitation", "lire", { partout: true }), (c) => showDroits(site, c))
    .get("/t/:epci/droits.csv", garde("habilitation", "lire", { partout: true }), (c) =>
      sendCsv(c, "matrice-des-droits", renderMatriceCsv()),
    );
}

function gestionOf(c: Context<Env>): GestionHabilitations {
  const { acteur } = c.var;
  const epci = c.req.param("epci") ?? "";
  return {
    toutes: peutPartout(acteur, "habilitation", "lire", epci),
    gerer: peut(acteur, "habilitation", "creer", epci),
    exporter: peut(acteur, "habilitation", "exporter", epci),
  };
}

async function communesOf(c: Context<Env>, epci: string): Promise<ReadonlyMap<string, string>> {
  const communes = await c.var.base.territoires.communes(epci);
  return new Map(communes.map(({ commune, nom }) => [commune, nom]));
}

const vide = z.literal("").transform(() => undefined);
const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

const filtreSchema = z.object({
  vue: vide.or(z.enum(VUES_HABILITATIONS)).optional(),
  role: vide.or(z.enum(ROLES_HABILITES)).optional(),
  organisation: vide.or(id).optional(),
});

async function showHabilitations(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { vue = "actuelles", role = null, organisation = null } = parseInput(filtreSchema, c.req.query());
  const liste = await listHabilitations(invitationDeps(site, c), epci, { vue, role, organisation });
  const communes = await communesOf(c, epci);
  return c.html(renderHabilitationsPage({ cadre, liste, communes, gestion: gestionOf(c), annonce: annonceOf(c) }));
}

function annonceOf(c: Context<Env>): string | null {
  return ANNONCES[c.req.query("fait") ?? ""] ?? null;
}

async function sendHabilitations(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const list = await c.var.base.habilitations.list(epci);
  await c.var.base.journal.ecrire({
    acte: "document-exporte",
    ressource: "habilitation",
    epci,
    objet: `habilitations.csv:${list.length}`,
  });
  return sendCsv(c, `habilitations-${epci}`, renderHabilitationsCsv(list, site.deps.horloge.aujourdhui()));
}

function sendCsv(c: Context<Env>, nom: string, content: string): Response {
  return c.body(content, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${nom}.csv"`,
  });
}

async function showHabilitation(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const habilitation = await findHabilitation(c.var.base, epci, parseInput(id, c.req.param("id")));
  const gestion = gestionOf(c);
  const page = renderHabilitationPage({
    cadre,
    chemin: hrefTerritoire(epci, "habilitations"),
    habilitation,
    aujourdhui: site.deps.horloge.aujourdhui(),
    gestion,
    invitable: gestion.gerer && (await isInvitable(invitationDeps(site, c), epci, habilitation)),
    sienne: tenueOf(habilitation).compte === c.var.acteur.compte,
    communes: await communesOf(c, epci),
    auteurDuCompte: await sayAuteur(c.var.base, habilitation.compte),
    annonce: refus ? null : annonceOf(c),
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

type Saisie = { readonly epci: string; readonly id: number; readonly motif: string; readonly fin: string };

const saisieSchema = z.object({ motif: z.string().max(2000).default(""), fin: z.string().max(10).default("") });

/** A refused act comes back on the page of the habilitation, with its reason above what there is to do. */
async function act(
  site: Site,
  c: Context<Env>,
  run: (deps: InvitationDeps, saisie: Saisie) => Promise<string>,
): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const { motif, fin } = parseInput(saisieSchema, await c.req.parseBody());
  try {
    const next = await run(invitationDeps(site, c), { epci, id: parseInput(id, c.req.param("id")), motif, fin });
    return c.redirect(next, 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "habilitation-inconnue") throw error;
    return showHabilitation(site, c, error);
  }
}

/** A new link, or a new message that asks for a proof. */
async function renewLien(
  site: Site,
  c: Context<Env>,
  run: (question: { epci: string; id: number; remise: Remise }) => ReturnType<typeof reinviter>,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { remise } = parseInput(remiseSchema, await c.req.parseBody());
  try {
    const { habilitation, lien, envoi } = await run({ epci, id: parseInput(id, c.req.param("id")), remise });
    c.header("cache-control", "no-store");
    return c.html(
      renderNouveauLienPage({
        cadre,
        chemin: hrefTerritoire(epci, "habilitations"),
        habilitation,
        envoi,
        lien: lien && site.deps.connexion.origine + lien,
      }),
    );
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "habilitation-inconnue") throw error;
    return showHabilitation(site, c, error);
  }
}

async function showDormants(
  site: Site,
  c: Context<Env>,
  refused: { readonly refus: Refus; readonly choisies: readonly number[] } | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const revue = await readRevue(invitationDeps(site, c), epci);
  const page = renderDormantsPage({
    cadre,
    revue,
    gerer: gestionOf(c).gerer,
    choisies: refused?.choisies ?? [],
    annonce: refused ? null : annonceOf(c),
    erreur: refused?.refus.message ?? null,
  });
  return c.html(page, refused ? statusOf(refused.refus.code) : 200);
}

const revueSchema = z.object({
  habilitation: z.array(id).max(500).default([]),
  motif: z.string().max(2000).default(""),
});

async function saveRevue(site: Site, c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const body = await c.req.parseBody({ all: true });
  const chosen = body.habilitation === undefined ? [] : [body.habilitation].flat();
  const { habilitation: ids, motif } = parseInput(revueSchema, { ...body, habilitation: chosen });
  try {
    await faireRevue(invitationDeps(site, c), { epci, ids, motif });
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showDormants(site, c, { refus: error, choisies: ids });
  }
  return c.redirect(hrefTerritoire(epci, "habilitations/dormants", { fait: "revue" }), 303);
}

const droitsSchema = z.object({
  role: vide.or(z.enum(ROLES)).optional(),
  ressource: vide.or(z.enum(RESSOURCES)).optional(),
});

async function showDroits(site: Site, c: Context<Env>): Promise<Response> {
  const { cadre } = await openCadre(site, c);
  const { role = null, ressource = null } = parseInput(droitsSchema, c.req.query());
  return c.html(renderDroitsPage({ cadre, role, ressource }));
}
