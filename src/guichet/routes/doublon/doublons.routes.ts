import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { jugerDoublon } from "../../actes/doublon/juger-doublon.ts";
import { direRecherche, lireDoublons } from "../../actes/doublon/lire-doublons.ts";
import { chercherDoublons } from "../../lectures/doublon/chercher-doublons.ts";
import { CHEMIN_DOUBLONS, renderDoublonsPage } from "../../pages/doublon/doublons-page.tsx";
import { DECISIONS_DOUBLON } from "../../regles/doublon/fiche-doublon.ts";

const BASE = `/t/:epci/${CHEMIN_DOUBLONS}`;

/** Closed: an address announces nothing else. */
const ANNONCES: Readonly<Record<string, string>> = {
  "meme-personne": "La décision est écrite sur les dossiers de votre guichet : même personne.",
  distinctes: "La décision est retenue : deux personnes distinctes.",
};

/** `/t/:epci/demandes/doublons`: for the desks, which register and hold the files. */
export function doublonsRoutes(site: Site): Routes {
  return new Routes()
    .get(BASE, garde("demande-identite", "creer"), (c) => show(site, c, null))
    .post(`${BASE}/chercher`, garde("demande-identite", "creer"), (c) => search(site, c))
    .post(`${BASE}/:doublon{[1-9][0-9]{0,14}}`, garde("demande-identite", "modifier"), (c) => judge(site, c));
}

async function show(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { fait = "", dossiers = "", nouveaux = "" } = c.req.query();
  const doublons = await lireDoublons(c.var.base, epci);
  const comptes = [nouveaux, dossiers].map((texte) => (/^\d{1,6}$/.test(texte) ? Number(texte) : 0));
  const annonce =
    fait === "cherche"
      ? direRecherche({ nouveaux: comptes[0] ?? 0, dossiers: comptes[1] ?? 0 })
      : (ANNONCES[fait] ?? null);
  const erreur = refus?.message ?? null;
  return c.html(renderDoublonsPage({ cadre, doublons, annonce, erreur }), refus ? statusOf(refus.code) : 200);
}

async function search(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { nouveaux, dossiers } = await c.var.base.transaction((tx) =>
    chercherDoublons(tx.doublons, epci, site.deps.horloge.aujourdhui()),
  );
  return c.redirect(hrefTerritoire(epci, CHEMIN_DOUBLONS, { fait: "cherche", nouveaux, dossiers }), 303);
}

async function judge(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  const decision = lecture.choice("decision", "Votre décision", DECISIONS_DOUBLON);
  const [erreur] = lecture.erreurs;
  if (erreur) return show(site, c, new Refus("saisie-a-corriger", erreur.message));
  try {
    await jugerDoublon(c.var.base, { epci, id: Number(c.req.param("doublon")), decision });
  } catch (error) {
    if (!(error instanceof Refus) || error.code !== "doublon-juge") throw error;
    return show(site, c, error);
  }
  return c.redirect(hrefTerritoire(epci, CHEMIN_DOUBLONS, { fait: decision }), 303);
}
