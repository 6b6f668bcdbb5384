import type { Context } from "hono";
import { lireDossier } from "#dossier/lectures/lire-dossier.ts";
import { unknownDemande } from "#dossier/lectures/registre/guichets.ts";
import { resumer } from "#dossier/lectures/resume.ts";
import { renderVerifierPage } from "#dossier/pages/verifier-page.tsx";
import { findManques } from "#dossier/regles/completude.ts";
import { questionsPosees } from "#dossier/regles/question.ts";
import { readLieux, type Visite } from "#dossier/routes/commun.ts";
import { etapesRoutes } from "#dossier/routes/etapes.routes.ts";
import { personnesRoutes } from "#dossier/routes/personnes.routes.ts";
import type { Porte } from "#dossier/routes/porte.ts";
import { SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { prolongerOuverture } from "../../actes/registre/ouvrir-fiche.ts";
import { DEMANDE, seuilOuverte, surDemande } from "./fiche-ouverte.ts";

/**
 * The seven steps at the desk, with the person: the household's questions, in the file that the desk opened; the events are signed by the desk.
 * Sensitive questions are not asked there: the household answers them with its code.
 */
export function etapesGuichetRoutes(site: Site): Routes {
  const porte: Porte = {
    racine: `/t/:epci/${DEMANDE}`,
    ecrire: garde("demande-identite", "modifier"),
    // Each page extends the opening, so that a long interview keeps the file open.
    seuil: seuilOuverte((c) =>
      prolongerOuverture(c.var.base, { ...surDemande(c), maintenant: site.deps.horloge.maintenant() }),
    ),
    ouvrir: ouvrirAuGuichet,
    apres: async () => {},
    fin: "verifier",
  };
  return new Routes()
    .get(`${porte.racine}/etapes/verifier`, porte.ecrire, porte.seuil, (c) => showReponses(site, c))
    .route("/", personnesRoutes(site, porte))
    .route("/", etapesRoutes(site, porte));
}

/** Throws `demande-inconnue`. */
async function ouvrirAuGuichet(site: Site, c: Context<Env>): Promise<Visite> {
  const { epci, cadre } = await openCadre(site, c);
  const guichet = c.req.param("demandeur") ?? "";
  const dossier = await lireDossier(c.var.base, site.deps.coffre, guichet);
  if (dossier.epci !== epci) throw unknownDemande();
  c.header("cache-control", "no-store");
  return {
    dossier,
    commun: {
      cadre,
      epci,
      guichet,
      nomTerritoire: cadre.territoire?.nom ?? "",
      aide: { telephone: null },
      ouverte: false,
      mandat: false,
      nonEnregistree: false,
    },
  };
}

async function showReponses(site: Site, c: Context<Env>): Promise<Response> {
  const { commun, dossier } = await ouvrirAuGuichet(site, c);
  const { noms } = await readLieux(c);
  const page = renderVerifierPage({
    commun,
    refus: SANS_REFUS,
    envoi: null,
    guichets: [],
    proche: false,
    sansGuichet: "",
    nomGuichet: dossier.nomGuichet,
    resumes: questionsPosees(dossier).map((question) => ({ question, lignes: resumer(question, dossier, noms) })),
    manques: findManques(dossier),
    nomsCommunes: noms.communes,
    sensiblesAutrement: true,
  });
  return c.html(page);
}
