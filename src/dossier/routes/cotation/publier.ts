import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import { jourOuVide, jourPasse, numeroCache, texte } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import { controlGrille, publierGrille } from "../../actes/cotation/publier-grille.ts";
import { cheminGrille } from "../../pages/cotation/chemins.ts";
import { renderPublierGrille } from "../../pages/cotation/formulaires.tsx";
import { grilleOn } from "../../regles/cotation/version-grille.ts";
import { changeOf, GRILLE, openProjet } from "./projet.ts";

/** From which day, and by which deliberation. */
export function publierGrillePage(site: Site): Routes {
  return pageActes(site, {
    chemin: `${GRILLE}/publier`,
    droit: PUBLIER.droit,
    show: showPublier,
    actes: { publiee: PUBLIER },
  });
}

async function showPublier(site: Site, c: Context<Env>, { saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre, version } = await openProjet(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const remplacee = grilleOn(await c.var.base.cotations.versions(epci), version.nature, aujourdhui);
  const controle = controlGrille(version, aujourdhui);
  return renderPublierGrille({ cadre, epci, version, remplacee, saisie, controle, refus });
}

export const PUBLIER = defineActe({
  chemin: "",
  droit: garde("cotation", "valider", { partout: true }),
  annonce: "La grille est publiée. Les points seront recalculés.",
  champs: ({ aujourdhui }) => ({
    revision: numeroCache(),
    deliberation: texte("Référence de la délibération"),
    delibereeLe: jourPasse("Jour de la délibération", aujourdhui),
    du: jourOuVide("Premier jour d’application")
      .refine((du) => du !== null, "Premier jour d’application\u00A0: donnez la date.")
      .transform((du) => du ?? aujourdhui),
  }),
  run: async (lieu, { revision, ...publication }) => {
    const { base, aujourdhui, numero } = lieu;
    await publierGrille(base, { ...changeOf(lieu, revision), ...publication, aujourdhui });
    return new Suite({ chemin: cheminGrille(numero("grille")) });
  },
});
