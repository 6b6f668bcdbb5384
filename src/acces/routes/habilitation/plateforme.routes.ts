import type { Context } from "hono";
import { z } from "zod";
import { Refus } from "#socle/regles/shared/refus.ts";
import { gardeAdministrateur } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { emptyCadre, type Site } from "#socle/routes/site.ts";
import { accorderHabilitation, type DemandeAccord } from "../../actes/habilitation/accorder.ts";
import { fermerCompte, fermerSessions } from "../../actes/habilitation/fermer.ts";
import { isInvitable, redemanderPreuve, reinviter, sayAuteur } from "../../actes/habilitation/inviter.ts";
import { renouvelerHabilitation } from "../../actes/habilitation/renouveler.ts";
import { revoquerHabilitation } from "../../actes/habilitation/revoquer.ts";
import type { InvitationDeps } from "../../lectures/habilitation/circonstances.ts";
import type { Habilitation } from "../../lectures/habilitation/ports.ts";
import { renderAccordeePage } from "../../pages/habilitation/accorder-page.tsx";
import { renderHabilitationPage, renderNouveauLienPage } from "../../pages/habilitation/habilitation-page.tsx";
import {
  CHEMIN_PLATEFORME,
  renderNommerPage,
  renderPlateformePage,
  type SaisieNomination,
} from "../../pages/habilitation/plateforme-page.tsx";
import { lastDay } from "../../regles/habilitation/echeances.ts";
import { invitationDeps, remiseSchema } from "./habilitation-accord.ts";

const ANNONCES: Readonly<Record<string, string>> = {
  revoquee: "L’habilitation est révoquée. La personne n’a plus ce droit.",
  renouvelee: "L’habilitation est renouvelée : voici la nouvelle.",
  sessions: "Toutes les sessions de cette personne sont fermées.",
  ferme: "Le compte est fermé, et ses sessions avec lui.",
  rouvert: "Le compte est ouvert de nouveau.",
};

/** `/plateforme/habilitations`: administrateurs, and the managers of the territories. */
export function plateformeRoutes(site: Site): Routes {
  const guard = gardeAdministrateur();
  return new Routes()
    .get(CHEMIN_PLATEFORME, guard, (c) => showPlateforme(site, c))
    .get(`${CHEMIN_PLATEFORME}/accorder`, guard, (c) => showNommer(site, c))
    .post(`${CHEMIN_PLATEFORME}/accorder`, guard, (c) => saveNomination(site, c))
    .get(`${CHEMIN_PLATEFORME}/:id{[0-9]+}`, guard, (c) => showOne(site, c, null))
    .post(`${CHEMIN_PLATEFORME}/:id{[0-9]+}/renouveler`, guard, (c) =>
      act(site, c, async (deps, { epci, id }, { motif, fin }) => {
        const renewed = await renouvelerHabilitation(deps, { epci, id, motif, fin });
        return c.redirect(`${CHEMIN_PLATEFORME}/${renewed.id}?fait=renouvelee`, 303);
      }),
    )
    .post(`${CHEMIN_PLATEFORME}/:id{[0-9]+}/revoquer`, guard, (c) =>
      act(site, c, async (deps, { epci, id }, { motif }) => {
        await revoquerHabilitation(deps, { epci, id, motif });
        return c.redirect(`${CHEMIN_PLATEFORME}/${id}?fait=revoquee`, 303);
      }),
    )
    .post(`${CHEMIN_PLATEFORME}/:id{[0-9]+}/sessions`, guard, (c) =>
      act(site, c, async (deps, { epci, id }) => {
        await fermerSessions(deps, { epci, id });
        return c.redirect(`${CHEMIN_PLATEFORME}/${id}?fait=sessions`, 303);
      }),
    )
    .post(`${CHEMIN_PLATEFORME}/:id{[0-9]+}/fermer`, guard, (c) =>
      act(site, c, async (deps, { epci, id }, { motif }) => {
        await fermerCompte(deps, { epci, id, motif, rouvrir: false });
        return c.redirect(`${CHEMIN_PLATEFORME}/${id}?fait=ferme`, 303);
      }),
    )
    .post(`${CHEMIN_PLATEFORME}/:id{[0-9]+}/rouvrir`, guard, (c) =>
      act(site, c, async (deps, { epci, id }, { motif }) => {
        await fermerCompte(deps, { epci, id, motif, rouvrir: true });
        return c.redirect(`${CHEMIN_PLATEFORME}/${id}?fait=rouvert`, 303);
      }),
    )
    .post(`${CHEMIN_PLATEFORME}/:id{[0-9]+}/lien`, guard, (c) =>
      act(site, c, async (deps, { epci, id }) => {
        const { remise } = parseInput(remiseSchema, await c.req.parseBody());
        return showLien(site, c, await reinviter(deps, { epci, id, remise }));
      }),
    )
    .post(`${CHEMIN_PLATEFORME}/:id{[0-9]+}/preuve`, guard, (c) =>
      act(site, c, async (deps, { epci, id }) => showLien(site, c, await redemanderPreuve(deps, { epci, id }))),
    );
}

