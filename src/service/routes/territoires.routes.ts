import type { Context } from "hono";
import { accorderHabilitation, type DemandeAccord } from "#acces/actes/habilitation/accorder.ts";
import type { Habilitation } from "#acces/lectures/habilitation/ports.ts";
import { etatHabilitation, lastDay } from "#acces/regles/habilitation/echeances.ts";
import { DITS, handOver, invitationDeps, REMISE, showOnce } from "#acces/routes/habilitation/habilitation-actes.ts";
import { openTerritoire } from "#donnees/actes/territoire/open-territoire.ts";
import { readContoursOfficiels } from "#donnees/lectures/territoire/contours-officiels.ts";
import { readAFaire } from "#gouvernance/lectures/tache/read-a-faire.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { isAdministrateur, isMember } from "#socle/regles/habilitation/peut.ts";
import { gardeAdministrateur, gardeCompte } from "#socle/routes/acces/garde.ts";
import { brut, propre } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { emptyCadre, ownTerritoires, type Site } from "#socle/routes/site.ts";
import { renderAccueilPage } from "../pages/accueil/accueil-page.tsx";
import { renderOuvertPage, renderOuvrirPage, type TitulairePropose } from "../pages/territoires/ouvrir-page.tsx";
import { SOURCES_PLATEFORME } from "./taches.ts";

const GARDE = gardeAdministrateur();
const TROUVES_MAX = 20;

/** `/territoires`: those where one is something; and their opening, which is the platform's. */
export function territoiresRoutes(site: Site): Routes {
  return new Routes()
    .get("/territoires", gardeCompte(), (c) => showTerritoires(site, c))
    .route(
      "/",
      pageActes(site, {
        racine: "",
        chemin: "territoires/ouvrir",
        droit: GARDE,
        show: showOuvrir,
        actes: { ouvert: OUVRIR },
        dits: DITS,
      }),
    );
}

async function showTerritoires(site: Site, c: Context<Env>): Promise<Response> {
  const { acteur, base } = c.var;
  const { horloge } = site.deps;
  const aujourdhui = horloge.aujourdhui();
  const question = { epci: "", aujourdhui, maintenant: horloge.maintenant() };
  const administrateur = isAdministrateur(acteur);
  const [gestionnaires, territoires, aFaire] = await Promise.all([
    administrateur ? base.habilitations.listGestionnaires() : [],
    ownTerritoires(c),
    administrateur ? readAFaire(base, question, SOURCES_PLATEFORME) : null,
  ]);
  const attendus = gestionnaires.filter((one) => isAwaited(one, aujourdhui));
  return c.html(
    renderAccueilPage({
      cadre: emptyCadre(site, c),
      territoires: territoires.map((territoire) => ({
        ...territoire,
        membre: isMember(acteur, territoire.epci),
        attendus: attendus.filter(({ epci }) => epci === territoire.epci),
      })),
      administrateur,
      aFaire,
    }),
  );
}

/** Invited by the platform, and never came. */
function isAwaited(habilitation: Habilitation, jour: string): boolean {
  const { compte, avecLeCompte, epci } = habilitation;
  const invited = epci !== null && avecLeCompte && compte.vuLe === null && compte.fermeLe === null;
  return invited && etatHabilitation(habilitation, jour) === "en-vigueur";
}

async function showOuvrir(site: Site, c: Context<Env>, { acte, saisie, ...etat }: EtatPage): Promise<string> {
  const asked = (nom: string) => (acte === null ? (c.req.query(nom) ?? "") : valeurDe(saisie, nom)).trim();
  const recherche = asked("recherche");
  const { codeOfficiel } = site.deps;
  const ouverts = await c.var.base.territoires.list();
  return renderOuvrirPage({
    cadre: emptyCadre(site, c),
    recherche,
    trouves: codeOfficiel.searchTitulaires(recherche, TROUVES_MAX),
    ouverts: new Set(ouverts.map(({ epci }) => epci)),
    choisi: await propose(site, asked("siren") || sirenOf(recherche)),
    saisie,
    erreur: erreurOf({ acte, saisie, ...etat }),
  });
}

/** A whole SIREN leaves nothing to choose. */
function sirenOf(recherche: string): string {
  const chiffres = recherche.replace(/\s/g, "");
  return /^\d{9}$/.test(chiffres) ? chiffres : "";
}

async function propose({ deps: { codeOfficiel } }: Site, siren: string): Promise<TitulairePropose | null> {
  const found = codeOfficiel.findTitulaire(siren);
  if (!found || found.nature === "metropole-grand-paris") return null;
  const { nom, communes } = found;
  return { siren, nom, communes, contours: await readContoursOfficiels(codeOfficiel, communes) };
}

/** Why the first manager was named, in the journal. */
const MOTIF = "Premier gestionnaire, nommé à l’ouverture du territoire";

const OUVRIR = defineActe({
  chemin: "",
  droit: GARDE,
  annonce: null,
  champs: {
    siren: propre((valeur) => (/^\d{9}$/.test(valeur) ? valeur : undefined), "Choisissez le territoire dans la liste."),
    courriel: brut(),
    prenom: brut(),
    nom: brut(),
    remise: REMISE,
  },
  run: async (lieu, { siren, ...personne }) => {
    const { site, c, aujourdhui } = lieu;
    const { codeOfficiel } = site.deps;
    const nom = codeOfficiel.findTitulaire(siren)?.nom ?? siren;
    const demande: DemandeAccord = {
      ...personne,
      epci: siren,
      organisation: { type: "epci", nom: nom.slice(0, 120), siren },
      role: "gestionnaire-epci",
      communes: [],
      sensible: false,
      debut: aujourdhui,
      fin: lastDay(aujourdhui),
      motif: MOTIF,
    };
    // One transaction: a territory that nobody can enter is not opened.
    const accord = await accorderHabilitation(invitationDeps(site, c), demande, (tx) =>
      openTerritoire(tx, codeOfficiel, siren, { neuf: true }),
    );
    const territoire = { epci: siren, nom };
    return showOnce(lieu, renderOuvertPage({ cadre: emptyCadre(site, c), territoire, ...handOver(lieu, accord) }));
  },
});
