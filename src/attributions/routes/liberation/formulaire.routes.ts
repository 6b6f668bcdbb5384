import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, numeroCache } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { modifierLiberation, ouvrirLiberation, ownLiberation } from "../../actes/liberation/ouvrir-liberation.ts";
import { declarantOf } from "../../actes/logement/declarer-logement.ts";
import { CHEMIN_LIBERATIONS, CHEMIN_NOUVELLE_LIBERATION, cheminLiberation } from "../../pages/liberation/chemins.ts";
import { renderLiberePage } from "../../pages/liberation/libere-page.tsx";
import { ORIGINES_SAISIES, referenceLiberation } from "../../regles/liberation/liberation.ts";
import { entree } from "../choix.ts";
import { CHAMPS_LIBERATION, LIBERATION_NOUVELLE, liberationOf, writeLiberation } from "./saisie.ts";

const MODIFIER = garde("logement-prive", "modifier");

export const OUVRIR = defineActe({
  chemin: `/${CHEMIN_LIBERATIONS}`,
  droit: MODIFIER,
  annonce: "Le logement est à attribuer.",
  champs: {
    ...CHAMPS_LIBERATION,
    origine: choix("Pourquoi il est à attribuer", ORIGINES_SAISIES),
    logement: entree("Logement\u00A0: choisissez-le dans la liste."),
  },
  run: async ({ base, epci, aujourdhui }, { logement, origine, ...lu }) => {
    const liberation = { ...liberationOf(lu), epci, logement, origine };
    const id = await ouvrirLiberation(base, { ...liberation, aujourdhui, synthetique: false });
    return new Suite({ chemin: cheminLiberation(id) });
  },
});

export const DATER = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: "Les dates sont enregistrées.",
  champs: { ...CHAMPS_LIBERATION, revision: numeroCache() },
  run: async ({ base, epci, aujourdhui, numero }, { revision, ...lu }) => {
    const id = numero("id");
    await modifierLiberation(base, { epci, id, revision, valeurs: liberationOf(lu), aujourdhui });
    return new Suite({ chemin: cheminLiberation(id) });
  },
});

export function formulaireLiberationRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(site, {
        chemin: CHEMIN_NOUVELLE_LIBERATION,
        droit: MODIFIER,
        show: showNouvelle,
        actes: { ouverte: OUVRIR },
        dits: ["logement-inconnu"],
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: `${CHEMIN_LIBERATIONS}/:id{[1-9][0-9]{0,14}}/dates`,
        droit: MODIFIER,
        show: showDates,
        actes: { datee: DATER },
      }),
    );
}

async function showNouvelle(site: Site, c: Context<Env>, { acte, saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const organisation = declarantOf(base, epci);
  const libres = organisation === null ? [] : await base.liberations.liberables(epci, organisation);
  const etat = { saisie: acte === null ? LIBERATION_NOUVELLE : saisie, refus };
  const logements = libres.map(({ id, libelle }) => ({ code: String(id), libelle }));
  return renderLiberePage({ cadre, epci, etat, liberation: null, logements });
}

async function showDates(site: Site, c: Context<Env>, { acte, saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const liberation = await ownLiberation(c.var.base, epci, Number(c.req.param("id")));
  const { id, numero } = liberation;
  const etat = { saisie: acte === null ? writeLiberation(liberation) : saisie, refus };
  return renderLiberePage({ cadre, epci, etat, liberation: { id, titre: referenceLiberation(numero) }, logements: [] });
}