function showLien(
  site: Site,
  c: Context<Env>,
  { habilitation, lien, envoi }: Awaited<ReturnType<typeof reinviter>>,
): Response | Promise<Response> {
  c.header("cache-control", "no-store");
  const page = renderNouveauLienPage({
    cadre: emptyCadre(site, c),
    chemin: CHEMIN_PLATEFORME,
    habilitation,
    envoi,
    lien: lien && site.deps.connexion.origine + lien,
  });
  return c.html(page);
}

async function showPlateforme(site: Site, c: Context<Env>): Promise<Response> {
  const { habilitations, territoires } = c.var.base;
  const page = renderPlateformePage({
    cadre: emptyCadre(site, c),
    habilitations: await habilitations.listGestionnaires(),
    territoires: await territoires.list(),
    aujourdhui: site.deps.horloge.aujourdhui(),
  });
  return c.html(page);
}

async function showNommer(site: Site, c: Context<Env>): Promise<Response> {
  const debut = site.deps.horloge.aujourdhui();
  const saisie = { courriel: "", prenom: "", nom: "", charge: c.req.query("territoire") ?? "", motif: "" };
  const remise = "courriel" as const;
  return c.html(await renderForm(site, c, { ...saisie, remise, debut, fin: lastDay(debut) }, null));
}

async function renderForm(
  site: Site,
  c: Context<Env>,
  saisie: SaisieNomination,
  erreur: string | null,
): Promise<string> {
  const debut = site.deps.horloge.aujourdhui();
  return renderNommerPage({
    cadre: emptyCadre(site, c),
    saisie,
    territoires: await c.var.base.territoires.list(),
    bornes: { debut, fin: lastDay(debut) },
    erreur,
  });
}

const texte = (max: number) => z.string().max(max).default("");

const nominationSchema = z.object({
  courriel: texte(300),
  prenom: texte(80),
  nom: texte(80),
  charge: texte(10),
  debut: texte(10),
  fin: texte(10),
  motif: texte(2000),
  ...remiseSchema.shape,
});

async function saveNomination(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = parseInput(nominationSchema, await c.req.parseBody());
  try {
    const demande = await demandeOf(c, saisie);
    const { habilitation, lien, envoi } = await accorderHabilitation(invitationDeps(site, c), demande);
    c.header("cache-control", "no-store");
    const address = lien && site.deps.connexion.origine + lien;
    return c.html(
      renderAccordeePage({ cadre: emptyCadre(site, c), chemin: CHEMIN_PLATEFORME, habilitation, envoi, lien: address }),
    );
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return c.html(await renderForm(site, c, saisie, error.message), statusOf(error.code));
  }
}

/** A manager acts for the EPCI itself, an administrateur for whoever runs the platform: there is nothing to choose. */
async function demandeOf(c: Context<Env>, { charge, ...saisie }: SaisieNomination): Promise<DemandeAccord> {
  const common = { ...saisie, communes: [], sensible: false };
  if (charge === "plateforme") {
    const organisation = { type: "plateforme", nom: "Exploitant de la plateforme", siren: null } as const;
    return { ...common, epci: null, role: "administrateur", organisation };
  }
  const territoire = await c.var.base.territoires.find(charge);
  if (!territoire) throw new Refus("charge-absente", "Choisissez un territoire, ou la plateforme.");
  const organisation = { type: "epci", nom: territoire.nom.slice(0, 120), siren: territoire.epci } as const;
  return { ...common, epci: territoire.epci, role: "gestionnaire-epci", organisation };
}

/** Only what the platform may see: its own, and the managers. */
async function findOne(c: Context<Env>): Promise<Habilitation> {
  const id = parseInput(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER), c.req.param("id"));
  const list = await c.var.base.habilitations.listGestionnaires();
  const found = list.find((habilitation) => habilitation.id === id);
  if (found) return found;
  throw new Refus("habilitation-inconnue", `L’habilitation ${id} n’existe pas. Choisissez-en une dans la liste.`, {
    habilitation: id,
  });
}

async function showOne(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const habilitation = await findOne(c);
  const communes = habilitation.epci === null ? [] : await c.var.base.territoires.communes(habilitation.epci);
  const page = renderHabilitationPage({
    cadre: emptyCadre(site, c),
    chemin: CHEMIN_PLATEFORME,
    habilitation,
    aujourdhui: site.deps.horloge.aujourdhui(),
    gestion: { toutes: true, gerer: true, exporter: false },
    invitable: await isInvitable(invitationDeps(site, c), habilitation.epci, habilitation),
    sienne: habilitation.compte.id === c.var.acteur.compte,
    fermable: true,
    communes: new Map(communes.map(({ commune, nom }) => [commune, nom])),
    auteurDuCompte: await sayAuteur(c.var.base, habilitation.compte),
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

const acteSchema = z.object({ motif: texte(2000), fin: texte(10) });

async function act(
  site: Site,
  c: Context<Env>,
  run: (deps: InvitationDeps, habilitation: Habilitation, saisie: z.infer<typeof acteSchema>) => Promise<Response>,
): Promise<Response> {
  const saisie = parseInput(acteSchema, await c.req.parseBody());
  const habilitation = await findOne(c);
  try {
    return await run(invitationDeps(site, c), habilitation, saisie);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showOne(site, c, error);
  }
}
