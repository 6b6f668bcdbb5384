import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { RESSOURCES } from "#socle/regles/habilitation/ressource.ts";
import { ROLES, ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, plusieursDe } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, pageActes } from "#socle/routes/page-actes.ts";
import { sendExport } from "#socle/routes/send-export.ts";
import { idOuRien, ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { isInvitable, sayAuteur } from "../../actes/habilitation/inviter.ts";
import { faireRevue, readRevue } from "../../actes/habilitation/revue.ts";
import { renderHabilitationsCsv, renderMatriceCsv } from "../../documents/habilitations.ts";
import { findHabilitation, tenueOf } from "../../lectures/habilitation/circonstances.ts";
import { listHabilitations, VUES_HABILITATIONS } from "../../lectures/habilitation/liste.ts";
import { renderDormantsPage } from "../../pages/habilitation/dormants-page.tsx";
import { CODES_FAMILLE, renderDroitsPage } from "../../pages/habilitation/droits-page.tsx";
import { renderHabilitationPage } from "../../pages/habilitation/habilitation-page.tsx";
import { type GestionHabilitations, renderHabilitationsPage } from "../../pages/habilitation/habilitations-page.tsx";
import { accordRoutes } from "./habilitation-accord.ts";
import { actesHabilitation, DITS, invitationDeps } from "./habilitation-actes.ts";
import { plateformeRoutes } from "./plateforme.routes.ts";

const SUPPRIMER = garde("habilitation", "supprimer");
const LIRE_TOUT = garde("habilitation", "lire", { partout: true });

/** `/t/:epci/habilitations` and `/t/:epci/droits`. */
export function habilitationRoutes(site: Site): Routes {
  return new Routes()
    .route("/", plateformeRoutes(site))
    .get("/t/:epci/habilitations", garde("habilitation", "lire"), (c) => showHabilitations(site, c))
    .get("/t/:epci/habilitations.csv", garde("habilitation", "exporter"), (c) => sendHabilitations(site, c))
    .route("/", accordRoutes(site))
    .route(
      "/",
      pageActes(site, {
        chemin: "habilitations/dormants",
        droit: LIRE_TOUT,
        show: showDormants,
        actes: { revue: FAIRE_REVUE },
        dits: DITS,
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: "habilitations/:id{[0-9]+}",
        droit: garde("habilitation", "lire"),
        show: showHabilitation,
        actes: actesHabilitation({
          droits: {
            creer: garde("habilitation", "creer"),
            modifier: garde("habilitation", "modifier"),
            supprimer: SUPPRIMER,
          },
          findCible: async ({ epci, numero }) => ({ epci, id: numero("id") }),
          openListe: async ({ c, epci }) => ({
            cadre: (await openCadre(site, c)).cadre,
            chemin: hrefTerritoire(epci, "habilitations"),
          }),
        }),
        dits: DITS,
      }),
    )
    .get("/t/:epci/droits", LIRE_TOUT, (c) => showDroits(site, c))
    .get("/t/:epci/droits.csv", LIRE_TOUT, (c) =>
      sendDocument(c, { nom: "matrice-des-droits", type: "csv", contenu: renderMatriceCsv() }),
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

const filtreSchema = z.object({
  vue: ouRien(z.enum(VUES_HABILITATIONS)),
  role: ouRien(z.enum(ROLES_HABILITES)),
  organisation: idOuRien(),
});

async function showHabilitations(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { vue, ...choisi } = parseInput(filtreSchema, c.req.query());
  const liste = await listHabilitations(invitationDeps(site, c), epci, { ...choisi, vue: vue ?? "actuelles" });
  const communes = await communesOf(c, epci);
  return c.html(renderHabilitationsPage({ cadre, liste, communes, gestion: gestionOf(c) }));
}

async function sendHabilitations(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const list = await c.var.base.habilitations.list(epci);
  const contenu = renderHabilitationsCsv(list, site.deps.horloge.aujourdhui());
  const sortie = { ressource: "habilitation", epci, objet: `habilitations.csv:${list.length}` } as const;
  return sendExport(c, sortie, { nom: `habilitations-${epci}`, type: "csv", contenu });
}

async function showHabilitation(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const habilitation = await findHabilitation(c.var.base, epci, readNumero(c, "id"));
  const gestion = gestionOf(c);
  return renderHabilitationPage({
    cadre,
    chemin: hrefTerritoire(epci, "habilitations"),
    habilitation,
    aujourdhui: site.deps.horloge.aujourdhui(),
    gestion,
    invitable: gestion.gerer && (await isInvitable(invitationDeps(site, c), epci, habilitation)),
    sienne: tenueOf(habilitation).compte === c.var.acteur.compte,
    communes: await communesOf(c, epci),
    auteurDuCompte: await sayAuteur(c.var.base, habilitation.compte),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}

async function showDormants(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  return renderDormantsPage({
    cadre,
    revue: await readRevue(invitationDeps(site, c), epci),
    gerer: gestionOf(c).gerer,
    choisies: etat.saisie.habilitation ?? [],
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}

const FAIRE_REVUE = defineActe({
  chemin: "",
  droit: SUPPRIMER,
  annonce: "La revue est enregistrée.",
  champs: { habilitation: plusieursDe(/^[1-9]\d{0,14}$/), motif: brut() },
  run: ({ epci, site, c }, { habilitation, motif }) =>
    faireRevue(invitationDeps(site, c), { epci, ids: habilitation.map(Number), motif }),
});

const droitsSchema = z.object({
  role: ouRien(z.enum(ROLES)),
  ressource: ouRien(z.enum(RESSOURCES)),
  famille: ouRien(z.enum(CODES_FAMILLE)),
});

async function showDroits(site: Site, c: Context<Env>): Promise<Response> {
  const { cadre } = await openCadre(site, c);
  return c.html(renderDroitsPage({ cadre, ...parseInput(droitsSchema, c.req.query()) }));
}
