import type { Context } from "hono";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { declarantOf } from "../../actes/logement/declarer-logement.ts";
import { findListeur } from "../../actes/partenaire/inscrire-menages.ts";
import type { FiltreLiberations, Liberation } from "../../lectures/liberation/ports.ts";
import { renderLiberationsPage } from "../../pages/liberation/liberations-page.tsx";
import { FILIERES, referenceLiberation } from "../../regles/liberation/liberation.ts";
import { echangesRoutes } from "../echange/echanges.routes.ts";
import { FICHIER_CONGES } from "../partenaire/conges.ts";
import { fichierPartenaireRoutes } from "../partenaire/fichier.routes.ts";
import { menagesRoutes } from "../partenaire/menages.ts";
import { vacantsRoutes } from "../vacant/vacants.routes.ts";
import { delaisRoutes, salariesRoutes } from "./figures.routes.ts";
import { formulaireLiberationRoutes } from "./formulaire.routes.ts";
import { vueRoutes } from "./vue.routes.ts";

/** `/t/:epci/liberations`: from the freed dwelling to its lease. */
export function liberationRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/liberations", garde("logement-prive", "lire"), (c) => showListe(site, c))
    .route("/", fichierPartenaireRoutes(site, FICHIER_CONGES))
    .route("/", menagesRoutes(site))
    .route("/", vacantsRoutes(site))
    .route("/", echangesRoutes(site))
    .route("/", formulaireLiberationRoutes(site))
    .route("/", delaisRoutes(site))
    .route("/", salariesRoutes(site))
    .route("/", vueRoutes(site));
}

function readFiltre(parametres: Readonly<Record<string, string>>): FiltreLiberations {
  const bailleur = Number(parametres.bailleur);
  return {
    etat: parametres.etat === "closes" ? "closes" : "ouvertes",
    filiere: FILIERES.find((code) => code === parametres.filiere) ?? null,
    bailleur: Number.isSafeInteger(bailleur) && bailleur > 0 ? bailleur : null,
  };
}

async function showListe(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const filtre = readFiltre(c.req.query());
  const aujourdhui = site.deps.horloge.aujourdhui();
  const isEntiere = filtre.bailleur === null && filtre.filiere === null;
  const [toutes, filtrees, demandees] = await Promise.all([
    base.liberations.list(epci, { ...filtre, bailleur: null, filiere: null }),
    isEntiere ? null : base.liberations.list(epci, filtre),
    peut(acteur, "proposition", "lire", epci) ? base.designations.ouvertes(epci) : [],
  ]);
  const liberations = filtrees ?? toutes;
  const enLice = await base.liberations.enLice(
    epci,
    liberations.map(({ id }) => id),
  );
  const bailleurs = [...new Map(toutes.map(({ bailleur }) => [bailleur.organisation, bailleur])).values()];
  return c.html(
    renderLiberationsPage({
      cadre,
      epci,
      filtre,
      liberations,
      enLice,
      bailleurs,
      aujourdhui,
      attendues: demandees.flatMap(({ liberation, avant, reservataire }) => {
        const mine = acteur.habilitations.some(
          (one) => one.epci === epci && one.organisation === reservataire.organisation,
        );
        const found = toutes.find(({ id }) => id === liberation);
        return found ? [{ liberation, avant, qui: whoWaits(found, mine ? null : reservataire.nom) }] : [];
      }),
      declarer: declarantOf(base, epci) !== null,
      lister: findListeur(base, epci) !== null,
    }),
  );
}

/** `reservataire` null: the reader's own organisation has to answer. */
function whoWaits({ numero, logement, bailleur }: Liberation, reservataire: string | null): string {
  const quoi = `${referenceLiberation(numero)}, ${logement.adresse}`;
  return reservataire === null ? `${bailleur.nom} vous demande des candidats : ${quoi}` : `${reservataire} : ${quoi}`;
}
