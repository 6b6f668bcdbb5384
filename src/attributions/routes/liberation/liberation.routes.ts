import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { modifierLiberation, ouvrirLiberation, ownLiberation } from "../../actes/liberation/ouvrir-liberation.ts";
import { declarantOf } from "../../actes/logement/declarer-logement.ts";
import type { FiltreLiberations } from "../../lectures/liberation/ports.ts";
import { cheminLiberation } from "../../pages/liberation/chemins.ts";
import { renderLiberationsPage } from "../../pages/liberation/liberations-page.tsx";
import { renderLiberePage } from "../../pages/liberation/libere-page.tsx";
import { FILIERES, type Liberation, referenceLiberation } from "../../regles/liberation/liberation.ts";
import { candidatureRoutes } from "./candidature.routes.ts";
import { delaisRoutes } from "./delais.routes.ts";
import { placeOf } from "./place.ts";
import { LIBERATION_NOUVELLE, readLiberation, readOrigine, writeLiberation } from "./saisie.ts";
import { salariesRoutes } from "./salaries.routes.ts";
import { vueRoutes } from "./vue.routes.ts";

const ANNONCES: Readonly<Record<string, string>> = { ouverte: "Le logement est à attribuer." };

/** `/t/:epci/liberations`: from the freed dwelling to its lease. */
export function liberationRoutes(site: Site): Routes {
  const modifier = garde("logement-prive", "modifier");
  const un = "/t/:epci/liberations/:id{[1-9][0-9]{0,14}}";
  return new Routes()
    .get("/t/:epci/liberations", garde("logement-prive", "lire"), (c) => showListe(site, c))
    .get("/t/:epci/liberations/nouvelle", modifier, (c) => showForm(site, c, null, LIBERATION_NOUVELLE, null))
    .post("/t/:epci/liberations", modifier, (c) => send(site, c, null))
    .get(`${un}/dates`, modifier, async (c) => {
      const liberation = await own(c);
      return showForm(site, c, liberation, writeLiberation(liberation), null);
    })
    .post(`${un}/dates`, modifier, async (c) => send(site, c, await own(c)))
    .route("/", delaisRoutes(site))
    .route("/", salariesRoutes(site))
    .route("/", vueRoutes(site))
    .route("/", candidatureRoutes(site));
}

function own(c: Context<Env>): Promise<Liberation> {
  return ownLiberation(c.var.base, c.req.param("epci") ?? "", Number(c.req.param("id")));
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
      annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
    }),
  );
}

/** `reservataire` null: the person's own organisation answers. */
function whoWaits({ numero, logement, bailleur }: Liberation, reservataire: string | null): string {
  const quoi = `${referenceLiberation(numero)}, ${logement.adresse}`;
  return reservataire === null ? `${bailleur.nom} vous demande des candidats : ${quoi}` : `${reservataire} : ${quoi}`;
}

async function send(site: Site, c: Context<Env>, liberation: Liberation | null): Promise<Response> {
  const { base } = c.var;
  const epci = c.req.param("epci") ?? "";
  const aujourdhui = site.deps.horloge.aujourdhui();
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lu = new Lecture(saisie);
  const valeurs = readLiberation(lu);
  const origine = liberation?.origine ?? readOrigine(lu);
  const logement = liberation?.logement.id ?? lu.hidden("logement");
  if (logement < 1) lu.fail("logement", "Logement : choisissez-le dans la liste.");
  if (lu.erreurs.length > 0) {
    return showForm(site, c, liberation, saisie, { code: null, message: null, erreurs: lu.erreurs });
  }
  try {
    if (liberation) {
      const revision = lu.hidden("revision");
      await modifierLiberation(base, { epci, id: liberation.id, revision, valeurs, aujourdhui });
      return c.redirect(hrefTerritoire(epci, cheminLiberation(liberation.id), { fait: "datee" }), 303);
    }
    const id = await ouvrirLiberation(base, { ...valeurs, epci, logement, origine, aujourdhui, synthetique: false });
    return c.redirect(hrefTerritoire(epci, cheminLiberation(id), { fait: "ouverte" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || ["droit-absent", "liberation-inconnue"].includes(error.code)) throw error;
    return showForm(site, c, liberation, saisie, { code: error.code, ...placeOf(error) });
  }
}

async function showForm(
  site: Site,
  c: Context<Env>,
  liberation: Liberation | null,
  saisie: SaisieFormulaire,
  refuse: (RefusFormulaire & { readonly code: string | null }) | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const organisation = declarantOf(base, epci);
  const libres = liberation || organisation === null ? [] : await base.liberations.liberables(epci, organisation);
  const page = renderLiberePage({
    cadre,
    epci,
    etat: { saisie, refus: refuse ?? SANS_REFUS },
    liberation: liberation && { id: liberation.id, titre: referenceLiberation(liberation.numero) },
    logements: libres.map(({ id, libelle }) => ({ code: String(id), libelle })),
  });
  return c.html(page, refuse ? statusOf(refuse.code ?? "saisie-a-corriger") : 200);
}
