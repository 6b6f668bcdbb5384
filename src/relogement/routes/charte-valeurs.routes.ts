import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { fixerCharte } from "../actes/fixer-charte.ts";
import { CHEMIN_COMITE, CHEMIN_VALEURS } from "../pages/charte-parts.tsx";
import { renderValeursPage } from "../pages/charte-valeurs.tsx";
import { CODES_VALEUR_CHARTE, type ValeurCharte } from "../regles/valeur-charte.ts";

const VALEURS = `/t/:epci/${CHEMIN_VALEURS}`;

/** `/t/:epci/relogement/comite/valeurs`: what the EPCI writes of the charte, dated. */
export function charteValeursRoutes(site: Site): Routes {
  const fixer = garde("objectif", "modifier", { partout: true });
  return new Routes()
    .get(VALEURS, fixer, (c) => showValeurs(site, c, { depuis: [site.deps.horloge.aujourdhui()] }, null))
    .post(VALEURS, fixer, (c) => write(site, c));
}

type Refuse = RefusFormulaire & { readonly code: string };

async function showValeurs(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refuse: Refuse | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const valeurs = await c.var.base.relogements.valeursCharte(epci);
  const page = renderValeursPage({ cadre, epci, valeurs, etat: { saisie, refus: refuse ?? SANS_REFUS } });
  return c.html(page, refuse ? statusOf(refuse.code) : 200);
}

async function write(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lu = new Lecture(saisie);
  const valeur = readValeur(lu);
  if (lu.erreurs.length > 0) {
    return showValeurs(site, c, saisie, { code: "saisie-a-corriger", message: null, erreurs: lu.erreurs });
  }
  try {
    await fixerCharte(c.var.base, epci, valeur);
    return c.redirect(hrefTerritoire(epci, CHEMIN_COMITE, { fait: "fixee" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    const { code, message } = error;
    const erreurs = [{ champ: code === "charte-source" ? "source" : "valeur", message }];
    return showValeurs(site, c, saisie, { code, message: null, erreurs });
  }
}

/** Shares are typed in hundredths. */
function readValeur(lu: Lecture): ValeurCharte {
  const code = lu.choice("code", "Ce qui est fixé", CODES_VALEUR_CHARTE);
  const nombre = lu.amount("valeur", "Valeur");
  const depuis = lu.dayOrNull("depuis", "À partir du");
  if (depuis === null) lu.fail("depuis", "À partir du : donnez la date, jour, mois et année.");
  const part = nombre === null ? null : Math.round(nombre * 100) / 10_000;
  return {
    code,
    depuis: depuis ?? "",
    valeur: code === "hausse-euros" ? nombre : part,
    source: lu.text("source", "Source"),
  };
}
