import type { Context } from "hono";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, relu, texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { donnerAvisOccupation } from "../../actes/examen-occupation/donner-avis.ts";
import { readSeance } from "../../lectures/cal/seance-lue.ts";
import { cheminSeance } from "../../pages/cal/chemins.ts";
import { renderAvisOccupationPage } from "../../pages/examen-occupation/avis-page.tsx";
import { AVIS_OCCUPATION } from "../../regles/examen-occupation/examen-occupation.ts";
import { UNE_SEANCE } from "../cal/vise.ts";

const VALIDER = garde("examen-occupation", "valider");

export const DONNER_AVIS = defineActe({
  chemin: "",
  droit: VALIDER,
  annonce: "L’avis sur l’occupation est enregistré.",
  champs: { avis: choix("Avis de la commission", AVIS_OCCUPATION), texte: texteOuVide(500), relu: relu() },
  run: async ({ base, epci, aujourdhui, numero }, avis) => {
    const seance = numero("seance");
    await donnerAvisOccupation(base, { epci, seance, examen: numero("examen"), ...avis, aujourdhui });
    return new Suite({ chemin: cheminSeance(seance) });
  },
});

export function avisRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: `${UNE_SEANCE}/examens/:examen{[1-9][0-9]{0,14}}`,
    droit: VALIDER,
    show: showAvis,
    actes: { avis: DONNER_AVIS },
  });
}

async function showAvis(site: Site, c: Context<Env>, { saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const { seance, reference, examens } = await readSeance(base, epci, Number(c.req.param("seance")));
  const examen = examens.find(({ id }) => id === Number(c.req.param("examen")));
  if (!examen) throw introuvable("examen-inconnu", "Cette occupation n’est pas à l’ordre du jour de cette séance.");
  return renderAvisOccupationPage({ cadre, epci, seance: { id: seance.id, reference }, examen, saisie, refus });
}
