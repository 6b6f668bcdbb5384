import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import { texte, texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { copierGrille } from "../../actes/cotation/editer-grille.ts";
import { CHEMIN_COTATION, cheminGrille } from "../../pages/cotation/chemins.ts";
import { renderNouvelleGrille } from "../../pages/cotation/formulaires.tsx";

/** A draft begins as the copy of an example, or of a version. */
export function nouvelleGrillePage(site: Site): Routes {
  return pageActes(site, {
    chemin: `${CHEMIN_COTATION}/nouvelle`,
    droit: COPIER.droit,
    show: showNouvelle,
    actes: { creee: COPIER },
  });
}

async function showNouvelle(site: Site, c: Context<Env>, { saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const versions = await c.var.base.cotations.versions(epci);
  return renderNouvelleGrille({ cadre, epci, versions, saisie, refus });
}

export const COPIER = defineActe({
  chemin: "",
  droit: garde("cotation", "creer", { partout: true }),
  annonce: "Le projet est créé. Adaptez-le, puis simulez-le.",
  champs: { nom: texte("Nom de la grille"), source: texteOuVide(40) },
  run: async ({ base, epci }, { nom, source }) =>
    new Suite({ chemin: cheminGrille(await copierGrille(base, { epci, source: source ?? "", nom })) }),
});
