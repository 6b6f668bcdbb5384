import type { Context } from "hono";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, compteOuVide, texte } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  ecrireDemarche,
  ecrirePopulation,
  retirerDemarche,
  retirerPopulation,
} from "../../actes/repere/ecrire-reperes.ts";
import { readReperes } from "../../lectures/repere/reperes.ts";
import { CHEMIN_REPERES, renderReperesPage } from "../../pages/repere/reperes-page.tsx";
import { DOCUMENTS_DEMARCHE } from "../../regles/repere/demarche.ts";

const MODIFIER = garde("objectif", "modifier", { partout: true });
const ENTIER = { chiffres: 8, ecrire: "écrivez un nombre entier" };

/** `/t/:epci/reperes`: the frise of procedures, the populations of the territory and of its parts. */
export function repereRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: CHEMIN_REPERES,
    droit: garde("objectif", "lire"),
    show: showReperes,
    actes: {
      demarche: AJOUTER_DEMARCHE,
      "demarche-retiree": RETIRER_DEMARCHE,
      population: AJOUTER_POPULATION,
      "population-retiree": RETIRER_POPULATION,
    },
  });
}

async function showReperes(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const ecrire = peutPartout(c.var.acteur, "objectif", "modifier", epci);
  return renderReperesPage({ cadre, epci, reperes: await readReperes(c.var.base, epci), ecrire, ...etat });
}

const AJOUTE = { droit: MODIFIER, annonce: "Le repère est enregistré." };
const RETIRE = { droit: MODIFIER, annonce: "Le repère est retiré.", champs: {} };

const AJOUTER_DEMARCHE = defineActe({
  ...AJOUTE,
  chemin: "demarches",
  defaire: { par: "demarche-retiree", quoi: "l’ajout de cette démarche", vise: ["demarche"] },
  champs: {
    titre: texte("Démarche"),
    quand: brut(),
    document: choix("Document", DOCUMENTS_DEMARCHE),
    source: texte("Source"),
  },
  run: async ({ base, epci }, demarche) =>
    new Suite({ annuler: await ecrireDemarche({ base }, { epci, ...demarche }) }),
});

const RETIRER_DEMARCHE = defineActe({
  ...RETIRE,
  chemin: "demarches/:demarche{[0-9]+}/retirer",
  run: ({ base, epci, numero }) => retirerDemarche({ base }, epci, numero("demarche")),
});

const AJOUTER_POPULATION = defineActe({
  ...AJOUTE,
  chemin: "populations",
  defaire: { par: "population-retiree", quoi: "l’ajout de cette population", vise: ["population"] },
  champs: {
    lieu: brut(),
    habitants: compteOuVide("Habitants", ENTIER),
    millesime: compteOuVide("Millésime", ENTIER),
    source_population: texte("Source"),
  },
  run: async ({ base, epci, aujourdhui }, { lieu, habitants, millesime, source_population: source }) => {
    const anneeCourante = Number(aujourdhui.slice(0, 4));
    const annuler = await ecrirePopulation({ base }, { epci, lieu, habitants, millesime, source, anneeCourante });
    return new Suite({ annuler });
  },
});

const RETIRER_POPULATION = defineActe({
  ...RETIRE,
  chemin: "populations/:population{[0-9]+}/retirer",
  run: ({ base, epci, numero }) => retirerPopulation({ base }, epci, numero("population")),
});
