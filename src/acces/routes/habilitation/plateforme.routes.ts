import type { Context } from "hono";
import { Refus } from "#socle/regles/shared/refus.ts";
import { gardeAdministrateur } from "#socle/routes/acces/garde.ts";
import { brut, type Lu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, type Lieu, pageActes } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { emptyCadre, type Site } from "#socle/routes/site.ts";
import { accorderHabilitation, type DemandeAccord } from "../../actes/habilitation/accorder.ts";
import { fermerCompte } from "../../actes/habilitation/fermer.ts";
import { isInvitable, sayAuteur } from "../../actes/habilitation/inviter.ts";
import { habilitationInconnue } from "../../lectures/habilitation/circonstances.ts";
import type { Habilitation } from "../../lectures/habilitation/ports.ts";
import { renderAccordeePage } from "../../pages/habilitation/accorder-page.tsx";
import { renderHabilitationPage } from "../../pages/habilitation/habilitation-page.tsx";
import {
  CHEMIN_PLATEFORME,
  renderNommerPage,
  renderPlateformePage,
} from "../../pages/habilitation/plateforme-page.tsx";
import { lastDay } from "../../regles/habilitation/echeances.ts";
import { CHAMPS_PERSONNE } from "./habilitation-accord.ts";
import { actesHabilitation, DITS, handOver, invitationDeps, showOnce } from "./habilitation-actes.ts";

const GARDE = gardeAdministrateur();
const SOUS_PLATEFORME = { racine: "/plateforme", droit: GARDE, dits: DITS };

/** `/plateforme/habilitations`: administrateurs, and the managers of the territories. */
export function plateformeRoutes(site: Site): Routes {
  return new Routes()
    .get(CHEMIN_PLATEFORME, GARDE, (c) => showPlateforme(site, c))
    .route(
      "/",
      pageActes(site, {
        ...SOUS_PLATEFORME,
        chemin: "habilitations/accorder",
        show: showNommer,
        actes: { accordee: NOMMER },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        ...SOUS_PLATEFORME,
        chemin: "habilitations/:id{[0-9]+}",
        show: showOne,
        actes: {
          ...actesHabilitation({
            droits: { creer: GARDE, modifier: GARDE, supprimer: GARDE },
            findCible: ({ c }) => findOne(c),
            openListe: async ({ c }) => ({ cadre: emptyCadre(site, c), chemin: CHEMIN_PLATEFORME }),
          }),
          ferme: FERMER,
          rouvert: ROUVRIR,
        },
      }),
    );
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

async function showNommer(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const debut = site.deps.horloge.aujourdhui();
  const bornes = { debut, fin: lastDay(debut) };
  const vide = { charge: [c.req.query("territoire") ?? ""], debut: [debut], fin: [bornes.fin] };
  return renderNommerPage({
    cadre: emptyCadre(site, c),
    saisie: etat.acte === null ? vide : etat.saisie,
    territoires: await c.var.base.territoires.list(),
    bornes,
    erreur: erreurOf(etat),
  });
}

const CHAMPS_NOMINATION = { ...CHAMPS_PERSONNE, charge: brut() };

const NOMMER = defineActe({
  chemin: "",
  droit: GARDE,
  annonce: null,
  champs: CHAMPS_NOMINATION,
  run: async (lieu, lu) => {
    const { site, c } = lieu;
    const accord = await accorderHabilitation(invitationDeps(site, c), await demandeOf(c, lu));
    const liste = { cadre: emptyCadre(site, c), chemin: CHEMIN_PLATEFORME };
    return showOnce(lieu, renderAccordeePage({ ...liste, ...handOver(lieu, accord) }));
  },
});

/** A manager's organisation is the EPCI, an administrateur's the operator: no choice is offered. */
async function demandeOf(c: Context<Env>, { charge, ...saisie }: Lu<typeof CHAMPS_NOMINATION>): Promise<DemandeAccord> {
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

/** Limited to the habilitations of the platform and of managers. */
async function findOne(c: Context<Env>): Promise<Habilitation> {
  const id = readNumero(c, "id");
  const list = await c.var.base.habilitations.listGestionnaires();
  const found = list.find((habilitation) => habilitation.id === id);
  if (found) return found;
  throw habilitationInconnue(id);
}

async function showOne(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const habilitation = await findOne(c);
  const communes = habilitation.epci === null ? [] : await c.var.base.territoires.communes(habilitation.epci);
  return renderHabilitationPage({
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
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}

const FERMER = defineActe({
  chemin: "fermer",
  droit: GARDE,
  annonce: "Le compte est fermé, et ses sessions avec lui.",
  champs: { motif: brut() },
  run: (lieu, { motif }) => fermer(lieu, { motif, rouvrir: false }),
});

const ROUVRIR = defineActe({
  chemin: "rouvrir",
  droit: GARDE,
  annonce: "Le compte est ouvert de nouveau.",
  champs: { motif: brut() },
  run: (lieu, { motif }) => fermer(lieu, { motif, rouvrir: true }),
});

async function fermer({ site, c }: Lieu, acte: { readonly motif: string; readonly rouvrir: boolean }): Promise<void> {
  const { epci, id } = await findOne(c);
  await fermerCompte(invitationDeps(site, c), { epci, id, ...acte });
}
