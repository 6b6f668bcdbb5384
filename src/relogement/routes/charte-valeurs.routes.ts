import type { Context } from "hono";
import { CODES_VALEUR_CHARTE } from "#engagements/regles/charte/valeur-charte.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, jour, montantOuVide, texte } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { fixerCharte } from "../actes/fixer-charte.ts";
import { CHEMIN_COMITE, CHEMIN_VALEURS } from "../pages/charte-parts.tsx";
import { renderValeursPage } from "../pages/charte-valeurs.tsx";

const ECRIRE = garde("objectif", "modifier", { partout: true });

/** `/t/:epci/relogement/comite/valeurs`: dated values of the charte, written by the EPCI. */
export function charteValeursRoutes(site: Site): Routes {
  return pageActes(site, { chemin: CHEMIN_VALEURS, droit: ECRIRE, show: showValeurs, actes: { fixee: FIXER } });
}

async function showValeurs(site: Site, c: Context<Env>, { acte, saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const valeurs = await c.var.base.relogements.valeursCharte(epci);
  const typed = acte === null ? { depuis: [site.deps.horloge.aujourdhui()] } : saisie;
  return renderValeursPage({ cadre, epci, valeurs, etat: { saisie: typed, refus } });
}

export const FIXER = defineActe({
  chemin: "",
  droit: ECRIRE,
  annonce: "La valeur est enregistrée\u00A0: elle s’applique à partir de son jour.",
  champDe: ({ code }) => (code === "charte-source" ? "source" : "valeur"),
  champs: {
    code: choix("Ce qui est fixé", CODES_VALEUR_CHARTE),
    valeur: montantOuVide("Valeur"),
    depuis: jour("À partir du"),
    source: texte("Source"),
  },
  run: async ({ base, epci }, { valeur, ...lu }) => {
    // Shares are typed in percent.
    const part = valeur === null ? null : Math.round(valeur * 100) / 10_000;
    await fixerCharte(base, epci, { ...lu, valeur: lu.code === "hausse-euros" ? valeur : part });
    return new Suite({ chemin: CHEMIN_COMITE });
  },
});
