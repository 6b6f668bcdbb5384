import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { donnerAvisOccupation } from "../../actes/examen-occupation/donner-avis.ts";
import { readSeance } from "../../lectures/cal/seance-lue.ts";
import { cheminSeance } from "../../pages/cal/chemins.ts";
import { renderAvisOccupationPage } from "../../pages/examen-occupation/avis-page.tsx";
import { AVIS_OCCUPATION } from "../../regles/examen-occupation/examen-occupation.ts";
import { SEANCE } from "../cal/seance.routes.ts";
import { placeOf } from "../liberation/place.ts";

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
