import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  ajouterGuichet,
  changerGuichet,
  maySetGuichet,
  openGuichet,
  unknownGuichet,
} from "../../actes/information/ecrire-guichet.ts";
import type { GuichetEcrit } from "../../lectures/information/ports.ts";
import { CHEMIN_ACCUEIL } from "../../pages/information/chemins.ts";
import { renderGuichetPage } from "../../pages/information/guichet-formulaire.tsx";
import { readGuichet, writeGuichet } from "./saisie-guichet.ts";

/** A desk's card: whoever keeps one sees the form of their own, the EPCI of all. */
export function guichetRoutes(site: Site, { base, guichet }: { base: string; guichet: string }): Routes {
  const creer = garde("information", "creer");
  const modifier = garde("information", "modifier");
  return new Routes()
    .get(`${base}/guichets/nouveau`, creer, (c) => show(site, c, { id: null, saisie: { accessible: ["inconnu"] } }))
    .post(`${base}/guichets/nouveau`, creer, (c) => send(site, c, null))
    .get(guichet, modifier, async (c) => {
      const found = await openOwn(c);
      return show(site, c, { id: found.id, saisie: writeGuichet(found) });
    })
    .post(guichet, modifier, async (c) => send(site, c, (await openOwn(c)).id));
}

/** Everyone reads a card that is published; only its keeper opens its form. Throws `guichet-inconnu`. */
async function openOwn(c: Context<Env>): Promise<GuichetEcrit> {
  const epci = c.req.param("epci") ?? "";
  const found = await openGuichet(c.var.base, epci, Number(c.req.param("guichet")));
  if (!maySetGuichet(c.var.base, epci, found)) throw unknownGuichet();
  return found;
}

type Vue = {
  readonly id: number | null;
  readonly saisie: SaisieFormulaire;
  readonly refus?: RefusFormulaire;
  readonly code?: string;
};

async function show(site: Site, c: Context<Env>, { id, saisie, refus, code }: Vue): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const [communes, organisations] = await Promise.all([
    base.territoires.communes(epci),
    peutPartout(acteur, "information", "modifier", epci) ? base.information.organisations() : null,
  ]);
  const page = renderGuichetPage({
    cadre,
    epci,
    id,
    etat: { saisie, refus: refus ?? SANS_REFUS },
    aRelire: code === "information-a-relire",
    communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
    organisations: organisations?.map((one) => ({ code: String(one.id), libelle: one.nom })) ?? null,
  });
  return c.html(page, refus ? (code ? statusOf(code) : 422) : 200);
}

async function send(site: Site, c: Context<Env>, id: number | null): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const { base } = c.var;
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const organisations = peutPartout(base.acteur, "information", "modifier", epci)
    ? await base.information.organisations()
    : null;
  const { organisation, ...fiche } = readGuichet(lecture, organisations);
  const { erreurs } = lecture;
  if (erreurs.length > 0) return show(site, c, { id, saisie, refus: { message: null, erreurs } });
  const demande = { ...fiche, epci, ...(organisation === undefined ? {} : { organisation }) };
  try {
    if (id === null) await ajouterGuichet(base, demande);
    else await changerGuichet(base, { ...demande, id, revision: lecture.hidden("revision") });
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "guichet-inconnu") throw error;
    return show(site, c, { id, saisie, code: error.code, refus: { message: error.message, erreurs: [] } });
  }
  return c.redirect(hrefTerritoire(epci, CHEMIN_ACCUEIL, { fait: "guichet" }), 303);
}
