import type { Context } from "hono";
import { readSeance } from "#application/cal/seance-lue.ts";
import { donnerAvisOccupation } from "#application/examen-occupation/donner-avis.ts";
import { AVIS_OCCUPATION } from "#domain/examen-occupation/examen-occupation.ts";
import { Refus } from "#domain/shared/refus.ts";
import { cheminSeance } from "#web/cal/chemins.ts";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS } from "#web/design/formulaire.tsx";
import { renderAvisOccupationPage } from "#web/examen-occupation/avis-page.tsx";
import { garde } from "../acces/garde.ts";
import { SEANCE } from "../cal/seance.routes.ts";
import type { Env } from "../deps.ts";
import { placeOf } from "../liberation/place.ts";
import { Lecture, saisieOf } from "../serveur/lecture.ts";
import { Routes } from "../serveur/routes.ts";
import { statusOf } from "../serveur/status.ts";
import { openCadre, type Site } from "../site.ts";

const UN = `${SEANCE}/examens/:examen{[1-9][0-9]{0,14}}`;

/** The opinion of a commission on one occupation of its agenda. */
export function avisRoutes(site: Site): Routes {
  const valider = garde("examen-occupation", "valider");
  return new Routes()
    .get(UN, valider, (c) => show(site, c, null, { saisie: {}, refus: SANS_REFUS }))
    .post(UN, valider, (c) => send(site, c));
}

async function send(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lu = new Lecture(saisie);
  const [epci, seance] = [c.req.param("epci") ?? "", Number(c.req.param("seance"))];
  try {
    const avis = lu.choice("avis", "Avis de la commission", AVIS_OCCUPATION);
    const texte = lu.textOrNull("texte", 500);
    const [premiere] = lu.erreurs;
    if (premiere) throw new Refus("saisie-a-corriger", premiere.message, { champ: premiere.champ });
    await donnerAvisOccupation(c.var.base, {
      epci,
      seance,
      examen: Number(c.req.param("examen")),
      avis,
      texte,
      relu: saisie.relu?.[0] === "oui",
      aujourdhui: site.deps.horloge.aujourdhui(),
    });
    return c.redirect(hrefTerritoire(epci, cheminSeance(seance), { fait: "avis" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || AILLEURS.includes(error.code)) throw error;
    const refus = lu.erreurs.length > 0 ? { message: null, erreurs: lu.erreurs } : placeOf(error);
    return show(site, c, error.code, { saisie, refus });
  }
}

const AILLEURS: readonly string[] = ["droit-absent", "seance-inconnue", "examen-inconnu"];

async function show(site: Site, c: Context<Env>, code: string | null, etat: EtatFormulaire): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const { seance, reference, examens } = await readSeance(base, epci, Number(c.req.param("seance")));
  const examen = examens.find(({ id }) => id === Number(c.req.param("examen")));
  if (!examen) throw new Refus("examen-inconnu", "Cette occupation n’est pas à l’ordre du jour de cette séance.");
  const page = renderAvisOccupationPage({ cadre, epci, seance: { id: seance.id, reference }, examen, ...etat });
  return c.html(page, code === null ? 200 : statusOf(code));
}
